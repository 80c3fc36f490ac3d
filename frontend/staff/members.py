"""The network's members: the list of a day, and one of them with everything that is kept of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from consortium.permissions import may_manage_members, may_see_members
from consortium.selectors.areas import areas_to_choose
from consortium.selectors.bands import bands_of
from consortium.selectors.evidence import evidence_names
from consortium.selectors.member_list import (
    UNKNOWN_BAND,
    MemberQuery,
    Order,
    Readiness,
    member_list,
)
from consortium.selectors.members import member_on
from consortium.selectors.organisations import organisation_by_slug
from consortium.selectors.role_lists import contacts_in
from consortium.states import MembershipClass
from frontend.access import network_of, user_of
from frontend.fields import DayField
from frontend.organisation_pages import page_of
from frontend.page_forms import PageForm
from frontend.presenters.kinds import CLASSES
from frontend.presenters.member_list import list_lead, member_table
from frontend.presenters.paging import asked_page, paging_of
from frontend.presenters.parts import Crumb
from frontend.presenters.roles import contact_table

if TYPE_CHECKING:
    from consortium.models import Consortium

ANY = ("", gettext_lazy("All"))
CLASS_CHANGES: dict[str, Promise] = {
    MembershipClass.FULL: gettext_lazy("Make it an associate"),
    MembershipClass.ASSOCIATE: gettext_lazy("Make it a full member"),
}


class MembersForm(PageForm):
    """Which members, and on which day."""

    words = forms.CharField(label=gettext_lazy("Part of the name"), required=False, max_length=80)
    kind = forms.ChoiceField(
        label=gettext_lazy("Membership"), required=False, choices=[ANY, *CLASSES.items()]
    )
    band = forms.ChoiceField(label=gettext_lazy("Size"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Works in"), required=False)
    ready = forms.ChoiceField(
        label=gettext_lazy("Ready to hold a part?"),
        required=False,
        choices=[
            ANY,
            (Readiness.READY.value, gettext_lazy("Ready")),
            (Readiness.EXPIRING.value, gettext_lazy("Ready, not for long")),
            (Readiness.NOT_READY.value, gettext_lazy("Not ready")),
        ],
    )
    on = DayField(label=gettext_lazy("On which day?"), required=False)
    order = forms.ChoiceField(
        required=False, choices=[(one.value, one.value) for one in Order], widget=forms.HiddenInput
    )

    def __init__(self, consortium: "Consortium", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bands = [(band.slug, band.name) for band in bands_of(consortium)]
        areas = [(one.name, one.name) for one in areas_to_choose([consortium])]
        for name, choices in (
            ("band", [ANY, *bands, (UNKNOWN_BAND, _("Not known"))]),
            ("area", [ANY, *areas]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = choices

    @property
    def is_filtering(self) -> bool:
        """Whether anything was asked for, well or badly."""
        return any(self.data.get(name) for name in ("words", "kind", "band", "area", "ready", "on"))


class OnForm(PageForm):
    """On which day?"""

    on = DayField(label=gettext_lazy("On which day?"), required=False)


@login_required
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """The members of a day, those that were asked for. What is asked badly is said, and left out."""
    consortium = network_of(request)
    may_see_members(user_of(request), consortium).require()
    form = MembersForm(consortium, request.GET)
    form.is_valid()
    asked = form.cleaned_data
    query = MemberQuery(
        words=asked.get("words", ""),
        membership_class=asked.get("kind", ""),
        band=asked.get("band", ""),
        area=asked.get("area", ""),
        readiness=asked.get("ready", ""),
        order=asked.get("order") or Order.NAME,
    )
    day = asked.get("on") or timezone.localdate()
    page = member_list(consortium, day, query, asked_page(request.GET))
    context = {
        "form": form,
        "day": day,
        "lead": list_lead(page),
        "page": page,
        "table": member_table(page, request.GET, evidence_names(), query.order),
        "paging": paging_of(page, request.GET),
        "may_manage": may_manage_members(user_of(request), consortium),
    }
    return render(request, "staff/members.html", context)


@login_required
@require_safe
def member(request: HttpRequest, slug: str) -> HttpResponse:
    """One member on a day: what it is, what it offers, what it holds, who acts for it."""
    consortium = network_of(request)
    user = user_of(request)
    may_see_members(user, consortium).require()
    form = OnForm(request.GET)
    day = (form.cleaned_data.get("on") if form.is_valid() else None) or timezone.localdate()
    organisation = organisation_by_slug(slug)
    view = member_on(consortium, slug, day)
    if organisation is None or view is None:
        raise Http404
    may_manage = may_manage_members(user, consortium)
    contacts = contacts_in(consortium, organisation, day) if may_manage else ()
    context = {
        "form": form,
        "day": day,
        "page": page_of(user, organisation, [consortium], day),
        "contacts": contact_table(contacts) if contacts else None,
        "may_manage": may_manage,
        "crumbs": [members_crumb()],
        "slug": slug,
        "class_words": CLASS_CHANGES[view.row.membership_class],
    }
    return render(request, "staff/member.html", context)


def members_crumb() -> Crumb:
    """The way back to the list."""
    return Crumb(_("Members"), reverse("staff:members"))
