"""Each table of an election as rows of text, for sealing and for telling what was done to it since."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from representation.evidence.tables import Table
from representation.models import (
    AccountLine,
    Ballot,
    Candidacy,
    ContestSeat,
    Count,
    Election,
    Envelope,
    Outcome,
    PaperEntry,
    PaperIssue,
    PaperReturn,
    Receipt,
    RollCorrection,
)

Rows = Iterable[tuple[str, tuple[object, ...]]]
RULES = (
    "structure_id", "electorate_id", "roll_source", "slug", "rule", "tie_rule", "fill_rule",
    "endorsements_needed", "full_from", "used_from", "stages_from", "group_least",
)  # fmt: skip
POLL = ("opens_at", "closes_at", "public_key", "roll_digest", "roll_size", "lot_commitment")
TERM = ("title", "title_cy", "returning_officer_id", "challenge_days", "term_starts_on")
LOT = ("lot_source", "lot_seed", "lot_public_value")


def table_of(election: Election, name: str) -> Table:
    """The table as it is now. Keys name a row to whoever reads the finding."""
    rows = _ROWS[name](election)
    return Table(name, {key: tuple(map(_text, values)) for key, values in rows})


def _fields(election: Election, names: tuple[str, ...]) -> Rows:
    return [(name, (getattr(election, name),)) for name in names]


def _contests(election: Election) -> Rows:
    for one in (
        ContestSeat.objects.filter(election=election).order_by("pk").select_related("contest")
    ):
        contest = one.contest
        yield f"contest {contest.number}, seat {one.seat_id}", (contest.number, contest.title)


def _drawn(election: Election) -> Rows:
    return [(f"contest {one.number}", (one.drawn_order,)) for one in election.contests.all()]


def _candidates(election: Election) -> Rows:
    own = Candidacy.objects.filter(contest__election=election).select_related("contest")
    for one in own:
        yield (
            f"candidacy {one.pk}",
            (one.contest.number, one.person_id, one.on_behalf_of_id, one.name, one.is_small, one.state,
             one.paper_number, one.statement, one.statement_cy),
        )  # fmt: skip


def _roll(election: Election) -> Rows:
    for line in election.roll.all():
        fields = (line.organisation_id, line.name, line.seat_id, line.voter_id, line.is_small)
        yield f"line {line.number}", fields


def _corrections(election: Election) -> Rows:
    for one in RollCorrection.objects.filter(line__election=election).select_related("line"):
        fields = (one.line.number, one.voter_id, one.reason, one.by_id, one.seconded_by_id)
        yield f"correction {one.pk}", fields


def _issues(election: Election) -> Rows:
    for one in PaperIssue.objects.filter(line__election=election).select_related("line"):
        yield f"line {one.line.number}", (one.line_id, one.by_id, one.issued_on)


def _returns(election: Election) -> Rows:
    own = PaperReturn.objects.filter(issue__line__election=election)
    for one in own.select_related("issue__line"):
        yield f"line {one.issue.line.number}", (one.issue_id, one.by_id)


def _key_holders(election: Election) -> Rows:
    for one in election.key_shares.all():
        yield f"share {one.number}", (one.holder_id, one.commitment, one.rehearsed)


def _envelopes(election: Election) -> Rows:
    for one in Envelope.objects.filter(election=election).select_related("line"):
        yield (
            f"line {one.line.number}",
            (one.channel, bytes(one.sealed).hex(), one.stamp),
        )


def _paper_entries(election: Election) -> Rows:
    for one in PaperEntry.objects.filter(election=election):
        yield f"paper {one.paper}, teller {one.teller_id}", (one.reading, one.refused)


def _ballots(election: Election) -> Rows:
    own = Ballot.objects.filter(contest__election=election).select_related("contest")
    for one in own:
        yield f"paper {one.pk}", (one.contest.number, one.ranking)


def _receipts(election: Election) -> Rows:
    return [(one.code, (one.code,)) for one in Receipt.objects.filter(election=election)]


def _account(election: Election) -> Rows:
    for one in AccountLine.objects.filter(election=election):
        yield one.channel, (one.issued, one.returned, one.refused)


def _counts(election: Election) -> Rows:
    for one in Count.objects.filter(contest__election=election).select_related("contest"):
        yield (
            f"contest {one.contest.number}",
            (one.document, one.digest, one.papers),
        )


def _outcomes(election: Election) -> Rows:
    for one in Outcome.objects.filter(contest__election=election):
        yield (
            f"appointment {one.appointment_id}",
            (one.contest_id, one.candidacy_id, one.by_vacancy),
        )


def _steps(election: Election) -> Rows:
    for one in election.steps.all():
        yield f"step {one.number}", (one.from_state, one.to_state, one.at, one.by_id, one.reason)


_ROWS: Mapping[str, Callable[[Election], Rows]] = {
    "rules": lambda election: _fields(election, RULES),
    "term": lambda election: _fields(election, TERM),
    "poll": lambda election: _fields(election, POLL),
    "lot": lambda election: _fields(election, LOT),
    "drawn orders": _drawn,
    "contests": _contests,
    "candidates": _candidates,
    "roll": _roll,
    "roll corrections": _corrections,
    "papers issued": _issues,
    "papers returned": _returns,
    "key holders": _key_holders,
    "envelopes": _envelopes,
    "paper entries": _paper_entries,
    "ballots": _ballots,
    "receipts": _receipts,
    "account": _account,
    "counts": _counts,
    "outcomes": _outcomes,
    "steps": _steps,
}
DESTROYED_WITH_ENVELOPES = frozenset({"envelopes", "paper entries"})


def _text(value: object) -> str:
    """The same text on every database: times in UTC, JSON with its keys in order."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return "" if value is None else str(value)
