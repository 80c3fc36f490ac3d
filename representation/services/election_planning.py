"""Drafting an election: what it fills, by which rules, with which timetable; then its notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Person, User
from representation.counting.ballots import on_one_line
from representation.counting.result import Rule
from representation.election_permissions import may_plan_election
from representation.election_states import (
    Action,
    ElectionState,
    FillRule,
    RollSource,
    TieRule,
)
from representation.models import Body, Contest, ContestSeat, Election, Seat, Structure
from representation.rules.elections import can_open_nominations
from representation.selectors.fillable import filled_by_another
from representation.selectors.structure_settings import settings_on
from representation.services.election_moves import advance, allowed, begin_step, database_now
from representation.services.seals import seal
from representation.states import Eligibility

SLUG_LENGTH = 80
VOTING_DAYS = 14
COUNTING_RULES = {"meek": Rule.MEEK_STV, "ers97": Rule.ERS97_STV}


@dataclass(frozen=True)
class Timetable:
    """When nominations and the poll open and close; the first moment that is too late is the close."""

    nominations_open_at: datetime
    nominations_close_at: datetime
    opens_at: datetime
    closes_at: datetime
    term_starts_on: date


@dataclass(frozen=True)
class ContestPlan:
    """A contest and the seats that it fills."""

    title: str
    seats: Sequence[Seat]
    title_cy: str = ""


@dataclass(frozen=True)
class ElectionPlan:
    """An election to draft. Rules that are left None are those of the structure on the day of opening."""

    title: str
    electorate: Body
    returning_officer: Person
    timetable: Timetable
    contests: Sequence[ContestPlan]
    title_cy: str = ""
    rule: Rule | None = None
    tie_rule: TieRule = TieRule.PUBLIC_LOT
    fill_rule: FillRule | None = None
    endorsements_needed: int | None = None


def usual_timetable(structure: Structure, begins: datetime) -> Timetable:
    """Nominations from a day for as long as the structure says, two weeks to vote, the term after that."""
    settings = settings_on(structure, timezone.localdate(begins))
    nominations_close = begins + timedelta(days=int(settings["nomination_days"]))
    closes = nominations_close + timedelta(days=1 + VOTING_DAYS)
    term = timezone.localdate(closes) + timedelta(days=int(settings["challenge_days"]))
    return Timetable(begins, nominations_close, nominations_close + timedelta(days=1), closes, term)


@transaction.atomic
def plan_election(*, by: User, structure: Structure, plan: ElectionPlan) -> Election:
    """Draft an election with its contests. Permission: `may_plan_election`. Raises Refused.

    Seats that holders of another body elect to are voted on by those holders; others by organisations.
    """
    may_plan_election(by, structure).require()
    _require_sound(structure, plan)
    _require_free([seat for contest in plan.contests for seat in contest.seats])
    settings = settings_on(structure, timezone.localdate(plan.timetable.opens_at))
    chosen = str(settings["voting_rule"])
    election = Election.objects.create(
        structure=structure,
        electorate=plan.electorate,
        roll_source=_roll_source(plan),
        slug=_free_slug(plan),
        title=plan.title,
        title_cy=plan.title_cy,
        rule=plan.rule or COUNTING_RULES.get(chosen) or Rule(chosen),
        tie_rule=plan.tie_rule,
        fill_rule=plan.fill_rule or FillRule(str(settings["casual_vacancy"])),
        endorsements_needed=(
            int(settings["endorsements"])
            if plan.endorsements_needed is None
            else plan.endorsements_needed
        ),
        returning_officer=plan.returning_officer,
        challenge_days=int(settings["challenge_days"]),
        **vars(plan.timetable),
    )
    for number, contest in enumerate(plan.contests, start=1):
        _add_contest(election, number, contest)
    begin_step(election, "", ElectionState.DRAFTED, by=by)
    return election


@transaction.atomic
def change_timetable(*, by: User, election: Election, timetable: Timetable) -> Election:
    """Other times, while the election is a draft. Office: the returning officer. Raises Refused."""
    election = allowed(Action.CHANGE_PLAN, by=by, election=election)
    _require_in_order(timetable)
    for name, value in vars(timetable).items():
        setattr(election, name, value)
    election.save(update_fields=list(vars(timetable)))
    record("election.timetable-changed", subject=election, by=by)
    return election


@transaction.atomic
def open_nominations(*, by: User, election: Election) -> Election:
    """Give notice: from now on the rules stand, and anybody eligible can be nominated.

    Office: the returning officer. Raises Refused. Effects: rules, term and contests are sealed.
    """
    election = allowed(Action.OPEN_NOMINATIONS, by=by, election=election)
    can_open_nominations(election, database_now()).require()
    election = advance(election, ElectionState.NOMINATIONS_OPEN, by=by)
    seal(election, "rules", "term", "contests")
    return election


def _require_sound(structure: Structure, plan: ElectionPlan) -> None:
    _require_in_order(plan.timetable)
    seats = [seat for contest in plan.contests for seat in contest.seats]
    if not seats or not all(contest.seats for contest in plan.contests):
        refuse(_("Say which seats the election fills.")).require()
    if len({seat.pk for seat in seats}) != len(seats):
        refuse(_("A seat can be filled once in an election.")).require()
    if len({contest.title for contest in plan.contests}) != len(plan.contests):
        refuse(_("Each contest needs a title of its own.")).require()
    if any(seat.body.structure_id != structure.pk for seat in seats):
        refuse(_("All seats must be of this network.")).require()
    if any(seat.electing_body_id not in (None, plan.electorate.pk) for seat in seats):
        refuse(_("Another body elects to one of these seats.")).require()
    if any(len(_bands(contest)) > 1 for contest in plan.contests):
        refuse(_("Seats reserved for different sizes need contests of their own.")).require()
    holders = {seat.eligibility == Eligibility.HOLDERS for seat in seats}
    if len(holders) > 1:
        refuse(_("Seats with different electorates need elections of their own.")).require()


def _require_free(seats: Sequence[Seat]) -> None:
    """Under the seats' locks: two drafts at once, or one sent twice, do not both fill a seat."""
    wanted = sorted(seat.pk for seat in seats)
    list(Seat.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    taken = filled_by_another(seats)
    if taken is not None:
        words = _("%(seat)s is filled by another election already: %(election)s.")
        refuse(words % {"seat": taken.seat, "election": taken.election.title}).require()


def _bands(contest: ContestPlan) -> set[int]:
    """Up to which sizes seats of the contest are reserved."""
    return {seat.reserved_up_to_id for seat in contest.seats if seat.reserved_up_to_id}


def _require_in_order(timetable: Timetable) -> None:
    t = timetable
    if not t.nominations_open_at < t.nominations_close_at <= t.opens_at < t.closes_at:
        refuse(_("The times must follow each other: nominations, then the poll.")).require()
    if t.term_starts_on < timezone.localdate(t.closes_at):
        refuse(_("The term cannot begin before the poll is over.")).require()


def _roll_source(plan: ElectionPlan) -> RollSource:
    indirect = any(
        seat.eligibility == Eligibility.HOLDERS for one in plan.contests for seat in one.seats
    )
    return RollSource.HOLDERS if indirect else RollSource.ORGANISATIONS


def _free_slug(plan: ElectionPlan) -> str:
    base = f"{slugify(plan.title)[: SLUG_LENGTH - 16]}-{plan.timetable.closes_at:%Y-%m-%d}"
    taken = set(Election.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


def _add_contest(election: Election, number: int, plan: ContestPlan) -> Contest:
    contest = Contest.objects.create(
        election=election,
        number=number,
        title=on_one_line(plan.title),
        title_cy=on_one_line(plan.title_cy),
    )
    for seat in plan.seats:
        ContestSeat.objects.create(election=election, contest=contest, seat=seat)
    return contest
