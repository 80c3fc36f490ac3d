"""The roll: frozen and published before the poll, and corrected only by two people, in the open."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Person, User
from representation.election_permissions import may_act
from representation.election_states import Action
from representation.models import Election, RollCorrection, RollLine
from representation.selectors.electors import Elector, current_voter, electors_on
from representation.selectors.published_roll import roll_table
from representation.services.election_moves import allowed
from representation.services.seals import seal


@transaction.atomic
def freeze_roll(*, by: User, election: Election) -> Election:
    """Write down everybody with a vote today, once; publish the list's SHA-256. Raises Refused.

    Office: the returning officer. For an indirect election the holders of the electing body's seats are
    the roll, so the result of one election is the roll of the next.
    """
    election = allowed(Action.FREEZE_ROLL, by=by, election=election)
    if election.roll_digest:
        refuse(_("The roll is frozen already.")).require()
    electors = electors_on(election, timezone.localdate())
    if not electors:
        refuse(_("Nobody has a vote in this election yet.")).require()
    RollLine.objects.bulk_create(
        _line(election, number, one) for number, one in enumerate(electors, start=1)
    )
    election.roll_size = len(electors)
    election.roll_digest = hashlib.sha256(roll_table(election).encode()).hexdigest()
    election.save(update_fields=["roll_size", "roll_digest"])
    seal(election, "roll")
    record("election.roll-frozen", subject=election, by=by, digest=election.roll_digest)
    return election


@transaction.atomic
def correct_roll(
    *, by: User, seconded_by: User, line: RollLine, voter: Person, reason: str
) -> RollCorrection:
    """Another person votes for the organisation from now on. Raises Refused.

    Office: the returning officer, seconded by a teller who is somebody else. No vote is added: a vote
    that was cast stands until the new voter casts another.
    """
    election = allowed(Action.CORRECT_ROLL, by=by, election=line.election)
    may_act(seconded_by, Action.ENTER_PAPER, election).require()
    if seconded_by.pk == by.pk:
        refuse(_("A second person must agree.")).require()
    if not reason.strip():
        refuse(_("Give a reason: it is published.")).require()
    if current_voter(line) == voter:
        refuse(_("%(name)s votes for it already.") % {"name": voter.name}).require()
    correction = RollCorrection.objects.create(
        line=line, voter=voter, reason=reason.strip(), by=by, seconded_by=seconded_by
    )
    record("election.roll-corrected", subject=election, by=by, line=line.number)
    return correction


def _line(election: Election, number: int, elector: Elector) -> RollLine:
    name = str(elector.seat or elector.organisation)
    return RollLine(
        election=election,
        number=number,
        organisation=elector.organisation,
        name=name if elector.seat is None else f"{name}: {elector.organisation}",
        seat=elector.seat,
        voter=elector.voter,
        is_small=elector.is_small,
    )
