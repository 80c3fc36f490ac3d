"""Every address that names something is tried by a stranger: the table of what they name is whole."""

from tests.integration.frontend.test_other_networks import NAMES, NAMING, PARAMETER


def test_every_parameter_of_an_address_has_a_row_to_try() -> None:
    lacking = []
    for route in NAMING:
        named = {
            name for begin, names in NAMES.items() if route.startswith(begin) for name in names
        }
        lacking += [f"{route}: {one}" for one in PARAMETER.findall(route) if one not in named]
    assert lacking == []
