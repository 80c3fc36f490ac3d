"""What is said of a table of what fairness costs while it is worked out."""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.fairness_tables import FairnessView, WishRow
from consortium.states import LIVE_JOB_STATES, JobState
from frontend.presenters.fairness_pairs import exact_percent
from frontend.presenters.job import JobPage, failure_words, started_words
from frontend.presenters.parts import Step


def fairness_job(view: FairnessView, href: str) -> JobPage:
    """A step for each floor; `href` leads to the table."""
    job, state = view.job, JobState(view.job.state)
    is_live = state in LIVE_JOB_STATES
    is_stopping = job.stop_requested_at is not None
    return JobPage(
        lead=_lead(state, view, is_stopping),
        is_live=is_live,
        step_words=_done_words(view.worked_out, len(view.rows)),
        steps_done=view.worked_out,
        steps_in_all=len(view.rows),
        small=started_words(job.started_at) if is_live else "",
        steps=() if state == JobState.DONE else _floors(view, is_live),
        problem_title=_("The table is not whole") if state == JobState.FAILED else "",
        problem=failure_words(job) if state == JobState.FAILED else "",
        stop_words=_("Stop, and keep what is worked out") if is_live and not is_stopping else "",
        can_retry=state in {JobState.FAILED, JobState.STOPPED},
        result_href=href if state == JobState.DONE else "",
        result_words=_("See the table"),
    )


def _lead(state: JobState, view: FairnessView, is_stopping: bool) -> str:
    if state == JobState.DONE:
        return _("The whole table is worked out.")
    if state == JobState.FAILED:
        return _("Something stopped us. What is worked out is kept.")
    if state == JobState.STOPPED:
        return _("You stopped this. What is worked out is kept.")
    if is_stopping:
        return _("We are stopping. What is worked out is kept.")
    if state == JobState.QUEUED:
        return _("Your table waits for its turn. You can leave this page.")
    return _("We make a plan for each pair of wishes. You can leave this page and come back.")


def _done_words(done: int, in_all: int) -> str:
    words = ngettext(
        "%(done)s of %(n)s pair worked out", "%(done)s of %(n)s pairs worked out", in_all
    )
    return words % {"done": done, "n": in_all}


def _floors(view: FairnessView, is_live: bool) -> tuple[Step, ...]:
    steps: list[Step] = []
    is_first_open = is_live
    for floor, group in groupby(view.rows, key=lambda row: row.wish.small_floor_bp):
        rows = tuple(group)
        done = all(row.brings for row in rows)
        state = "done" if done else "now" if is_first_open else "next"
        is_first_open = is_first_open and done
        steps.append(_step(floor, rows, state))
    return tuple(steps)


def _step(floor: int, rows: tuple[WishRow, ...], state: str) -> Step:
    tag, kind = {"done": (_("Done"), "ok"), "now": (_("Now"), "go")}.get(state, ("", "plain"))
    words = _("Floor for small members: %(floor)s") % {"floor": exact_percent(floor)}
    small = _done_words(sum(row.brings is not None for row in rows), len(rows))
    return Step(words, state, "" if state == "next" else small, tag, kind)
