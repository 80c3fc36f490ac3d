"""Where one goes on from a version of a plan."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consortium.decisions import Decision
from frontend.presenters.parts import Words


@dataclass(frozen=True)
class Action:
    """A button; with a refusal it is disabled and says why."""

    words: Words
    href: str
    kind: str
    refusal: str
    id: str


@dataclass(frozen=True)
class FileLink:
    words: Words
    href: str


def plan_actions(tender_id: int, number: int, may_plan: Decision) -> tuple[Action, ...]:
    """Other wishes, what fairness costs, changing little, planning afresh, the versions."""
    refusal = may_plan.reason
    again = reverse("staff:plan-again", args=[tender_id, number])
    afresh = reverse("staff:plan-new", args=[tender_id])
    compare = reverse("staff:plan-compare", args=[tender_id])
    what_if = reverse("staff:what-if", args=[tender_id, number])
    fairness = reverse("staff:fairness", args=[tender_id, number])
    return (
        Action(_("What if…"), what_if, "", refusal, "what-if"),
        Action(_("What fairness costs"), fairness, "second", "", "fairness"),
        Action(_("Plan again, changing little"), again, "second", refusal, "again"),
        Action(_("Plan afresh"), afresh, "second", refusal, "afresh"),
        Action(_("Compare versions"), f"{compare}?after={number}", "second", "", "compare"),
    )


def plan_files(tender_id: int, number: int) -> tuple[FileLink, ...]:
    """The version as files."""

    def link(words: str, kind: str) -> FileLink:
        return FileLink(words, reverse("staff:plan-file", args=[tender_id, number, kind]))

    return (
        link(_("Download as a spreadsheet (XLSX)"), "xlsx"),
        link(_("Download who holds what (CSV)"), "csv"),
        link(_("Download everything for a program (JSON)"), "json"),
    )
