"""The pages that are made from the code say what the code says."""

import pytest

from tests.reference import FOLDER, pages

PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fresh(name: str) -> None:
    assert (FOLDER / name).read_text() == PAGES[name], "make reference"


def test_every_table_of_states_is_there() -> None:
    kinds = (
        "DueState",
        "BatchState",
        "LineState",
        "AppointmentState",
        "ElectionState",
        "ClaimState",
    )
    assert [kind for kind in kinds if f"## {kind}\n" not in PAGES["states.md"]] == []
    assert "| draft | submitted | claimant |" in PAGES["states.md"]
