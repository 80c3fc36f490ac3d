"""Casting a vote, on the web or by telephone. Nothing here logs, records or notifies."""

from collections.abc import Mapping

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.decisions import Decision, Refused, refuse
from consortium.models import User
from representation.election_permissions import may_act, may_vote
from representation.election_states import Action, Channel
from representation.models import Election, PaperIssue, RollLine
from representation.rules.elections import can_act
from representation.sealing.box import seal
from representation.sealing.errors import SealingError
from representation.sealing.paper import Vote, new_receipt, write_paper
from representation.selectors.contests import paper_of
from representation.selectors.electors import current_voter_is
from representation.services.ballot_box import put
from representation.services.election_moves import database_now
from representation.services.sealing_words import refusal_for

_TOO_LATE = gettext_lazy("Voting is over: a vote now comes too late and is not counted.")
Rankings = Mapping[int, tuple[int, ...]]


def offered_receipt(line: RollLine) -> str:
    """A receipt for a vote that is about to be cast, signed for this line, so that `cast_vote` can use it.

    A page that carries it gives the same receipt however often its button is pressed.
    """
    return _receipt_signer(line).sign(new_receipt())


def cast_vote(*, by: User, line: RollLine, rankings: Rankings, offered: str = "") -> str:
    """Seal a vote and put it into the box; a later one replaces it until the close. Gives a receipt.

    Permission: `may_vote`. rankings: by the contest's number, paper numbers, most preferred first; a
    contest that is left out or empty is a blank paper. Raises Refused. The receipt is shown once, says
    nothing of the vote, and is in the published list if this vote was counted. offered: one made by
    `offered_receipt` for this line; any other text is passed over, and a new receipt made.
    """
    may_vote(by, line).require()
    can_act(Action.CAST, line.election).require()
    return _seal_and_put(line, rankings, Channel.WEB, _receipt_in(offered, line))


def can_cast_now(line: RollLine) -> Decision:
    """Whether a vote for the line would come in time and by the right channel; the box itself decides."""
    if PaperIssue.objects.filter(line=line).exists():
        return refuse(
            _(
                "A ballot paper was sent to this organisation: its vote comes by post. Ring us about it."
            )
        )
    election, now = Election.objects.get(pk=line.election_id), database_now()
    if now < election.opens_at:
        return refuse(_("Voting has not begun yet."))
    if now >= election.closes_at:
        return refuse(str(_TOO_LATE))
    return can_act(Action.CAST, election)


def cast_by_phone(
    *, by: User, witness: User, line: RollLine, rankings: Rankings, heard: Rankings
) -> str:
    """Two tellers on the telephone seal what the elector says. Gives the receipt to read out.

    by: who asked and read back; `rankings` is what they wrote, `heard` what the witness wrote. Nothing is
    kept unless both are the same. Neither may be the elector. Raises Refused, naming the contest.
    """
    for teller in (by, witness):
        may_act(teller, Action.CAST_BY_PHONE, line.election).require()
        if current_voter_is(line, teller):
            refuse(_("Nobody enters their own vote for it.")).require()
    if by.pk == witness.pk:
        refuse(_("A second person must listen and write down the vote too.")).require()
    can_act(Action.CAST_BY_PHONE, line.election).require()
    for number in sorted({*rankings, *heard}):
        if rankings.get(number, ()) != heard.get(number, ()):
            raise Refused(
                _("The two of you wrote different votes in contest %(contest)s. Ask again.")
                % {"contest": number}
            )
    return _seal_and_put(line, rankings, Channel.PHONE)


def _seal_and_put(line: RollLine, rankings: Rankings, channel: Channel, receipt: str = "") -> str:
    election, receipt = line.election, receipt or new_receipt()
    try:
        paper = write_paper(Vote(receipt, dict(rankings)), paper_of(election))
    except SealingError as error:
        raise refusal_for(error) from None
    if not put(line.pk, seal(paper, bytes.fromhex(election.public_key)), channel):
        raise _why_not(line)
    return receipt


def _why_not(line: RollLine) -> Refused:
    return Refused(can_cast_now(line).reason or str(_TOO_LATE))


def _receipt_signer(line: RollLine) -> signing.Signer:
    return signing.Signer(salt=f"representation.receipt.{line.pk}")


def _receipt_in(offered: str, line: RollLine) -> str:
    try:
        return _receipt_signer(line).unsign(offered)
    except signing.BadSignature:
        return ""
