"""The networks that an organisation belongs to, or could join, and where it votes in each."""

from dataclasses import dataclass
from datetime import date

from consortium.models import Organisation
from representation.models import Structure, StructureMembership
from representation.selectors.electorates import forums_for, membership_on, voting_home_on
from representation.selectors.structure_settings import version_on
from representation.selectors.structures import StructureView, structure_view
from representation.selectors.wording import in_language
from representation.structures.membership import MembershipRule, read_rule


@dataclass(frozen=True)
class OwnStructure:
    """`member_since` is None for no member. `forums`: how many it may choose from; `votes_in`: its choice."""

    structure: StructureView
    member_since: date | None
    votes_in: str
    forums: int


def own_structures(organisation: Organisation, day: date) -> tuple[OwnStructure, ...]:
    """Every structure that is founded by that day, by name."""
    found = Structure.objects.filter(founded_on__lte=day)
    return tuple(
        _own(one, organisation, day)
        for one in found.select_related("consortium__organisation", "area")
    )


def running_member(structure: Structure, organisation: Organisation) -> StructureMembership | None:
    """The membership of an organisation that has no end yet."""
    found = structure.memberships.filter(organisation=organisation, end_on__isnull=True)
    return found.select_related("structure", "organisation").first()


def rule_on(structure: Structure, day: date) -> MembershipRule | None:
    """Who may join on a day; None before the structure was founded."""
    version = version_on(structure, day)
    return read_rule(version.membership_rule) if version else None


def _own(structure: Structure, organisation: Organisation, day: date) -> OwnStructure:
    membership = membership_on(structure, organisation, day)
    home = voting_home_on(structure, organisation, day) if membership else None
    return OwnStructure(
        structure=structure_view(structure),
        member_since=membership.start_on if membership else None,
        votes_in=in_language(home.name, home.name_cy) if home else "",
        forums=len(forums_for(structure, organisation, day)) if membership else 0,
    )
