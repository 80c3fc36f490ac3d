"""What of members' rows reaches the matching engine, and what does not."""

from datetime import date, timedelta

import pytest

from bids.matching.eligibility import eligible_edges
from bids.matching.problem import Problem
from bids.models import LineEvidence, RequirementLine, Tender
from bids.services.planning import default_policy
from bids.services.problem_building import build_problem
from consortium.models import (
    Adjacency,
    Area,
    Capacity,
    Evidence,
    EvidenceType,
    Membership,
    Offer,
    Organisation,
    ReadinessCriterion,
)
from tests.factories import bids as make

pytestmark = pytest.mark.django_db
START = date(2027, 4, 1)
PUBLIC_LIABILITY = 500_000_000


@pytest.fixture
def carers() -> Organisation:
    of = make.consortium()
    joined = make.member(of, "baffins-carers")
    make.offer(of, joined)
    return joined


@pytest.fixture
def tender(carers: Organisation) -> Tender:
    return make.tender(make.consortium())


@pytest.fixture
def line(tender: Tender) -> RequirementLine:
    return make.line(tender)


def problem_of(tender: Tender) -> Problem:
    return build_problem(tender, default_policy(tender.consortium)).problem


def able(tender: Tender) -> set[tuple[str, str]]:
    return {(edge.member, edge.line) for edge in eligible_edges(problem_of(tender))}


def asked(line: RequirementLine, cover: int | None = PUBLIC_LIABILITY) -> EvidenceType:
    kind = EvidenceType.objects.create(code="public-liability", kind="insurance", name="PL")
    LineEvidence.objects.create(line=line, type=kind, least_cover_pence=cover)
    return kind


def held(by: Organisation, kind: EvidenceType, **fields: object) -> Evidence:
    terms = {"issued_on": date(2026, 4, 2), "expires_on": START, "cover_pence": PUBLIC_LIABILITY}
    return Evidence.objects.create(organisation=by, type=kind, **(terms | fields))


def test_a_member_that_offers_may_hold_the_line(tender: Tender, line: RequirementLine) -> None:
    assert able(tender) == {("baffins-carers", "A1")}


def test_insurance_must_hold_on_the_first_day_with_its_cover(
    tender: Tender, line: RequirementLine, carers: Organisation
) -> None:
    kind = asked(line)
    assert able(tender) == set()
    held(carers, kind)
    assert able(tender)


@pytest.mark.parametrize(
    "fields",
    [
        {"cover_pence": PUBLIC_LIABILITY - 1},
        {"cover_pence": None},
        {"expires_on": START - timedelta(days=1)},
        {"issued_on": START + timedelta(days=1), "expires_on": None},
    ],
)
def test_insurance_that_falls_short_counts_for_nothing(
    tender: Tender, line: RequirementLine, carers: Organisation, fields: dict[str, object]
) -> None:
    held(carers, asked(line), **fields)
    assert able(tender) == set()


def test_insurance_is_asked_of_its_own_line_only(
    tender: Tender, line: RequirementLine, carers: Organisation
) -> None:
    make.line(tender, "A2")
    asked(line)
    assert able(tender) == {("baffins-carers", "A2")}


def test_a_lines_own_first_day_counts(
    tender: Tender, line: RequirementLine, carers: Organisation
) -> None:
    held(carers, asked(line))
    RequirementLine.objects.update(period_start=START + timedelta(days=1))
    assert able(tender) == set()


def test_readiness_is_asked_of_every_line(tender: Tender, line: RequirementLine) -> None:
    kind = EvidenceType.objects.create(code="safeguarding", kind="policy", name="Safeguarding")
    ReadinessCriterion.objects.create(consortium=tender.consortium, type=kind, position=1)
    assert able(tender) == set()


def test_an_offer_of_the_district_reaches_its_wards(tender: Tender, line: RequirementLine) -> None:
    city = Area.objects.get(code="E06000044")
    Offer.objects.get().areas.set([city])
    assert able(tender) == set()
    Area.objects.filter(code="E05002441").update(parent=city)
    assert able(tender)


def test_what_two_codes_share_is_not_promised_by_who_offers_one(
    tender: Tender, line: RequirementLine
) -> None:
    make.line(tender, "A2", cpv="85312000")
    other = make.member(tender.consortium, "counsellors")
    make.offer(tender.consortium, other, cpv_prefix="85312")
    assert able(tender) == {
        ("baffins-carers", "A1"),
        ("baffins-carers", "A2"),
        ("counsellors", "A2"),
    }
    problem = problem_of(tender)
    assert len({one.service for one in problem.lines}) == 1


@pytest.mark.parametrize(
    "change",
    [{"membership_class": "associate"}, {"end_on": START - timedelta(days=1)}],
)
def test_only_full_members_of_the_day_are_asked(
    tender: Tender, line: RequirementLine, change: dict[str, object]
) -> None:
    Membership.objects.update(**change)
    assert problem_of(tender).members == ()


def test_a_closed_organisation_is_not_asked(tender: Tender, line: RequirementLine) -> None:
    Organisation.objects.filter(slug="baffins-carers").update(closed_on="2026-01-01")
    assert problem_of(tender).members == ()


def test_a_cap_is_the_one_of_the_day_and_the_tender_where_there_is_none(
    tender: Tender, line: RequirementLine
) -> None:
    assert problem_of(tender).members[0].turnover_cap == 50_000_000
    Capacity.objects.update(valid_until=START - timedelta(days=1))
    assert problem_of(tender).members[0].turnover_cap == problem_of(tender).value == 250_000


def test_areas_that_touch(tender: Tender, line: RequirementLine) -> None:
    milton = Area.objects.create(code="E05002450", name="Milton", kind="ward")
    away = Area.objects.create(code="E05002449", name="Hilsea", kind="ward")
    Adjacency.objects.create(first=make.area(), second=milton)
    Adjacency.objects.create(first=milton, second=away)
    make.line(tender, "A2", area=milton)
    assert problem_of(tender).localities == {
        "E05002441": {"E05002450"},
        "E05002450": {"E05002441"},
    }


def test_questions_do_not_grow_with_the_tender(
    tender: Tender, line: RequirementLine, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        joined = make.member(tender.consortium, f"member-{number}")
        make.offer(tender.consortium, joined)
        make.line(tender, f"B{number}")
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        problem_of(tender)
