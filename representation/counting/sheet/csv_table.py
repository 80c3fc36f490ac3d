"""The stage table and the transfers as CSV."""

import csv
import io

from representation.counting.result import CountResult
from representation.counting.sheet.table import stage_table
from representation.counting.wording.say import say

# A spreadsheet would run a cell that begins with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(result: CountResult, language: str = "en") -> str:
    """The stage table: two rows of headings, the candidates, non-transferable votes, and the total."""
    table = stage_table(result, language)
    label = say("label.candidate", language)
    lines = [
        [label, *(number for number, _ in table.headings), say("label.result", language)],
        ["", *(_text(action) for _, action in table.headings), ""],
    ]
    for row in (*table.rows, table.non_transferable, table.total):
        if row is not None:
            lines.append([_text(row.name), *row.cells, row.outcome])
    return _written(lines)


def _text(name: str) -> str:
    return "'" + name if name.startswith(FORMULA_STARTS) else name


def _written(lines: list[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(lines)
    return file.getvalue()
