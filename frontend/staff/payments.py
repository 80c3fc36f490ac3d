"""What is owed, drawing a batch of it, and the bank's statement."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Refused
from consortium.permissions import may_prepare_payments
from consortium.selectors import payments as selectors
from consortium.services.batches import draw_batch, refusals_to_draw
from consortium.services.reconciliation import reconcile
from consortium.treasury.statements.reading import LARGEST_BYTES
from frontend.form_pages import FormPage, answer, sent
from frontend.presenters.payments import payments_sheet
from frontend.staff.money_desk import money_desk
from frontend.staff.payment_forms import DrawForm, StatementForm
from frontend.templatetags.manyhands import money_to_the_penny


@login_required
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """What is owed, and the batches."""
    user, network = money_desk(request)
    sheet = payments_sheet(
        selectors.owed(network),
        refusals_to_draw(user, network),
        selectors.batch_rows(network),
        may_prepare_payments(user, network),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """Choose what goes into a batch."""
    user, network = money_desk(request)
    not_yet = refusals_to_draw(user, network)
    owed = [
        (one.id, f"{one.payee}: {money_to_the_penny(one.pence)}, {one.memo}")
        for one in selectors.owed(network)
        if one.id not in not_yet
    ]
    form = DrawForm(sent(request), owed=owed, initial={"due": [one for one, _words in owed]})
    page = FormPage(
        title=_("Draw a batch"),
        lead=_("Once drawn it never changes. Two people sign it before it leaves."),
        button=_("Draw this batch"),
        back=reverse("staff:payments"),
        back_words=_("Payments"),
        small=_not_offered(len(not_yet)),
        may=may_prepare_payments(user, network),
    )
    if form.is_valid():
        try:
            batch = draw_batch(
                by=user,
                consortium=network,
                dues=form.cleaned_data["due"],
                pay_on=form.cleaned_data["pay_on"],
            )
            return redirect("staff:batch", batch.number)
        except Refused as error:
            form.add_error(None, error.reason)
    return render(request, "layouts/form.html", {"form": form, "page": page})


def _not_offered(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(n)s more payment is owed and cannot be paid yet. The payments’ page says why.",
        "%(n)s more payments are owed and cannot be paid yet. The payments’ page says why.",
        count,
    )
    return words % {"n": count}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest) -> HttpResponse:
    """Read the bank's statement against what was sent."""
    user, network = money_desk(request)
    page = FormPage(
        title=_("Read a bank statement"),
        lead=_("Payments are found by our reference and the exact amount. Nothing is guessed."),
        button=_("Read this statement"),
        back=reverse("staff:payments"),
        back_words=_("Payments"),
        may=may_prepare_payments(user, network),
        is_upload=True,
    )

    def save(given: dict[str, Any]) -> None:
        content = given["statement"].read(LARGEST_BYTES + 1)
        found = reconcile(by=user, consortium=network, content=content)
        for words in found.to_look_at:
            messages.warning(request, words)
        paid = ngettext("%(n)s payment arrived.", "%(n)s payments arrived.", found.paid)
        back = _("Came back: %(n)s.") % {"n": found.failed}
        messages.info(request, f"{paid % {'n': found.paid}} {back}")

    form = StatementForm(sent(request), request.FILES or None)
    return answer(request, form, page, save, _("The statement is read."))
