"""What a request ticks: ids that a database can hold, and nothing else."""

import pytest

from frontend.asked_ids import LARGEST_ID, asked_ids


@pytest.mark.parametrize(
    "sent", ["", "-1", "1.5", "²", "٣", "1\0", "x", str(LARGEST_ID + 1), "9" * 19, "1" * 5_000]
)
def test_what_is_no_id_is_passed_over(sent: str) -> None:
    assert asked_ids([sent, "7", str(LARGEST_ID)]) == [7, LARGEST_ID]
