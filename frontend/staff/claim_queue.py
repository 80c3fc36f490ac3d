"""Claims that wait for an approver: several at once, or one with its evidence."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortium.permissions import may_approve_claims
from consortium.selectors.budgets import pots
from frontend.asked_ids import asked_ids, first_id
from frontend.form_pages import FormPage, act, answer, sent
from frontend.presenters.claim_queue import claim_sheet, queue_page
from frontend.presenters.claims_sent_in import all_claims_sheet
from frontend.receipt_files import receipt_file
from frontend.staff.money_desk import money_desk
from frontend.staff.reason_form import ReasonForm
from representation.claim_permissions import may_decide
from representation.selectors import claims as selectors
from representation.services import claim_decisions

if TYPE_CHECKING:
    from consortium.models import User
    from representation.models import Claim


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, what it would leave of the budgets, and what looks odd."""
    user, network = money_desk(request)
    rows = selectors.waiting_claims(network)
    refusals = {}
    for found in selectors.claims_among(network, [row.id for row in rows]):
        refusals[found.pk] = may_decide(user, found).reason
    left = sum(pot.left for pot in pots(network))
    context = {"queue": queue_page(rows, refusals, left), "may": may_approve_claims(user, network)}
    return render(request, "staff/claims.html", context)


@login_required
@require_safe
def all_claims(request: HttpRequest) -> HttpResponse:
    """Every claim that was sent in. `?before=N` goes back to those under number N."""
    _user, network = money_desk(request)
    rows = selectors.sent_in_claims(network, before=first_id(request.GET.getlist("before")))
    return render(request, "layouts/sheet.html", {"sheet": all_claims_sheet(rows)})


@login_required
@require_POST
def approve_ticked(request: HttpRequest) -> HttpResponse:
    """Approve those that were ticked; what could not be is said one by one."""
    user, network = money_desk(request)
    chosen = selectors.claims_among(network, asked_ids(request.POST.getlist("claim")))
    left = claim_decisions.approve_claims(by=user, claims=chosen)
    done = len(chosen) - len(left)
    words = ngettext("%(n)s claim approved.", "%(n)s claims approved.", done) % {"n": done}
    messages.success(request, words)
    for one in left:
        messages.warning(request, f"{one.number}: {one.reason}")
    return redirect("staff:claims")


@login_required
@require_safe
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """One claim with its evidence."""
    user, found = _claim(request, claim_id)
    sheet = claim_sheet(
        selectors.row_of(found),
        selectors.lines_of(found),
        selectors.steps_of(found),
        selectors.payments_of(found),
        may_decide(user, found),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_POST
def approve(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Approve one claim, once or finally."""
    user, found = _claim(request, claim_id)
    may_decide(user, found).require()
    return act(
        request,
        lambda: claim_decisions.approve_claim(by=user, claim=found),
        _("Approved: claim %(number)s.") % {"number": found.number},
        reverse("staff:claims"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Ask the claimant; the claim is theirs to change again."""
    user, found = _claim(request, claim_id)
    page = _page(found, _("Ask about claim %(number)s"), _("Send this question"))
    return answer(
        request,
        ReasonForm(sent(request), label=gettext_lazy("Your question")),
        page,
        lambda given: claim_decisions.query_claim(by=user, claim=found, question=given["reason"]),
        _("Your question is on its way."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Refuse a claim, and say why."""
    user, found = _claim(request, claim_id)
    page = _page(found, _("Refuse claim %(number)s"), _("Refuse this claim"), is_stop=True)
    return answer(
        request,
        ReasonForm(sent(request), label=gettext_lazy("Why?")),
        page,
        lambda given: claim_decisions.refuse_claim(by=user, claim=found, reason=given["reason"]),
        _("Refused. The claimant is told why."),
    )


@login_required
@require_safe
def receipt(request: HttpRequest, claim_id: int, receipt_id: int) -> HttpResponse:
    """A receipt, as a file to keep apart from the pages."""
    user, found = _claim(request, claim_id)
    return receipt_file(user, found, receipt_id)


def _claim(request: HttpRequest, claim_id: int) -> "tuple[User, Claim]":
    user, network = money_desk(request)
    found = selectors.find_claim(claim_id)
    if found is None or found.consortium_id != network.pk:
        raise Http404
    return user, found


def _page(found: "Claim", title: str, button: str, *, is_stop: bool = False) -> FormPage:
    return FormPage(
        title=title % {"number": found.number},
        button=button,
        back=reverse("staff:claim", args=[found.pk]),
        back_words=_("The claim"),
        is_stop=is_stop,
    )
