"""The treasurer's other pages: budgets with their forecast, the ledger."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from consortium.permissions import may_manage_connections, may_manage_money
from consortium.selectors.budgets import pots
from consortium.selectors.funds import fund_rows
from consortium.selectors.ledger import check_books
from consortium.selectors.ledger_entries import all_entries, latest_entries
from frontend.asked_ids import first_id
from frontend.csv_files import csv_file
from frontend.presenters.budgets import budget_sheet, with_equity, with_funds, with_money_links
from frontend.presenters.ledger import HEADINGS, ledger_rows, ledger_sheet
from frontend.staff.money_desk import money_desk
from representation.selectors.budget_uses import uses_by_budget
from representation.selectors.claim_figures import by_seat_and_year, who_never_claims


@login_required
@require_safe
def budget(request: HttpRequest) -> HttpResponse:
    """The network's pots and where each will end, its funds, and the way to everything else."""
    user, network = money_desk(request)
    sheet = budget_sheet(pots(network), uses_by_budget(network), timezone.localdate())
    sheet = with_funds(sheet, fund_rows(network), may_manage_money(user, network))
    sheet = with_equity(sheet, by_seat_and_year(network), who_never_claims(network))
    sheet = with_money_links(sheet, may_manage_connections(user, network))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Whether the books stand, and their entries. `?before=N` goes back to those under number N."""
    _user, network = money_desk(request)
    before = first_id(request.GET.getlist("before"))
    sheet = ledger_sheet(check_books(network), latest_entries(network, before=before))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_safe
def ledger_file(request: HttpRequest) -> HttpResponse:
    """Every entry, for whoever audits the books."""
    _user, network = money_desk(request)
    return csv_file("ledger.csv", HEADINGS, ledger_rows(all_entries(network)))
