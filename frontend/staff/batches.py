"""One batch: signed by two, downloaded, sent, and what became of its payments."""

import hashlib
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortium.permissions import may_prepare_payments, may_sign_payments
from consortium.selectors import payments as selectors
from consortium.services.batch_files import export_file
from consortium.services.batches import abandon_batch, digest_of, mark_sent, may_sign, sign_batch
from consortium.services.payment_outcomes import mark_line
from consortium.services.sending import send_batch, sends_to_bank
from consortium.treasury.states import FileFormat, LineState
from frontend.form_pages import FormPage, act, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.batch import BatchMay, batch_sheet
from frontend.staff.money_desk import money_desk
from frontend.staff.payment_forms import OutcomeForm
from frontend.staff.reason_form import ReasonForm
from frontend.templatetags.manyhands import money_to_the_penny

if TYPE_CHECKING:
    from consortium.models import Batch, PaymentLine, User

FILES = {
    FileFormat.CSV: ("text/csv", "csv"),
    FileFormat.BACS18: ("text/plain", "txt"),
    FileFormat.PAIN001: ("application/xml", "xml"),
}


@login_required
@require_safe
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """The batch as its signers see it."""
    user, found = batch_at(request, number)
    sheet = batch_sheet(
        selectors.batch_row(found),
        selectors.lines_of(found),
        found.digests,
        selectors.signers(found),
        digest_of(found),
        _may(user, found),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_POST
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign what was shown."""
    user, found = batch_at(request, number)
    may_sign_payments(user, found.consortium).require()
    return act(
        request,
        lambda: sign_batch(by=user, batch=found, digest=request.POST.get("digest", "")),
        _("Signed."),
        reverse("staff:batch", args=[number]),
    )


def _may(user: "User", found: "Batch") -> BatchMay:
    prepare = may_prepare_payments(user, found.consortium)
    check = may_sign_payments(user, found.consortium) or prepare
    return BatchMay(prepare, may_sign(user, found), check, sends_to_bank())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sent_page(request: HttpRequest, number: int) -> HttpResponse:
    """Send it through the bank's interface, or say that the file went there; asked before it is done."""
    user, found = batch_at(request, number)
    sends = sends_to_bank()
    by_hand = _(
        "Say so once the bank has taken the file: then the batch cannot be given up any more."
    )
    by_us = _("Every payment goes to the bank now. This cannot be taken back.")
    page = FormPage(
        title=(
            _("Send batch %(reference)s") if sends else _("Did batch %(reference)s go to the bank?")
        )
        % {"reference": found.reference},
        lead=by_us if sends else by_hand,
        button=_("Send it to the bank") if sends else _("It went to the bank"),
        back=reverse("staff:batch", args=[number]),
        back_words=_("The batch"),
        may=may_prepare_payments(user, found.consortium),
    )
    thanks = _("Sent. What becomes of each payment stands here.")
    if not sends:
        thanks = _("Noted as sent. Read the bank’s statement when it is there.")
    send = send_batch if sends else mark_sent
    return answer(
        request, PageForm(sent(request)), page, lambda _given: send(by=user, batch=found), thanks
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def abandon(request: HttpRequest, number: int) -> HttpResponse:
    """Give up a batch that was not sent."""
    user, found = batch_at(request, number)
    page = FormPage(
        title=_("Give up batch %(reference)s") % {"reference": found.reference},
        lead=_("What is in it is owed again, for another batch."),
        button=_("Give this batch up"),
        back=reverse("staff:batch", args=[number]),
        back_words=_("The batch"),
        may=may_prepare_payments(user, found.consortium),
        is_stop=True,
    )
    return answer(
        request,
        ReasonForm(sent(request), label=gettext_lazy("Why?")),
        page,
        lambda given: abandon_batch(by=user, batch=found, reason=given["reason"]),
        _("Given up."),
    )


@login_required
@require_safe
def batch_file(request: HttpRequest, number: int, file_format: str) -> HttpResponse:
    """The file for the bank, the same bytes each time."""
    user, found = batch_at(request, number)
    if file_format not in list(FileFormat):
        raise Http404
    wanted = FileFormat(file_format)
    content = export_file(by=user, batch=found, file_format=wanted)
    media_type, ending = FILES[wanted]
    headers = {
        "Content-Disposition": f'attachment; filename="{found.reference}.{ending}"',
        "Cache-Control": "private, no-store",
        "X-Content-SHA256": hashlib.sha256(content).hexdigest(),
    }
    return HttpResponse(content, content_type=media_type, headers=headers)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line_outcome(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Say by hand what became of a payment."""
    user, found = batch_at(request, number)
    payment = selectors.find_line(found, line)
    if payment is None:
        raise Http404
    page = FormPage(
        title=_("What became of payment %(reference)s?") % {"reference": payment.reference},
        lead=_outcome_words(payment),
        button=_("Save"),
        back=reverse("staff:batch", args=[number]),
        back_words=_("The batch"),
        may=may_prepare_payments(user, found.consortium),
    )
    return answer(
        request,
        OutcomeForm(sent(request)),
        page,
        lambda given: mark_line(
            by=user, line=payment, to=LineState(given["state"]), reason=given["reason"]
        ),
        _("Noted."),
    )


def _outcome_words(payment: "PaymentLine") -> str:
    words = _("A payment that nobody knows of stays as it is: it may have been paid.")
    return f"{payment.due.payee}, {money_to_the_penny(payment.pence)}. {words}"


def batch_at(request: HttpRequest, number: int) -> "tuple[User, Batch]":
    """Who asks, and the batch of that number in their network. Raises Http404, Refused."""
    user, network = money_desk(request)
    found = selectors.find_batch(network, number)
    if found is None:
        raise Http404
    return user, found
