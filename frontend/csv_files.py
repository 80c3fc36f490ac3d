"""Rows as CSV for a spreadsheet, by the rule of every other file that people take away."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from consortium.spreadsheets.writing import as_csv


def csv_file(name: str, headings: Sequence[str], rows: Iterable[dict[str, Any]]) -> HttpResponse:
    """The rows under these headings, as a file of that name."""
    content = as_csv(headings, [[row[heading] for heading in headings] for row in rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
