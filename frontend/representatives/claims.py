"""A representative's claims: what can be claimed for, one form, check your claim, and what became of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortium.decisions import Refused
from frontend.access import user_of
from frontend.acting import acting_person
from frontend.form_pages import FormPage, answer, sent
from frontend.presenters.claim_pages import (
    check_sheet,
    claim_form_page,
    claim_hints,
    claim_list_sheet,
    own_claim_sheet,
)
from frontend.presenters.claims import kind_word
from frontend.receipt_files import receipt_file
from frontend.representatives.claim_forms import PAID_UNDER, ClaimForm, ReceiptForm
from representation.claim_permissions import may_change_claim
from representation.claims.pricing import LineFault, LineRefused
from representation.claims.states import RECEIPTED, Standing
from representation.selectors import claims as selectors
from representation.services import claims as services
from representation.services.claim_chances import chances_of
from representation.services.claim_filling import begin_filled_claim, fill_claim
from representation.services.claim_pricing import line_fault
from representation.services.claim_receipts import add_receipt

if TYPE_CHECKING:
    from representation.models import Claim

FIELD_OF = {"time": "hours", "miles": "miles"}


@login_required
@require_safe
def claim_list(request: HttpRequest) -> HttpResponse:
    """Meetings to claim for, and the claims there are."""
    person = acting_person(request)
    if person is None:
        raise Http404
    sheet = claim_list_sheet(chances_of(person), selectors.claims_of(person))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_claim(request: HttpRequest, attendance_id: int) -> HttpResponse:
    """Begin a claim for a meeting, with its time filled in; looking alone begins nothing."""
    person = acting_person(request)
    attendance = selectors.find_attendance(person, attendance_id) if person else None
    if attendance is None:
        raise Http404
    terms = services.terms_of(attendance)
    initial = {}
    if terms.rates.keys() & PAID_UNDER["hours"]:
        initial = {"hours": f"{attendance.meeting.minutes / 60:g}"}
    form = _form(request, terms, initial)
    fill = partial(begin_filled_claim, by=user_of(request), attendance=attendance)
    return _filled(request, form, terms, fill)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Change a draft, or a claim that was asked about."""
    found = _own(request, claim_id)
    terms = services.terms_of(found.attendance)
    form = _form(request, terms, _initial(found))
    return _filled(request, form, terms, partial(fill_claim, by=user_of(request), claim=found))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Look it over once, then send it in."""
    found = _own(request, claim_id)
    if request.method == "POST":
        services.submit_claim(by=user_of(request), claim=found)
        messages.success(request, _("Your claim is sent in."))
        return redirect("representatives:claim", found.pk)
    sheet = check_sheet(selectors.row_of(found), selectors.lines_of(found))
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_safe
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """One's own claim: what it asks, where it stands, what can be done."""
    found = _own(request, claim_id)
    sheet = own_claim_sheet(
        selectors.row_of(found),
        selectors.lines_of(found),
        selectors.steps_of(found),
        selectors.payments_of(found),
        reverse("representatives:own-account", args=[found.consortium.slug]),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_receipt_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Add a receipt, also after the claim was sent in."""
    found = _own(request, claim_id)
    kinds = [
        (line.kind, kind_word(line.kind))
        for line in selectors.lines_of(found)
        if line.kind in RECEIPTED
    ]
    if not kinds:
        raise Http404
    form = ReceiptForm(
        sent(request), request.FILES or None, kinds=kinds, initial={"kind": kinds[0][0]}
    )
    page = FormPage(
        title=_("Add a receipt"),
        button=_("Add this receipt"),
        back=reverse("representatives:claim", args=[found.pk]),
        back_words=_("Your claim"),
        is_upload=True,
    )

    def save(given: dict[str, Any]) -> None:
        add_receipt(by=user_of(request), claim=found, kind=given["kind"], content=given["receipt"])

    return answer(request, form, page, save, _("The receipt is there."))


@login_required
@require_safe
def receipt(request: HttpRequest, claim_id: int, receipt_id: int) -> HttpResponse:
    """One's own receipt, as it was sent."""
    return receipt_file(user_of(request), _own(request, claim_id), receipt_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Take a claim back."""
    found = _own(request, claim_id)
    services.withdraw_claim(by=user_of(request), claim=found)
    return redirect("representatives:claim", found.pk)


@login_required
@require_POST
def reopen(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Begin again from a claim that was refused or taken back."""
    found = _own(request, claim_id)
    services.reopen_claim(by=user_of(request), claim=found)
    return redirect("representatives:claim-edit", found.pk)


def _own(request: HttpRequest, claim_id: int) -> "Claim":
    person, found = acting_person(request), selectors.find_claim(claim_id)
    if person is None or found is None or found.claimant_id != person.pk:
        raise Http404
    if not may_change_claim(user_of(request), found):
        raise Http404
    return found


def _form(request: HttpRequest, terms: services.Terms, initial: dict[str, Any]) -> ClaimForm:
    return ClaimForm(
        sent(request),
        request.FILES or None,
        initial=initial,
        hints=claim_hints(terms),
        paid=terms.rates,
    )


def _filled(
    request: HttpRequest, form: ClaimForm, terms: services.Terms, fill: Callable[..., "Claim"]
) -> HttpResponse:
    if form.is_valid():
        try:
            found = fill(lines=form.lines(), standing=form.standing(), receipts=form.receipts())
            return _saved(request, found)
        except Refused as error:
            form.add_error(None, error.reason)
        except LineRefused as error:
            form.add_error(_field_of(error), line_fault(error))
    context = {"form": form, "page": claim_form_page(terms)}
    return render(request, "representatives/claim_form.html", context)


def _field_of(error: LineRefused) -> str:
    if error.fault is LineFault.PASSENGERS_RIDE_IN_CARS:
        return "passengers"
    return FIELD_OF.get(error.kind, error.kind)


def _saved(request: HttpRequest, found: "Claim") -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Saved for later."))
        return redirect("representatives:claims")
    return redirect("representatives:claim-check", found.pk)


def _initial(found: "Claim") -> dict[str, Any]:
    lines = {line.kind: line for line in selectors.lines_of(found)}
    initial: dict[str, Any] = {"volunteer": found.standing == Standing.VOLUNTEER}
    if "time" in lines:
        initial["hours"] = f"{lines['time'].minutes / 60:g}"
    if "miles" in lines:
        ride = lines["miles"]
        initial |= {"miles": f"{ride.tenths / 10:g}", "vehicle": ride.vehicle}
        initial |= {"passengers": ride.passengers} if ride.passengers else {}
    return initial | {kind: lines[kind].cost_pence for kind in RECEIPTED if kind in lines}
