"""Who joins, who leaves, and who becomes a full member or an associate."""

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

from consortium.identifiers.schemes import InvalidIdentifier, read_identifier
from consortium.permissions import may_manage_members
from consortium.selectors.consortia import running_membership
from consortium.selectors.names import name_of
from consortium.selectors.organisations import organisation_by_slug, organisations_named
from consortium.services.memberships import (
    admit_new_organisation,
    change_class,
    join_consortium,
    leave_consortium,
)
from consortium.states import LegalForm, MembershipClass
from frontend.access import network_of, user_of
from frontend.fields import DayField
from frontend.form_pages import FormPage, answer, sent
from frontend.page_forms import PageForm
from frontend.presenters.kinds import CLASSES, LEGAL_FORMS

if TYPE_CHECKING:
    from consortium.models import Consortium, Membership

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
MOST_FOUND = 10
OTHER_CLASS = {
    MembershipClass.FULL: MembershipClass.ASSOCIATE,
    MembershipClass.ASSOCIATE: MembershipClass.FULL,
}


class WhoForm(PageForm):
    """Whom do you admit?"""

    words = forms.CharField(
        label=gettext_lazy("Name, or number in a register"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give a part of its name")},
    )


class JoinForm(PageForm):
    """As what, and from when."""

    membership_class = forms.ChoiceField(
        label=gettext_lazy("As what?"),
        widget=forms.RadioSelect,
        choices=tuple(CLASSES.items()),
        error_messages={"required": gettext_lazy("Choose full member or associate")},
    )
    start_on = DayField(label=gettext_lazy("From which day?"))


class NewMemberForm(JoinForm):
    """An organisation that we do not know yet."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    legal_form = forms.ChoiceField(
        label=gettext_lazy("Legal form"), choices=tuple(LEGAL_FORMS.items())
    )
    identifier = forms.CharField(
        label=gettext_lazy("Number in a register"),
        help_text=gettext_lazy(
            "If it has one, with its register before it: GB-CHC-1234567 or GB-COH-01234567"
        ),
        max_length=60,
        required=False,
    )
    field_order = ("name", "legal_form", "identifier", "membership_class", "start_on")

    def clean_identifier(self) -> Any:
        text = self.cleaned_data["identifier"]
        try:
            return read_identifier(text) if text else None
        except InvalidIdentifier:
            raise forms.ValidationError(
                _("Write it like GB-CHC-1234567: country, register and number")
            ) from None


class LastDayForm(PageForm):
    """Until when?"""

    last_day = DayField(label=gettext_lazy("What is its last day as a member?"))


class FirstDayForm(PageForm):
    """From when?"""

    start_on = DayField(label=gettext_lazy("From which day?"))


@login_required
@require_safe
def admit(request: HttpRequest) -> HttpResponse:
    """Is it one that we know? Its name is asked before anything is typed twice."""
    consortium = _managed(request)
    form = WhoForm(request.GET if "words" in request.GET else None)
    found = organisations_named(form.cleaned_data["words"], MOST_FOUND) if form.is_valid() else ()
    context = {
        "form": form,
        "is_asked": form.is_bound and not form.errors,
        "found": [(one.slug, name_of(one)) for one in found],
        "network": consortium,
    }
    return render(request, "staff/admit.html", context)


@login_required
@require_http_methods(SHOWN_OR_SENT)
def admit_known(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation that some network knows already."""
    consortium = _managed(request)
    organisation = organisation_by_slug(slug)
    if organisation is None:
        raise Http404
    page = _page(
        _("Admit a member"), _("Admit it"), reverse("staff:members"), name_of(organisation)
    )
    return answer(
        request,
        JoinForm(sent(request), initial={"start_on": timezone.localdate()}),
        page,
        lambda data: join_consortium(
            by=user_of(request),
            consortium=consortium,
            organisation=organisation,
            membership_class=MembershipClass(data["membership_class"]),
            start_on=data["start_on"],
        ),
        _("Admitted."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def admit_new(request: HttpRequest) -> HttpResponse:
    """An organisation that nobody knows yet."""
    consortium = _managed(request)
    initial = {"name": request.GET.get("name", ""), "start_on": timezone.localdate()}

    def save(data: dict[str, Any]) -> None:
        admit_new_organisation(
            by=user_of(request),
            consortium=consortium,
            name=data["name"],
            legal_form=LegalForm(data["legal_form"]),
            identifiers=[data["identifier"]] if data["identifier"] else [],
            membership_class=MembershipClass(data["membership_class"]),
            start_on=data["start_on"],
        )

    page = _page(_("Admit a new organisation"), _("Admit it"), reverse("staff:members"))
    return answer(
        request, NewMemberForm(sent(request), initial=initial), page, save, _("Admitted.")
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """An associate becomes a full member, or the other way round; the history stays."""
    membership = _running(request, slug)
    wanted = OTHER_CLASS[MembershipClass(membership.membership_class)]
    titles = {
        MembershipClass.FULL: _("Make it a full member"),
        MembershipClass.ASSOCIATE: _("Make it an associate"),
    }
    page = _page(
        titles[wanted],
        titles[wanted],
        reverse("staff:member", args=[slug]),
        name_of(membership.organisation),
    )
    return answer(
        request,
        FirstDayForm(sent(request), initial={"start_on": timezone.localdate()}),
        page,
        lambda data: change_class(
            by=user_of(request),
            membership=membership,
            membership_class=wanted,
            start_on=data["start_on"],
        ),
        _("Saved."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """The membership ends with a day; what was done before stays."""
    membership = _running(request, slug)
    page = FormPage(
        _("End the membership"),
        _("End the membership"),
        reverse("staff:members"),
        _("Back"),
        name_of(membership.organisation),
        is_stop=True,
    )
    return answer(
        request,
        LastDayForm(sent(request)),
        page,
        lambda data: leave_consortium(
            by=user_of(request), membership=membership, last_day=data["last_day"]
        ),
        _("The membership ends on that day."),
    )


def _managed(request: HttpRequest) -> "Consortium":
    consortium = network_of(request)
    may_manage_members(user_of(request), consortium).require()
    return consortium


def _running(request: HttpRequest, slug: str) -> "Membership":
    """The membership to change. Raises Http404, Refused."""
    consortium = _managed(request)
    membership = running_membership(consortium, slug)
    if membership is None:
        raise Http404
    return membership


def _page(title: str, button: str, back: str, lead: str = "") -> FormPage:
    return FormPage(title, button, back, _("Back"), lead)
