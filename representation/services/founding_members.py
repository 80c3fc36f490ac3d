"""Founding a network together with the organisations that found it; shown first, then done."""

from dataclasses import dataclass

from django.db import transaction

from consortium.decisions import Refused
from consortium.models import Consortium, User
from representation.models import Structure
from representation.selectors.structures import Constitution, constitution
from representation.selectors.wording import in_language
from representation.services.founding import StructureDraft, found_structure
from representation.services.memberships import join_structure
from representation.structures.membership import read_rule


@dataclass(frozen=True)
class Outside:
    """A founder that the membership rule does not let in, and the condition that it does not meet."""

    name: str
    reason: str


@dataclass(frozen=True)
class Founding:
    """A network as it was founded. `outside`: founders that are no members of it, and why."""

    structure: Structure
    outside: tuple[Outside, ...]


@dataclass(frozen=True)
class Rehearsal:
    """What a founding would write."""

    constitution: Constitution
    outside: tuple[Outside, ...]


@transaction.atomic
def found_network(*, by: User, consortium: Consortium, draft: StructureDraft) -> Founding:
    """Found a structure; each founder joins on its first day, having declared what the rule asks.

    A founder that does not meet another condition (a place, a size) stays a founder and no member.
    Permission: `may_found_structure`. Raises Refused as `found_structure` does.
    """
    structure = found_structure(by=by, consortium=consortium, draft=draft)
    declared = [one.key for one in read_rule(draft.membership).statements]
    outside = []
    for founder in draft.founders:
        try:
            join_structure(
                by=None,
                structure=structure,
                organisation=founder,
                declared=declared,
                start_on=draft.founded_on,
            )
        except Refused as refused:
            name = in_language(founder.name, founder.name_cy)
            outside.append(Outside(name, refused.reason))
    return Founding(structure, tuple(outside))


@transaction.atomic
def rehearse_founding(*, by: User, consortium: Consortium, draft: StructureDraft) -> Rehearsal:
    """What `found_network` would do: it is done and taken back. Raises Refused where it would."""
    undo = transaction.savepoint()
    try:
        done = found_network(by=by, consortium=consortium, draft=draft)
        written = constitution(done.structure, draft.founded_on)
        assert written is not None  # noqa: S101 - the first version holds from that day
        return Rehearsal(written, done.outside)
    finally:
        transaction.savepoint_rollback(undo)
