"""The link that an elector gets by mail: it opens the ballot of one line, for whoever votes for it now.

A link is signed and says whose line it is, never what was voted. When the roll is corrected and somebody
else votes for the line, the link of the person before opens nothing any more.
"""

from dataclasses import dataclass

from django.core import signing

from consortium.models import Person, User
from representation.models import RollLine
from representation.selectors.ballots import VoteToCast, votes_to_cast
from representation.selectors.electors import current_voter

_SIGNER = signing.Signer(salt="representation.voting-link", sep="~")


@dataclass(frozen=True)
class OpenedLink:
    """Whose link it is, and for which line of which roll."""

    user: User
    line: RollLine


@dataclass(frozen=True)
class OwnVote:
    """A vote that somebody has, and the token of the link to it."""

    vote: VoteToCast
    token: str


def link_token(line: RollLine, voter: Person) -> str:
    """The part of the address that is the elector's own."""
    return _SIGNER.sign(f"{line.pk}.{voter.pk}")


def opened_link(token: str) -> OpenedLink | None:
    """What a link opens; None for one that was changed, or that is not the present voter's."""
    try:
        line_id, voter_id = _SIGNER.unsign(token).split(".")
    except (signing.BadSignature, ValueError):
        return None
    related = ("election__structure__consortium", "organisation", "voter")
    line = RollLine.objects.select_related(*related).filter(pk=line_id).first()
    voter = current_voter(line) if line else None
    if line is None or voter is None or voter.user is None or str(voter.pk) != voter_id:
        return None
    return OpenedLink(voter.user, line)


def own_votes(person: Person) -> tuple[OwnVote, ...]:
    """Every vote that this person has, and not those of others at the same address, by closing time."""
    if person.user is None:
        return ()
    return tuple(
        OwnVote(one, link_token(line, person))
        for one in votes_to_cast(person.user)
        for line in RollLine.objects.filter(election__slug=one.slug, number=one.line)
        if current_voter(line) == person
    )
