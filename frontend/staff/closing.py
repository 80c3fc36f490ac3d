"""A member has closed down: what hangs on it is said before, and a mistake is put right on the same page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consortium.permissions import may_manage_members
from consortium.selectors.closing import ties_of
from consortium.selectors.consortia import running_membership
from consortium.selectors.names import name_of
from consortium.services.organisations import close_organisation, open_organisation_again
from frontend.access import network_of, user_of
from frontend.fields import DayField
from frontend.form_pages import FormPage, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.closing import closing_words
from representation.selectors.closing import voice_of


class ClosedOnForm(PageForm):
    """Since when?"""

    closed_on = DayField(label=gettext_lazy("On which day did it close?"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Note that a member exists no more, or that it does after all."""
    user, network = user_of(request), network_of(request)
    may_manage_members(user, network).require()
    membership = running_membership(network, slug)
    if membership is None:
        raise Http404
    organisation = membership.organisation
    if organisation.closed_on is not None:
        page = FormPage(
            _("Open it again"),
            _("Open it again"),
            reverse("staff:members"),
            _("Members"),
            _("%(name)s is noted as closed. If that was a mistake, it is a member again at once.")
            % {"name": name_of(organisation)},
        )
        return answer(
            request,
            PageForm(sent(request)),
            page,
            lambda given: open_organisation_again(by=user, organisation=organisation),
            _("It is open again."),
        )
    ties = ties_of(organisation, timezone.localdate())
    page = FormPage(
        _("%(name)s has closed") % {"name": name_of(organisation)},
        _("Note that it has closed"),
        reverse("staff:members"),
        _("Members"),
        closing_words(ties, voice_of(organisation)),
        _("If that turns out to be a mistake, this same page opens it again."),
        is_stop=True,
    )
    return answer(
        request,
        ClosedOnForm(sent(request)),
        page,
        lambda given: close_organisation(
            by=user, organisation=organisation, closed_on=given["closed_on"]
        ),
        _("It is noted as closed."),
    )
