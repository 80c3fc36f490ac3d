"""What looks odd, and what stops a claim."""

import pytest

from representation.claims.oddities import Facts, oddities
from representation.claims.states import STOPS, Oddity

PLAIN = {"pence": 4_615, "left_pence": 100_000}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"same_day": 209}, Oddity.SAME_DAY_TWICE),
        ({"same_receipt": 12}, Oddity.SAME_RECEIPT),
        ({"left_pence": 4_614}, Oddity.OVER_BUDGET),
        ({"receipts_missing": ["childcare"]}, Oddity.RECEIPT_MISSING),
        ({"tenths": 920, "earlier_tenths": [460, 460, 440]}, Oddity.MORE_MILES_THAN_USUAL),
        ({"pence": 9_001, "earlier_pence": [4_500, 4_500]}, Oddity.MORE_THAN_USUAL),
        ({"minutes": 151, "meeting_minutes": 150}, Oddity.LONGER_THAN_MEETING),
        ({"capped": ["childcare"]}, Oddity.CAPPED),
        ({"days_late": 1}, Oddity.LATE),
        ({"is_account_shared": True}, Oddity.ACCOUNT_SHARED),
        ({"is_account_changed": True}, Oddity.ACCOUNT_CHANGED),
        ({"paid_before": False}, Oddity.NEVER_PAID_BEFORE),
    ],
)
def test_each_is_noticed_alone(facts: dict, code: Oddity) -> None:
    found = oddities(Facts(**(PLAIN | facts)))
    assert [odd.code for odd in found] == [code]
    assert found[0].stops == (code in STOPS)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"left_pence": 4_615},
        {"tenths": 690, "earlier_tenths": [460, 460]},
        {"tenths": 920, "earlier_tenths": [460]},
        {"pence": 9_000, "earlier_pence": [4_500, 4_500]},
        {"minutes": 150, "meeting_minutes": 150},
    ],
)
def test_what_is_usual_is_not_odd(facts: dict) -> None:
    assert oddities(Facts(**(PLAIN | facts))) == ()


def test_every_oddity_can_be_found_and_stops_come_first() -> None:
    facts = Facts(
        pence=10_000,
        tenths=1_000,
        minutes=200,
        meeting_minutes=150,
        earlier_tenths=[10, 10],
        earlier_pence=[10, 10],
        same_day=1,
        same_receipt=2,
        left_pence=0,
        receipts_missing=["fare"],
        capped=["fare"],
        days_late=3,
        is_account_shared=True,
        is_account_changed=True,
        paid_before=False,
    )
    found = oddities(facts)
    assert {odd.code for odd in found} == set(Oddity)
    assert [odd.stops for odd in found] == sorted((odd.stops for odd in found), reverse=True)
