"""What needs the lead today: one thing for each tender that is still open, by the day on which bids close."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from bids.selectors.plan_read_models import VersionRow
from bids.selectors.tenders import TenderView
from consortium.decisions import Decision
from frontend.presenters.parts import Task
from frontend.presenters.tenders import next_steps
from frontend.templatetags.manyhands import short_day

DONE = "ok"
OpenTender = tuple[TenderView, tuple[VersionRow, ...], Decision, int | None]


def today_tasks(tenders: Sequence[OpenTender]) -> tuple[Task, ...]:
    """The first step of each tender that is not done, in the order in which the tenders are given."""
    return tuple(task for one in tenders for task in _first_step(*one))


def _first_step(
    tender: TenderView,
    versions: tuple[VersionRow, ...],
    can_be_planned: Decision,
    again: int | None,
) -> list[Task]:
    steps = next_steps(tender, versions, can_be_planned, again)
    left = [step for step in steps if step.kind != DONE]
    return [_for_today(tender, step) for step in left[:1]]


def _for_today(tender: TenderView, step: Task) -> Task:
    """The step with its tender's name, and the day that it must be done by."""
    small = f"{tender.title}. {step.small}" if step.small else tender.title
    if tender.bids_close_at is None:
        return replace(step, small=small)
    due = _("Bids close %(day)s") % {"day": short_day(tender.bids_close_at)}
    return replace(step, small=small, due=due, kind="due")
