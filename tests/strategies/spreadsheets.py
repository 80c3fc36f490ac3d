"""Whole files that hold a table, and the same files with damage."""

import io
from collections.abc import Callable

from hypothesis import strategies as st
from openpyxl import Workbook

HEADINGS = ["member", "volume", "unit cost", "areas", "from", "small"]
ROWS = [
    ["Clay Cross Carers", "1800", "23.05", "E07000038; E07000034", "2025-04-01", "yes"],
    ["Dronfield Night Owls", "180", "120.00", "E07000038", "01/04/2025", "no"],
]


def as_csv() -> bytes:
    return "\r\n".join(",".join(row) for row in [HEADINGS, *ROWS]).encode()


def as_xlsx() -> bytes:
    workbook = Workbook()
    for row in [HEADINGS, *ROWS]:
        workbook.active.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


ORIGINALS = (as_csv(), as_xlsx())


def _cut(content: bytes, at: int, piece: bytes) -> bytes:
    return content[: at % (len(content) + 1)]


def _insert(content: bytes, at: int, piece: bytes) -> bytes:
    at %= len(content) + 1
    return content[:at] + piece + content[at:]


def _overwrite(content: bytes, at: int, piece: bytes) -> bytes:
    at %= len(content) + 1
    return content[:at] + piece + content[at + len(piece) :]


DAMAGE: tuple[Callable[[bytes, int, bytes], bytes], ...] = (_cut, _insert, _overwrite)


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """A CSV or XLSX file that is cut off, has bytes too many, or has other bytes in their place."""
    content = draw(st.sampled_from(ORIGINALS))
    for _ in range(draw(st.integers(1, 3))):
        damage = draw(st.sampled_from(DAMAGE))
        piece = draw(st.binary(max_size=8) | st.sampled_from([b"=1+1", b"1e9999", b"\x00", b'"']))
        content = damage(content, draw(st.integers(0, 10_000)), piece)
    return content


def cell_texts() -> st.SearchStrategy[str]:
    """What somebody may write into a cell: no character that no spreadsheet holds."""
    letters = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
    begins = st.sampled_from(["", "=", "+", "-", "@", "'", "''=", "'="])
    return st.builds(lambda start, text: start + text, begins, st.text(letters, max_size=30))
