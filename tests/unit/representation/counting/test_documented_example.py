"""The examples that docs/algorithms work by hand are what the engine makes of them."""

import re
from pathlib import Path

from representation.counting.blt import read_blt, write_blt
from representation.counting.count import count_contest
from representation.counting.result import Rule
from representation.counting.sheet.csv_table import as_csv
from representation.evidence.disclosure import Form, Thresholds, disclose

PAGES = Path(__file__).resolve().parents[4] / "docs/algorithms"


def block(page: str, kind: str) -> str:
    """The one block of that kind on the page."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", (PAGES / page).read_text(), re.M | re.S)
    return found


def test_the_small_example_of_a_count_is_right() -> None:
    result = count_contest(read_blt(block("counting.md", "blt")), Rule.SCOTTISH_STV)
    assert as_csv(result).replace("\r\n", "\n") == block("counting.md", "csv")


def test_what_is_published_of_it_is_right() -> None:
    result = count_contest(read_blt(block("counting.md", "blt")), Rule.SCOTTISH_STV)
    shown = disclose(result, Thresholds())
    assert shown.form is Form.USED
    assert shown.published is not None
    assert write_blt(shown.published) == block("elections.md", "blt")
