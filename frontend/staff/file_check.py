"""Is the payment file that somebody holds the batch's own, byte for byte?"""

import hashlib

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from consortium.decisions import Refused
from consortium.permissions import may_prepare_payments, may_sign_payments
from consortium.selectors.payments import batch_with_file
from consortium.services.batch_files import LARGEST_FILE, check_file
from frontend.form_pages import FormPage, sent
from frontend.presenters.file_check import comparison_sheet
from frontend.staff.batches import batch_at
from frontend.staff.payment_forms import CheckFileForm


@sensitive_variables("content")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_file_page(request: HttpRequest, number: int) -> HttpResponse:
    """Choose a file and read whether it is the batch’s own; nothing of it is kept."""
    user, batch = batch_at(request, number)
    form = CheckFileForm(sent(request), request.FILES or None)
    if form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST_FILE + 1)
        try:
            found = check_file(by=user, batch=batch, content=content)
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            other = batch_with_file(batch.consortium, hashlib.sha256(content).hexdigest())
            sheet = comparison_sheet(batch.number, batch.reference, found, other)
            return render(request, "layouts/sheet.html", {"sheet": sheet})
    signs = may_sign_payments(user, batch.consortium)
    page = FormPage(
        title=_("Check a file against batch %(reference)s") % {"reference": batch.reference},
        lead=_(
            "Whether it is byte for byte the batch’s file, and where it is not. We keep nothing."
        ),
        button=_("Check this file"),
        back=reverse("staff:batch", args=[number]),
        back_words=_("The batch"),
        may=signs or may_prepare_payments(user, batch.consortium),
        is_upload=True,
    )
    return render(request, "layouts/form.html", {"form": form, "page": page})
