"""What the page of a plan's job says: what we have already, step by step."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.selectors.dates import moment_in_words
from consortium.states import LIVE_JOB_STATES, JobState
from frontend.presenters.parts import Step
from frontend.templatetags.manyhands import percent, whole_percent

READ, SPLIT, MATCH, FIND, BACKUP, REASONS = range(1, 7)
STEPS = REASONS


class JobRow(Protocol):
    """A row of work, as its page reads it."""

    @property
    def state(self) -> str: ...
    @property
    def progress(self) -> dict[str, Any]: ...
    @property
    def error(self) -> str: ...
    @property
    def started_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class JobPage:
    """`stop_words` is empty where there is nothing yet to stop for; `steps_done` of `steps_in_all`."""

    lead: str
    is_live: bool
    step_words: str
    steps_done: int
    steps_in_all: int
    small: str
    steps: tuple[Step, ...]
    problem_title: str
    problem: str
    stop_words: str
    can_retry: bool
    result_href: str
    result_words: str


def job_page(job: JobRow, *, result_href: str = "", is_stopping: bool = False) -> JobPage:
    """The page of a job of kind plan; `result_href` leads to the plan once it is made."""
    state = JobState(job.state)
    step = int(job.progress.get("step", 0))
    facts = job.progress.get("facts", {})
    is_live = state in LIVE_JOB_STATES
    found = facts.get("covered_bp")
    return JobPage(
        lead=_lead(state, step, found, is_stopping),
        is_live=is_live,
        step_words=_("Step %(step)s of %(steps)s") % {"step": max(step, 1), "steps": STEPS},
        steps_done=max(step - 1, 0),
        steps_in_all=STEPS,
        small=started_words(job.started_at) if is_live else "",
        steps=tuple(_step(number, step, state, facts) for number in range(1, STEPS + 1)),
        problem_title=_("No plan was made") if state == JobState.FAILED else "",
        problem=failure_words(job) if state == JobState.FAILED else "",
        stop_words=_stop_words(found) if is_live and not is_stopping else "",
        can_retry=state in {JobState.FAILED, JobState.STOPPED},
        result_href=result_href if state == JobState.DONE else "",
        result_words=_("See the plan"),
    )


def _lead(state: JobState, step: int, found: int | None, is_stopping: bool) -> str:
    if state == JobState.DONE:
        return _("The plan is made.")
    if state == JobState.FAILED:
        return _("Something stopped us. Nothing of yours is lost.")
    if state == JobState.STOPPED:
        return _("You stopped this before there was a plan. Nothing is kept.")
    if is_stopping:
        return _("We are stopping, and keep the best plan there is so far.")
    if state == JobState.QUEUED:
        return _("Your plan waits for its turn. You can leave this page.")
    if found is None or step < FIND:
        return _("We are working on it. You can leave this page and come back.")
    return _(
        "We have a plan that covers %(share)s. We are trying to better it. "
        "You can leave this page and come back."
    ) % {"share": whole_percent(found)}


def started_words(at: datetime | None) -> str:
    """Since when the work is under way; nothing before it is."""
    if at is None:
        return ""
    return _("Started at %(time)s.") % {"time": timezone.localtime(at).strftime("%H:%M")}


def _stop_words(found: int | None) -> str:
    if found is None:
        return _("Stop")
    return _("Stop and use the %(share)s plan") % {"share": whole_percent(found)}


def failure_words(job: JobRow) -> str:
    """Why the work failed, and what to do."""
    why = _(job.error) if job.error else _("We do not know why yet.")
    return _("%(why)s Try again; if it happens twice, ring the help line below.") % {"why": why}


def _step(number: int, at: int, state: JobState, facts: dict[str, Any]) -> Step:
    where = _where(number, at, state)
    tag, kind = {
        "done": (_("Done"), "ok"),
        "now": (_("Now"), "go"),
        "failed": (_("Failed"), "no"),
    }.get(where, ("", "plain"))
    small = "" if where == "next" else _small(number, facts)
    return Step(_words(number, facts), where, small, tag, kind)


def _where(number: int, at: int, state: JobState) -> str:
    if state == JobState.DONE or number < at:
        return "done"
    if number > max(at, 1) or state == JobState.STOPPED:
        return "next"
    return "failed" if state == JobState.FAILED else "now" if state == JobState.RUNNING else "next"


def _words(number: int, facts: dict[str, Any]) -> str:
    lines, members = facts.get("lines"), facts.get("members")
    if number == SPLIT and lines is not None:
        words = ngettext(
            "Split it into %(n)s requirement", "Split it into %(n)s requirements", lines
        )
        return words % {"n": lines}
    if number == MATCH and members is not None:
        words = ngettext("Match %(n)s member’s offers", "Match %(n)s members’ offers", members)
        return words % {"n": members}
    return {
        READ: _("Read the notice"),
        SPLIT: _("Split it into requirements"),
        MATCH: _("Match members’ offers"),
        FIND: _("Find the best plan"),
        BACKUP: _("Name a backup for each lot"),
        REASONS: _("Write the reasons"),
    }[number]


def _small(number: int, facts: dict[str, Any]) -> str:
    if number == READ:
        return _notice(facts)
    if number == MATCH and (able := facts.get("able")) is not None:
        return ngettext("%(n)s can do something here", "%(n)s can do something here", able) % {
            "n": able
        }
    if number == FIND and (found := facts.get("covered_bp")) is not None:
        return _found(found, facts.get("ceiling_bp"))
    return ""


def _notice(facts: dict[str, Any]) -> str:
    lots, closes = facts.get("lots"), facts.get("bids_close_at")
    parts = []
    if lots:
        parts.append(ngettext("%(n)s lot", "%(n)s lots", lots) % {"n": lots})
    if closes:
        parts.append(moment_in_words(datetime.fromisoformat(closes)))
    return ", ".join(parts)


def _found(found: int, ceiling: int | None) -> str:
    if ceiling is None:
        return _("Covers %(share)s so far") % {"share": whole_percent(found)}
    return _("Covers %(share)s. No plan could pass %(ceiling)s") % {
        "share": percent(found),
        "ceiling": percent(ceiling),
    }
