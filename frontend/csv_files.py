"""Rows as CSV for a spreadsheet, in which nothing is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse


def csv_file(name: str, headings: Sequence[str], rows: Iterable[dict[str, Any]]) -> HttpResponse:
    """The rows under these headings, as a file of that name."""
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in row.items()} for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _safe(value: object) -> object:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    if isinstance(value, str) and value.lstrip()[:1] in {"=", "+", "-", "@", "\uff1d"}:
        return f"'{value}"
    return value
