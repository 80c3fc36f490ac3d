"""One door to all the rules: a contest, a rule and a lot in; a result that explains itself out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from representation.counting import ers97, meek, scottish, single_stage
from representation.counting.ballots import Contest, Papers, Reading, read_papers
from representation.counting.errors import CountingError
from representation.counting.lots import Lot
from representation.counting.register import Register
from representation.counting.reserved import Reservation, are_met, infeasibilities
from representation.counting.result import CountResult, Note, Rule

SITTING = "sitting members"


@dataclass(frozen=True)
class _Method:
    run: Callable[[Papers, Register], None]
    reading: Reading
    places: int
    has_quota: bool = True


METHODS = {
    Rule.SCOTTISH_STV: _Method(scottish.count_scottish, Reading.CONSECUTIVE, scottish.PLACES),
    Rule.AV: _Method(scottish.count_scottish, Reading.CONSECUTIVE, scottish.PLACES),
    Rule.ERS97_STV: _Method(ers97.count_ers97, Reading.CONSECUTIVE, ers97.PLACES),
    Rule.MEEK_STV: _Method(meek.count_meek, Reading.IN_ORDER, meek.PLACES),
    Rule.APPROVAL: _Method(single_stage.count_approval, Reading.ANY_MARK, 0, has_quota=False),
    Rule.PLURALITY: _Method(single_stage.count_plurality, Reading.CONSECUTIVE, 0, has_quota=False),
}


def count_contest(
    contest: Contest,
    rule: Rule,
    *,
    lot: Lot | None = None,
    seats: int | None = None,
    reservations: tuple[Reservation, ...] = (),
    sitting: frozenset[int] = frozenset(),
) -> CountResult:
    """Count the contest.

    lot: needed only where a tie comes to a lot; on a recount, the first count's, which stands.
    seats: in place of the contest's own. reservations: the ordinary count stands if it meets them; else they
    are applied by guard and doom. sitting: members whom a countback protects (see countback.py).

    Raises LotNeeded at a tie that no lot covers, Infeasible for reservations that nobody's votes could meet,
    CountingError when nobody stands.
    """
    seats = contest.seats if seats is None else seats
    if seats < 1:
        raise CountingError("no_seats", seats=seats)
    if not contest.standing:
        raise CountingError("nobody_stands")
    notes = []
    if rule is Rule.AV and seats > 1:
        notes.append(Note("one_place", (("seats", seats),)))
        seats = 1
    contest = replace(contest, seats=seats)
    for problem in infeasibilities(reservations, contest.standing, seats):
        raise problem
    request = _Request(contest, rule, lot, reservations, sitting)
    if reservations and not sitting:
        return _with_reservations(request, notes)
    return _count(request, request.binding, notes)


@dataclass(frozen=True)
class _Request:
    contest: Contest
    rule: Rule
    lot: Lot | None
    reservations: tuple[Reservation, ...]
    sitting: frozenset[int]

    @property
    def binding(self) -> tuple[Reservation, ...]:
        """The reservations, and that every sitting member keeps a seat."""
        if not self.sitting:
            return self.reservations
        protected = Reservation(SITTING, self.sitting, minimum=len(self.sitting))
        return (*self.reservations, protected)


def _with_reservations(request: _Request, notes: list[Note]) -> CountResult:
    ordinary = _count(request, (), [*notes, Note("reservations_met")])
    if are_met(request.reservations, ordinary.elected):
        return ordinary
    return _count(request, request.binding, [*notes, Note("reservations_applied")])


def _count(request: _Request, binding: tuple[Reservation, ...], notes: list[Note]) -> CountResult:
    """One run of the rule, with these reservations binding."""
    contest, method = request.contest, METHODS[request.rule]
    for problem in infeasibilities(binding, contest.standing, contest.seats):
        raise problem
    papers = read_papers(contest, method.reading)
    register = Register(
        contest, contest.seats, lot=request.lot, reservations=binding, sitting=request.sitting
    )
    method.run(papers, register)
    kept = [c for c in sorted(request.sitting) if c not in register.elected]
    return CountResult(
        rule=request.rule,
        contest=contest,
        seats=contest.seats,
        valid=papers.total,
        invalid=papers.invalid,
        places=method.places,
        quota=register.quota if method.has_quota else None,
        elected=(*register.elected, *kept),
        stages=tuple(register.stages),
        lot=request.lot,
        notes=(*notes, *_notes(contest, papers, register)),
        reservations=request.reservations,
        sitting=request.sitting,
    )


def _notes(contest: Contest, papers: Papers, register: Register) -> list[Note]:
    """What was odd about the papers."""
    notes = []
    if contest.withdrawn:
        names = ", ".join(contest.candidates[c] for c in sorted(contest.withdrawn))
        notes.append(Note("withdrawn", (("names", names),)))
    if not papers.total:
        notes.append(Note("no_valid"))
    if papers.invalid:
        notes.append(Note("invalid", (("count", papers.invalid),)))
    if papers.cut_short:
        notes.append(Note("cut_short", (("count", papers.cut_short),)))
    if len(contest.standing) <= contest.seats:
        notes.append(Note("enough_places"))
    lot, drawn = register.lot, any(tie.lot_among for s in register.stages for tie in s.ties)
    if drawn and lot is not None and lot.commitment and not lot.seed:
        notes.append(Note("no_seed"))
    return notes
