"""Standing in an election: the contest, whom one could put forward, and nominations as members see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from consortium.models import Organisation, Person, Role, User
from representation.election_states import CandidacyState
from representation.models import Candidacy, Contest, Election
from representation.selectors.election_pages import CandidateView, candidate_view
from representation.selectors.electorates import on_day


@dataclass(frozen=True)
class Standing:
    """A nomination. `is_own`: it is of a person at the address that asks."""

    candidate: CandidateView
    contest: int
    is_own: bool
    has_consented: bool
    endorsed_by: tuple[str, ...]
    needed: int


def contest_by_number(election: Election, number: int) -> Contest | None:
    """The contest of that number."""
    return (
        Contest.objects.select_related("election").filter(election=election, number=number).first()
    )


def people_of(organisations: Iterable[Organisation]) -> tuple[Person, ...]:
    """Everybody who does something for one of these organisations today."""
    roles = Role.objects.filter(on_day(timezone.localdate()), organisation__in=list(organisations))
    return tuple(Person.objects.filter(pk__in=roles.values("person")).order_by("name", "pk"))


SHOWN = (CandidacyState.NOMINATED, CandidacyState.STANDING)


def shown_to(user: User, election: Election) -> QuerySet[Candidacy]:
    """Who is nominated or stands, and of one's own nominations all."""
    related = ("contest__election", "person", "on_behalf_of")
    found = Candidacy.objects.filter(contest__election=election).select_related(*related)
    return found.filter(Q(state__in=SHOWN) | Q(person__user=user))


def nomination_shown(election: Election, key: int, user: User) -> Candidacy | None:
    """The nomination of that key, where this user sees it."""
    return shown_to(user, election).filter(pk=key).first()


def standings(election: Election, user: User) -> tuple[Standing, ...]:
    """What `shown_to` gives, as the page of an election's nominations says it."""
    rows = [
        (one, one.person.user_id == user.pk)
        for one in shown_to(user, election).order_by("contest__number", "name")
    ]
    return tuple(
        Standing(
            candidate_view(one),
            one.contest.number,
            is_own,
            one.consented_at is not None,
            tuple(
                sorted(str(e.organisation) for e in one.endorsements.select_related("organisation"))
            ),
            election.endorsements_needed,
        )
        for one, is_own in rows
    )
