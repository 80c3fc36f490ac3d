"""Which plan of a tender is in force, how a plan came of another, and which the lead can settle on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bids.selectors.plan_read_models import Beginning
from consortium.decisions import Decision


@dataclass(frozen=True)
class Choice:
    """A button that puts a plan in force; with a refusal it is disabled and says why."""

    words: str
    url: str
    kind: str
    refusal: str
    id: str


@dataclass(frozen=True)
class Standing:
    """Sentences on where a plan stands, a link to the one in force (or ""), and what can be chosen."""

    sentences: tuple[str, ...]
    in_force_href: str
    choices: tuple[Choice, ...]


def standing_of(
    tender_id: int, number: int, in_force: int | None, beginning: Beginning | None, may: Decision
) -> Standing:
    """`in_force`: the number of the plan that members see; `may`: whether this one can be settled on."""
    how = beginning_words(beginning)
    if number == in_force:
        return Standing((*how, _("This plan is in force: members see it.")), "", ())
    return Standing(
        (*how, _("Members see plan %(number)s, not this one.") % {"number": in_force}),
        reverse("staff:plan", args=[tender_id, in_force]),
        (choice_of(tender_id, number, may, kind="second"),),
    )


def choice_of(tender_id: int, number: int, may: Decision, kind: str = "") -> Choice:
    """The button that settles on a plan."""
    return Choice(
        words=_("Keep plan %(number)s") % {"number": number},
        url=reverse("staff:plan-settle", args=[tender_id, number]),
        kind=kind,
        refusal=may.reason,
        id=f"keep-{number}",
    )


def beginning_words(beginning: Beginning | None) -> tuple[str, ...]:
    """How a plan came of another; nothing where it came of none."""
    if beginning is None:
        return ()
    before = {"number": beginning.follows}
    if beginning.supposes:
        tried = _("It tries one change of plan %(number)s:") % before
        return (f"{tried} {beginning.supposes}",)
    if not beginning.keeps:
        return (_("It tries other wishes than plan %(number)s.") % before,)
    if beginning.afresh:
        return (
            _("It was to change as little of plan %(number)s as it could.") % before,
            _("That left too much open, so everything was planned afresh."),
        )
    return (_("It changes as little of plan %(number)s as it could.") % before,)
