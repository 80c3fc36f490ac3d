"""The count: the lot is drawn, the box opened in memory, the papers written in an order of their own."""

import random
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import User
from representation.counting.errors import CountingError
from representation.counting.lots import commitment
from representation.counting.sheet.document import as_document
from representation.election_states import Action, Channel, ElectionState, TieRule
from representation.models import (
    AccountLine,
    Ballot,
    Contest,
    Count,
    Election,
    Envelope,
    PaperIssue,
    Receipt,
)
from representation.rules.elections import can_count
from representation.sealing.opening import OpenedBox, open_box
from representation.sealing.readings import read_reading
from representation.selectors.contests import candidates_on_paper, contested, paper_of
from representation.selectors.envelope_stamps import stamp_of
from representation.selectors.paper_entries import PaperPile, paper_pile
from representation.selectors.results import counted_again
from representation.services.election_keys import opened_key
from representation.services.election_moves import advance, allowed
from representation.services.seals import seal


@transaction.atomic
def draw_public_lot(*, by: User, election: Election, seed: str, public_value: str) -> Election:
    """Open the seed that was committed to, with the public value of the day. Raises Refused.

    Office: the returning officer. What is drawn once stands, on recounts as well (ERS97 5.6.3).
    """
    election = allowed(Action.DRAW_LOT, by=by, election=election)
    if election.tie_rule != TieRule.PUBLIC_LOT:
        refuse(_("In this election names are drawn in the room.")).require()
    if election.lot_seed:
        refuse(_("The lot is drawn already, and stands.")).require()
    if commitment(seed) != election.lot_commitment:
        refuse(_("This is not the seed that was committed to before the poll.")).require()
    if not public_value.strip():
        refuse(_("Write the public value as it was published.")).require()
    election.lot_seed, election.lot_public_value = seed, public_value.strip()
    election.save(update_fields=["lot_seed", "lot_public_value"])
    record("election.lot-drawn", subject=election, by=by)
    return election


@transaction.atomic
def record_drawn_order(*, by: User, contest: Contest, order: Sequence[int]) -> Contest:
    """The candidates' numbers as they were drawn in the room, the first first. Raises Refused."""
    election = allowed(Action.DRAW_LOT, by=by, election=contest.election)
    if election.tie_rule != TieRule.DRAWN:
        refuse(_("In this election ties go to the public lot.")).require()
    if contest.drawn_order:
        refuse(_("The lot is drawn already, and stands.")).require()
    standing = sorted(one.paper_number or 0 for one in candidates_on_paper(contest))
    if sorted(order) != standing:
        refuse(_("Write the number of each candidate once.")).require()
    contest.drawn_order = list(order)
    contest.save(update_fields=["drawn_order"])
    record("election.lot-drawn", subject=election, by=by, contest=contest.number)
    return contest


@transaction.atomic
def count_election(*, by: User, election: Election, shares: Sequence[str]) -> Election:
    """Open the box with two shares, and count every contest. Office: the returning officer. Raises Refused.

    All in one transaction: papers are shuffled, written and counted, or nothing is. The private key is in
    memory only. Effects: papers, receipts, account and counts are sealed into the chain.
    """
    election = allowed(Action.COUNT, by=by, election=election)
    pile = paper_pile(election)
    can_count(election, pile.returned, pile.settled).require()
    private, _numbers = opened_key(election, shares)
    boxes = {channel: _open(election, channel, private) for channel in (Channel.WEB, Channel.PHONE)}
    _write_papers(election, boxes, pile)
    _write_account(election, boxes, pile)
    for contest in contested(election):
        _count(contest)
    seal(election, "papers returned", "paper entries", "lot", "drawn orders")
    seal(election, "ballots", "receipts", "account", "counts")
    return advance(election, ElectionState.COUNTED, by=by)


def _open(election: Election, channel: Channel, private: bytes) -> OpenedBox:
    envelopes = Envelope.objects.filter(election=election, channel=channel).order_by("line")
    return open_box(
        [
            bytes(one.sealed)
            for one in envelopes
            if one.stamp == stamp_of(one.line_id, bytes(one.sealed))
        ],
        private=private,
        paper=paper_of(election),
        rng=random.SystemRandom(),
    )


def _write_papers(election: Election, boxes: dict[Channel, OpenedBox], pile: PaperPile) -> None:
    """Papers of all channels, shuffled together contest by contest, under random numbers, without times."""
    readings = [read_reading(text) for text in pile.agreed.values()]
    for contest in contested(election):
        rankings = [r for box in boxes.values() for r in box.rankings[contest.number]]
        rankings += [reading.get(contest.number, ()) for reading in readings]
        random.SystemRandom().shuffle(rankings)
        Ballot.objects.bulk_create(
            Ballot(id=secrets.token_hex(16), contest=contest, ranking=" ".join(map(str, ranking)))
            for ranking in rankings
        )
    receipts = sorted(code for box in boxes.values() for code in box.receipts)
    Receipt.objects.bulk_create(Receipt(code=code, election=election) for code in receipts)


def _write_account(election: Election, boxes: dict[Channel, OpenedBox], pile: PaperPile) -> None:
    """The ballot paper account. The web is open to every line without a paper or a vote by telephone."""
    posted = PaperIssue.objects.filter(line__election=election).count()
    returned = {
        channel: Envelope.objects.filter(election=election, channel=channel).count()
        for channel in boxes
    }
    phone = returned[Channel.PHONE]
    issued = {
        Channel.WEB: (election.roll_size or 0) - posted - phone,
        Channel.POST: posted,
        Channel.PHONE: phone,
    }
    returned[Channel.POST] = pile.returned
    refused = {channel: returned[channel] - len(box.receipts) for channel, box in boxes.items()}
    refused[Channel.POST] = len(pile.refused)
    AccountLine.objects.bulk_create(
        AccountLine(
            election=election,
            channel=channel,
            issued=issued[channel],
            returned=returned[channel],
            refused=refused[channel],
        )
        for channel in Channel
    )


def _count(contest: Contest) -> None:
    try:
        result = counted_again(contest)
    except CountingError as error:
        raise Refused(str(error)) from None
    Count.objects.create(
        contest=contest,
        document=as_document(result),
        digest=result.digest,
        papers=Ballot.objects.filter(contest=contest).count(),
    )
