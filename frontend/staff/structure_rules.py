"""Changing the rules of a network: what is new and who was asked; old beside new; then it is written."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consortium.decisions import Refused, refuse
from frontend.fields import CountField, DayField
from frontend.form_pages import sent
from frontend.presenters.constitution import changes_table
from frontend.staff.rules_form import OWN, RulesForm, rule_choices
from frontend.staff.structure_desk import StructureDesk, structure_desk
from representation.permissions import may_change_structure
from representation.rules.structures import can_begin_version
from representation.selectors.preset_views import questions_of
from representation.selectors.rule_changes import RuleChanges, rule_changes
from representation.selectors.structures import constitution
from representation.services.founding import Consultation, change_structure, rule_of_preset

if TYPE_CHECKING:
    from representation.models import StructureVersion

CHANGE, WRITE = "change", "write"


class ChangeForm(RulesForm):
    """What is new from which day, and the consultation behind it."""

    summary = forms.CharField(label=gettext_lazy("What is new, in a sentence?"), max_length=300)
    valid_from = DayField(label=gettext_lazy("From which day does it hold?"))
    consulted = forms.CharField(
        label=gettext_lazy("Who was asked, how, and until when?"),
        help_text=gettext_lazy("For example: all 58 members by letter, until 30 June"),
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
    )
    options = forms.CharField(
        label=gettext_lazy("What were they asked?"),
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
        required=False,
    )
    responses = CountField(
        label=gettext_lazy("How many answered?"), least=0, most=10**6, required=False
    )
    decision = forms.CharField(
        label=gettext_lazy("What was said, and what was decided?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
    field_order = (
        "summary", "valid_from", "consulted", "options", "responses", "decision", "membership",
    )  # fmt: skip

    def __init__(self, latest: "StructureVersion", *args: Any, **kwargs: Any) -> None:
        structure = latest.structure
        questions = questions_of(structure.preset, latest.settings)
        initial = {"membership": OWN}
        super().__init__(questions, *args, initial=initial, **kwargs)
        now = constitution(structure, latest.valid_from)
        words = now.membership if now else ""
        stays = (OWN, _("As it is now: %(rule)s") % {"rule": words})
        self.offer_rules([stays, *rule_choices(structure.preset)])

    @property
    def rule(self) -> dict[str, Any] | None:
        """The membership rule that was chosen; None where it stays."""
        chosen = self.cleaned_data["membership"]
        return None if chosen == OWN else rule_of_preset(chosen)

    @property
    def consultation(self) -> Consultation:
        """Who was asked and what came of it; of a form that is valid."""
        data = self.cleaned_data
        return Consultation(
            **{
                key: data[key]
                for key in ("summary", "consulted", "decision", "options", "responses")
            }
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, show what would change, write the next version."""
    desk = structure_desk(request, slug)
    may_change_structure(desk.user, desk.structure).require()
    latest = desk.structure.versions.select_related("structure").latest("number")
    form = ChangeForm(latest, sent(request))
    step = request.POST.get("step", "")
    if step != CHANGE and form.is_valid():
        table = changes_table(_changes(desk, form, latest))
        try:
            if table is None:
                refuse(_("Nothing is changed yet: every rule is as it was.")).require()
            can_begin_version(desk.structure, form.cleaned_data["valid_from"]).require()
            if step == WRITE:
                return _written(request, desk, form)
            context = {"form": form, "table": table, "crumbs": desk.crumbs}
            return render(request, "staff/structure_rules_check.html", context)
        except Refused as error:
            form.add_error(None, error.reason)
    context = {"form": form, "crumbs": desk.crumbs}
    return render(request, "staff/structure_rules.html", context)


def _changes(desk: StructureDesk, form: ChangeForm, latest: "StructureVersion") -> RuleChanges:
    rule = form.rule if form.rule is not None else latest.membership_rule
    return rule_changes(desk.structure, latest, form.settings, rule)


def _written(request: HttpRequest, desk: StructureDesk, form: ChangeForm) -> HttpResponse:
    version = change_structure(
        by=desk.user,
        structure=desk.structure,
        valid_from=form.cleaned_data["valid_from"],
        settings=form.settings,
        consultation=form.consultation,
        membership=form.rule,
    )
    messages.success(request, _("The new rules are written, and the old ones stay to be read."))
    return redirect(
        reverse("public:constitution-version", args=[desk.structure.slug, version.number])
    )
