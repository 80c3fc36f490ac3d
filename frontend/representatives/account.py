"""The account that somebody is paid into: entered by themselves, never shown again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from consortium.selectors.consortia import consortium_by_slug
from consortium.services.payees import ensure_payee, enter_bank_details
from frontend.access import user_of
from frontend.account_form import AccountForm
from frontend.acting import acting_person
from frontend.form_pages import FormPage, answer, sent
from representation.selectors.claims import has_claimed_from


@sensitive_post_parameters("sort_code", "number")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_account(request: HttpRequest, network: str) -> HttpResponse:
    """Enter the account for one's own claims in a network that one claims from."""
    person, consortium = acting_person(request), consortium_by_slug(network)
    if person is None or consortium is None or not has_claimed_from(person, consortium):
        raise Http404
    page = FormPage(
        title=_("The account we pay you into"),
        lead=_("Only the payment file will show it. Somebody will ring you before we use it."),
        button=_("Save this account"),
        back=reverse("representatives:claims"),
        back_words=_("Claims"),
    )

    def save(given: dict[str, Any]) -> None:
        payee = ensure_payee(consortium=consortium, person=person)
        enter_bank_details(by=user_of(request), payee=payee, **given)

    done = _("Saved. We will ring you about it.")
    return answer(request, AccountForm(sent(request)), page, save, done)
