"""The chain of seals of an election, and what is not as it was sealed."""

from collections.abc import Iterator

from representation.counting.errors import CountingError
from representation.election_states import ElectionState
from representation.evidence.chain import Link, faults
from representation.evidence.tables import Fault, Finding, differences, table_digest
from representation.models import Count, Election, Envelope, Seal
from representation.selectors.election_tables import DESTROYED_WITH_ENVELOPES, table_of
from representation.selectors.envelope_stamps import stamp_of
from representation.selectors.results import counted_again

SALT = "salt"


def chain_of(election: Election) -> tuple[Link, ...]:
    """The links in order."""
    return tuple(_link(one) for one in election.seals.order_by("number"))


def chain_head(election: Election) -> str:
    """The figure to publish: it stands for everything sealed so far. Empty before the first seal."""
    last = election.seals.order_by("-number").first()
    return last.head if last else ""


def faults_of(election: Election, *, head: str = "") -> tuple[Finding, ...]:
    """What was done to the election's rows since they were sealed, by table and row.

    head: a published one, which must be somewhere in the chain; without it somebody who can write the
    whole database could make a chain anew.
    """
    seals = list(election.seals.order_by("number"))
    found = list(faults([_link(one) for one in seals], [one.head for one in seals]))
    if head and head.strip().lower() not in {one.head for one in seals}:
        found.append(Finding("chain", "head", Fault.CHANGED))
    latest = {one.table: one for one in seals}
    for name, one in latest.items():
        found += _table_faults(election, name, one)
    return (*found, *_stamp_faults(election), *_count_faults(election))


def _table_faults(election: Election, name: str, sealed: Seal) -> tuple[Finding, ...]:
    if table_digest(name, sealed.rows) != sealed.digest:
        return (Finding("chain", f"{sealed.number} {name}", Fault.CHANGED),)
    is_gone = election.state == ElectionState.DESTROYED and name in DESTROYED_WITH_ENVELOPES
    expected = {} if is_gone else {k: v for k, v in sealed.rows.items() if k != SALT}
    return differences(name, expected, table_of(election, name).digests())


def _stamp_faults(election: Election) -> Iterator[Finding]:
    """Envelopes that did not come in through the product."""
    for one in Envelope.objects.filter(election=election).select_related("line"):
        if one.stamp != stamp_of(one.line_id, bytes(one.sealed)):
            yield Finding("envelopes", f"line {one.line.number}", Fault.ADDED)


def _count_faults(election: Election) -> Iterator[Finding]:
    """Counts that do not come out of the papers."""
    for count in Count.objects.filter(contest__election=election).select_related("contest"):
        try:
            digest = counted_again(count.contest).digest
        except (CountingError, ValueError):
            digest = ""
        if digest != count.digest:
            yield Finding("counts", f"contest {count.contest.number}", Fault.BROKEN)


def _link(one: Seal) -> Link:
    return Link(one.number, one.table, one.digest, one.previous)
