"""One batch: signed by two, downloaded, sent, and what became of its payments."""

import hashlib
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consortium.permissions import may_prepare_payments
from consortium.selectors import payments as selectors
from consortium.services.batch_files import export_file
from consortium.services.batches import abandon_batch, digest_of, mark_sent, sign_batch
from consortium.services.payment_outcomes import mark_line
from consortium.treasury.states import FileFormat, LineState
from frontend.form_pages import FormPage, answer, sent
from frontend.presenters.payments import batch_sheet
from frontend.staff.money_desk import money_desk
from frontend.staff.payment_forms import OutcomeForm
from frontend.staff.reason_form import ReasonForm

if TYPE_CHECKING:
    from consortium.models import Batch, User

FILES = {
    FileFormat.CSV: ("text/csv", "csv"),
    FileFormat.BACS18: ("text/plain", "txt"),
    FileFormat.PAIN001: ("application/xml", "xml"),
}


@login_required
@require_safe
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """The batch as its signers see it."""
    _user, found = batch_at(request, number)
    sheet = batch_sheet(
        selectors.batch_row(found),
        selectors.lines_of(found),
        found.digests,
        selectors.signers(found),
        digest_of(found),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_POST
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign what was shown."""
    user, found = batch_at(request, number)
    sign_batch(by=user, batch=found, digest=request.POST.get("digest", ""))
    messages.success(request, _("Signed."))
    return redirect("staff:batch", number)


@login_required
@require_POST
def sent_page(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the file went to the bank."""
    user, found = batch_at(request, number)
    mark_sent(by=user, batch=found)
    messages.success(request, _("Noted as sent. Read the bank’s statement when it is there."))
    return redirect("staff:batch", number)


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
        lead=_("A payment that nobody knows of stays as it is: it may have been paid."),
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


def batch_at(request: HttpRequest, number: int) -> "tuple[User, Batch]":
    """Who asks, and the batch of that number in their network. Raises Http404, Refused."""
    user, network = money_desk(request)
    found = selectors.find_batch(network, number)
    if found is None:
        raise Http404
    return user, found
