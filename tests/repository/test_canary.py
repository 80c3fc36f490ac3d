"""The search for account numbers and receipts finds one where there is one."""

import logging

import pytest

from tests.canary import RECEIPT, Watch


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("account 77310002 changed", True),
        (f"photo {RECEIPT}", True),
        ("account ending 02 changed", False),
        ("7731", False),
    ],
)
def test_a_canary_in_a_log_is_found(text: str, is_found: bool) -> None:
    watch = Watch()
    watch.emit(logging.LogRecord("x", logging.INFO, "x.py", 1, "said: %s", (text,), None))
    assert bool(watch.found) is is_found
    assert watch.searched == 1


def test_a_canary_in_a_traceback_is_found() -> None:
    watch = Watch()
    try:
        raise ValueError("77310002")
    except ValueError as error:
        trace = (type(error), error, error.__traceback__)
    watch.emit(logging.LogRecord("x", logging.ERROR, "x.py", 1, "it broke", (), trace))
    assert watch.found
