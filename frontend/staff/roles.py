"""Who does what in the network: a list with days, somebody new, an end."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consortium.permissions import may_manage_members, may_manage_roles
from consortium.selectors.members import members_on
from consortium.selectors.organisations import organisation_by_slug
from consortium.selectors.role_lists import role_in, roles_in
from consortium.services.people import appoint, end_role
from consortium.states import RoleKind
from frontend.access import network_of, user_of
from frontend.fields import DayField
from frontend.form_pages import FormPage, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.kinds import ROLES
from frontend.presenters.roles import role_table
from frontend.staff.members import members_crumb

if TYPE_CHECKING:
    from consortium.models import Consortium

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


class RoleForm(PageForm):
    """Who, what, for whom, since when."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("They sign in with it. Several people may share one"),
        max_length=254,
        error_messages={"invalid": gettext_lazy("Give an e-mail address, like office@example.org")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What do they do?"),
        widget=forms.RadioSelect,
        choices=tuple(ROLES.items()),
        error_messages={"required": gettext_lazy("Choose what they do")},
    )
    organisation = forms.ChoiceField(
        label=gettext_lazy("For which member?"),
        help_text=gettext_lazy("Contacts act for a member; the others act for the network"),
        required=False,
    )
    start_on = DayField(label=gettext_lazy("From which day?"))

    def __init__(self, consortium: "Consortium", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = members_on(consortium, timezone.localdate())
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("The network itself")), *((one.slug, one.name) for one in members)]


class EndForm(PageForm):
    """Until when?"""

    end_on = DayField(label=gettext_lazy("What is the last day?"))


@login_required
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Who does what today and from a later day on; then who did."""
    consortium = network_of(request)
    may_manage_members(user_of(request), consortium).require()
    may_manage = may_manage_roles(user_of(request), consortium)
    today = timezone.localdate()
    rows = roles_in(consortium)
    running = [one for one in rows if one.end_on is None or one.end_on >= today]
    ended = [one for one in rows if one.end_on is not None and one.end_on < today]
    context = {
        "running": role_table(_("Now, and to come"), running, may_end=may_manage.allowed),
        "ended": role_table(_("Until now"), ended, may_end=False) if ended else None,
        "may_manage": may_manage,
        "crumbs": [members_crumb()],
    }
    return render(request, "staff/roles.html", context)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def start(request: HttpRequest) -> HttpResponse:
    """Somebody does something from a day on."""
    consortium = network_of(request)
    may_manage_roles(user_of(request), consortium).require()

    def save(data: dict[str, Any]) -> None:
        slug = data["organisation"]
        appoint(
            by=user_of(request),
            consortium=consortium,
            name=data["name"],
            email=data["email"],
            kind=RoleKind(data["kind"]),
            organisation=organisation_by_slug(slug) if slug else None,
            start_on=data["start_on"],
        )

    page = FormPage(_("Who does what"), _("Save"), reverse("staff:roles"), _("Back"))
    form = RoleForm(consortium, sent(request), initial={"start_on": timezone.localdate()})
    return answer(request, form, page, save, _("Saved."))


@login_required
@require_http_methods(SHOWN_OR_SENT)
def end(request: HttpRequest, role_id: int) -> HttpResponse:
    """A role ends with a day."""
    consortium = network_of(request)
    may_manage_roles(user_of(request), consortium).require()
    role = role_in(consortium, role_id)
    if role is None:
        raise Http404
    lead = f"{role.person.name}: {ROLES[role.kind]}"
    page = FormPage(
        _("End this role"), _("End it"), reverse("staff:roles"), _("Back"), lead, is_stop=True
    )
    form = EndForm(sent(request), initial={"end_on": timezone.localdate()})
    return answer(
        request,
        form,
        page,
        lambda data: end_role(by=user_of(request), role=role, end_on=data["end_on"]),
        _("Saved."),
    )
