"""An election as those who run it see it: nominations, the roll with its papers, the holders of the key."""

from dataclasses import dataclass

from django.utils import timezone

from consortium.models import Person, Role
from representation.models import Candidacy, Election, PaperEntry, PaperIssue, PaperReturn
from representation.selectors.election_pages import CandidateView, candidate_view
from representation.selectors.electorates import on_day
from representation.selectors.electors import current_voter, electors_on
from representation.selectors.paper_entries import paper_pile


@dataclass(frozen=True)
class NominationRow:
    """Somebody put forward: `endorsements` of the `needed`."""

    candidate: CandidateView
    contest: str
    has_consented: bool
    endorsements: int
    needed: int


@dataclass(frozen=True)
class RollRow:
    """One vote. `number` is 0 before the roll is frozen; `voter` is empty where nobody is named."""

    number: int
    name: str
    voter: str
    has_paper: bool = False
    is_back: bool = False


@dataclass(frozen=True)
class KeyRow:
    """Who holds a share of the key."""

    number: int
    holder: str


@dataclass(frozen=True)
class Difference:
    """A paper that two tellers read differently: each teller's name and reading, or why it is refused."""

    paper: int
    readings: tuple[tuple[str, str], ...]


def nominations_of(election: Election) -> tuple[NominationRow, ...]:
    """Everybody put forward, contest by contest, whatever became of it."""
    found = Candidacy.objects.filter(contest__election=election)
    related = ("contest", "on_behalf_of", "person")
    return tuple(
        NominationRow(
            candidate_view(one),
            one.contest.title,
            one.consented_at is not None,
            one.endorsements.count(),
            election.endorsements_needed,
        )
        for one in found.select_related(*related).order_by("contest__number", "name")
    )


def nomination_in(election: Election, key: int) -> Candidacy | None:
    """The nomination of that key in this election."""
    found = Candidacy.objects.filter(contest__election=election, pk=key)
    return found.select_related("contest__election", "person", "on_behalf_of").first()


def roll_of(election: Election) -> tuple[RollRow, ...]:
    """The frozen roll; before that, who would be on it today."""
    if not election.roll_digest:
        electors = electors_on(election, timezone.localdate())
        return tuple(
            RollRow(0, str(one.seat or one.organisation), one.voter.name if one.voter else "")
            for one in electors
        )
    issued = set(_lines(PaperIssue, election, "line__election"))
    back = set(_lines(PaperReturn, election, "issue__line__election"))
    return tuple(
        RollRow(
            line.number,
            line.name,
            voter.name if (voter := current_voter(line)) else "",
            line.pk in issued,
            line.pk in back,
        )
        for line in election.roll.select_related("voter").order_by("number")
    )


def key_holders(election: Election) -> tuple[KeyRow, ...]:
    """Who holds the shares."""
    found = election.key_shares.select_related("holder").order_by("number")
    return tuple(KeyRow(one.number, one.holder.name) for one in found)


def possible_holders(election: Election) -> tuple[Person, ...]:
    """Who has a role in the network today, and does not stand: people to give a share to."""
    network = election.structure.consortium
    roles = Role.objects.filter(on_day(timezone.localdate()), consortium=network)
    standing = Candidacy.objects.filter(contest__election=election).values("person")
    people = Person.objects.filter(pk__in=roles.values("person")).exclude(pk__in=standing)
    return tuple(people.order_by("name", "pk"))


def differences(election: Election) -> tuple[Difference, ...]:
    """Papers with two readings that are not the same; both tellers have read, so both may see."""
    found = []
    for number in paper_pile(election).differing:
        entries = PaperEntry.objects.filter(election=election, paper=number).order_by("pk")
        readings = tuple((one.teller.get_username(), one.refused or one.reading) for one in entries)
        found.append(Difference(number, readings))
    return tuple(found)


def _lines(model: type[PaperIssue] | type[PaperReturn], election: Election, path: str) -> list[int]:
    return list(model.objects.filter(**{path: election}).values_list("pk", flat=True))


def votes_in(election: Election) -> int:
    """How many envelopes are in the box; whose they are is not said."""
    return election.envelopes.count()
