"""Every pot to the penny, for everybody: as a page, CSV and JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from consortium.selectors.budgets import pots
from consortium.selectors.ledger import published_heads
from frontend.csv_files import csv_file
from frontend.presenters.budgets import HEADINGS, budget_rows, budget_sheet, with_equity
from frontend.presenters.published_heads import CHECK, HEAD_HEADINGS, head_rows, with_heads
from representation.selectors.budget_uses import uses_by_budget
from representation.selectors.claim_figures import by_seat_and_year

DAYS_SHOWN = 14


@require_safe
def budget(request: HttpRequest) -> HttpResponse:
    """What was planned, committed and paid, and what is left."""
    sheet = with_equity(budget_sheet(pots(), uses_by_budget()), by_seat_and_year())
    sheet = with_heads(sheet, published_heads(most=DAYS_SHOWN))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@require_safe
def budget_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same for machines: pence, ISO dates, English names."""
    with override("en-gb"):
        rows = budget_rows(pots(), uses_by_budget())
    if kind == "json":
        return JsonResponse({"budgets": rows})
    return _csv(kind, "budget.csv", HEADINGS, rows)


@require_safe
def heads_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Where the books ended on every day that was published, to be kept and held against them later."""
    rows = head_rows(published_heads())
    if kind == "json":
        return JsonResponse({"heads": rows, "check": CHECK})
    return _csv(kind, "ledger-heads.csv", HEAD_HEADINGS, rows)


def _csv(
    kind: str, name: str, headings: Sequence[str], rows: Iterable[dict[str, Any]]
) -> HttpResponse:
    if kind != "csv":
        raise Http404
    return csv_file(name, headings, rows)
