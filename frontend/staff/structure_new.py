"""Founding a network's structure: what to begin from, one page to change it, one to look at it, done."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consortium.decisions import Refused
from consortium.selectors.names import name_of
from consortium.selectors.organisations import members_of
from frontend.access import network_of, user_of
from frontend.fields import DayField
from frontend.form_pages import sent
from frontend.presenters.constitution import constitution_page
from frontend.presenters.founding import outside_words, preset_table
from frontend.presenters.sheet import Section, Sheet
from frontend.staff.rules_form import RulesForm, rule_choices
from frontend.staff.structure_desk import structures_crumb
from representation.permissions import may_found_structure
from representation.selectors.preset_views import PresetView, preset_view, preset_views
from representation.services.founding import StructureDraft, draft_from_preset
from representation.services.founding_members import found_network, rehearse_founding
from representation.structures.settings import Wording

if TYPE_CHECKING:
    from consortium.models import Consortium, Organisation, User

CHANGE, FOUND = "change", "found"


class FoundForm(RulesForm):
    """What is its name, who founds it, and by which rules."""

    name = forms.CharField(label=gettext_lazy("Name of the network"), max_length=120)
    name_cy = forms.CharField(
        label=gettext_lazy("Name in Welsh"), help_text=gettext_lazy("If it has one"),
        max_length=120, required=False,
    )  # fmt: skip
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
    founded_on = DayField(label=gettext_lazy("From which day?"))
    owner = forms.CharField(
        label=gettext_lazy("Whose are the boards that its people sit on?"),
        help_text=gettext_lazy("For example: Derbyshire County Council"),
        max_length=160,
        required=False,
    )
    founders = forms.MultipleChoiceField(
        label=gettext_lazy("Who founds it?"),
        help_text=gettext_lazy(
            "They join at once, if they meet the rule. Tick only who has said so"
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one founder")},
    )
    field_order = ("name", "name_cy", "purpose", "founded_on", "owner", "founders", "membership")

    def __init__(
        self, preset: PresetView, members: "tuple[Organisation, ...]", *args: Any, **kwargs: Any
    ) -> None:
        start = {"membership": preset.key, "purpose": preset.purpose}
        initial = {**start, "founded_on": timezone.localdate()}
        super().__init__(preset.questions, *args, initial=initial, **kwargs)
        self.preset = preset
        self.members = {one.slug: one for one in members}
        self.offer_rules(rule_choices(preset.key))
        field = self.fields["founders"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(slug, name_of(one)) for slug, one in self.members.items()]

    def draft(self, consortium: "Consortium") -> StructureDraft:
        """What is to be founded; of a form that is valid."""
        data = self.cleaned_data
        given = draft_from_preset(
            self.preset.key,
            consortium=consortium,
            name=Wording(data["name"], data["name_cy"]),
            founded_on=data["founded_on"],
            owner=data["owner"],
            rule_of=data["membership"],
        )
        is_own = data["purpose"] != self.preset.purpose
        return replace(
            given,
            purpose=Wording(data["purpose"], "") if is_own else given.purpose,
            settings=self.settings,
            founders=[self.members[slug] for slug in data["founders"]],
        )


@login_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which network elsewhere is most like the one to found?"""
    may_found_structure(user_of(request), network_of(request)).require()
    sheet = Sheet(
        title=_("Found a network"),
        lead=_("Begin from one that works elsewhere. Whatever it says, you can change."),
        sections=(Section(table=preset_table(preset_views())),),
        crumbs=(structures_crumb(),),
        here=_("Found a network"),
    )
    return render(request, "layouts/sheet.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest, preset: str) -> HttpResponse:
    """The rules to change; then the constitution as it will be; then it is founded."""
    network, user = network_of(request), user_of(request)
    may_found_structure(user, network).require()
    view = preset_view(preset)
    if view is None:
        raise Http404
    form = FoundForm(view, members_of(network, timezone.localdate()), sent(request))
    step = request.POST.get("step", "")
    if step != CHANGE and form.is_valid():
        try:
            if step == FOUND:
                return _founded(request, user, network, form)
            return _looked_at(request, user, network, form)
        except Refused as error:
            form.add_error(None, error.reason)
    context = {"form": form, "preset": view, "crumbs": [structures_crumb()]}
    return render(request, "staff/structure_new.html", context)


def _looked_at(
    request: HttpRequest, user: "User", network: "Consortium", form: FoundForm
) -> HttpResponse:
    rehearsal = rehearse_founding(by=user, consortium=network, draft=form.draft(network))
    context = {
        "page": constitution_page(rehearsal.constitution, is_draft=True),
        "outside": outside_words(rehearsal.outside),
        "form": form,
        "crumbs": [structures_crumb()],
    }
    return render(request, "staff/structure_check.html", context)


def _founded(
    request: HttpRequest, user: "User", network: "Consortium", form: FoundForm
) -> HttpResponse:
    founding = found_network(by=user, consortium=network, draft=form.draft(network))
    messages.success(request, _("The network is founded. Print this page, or send it round."))
    return redirect(reverse("public:constitution", args=[founding.structure.slug]))
