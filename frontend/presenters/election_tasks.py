"""The task list of an election: the next step, what else can be done now, and the rest with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.selectors.dates import moment_in_words
from frontend.presenters.parts import Cell, Column, Fact, Row, Step, Table, Words, table_of
from representation.election_states import Action, ElectionState, states_for
from representation.rules.elections import state_words
from representation.selectors.election_pages import ElectionView
from representation.services.election_tasks import Task

TASKS: Mapping[Action, Promise] = {
    Action.CHANGE_PLAN: gettext_lazy("Change the timetable"),
    Action.OPEN_NOMINATIONS: gettext_lazy("Open nominations"),
    Action.DECIDE_NOMINATION: gettext_lazy("Decide nominations"),
    Action.CLOSE_NOMINATIONS: gettext_lazy("Close nominations"),
    Action.REOPEN_NOMINATIONS: gettext_lazy("Open nominations again"),
    Action.MAKE_KEY: gettext_lazy("Make the key and share it out"),
    Action.COMMIT_LOT: gettext_lazy("Commit to a seed for the lot"),
    Action.FREEZE_ROLL: gettext_lazy("Freeze the roll"),
    Action.REHEARSE: gettext_lazy("Rehearse the count"),
    Action.OPEN_POLL: gettext_lazy("Open voting"),
    Action.ISSUE_PAPER: gettext_lazy("Send a ballot paper by post"),
    Action.CORRECT_ROLL: gettext_lazy("Correct the roll"),
    Action.CAST_BY_PHONE: gettext_lazy("Take a vote by telephone"),
    Action.REMIND: gettext_lazy("Remind who has not voted"),
    Action.RETURN_PAPER: gettext_lazy("Note an envelope that came back"),
    Action.CLOSE_POLL: gettext_lazy("Close voting"),
    Action.ENTER_PAPER: gettext_lazy("Read the papers, two people apart"),
    Action.DRAW_LOT: gettext_lazy("Draw the lot"),
    Action.COUNT: gettext_lazy("Open the box and count"),
    Action.DECLARE: gettext_lazy("Declare the result"),
    Action.DECIDE_CHALLENGE: gettext_lazy("Decide the challenge"),
    Action.PUBLISH: gettext_lazy("Publish the final result"),
    Action.DESTROY_ENVELOPES: gettext_lazy("Destroy the envelopes"),
    Action.FILL_VACANCY: gettext_lazy("Fill a vacant seat"),
    Action.ABANDON: gettext_lazy("Abandon the election"),
}
PAGES: Mapping[Action, str] = {
    Action.CHANGE_PLAN: "election-timetable",
    Action.CORRECT_ROLL: "election-roll-correct",
    Action.CAST_BY_PHONE: "election-phone",
    Action.DECIDE_NOMINATION: "election-nominations",
    Action.MAKE_KEY: "election-keys",
    Action.COMMIT_LOT: "election-lot",
    Action.FREEZE_ROLL: "election-roll",
    Action.REHEARSE: "election-rehearsal",
    Action.ISSUE_PAPER: "election-paper-issue",
    Action.RETURN_PAPER: "election-paper-return",
    Action.ENTER_PAPER: "election-paper-read",
    Action.DRAW_LOT: "election-lot",
    Action.COUNT: "election-count",
    Action.FILL_VACANCY: "election-vacancies",
}
NOT_NEXT = frozenset(
    {
        Action.ABANDON,
        Action.CHANGE_PLAN,
        Action.CORRECT_ROLL,
        Action.CAST_BY_PHONE,
        Action.REOPEN_NOMINATIONS,
        Action.ISSUE_PAPER,
        Action.RETURN_PAPER,
        Action.REMIND,
    }
)
STATE_TAGS: Mapping[str, str] = {
    ElectionState.OPEN: "go",
    ElectionState.DECLARED: "ok",
    ElectionState.PUBLISHED: "ok",
    ElectionState.DESTROYED: "ok",
    ElectionState.CHALLENGED: "due",
    ElectionState.VOID: "no",
    ElectionState.ABANDONED: "no",
}


@dataclass(frozen=True)
class ElectionTask:
    """A step: where it is done, or why not now. `kind` is that of its button."""

    words: Words
    href: str
    refusal: str
    id: str
    kind: str = "second"


@dataclass(frozen=True)
class ElectionDeskPage:
    """`next`: the step that comes now, or None; `now`: the others of this state; `later`: all else."""

    lead: str
    next: ElectionTask | None
    now: tuple[ElectionTask, ...]
    later: tuple[ElectionTask, ...]
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]


def desk_page(
    view: ElectionView, tasks: Iterable[Task], voted: int, done: set[Action]
) -> ElectionDeskPage:
    """The page of an election. `voted`: envelopes in the box; `done`: what need not be done again."""
    shown = [task for task in tasks if task.action in TASKS]
    state = ElectionState(view.row.state)
    now = [task for task in shown if state in states_for(task.action)]
    coming = (one for one in now if one.decision and one.action not in NOT_NEXT | done)
    first = next(coming, None)
    return ElectionDeskPage(
        lead=_lead(view, voted),
        next=_task(view, first, kind="") if first else None,
        now=tuple(_task(view, one) for one in now if one is not first),
        later=tuple(_task(view, one) for one in shown if one not in now),
        facts=_facts(view),
        steps=tuple(
            Step(state_words(one.state).capitalize(), "done", _step_words(one.at, one.reason))
            for one in view.steps
        ),
    )


def election_table(views: Iterable[ElectionView], vacant: frozenset[str]) -> Table:
    """Elections to run, one in a row. `vacant`: codes of those with a seat to fill again."""
    rows = [
        Row(
            (
                Cell(one.row.title, href=reverse("staff:election", args=[one.row.slug])),
                Cell(
                    state_words(one.row.state),
                    tag=STATE_TAGS.get(one.row.state, "plain"),
                    small=_("A seat is vacant.") if one.row.slug in vacant else "",
                ),
                Cell(one.row.electorate),
                Cell(moment_in_words(one.row.closes_at)),
            ),
            look=one.row.slug in vacant,
        )
        for one in views
    ]
    columns = (
        Column(_("Election")),
        Column(_("State")),
        Column(_("Who votes")),
        Column(_("Voting closes")),
    )
    return table_of(Table(_("Your elections"), columns, tuple(rows)))


def _step_words(at: datetime, reason: str) -> str:
    return f"{moment_in_words(at)}. {reason}" if reason else moment_in_words(at)


def _task(view: ElectionView, task: Task, kind: str = "second") -> ElectionTask:
    action = task.action
    if action in PAGES:
        href = reverse(f"staff:{PAGES[action]}", args=[view.row.slug])
    else:
        href = reverse("staff:election-step", args=[view.row.slug, action.value])
    if action is Action.ABANDON:
        kind = "stop"
    return ElectionTask(TASKS[action], href, task.decision.reason, action.value, kind)


def _lead(view: ElectionView, voted: int) -> str:
    words = _("State: %(state)s.") % {"state": state_words(view.row.state)}
    if view.row.state == ElectionState.OPEN:
        words += " " + _("Votes in so far: %(voted)s of %(all)s.") % {
            "voted": voted,
            "all": view.roll_size,
        }
    return words


def _facts(view: ElectionView) -> tuple[Fact, ...]:
    row = view.row
    return (
        Fact(_("Nominations"), _from_to(row.nominations_open_at, row.nominations_close_at)),
        Fact(_("Voting"), _from_to(row.opens_at, row.closes_at)),
        Fact(_("Who votes"), row.electorate),
        Fact(_("Places"), str(row.places)),
        Fact(_("Returning officer"), view.returning_officer),
        Fact(_("Roll"), _roll(view)),
        *_public_page(view),
    )


def _public_page(view: ElectionView) -> tuple[Fact, ...]:
    """A draft has none yet."""
    if view.row.state == ElectionState.DRAFTED:
        return ()
    href = reverse("public:vote", args=[view.row.slug])
    return (Fact(_("Public page"), view.row.title, href, _("Look at it")),)


def _roll(view: ElectionView) -> str:
    if view.roll_size is None:
        return _("Not frozen yet")
    return _("Votes: %(n)s. SHA-256: %(digest)s") % {
        "n": view.roll_size,
        "digest": view.roll_digest,
    }


def _from_to(begins: datetime, ends: datetime) -> str:
    return _("%(begins)s, to %(ends)s") % {
        "begins": moment_in_words(begins),
        "ends": moment_in_words(ends),
    }
