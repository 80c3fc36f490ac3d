"""Envelopes of one length, which open to what was sealed, in another order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.sealing.box import OVERHEAD, is_pair, make_keys, seal, unseal
from representation.sealing.errors import SealingError
from representation.sealing.opening import open_box
from representation.sealing.paper import BallotPaper, Vote, new_receipt, read_paper, write_paper

KEYS = make_keys()


@st.composite
def papers_with_votes(draw: st.DrawFn) -> tuple[BallotPaper, list[Vote]]:
    sizes = draw(st.dictionaries(st.integers(1, 9), st.integers(1, 14), min_size=1, max_size=4))
    rankings = {
        number: st.permutations(range(1, size + 1)).flatmap(
            lambda order: st.integers(0, len(order)).map(lambda n, o=order: tuple(o[:n]))
        )
        for number, size in sizes.items()
    }
    votes = st.builds(Vote, st.builds(new_receipt), st.fixed_dictionaries(rankings))
    return BallotPaper(sizes), draw(st.lists(votes, min_size=1, max_size=8))


@given(papers_with_votes())
def test_all_papers_of_an_election_are_of_one_length_and_open_again(
    given_: tuple[BallotPaper, list[Vote]],
) -> None:
    paper, votes = given_
    contents = [write_paper(vote, paper) for vote in votes]
    assert {len(content) for content in contents} == {paper.length}
    assert [read_paper(content, paper) for content in contents] == votes


@given(papers_with_votes(), st.integers())
def test_the_box_gives_every_paper_once(given_: tuple[BallotPaper, list[Vote]], seed: int) -> None:
    paper, votes = given_
    sealed = [seal(write_paper(vote, paper), KEYS.public) for vote in votes]
    opened = open_box(sealed, private=KEYS.private, paper=paper, rng=random.Random(seed))
    assert opened.unreadable == 0
    assert list(opened.receipts) == sorted(vote.receipt for vote in votes)
    for number in paper.candidates:
        assert sorted(opened.rankings[number]) == sorted(v.rankings[number] for v in votes)


def test_the_order_of_opening_is_the_draws_alone_and_apart_for_each_contest() -> None:
    paper = BallotPaper({1: 9, 2: 9})
    votes = [Vote(new_receipt(), {1: (n,), 2: (n,)}) for n in range(1, 10)]
    sealed = [seal(write_paper(vote, paper), KEYS.public) for vote in votes]
    opened = open_box(sealed, private=KEYS.private, paper=paper, rng=random.Random(3))
    orders = [[r[0] for r in opened.rankings[number]] for number in (1, 2)]
    assert orders[0] != orders[1]
    assert list(range(1, 10)) not in orders


def test_the_same_vote_never_looks_the_same() -> None:
    paper = BallotPaper({1: 3})
    content = write_paper(Vote(new_receipt(), {1: (2,)}), paper)
    first, second = seal(content, KEYS.public), seal(content, KEYS.public)
    assert first != second
    assert len(first) == len(second) == paper.length + OVERHEAD


def test_another_key_opens_nothing() -> None:
    other = make_keys()
    assert is_pair(KEYS.public, KEYS.private)
    assert not is_pair(KEYS.public, other.private)
    with pytest.raises(SealingError, match="cannot_open"):
        unseal(seal(b"x", KEYS.public), other.private)


def test_what_is_no_paper_is_set_aside_and_said() -> None:
    paper = BallotPaper({1: 3})
    good = seal(write_paper(Vote(new_receipt(), {1: (2,)}), paper), KEYS.public)
    longer = seal(write_paper(Vote(new_receipt(), {1: (9,)}), BallotPaper({1: 9})), KEYS.public)
    flipped = good[:-1] + bytes([good[-1] ^ 1])
    nonsense = seal(b"nonsense", KEYS.public)
    opened = open_box(
        [good, flipped, nonsense, longer, b""],
        private=KEYS.private,
        paper=paper,
        rng=random.Random(0),
    )
    assert opened.unreadable == 4
    assert opened.rankings[1] == ((2,),)


@pytest.mark.parametrize(
    "rankings, code",
    [
        ({2: (1,)}, "no_such_contest"),
        ({1: (1, 1)}, "marked_twice"),
        ({1: (4,)}, "no_such_candidate"),
    ],
)
def test_marks_that_are_not_on_the_paper(rankings: dict[int, tuple[int, ...]], code: str) -> None:
    with pytest.raises(SealingError) as error:
        write_paper(Vote(new_receipt(), rankings), BallotPaper({1: 3}))
    assert error.value.code == code
