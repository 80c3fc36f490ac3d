"""Share files survive being typed, and tell what is wrong with them."""

import secrets
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from representation.sealing.box import is_pair, make_keys
from representation.sealing.errors import SealingError
from representation.sealing.shares import KeyShare, join_key, read_share, share_key

KEYS = make_keys()
SHARES = share_key(KEYS.private, election="chesterfield-2026", below=secrets.randbelow)


@given(st.binary(min_size=32, max_size=32))
def test_any_two_of_three_give_the_key_back(private: bytes) -> None:
    shares = share_key(private, election="a", below=secrets.randbelow)
    for some in [*combinations(shares, 2), shares]:
        assert join_key([read_share(share.text) for share in some]) == private


@pytest.mark.parametrize("some", [(), SHARES[:1], (SHARES[0], SHARES[0])])
def test_fewer_do_not(some: tuple[KeyShare, ...]) -> None:
    with pytest.raises(SealingError, match="too_few_shares"):
        join_key(some)


def test_shares_of_two_elections_do_not_mix() -> None:
    other = share_key(KEYS.private, election="bolsover-2026", below=secrets.randbelow)
    with pytest.raises(SealingError, match="shares_of_different_keys"):
        join_key([SHARES[0], other[1]])


def test_shares_of_two_keys_give_no_key_that_opens() -> None:
    other = share_key(make_keys().private, election="chesterfield-2026", below=secrets.randbelow)
    try:
        joined = join_key([SHARES[0], other[1]])
    except SealingError:
        return
    assert not is_pair(KEYS.public, joined)


def test_typing_does_not_matter() -> None:
    typed = SHARES[1].text.upper().replace("\n", "\r\n\r\n").replace(": ", " :  ")
    assert read_share("\ufeff" + typed) == SHARES[1]


@given(st.data())
def test_every_wrong_digit_is_noticed(data: st.DataObject) -> None:
    text = SHARES[0].text
    places = [
        i for i, c in enumerate(text) if i > text.index("value:") + 6 and c in "0123456789abcdef"
    ]
    place = data.draw(st.sampled_from([i for i in places if i < text.index("check")]))
    wrong = data.draw(st.sampled_from("0123456789abcdef".replace(text[place], "")))
    with pytest.raises(SealingError, match="bad_check"):
        read_share(text[:place] + wrong + text[place + 1 :])


@pytest.mark.parametrize(
    "spoil, code",
    [
        (lambda text: "", "not_a_share"),
        (lambda text: "Dear all", "not_a_share"),
        (lambda text: text.replace("check", "chock"), "missing_line"),
        (lambda text: text.replace("of 3", "of three"), "missing_line"),
        (lambda text: text.replace("value: ", "value: f"), "bad_value"),
        (lambda text: text.replace("share: 1", "share: 2"), "bad_check"),
        (lambda text: text.replace("chesterfield", "bolsover"), "bad_check"),
    ],
)
def test_what_is_wrong_is_named(spoil: object, code: str) -> None:
    with pytest.raises(SealingError) as error:
        read_share(spoil(SHARES[0].text))
    assert error.value.code == code


def test_commitments_differ_and_hold_no_digit_of_the_share() -> None:
    assert len({share.commitment for share in SHARES}) == 3
    assert len(SHARES[0].commitment) == 64
    assert str(SHARES[0].value) not in SHARES[0].commitment
