"""Which networks an organisation belongs to; joining one by its rule, where to vote, leaving."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Refused
from consortium.selectors.names import name_of
from frontend.access import user_of
from frontend.asked_twice import Asked, answer_twice
from frontend.fields import DayField
from frontend.form_pages import FormPage, answer, sent
from frontend.members.own import own_organisation
from frontend.page_forms import PageForm
from frontend.presenters.own_networks import own_network_table
from frontend.presenters.parts import Crumb
from frontend.presenters.sheet import Section, Sheet
from representation.permissions import may_act_for_member
from representation.selectors.electorates import forums_for
from representation.selectors.own_structures import own_structures, rule_on, running_member
from representation.selectors.structures import structure_by_slug, structure_view
from representation.selectors.wording import in_language
from representation.services.memberships import (
    choose_voting_home,
    join_structure,
    leave_structure,
)

if TYPE_CHECKING:
    from consortium.models import Organisation
    from representation.models import Body, Structure, StructureMembership
    from representation.structures.membership import MembershipRule

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


class JoinForm(PageForm):
    """The statements that a member must be able to make."""

    def __init__(self, rule: "MembershipRule", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or ""
        for one in rule.statements:
            self.fields[one.key] = forms.BooleanField(
                label=one.words.said(language), required=False
            )

    @property
    def declared(self) -> list[str]:
        """The keys of those that were ticked; of a form that is valid."""
        return [key for key, is_ticked in self.cleaned_data.items() if is_ticked]


class HomeForm(PageForm):
    """In which forum it votes, and from when."""

    body = forms.ChoiceField(
        label=gettext_lazy("Where does it vote?"),
        help_text=gettext_lazy("It is invited to all of these, and has one vote"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose where it votes")},
    )
    start_on = DayField(label=gettext_lazy("From which day?"))

    def __init__(self, forums: "tuple[Body, ...]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"start_on": timezone.localdate()}, **kwargs)
        self.forums = {one.slug: one for one in forums}
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [
            (slug, in_language(one.name, one.name_cy)) for slug, one in self.forums.items()
        ]


class LeaveForm(PageForm):
    """Until when?"""

    last_day = DayField(label=gettext_lazy("What is its last day as a member?"))


@login_required
@require_safe
def networks(request: HttpRequest, slug: str) -> HttpResponse:
    """Where it belongs and votes, and what it could join."""
    organisation = own_organisation(request, slug)
    table = own_network_table(slug, own_structures(organisation, timezone.localdate()))
    sheet = Sheet(
        title=_("Its networks"),
        lead=_(
            "A network speaks for its members on boards. Joining is free; one organisation, one vote."
        ),
        sections=(Section(table=table, empty="" if table else _("No network yet.")),),
        crumbs=(Crumb(name_of(organisation), reverse("members:organisation", args=[slug])),),
        here=_("Its networks"),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def join(request: HttpRequest, slug: str, network: str) -> HttpResponse:
    """A member at once, if it meets the rule; else which condition it does not meet, and how to appeal."""
    organisation, structure = _both(request, slug, network)
    today = timezone.localdate()
    rule = rule_on(structure, today)
    if rule is None:
        raise Http404
    form = JoinForm(rule, sent(request))
    if form.is_valid():
        try:
            join_structure(
                by=user_of(request),
                structure=structure,
                organisation=organisation,
                declared=form.declared,
                start_on=today,
            )
        except Refused as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("It is a member from today."))
            if len(forums_for(structure, organisation, today)) > 1:
                return redirect("members:voting-home", slug, network)
            return redirect("members:networks", slug)
    language = get_language() or ""
    title = _("Join: %(network)s") % {"network": structure_view(structure).name}
    lead = f"{name_of(organisation)}. {rule.words.said(language)}"
    page = _page(slug, title, _("Join"), lead, rule.appeal.said(language))
    return render(request, "layouts/form.html", {"form": form, "page": page})


@login_required
@require_http_methods(SHOWN_OR_SENT)
def voting_home(request: HttpRequest, slug: str, network: str) -> HttpResponse:
    """An organisation that works in several places votes in one."""
    organisation, structure = _both(request, slug, network)
    membership = _running(structure, organisation)
    form = HomeForm(forums_for(structure, organisation, timezone.localdate()), sent(request))
    return answer(
        request,
        form,
        _page(slug, _("Where it votes"), _("Save"), name_of(organisation)),
        lambda data: choose_voting_home(
            by=user_of(request),
            membership=membership,
            body=form.forums[data["body"]],
            start_on=data["start_on"],
        ),
        _("Saved."),
    )


@login_required
@require_http_methods(SHOWN_OR_SENT)
def leave(request: HttpRequest, slug: str, network: str) -> HttpResponse:
    """Its vote ends, and so do the seats held on its behalf, which is shown first."""
    organisation, structure = _both(request, slug, network)
    membership = _running(structure, organisation)
    form = LeaveForm(sent(request), initial={"last_day": timezone.localdate()})
    title = _("Leave: %(network)s") % {"network": structure_view(structure).name}
    lead = _("Its vote ends with that day, and the seats held on its behalf.")

    def act() -> None:
        leave_structure(
            by=user_of(request), membership=membership, last_day=form.cleaned_data["last_day"]
        )

    asked = Asked(_("Is this right?"), _("Leave"), _("It leaves with that day."), is_stop=True)
    page = _page(slug, title, _("Look at what it does"), lead)
    return answer_twice(request, structure, form, page, act, asked)


def _both(request: HttpRequest, slug: str, network: str) -> "tuple[Organisation, Structure]":
    """Whose membership, and of what. Raises Http404, Refused for somebody who does not act for it."""
    organisation, structure = own_organisation(request, slug), structure_by_slug(network)
    if structure is None:
        raise Http404
    may_act_for_member(user_of(request), structure, organisation).require()
    return organisation, structure


def _running(structure: "Structure", organisation: "Organisation") -> "StructureMembership":
    found = running_member(structure, organisation)
    if found is None:
        raise Http404
    return found


def _page(slug: str, title: str, button: str, lead: str = "", small: str = "") -> FormPage:
    back = reverse("members:networks", args=[slug])
    return FormPage(title, button, back, _("Its networks"), lead, small)
