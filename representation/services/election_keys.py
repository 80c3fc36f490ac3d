"""The key that votes are sealed to, its three shares, the rehearsal, and the commitment for the lot."""

import random
import re
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Person, User
from representation.counting.ballots import build_contest
from representation.counting.count import count_contest
from representation.counting.lots import Lot, LotSource
from representation.counting.result import Rule
from representation.election_states import Action, ElectionState, TieRule
from representation.models import Election, KeyShareHolder
from representation.rules.elections import can_rehearse, can_use_shares
from representation.sealing.box import is_pair, make_keys, seal
from representation.sealing.errors import SealingError
from representation.sealing.opening import open_box
from representation.sealing.paper import BallotPaper, Vote, new_receipt, write_paper
from representation.sealing.shares import KeyShare, join_key, read_share, share_key
from representation.selectors.contests import candidates_on_paper, contested, paper_of, places
from representation.services.election_moves import advance, allowed
from representation.services.sealing_words import refusal_for

HOLDERS, TRIAL_PAPERS = 3, 20
_SHA256 = re.compile("[0-9a-f]{64}")


@transaction.atomic
def hold_key_ceremony(
    *, by: User, election: Election, holders: Sequence[Person]
) -> tuple[KeyShare, ...]:
    """Make the key, and give each of three people a share; any two open the box. Raises Refused.

    Office: the returning officer. What is given back is shown once and never stored: the server keeps
    the public key and a commitment for each share. Again before the poll, it makes a new key.
    """
    election = allowed(Action.MAKE_KEY, by=by, election=election)
    if len({holder.pk for holder in holders}) != HOLDERS:
        refuse(_("Name three different people to hold the key’s shares.")).require()
    keys = make_keys()
    shares = share_key(keys.private, election=election.slug, below=secrets.randbelow)
    election.key_shares.all().delete()
    for share, holder in zip(shares, holders, strict=True):
        KeyShareHolder.objects.create(
            election=election, number=share.number, holder=holder, commitment=share.commitment
        )
    election.public_key = keys.public.hex()
    election.save(update_fields=["public_key"])
    record("election.key-made", subject=election, by=by, holders=[one.pk for one in holders])
    return shares


@transaction.atomic
def commit_lot(*, by: User, election: Election, commitment: str, source: str) -> Election:
    """Publish SHA-256 of the seed, and which public value that nobody knows yet will join it. Raises Refused.

    Office: the returning officer, who keeps the seed. After the poll both are opened, and whoever wishes
    works out the lot again.
    """
    election = allowed(Action.COMMIT_LOT, by=by, election=election)
    if election.tie_rule != TieRule.PUBLIC_LOT:
        refuse(_("In this election names are drawn in the room.")).require()
    if not _SHA256.fullmatch(commitment.strip().lower()) or not source.strip():
        refuse(_("A commitment is 64 digits from 0 to f, with a public value named.")).require()
    election.lot_commitment = commitment.strip().lower()
    election.lot_source = source.strip()
    election.save(update_fields=["lot_commitment", "lot_source"])
    record("election.lot-committed", subject=election, by=by, commitment=election.lot_commitment)
    return election


@transaction.atomic
def rehearse(*, by: User, election: Election, shares: Sequence[str]) -> Election:
    """Two holders give their shares back, and a trial poll is sealed, opened and counted. Raises Refused.

    Compulsory before the poll, so that a lost share is known while a new key can still be made.
    """
    election = allowed(Action.REHEARSE, by=by, election=election)
    can_rehearse(election).require()
    private, given = opened_key(election, shares)
    _try_it(election, private)
    election.key_shares.filter(number__in=given).update(rehearsed=True)
    return advance(election, ElectionState.REHEARSED, by=by)


def opened_key(election: Election, shares: Sequence[str]) -> tuple[bytes, tuple[int, ...]]:
    """The private key from share files, and whose they are; never stored. Raises Refused.

    Each share is held against its commitment, so that a wrong one is named.
    """
    can_use_shares(len(shares)).require()
    commitments = dict(election.key_shares.values_list("number", "commitment"))
    try:
        read = [read_share(text) for text in shares]
        for share in read:
            if commitments.get(share.number) != share.commitment:
                raise SealingError("not_of_this_key", number=share.number)
        private = join_key(read)
    except SealingError as error:
        raise refusal_for(error) from None
    if not is_pair(bytes.fromhex(election.public_key), private):
        raise refusal_for(SealingError("shares_of_different_keys"))
    return private, tuple(share.number for share in read)


def _try_it(election: Election, private: bytes) -> None:
    """A trial poll through the same sealing, opening and counting as the real one."""
    rng = random.SystemRandom()
    paper, public = paper_of(election), bytes.fromhex(election.public_key)
    votes = [_trial_vote(paper, rng) for _number in range(TRIAL_PAPERS)]
    sealed = [seal(write_paper(vote, paper), public) for vote in votes]
    opened = open_box(sealed, private=private, paper=paper, rng=rng)
    for contest in contested(election):
        names = [one.name for one in candidates_on_paper(contest)]
        rankings = [tuple(n - 1 for n in ranking) for ranking in opened.rankings[contest.number]]
        counted = build_contest(
            title=contest.title, seats=places(contest), candidates=names, rankings=rankings
        )
        count_contest(counted, Rule(election.rule), lot=Lot(tuple(names), LotSource.DRAWN))
    if sorted(vote.receipt for vote in votes) != list(opened.receipts):
        refuse(_("The trial poll did not open as it was sealed.")).require()


def _trial_vote(paper: BallotPaper, rng: random.Random) -> Vote:
    rankings = {
        number: tuple(rng.sample(range(1, size + 1), rng.randint(1, size)))
        for number, size in paper.candidates.items()
    }
    return Vote(new_receipt(), rankings)
