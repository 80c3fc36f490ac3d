"""Money is planned, raised, moved and given back; never more than there is, and the books say why."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consortium.decisions import Refused
from consortium.models import Budget
from consortium.selectors.funds import fund_row, steps_of_budget, steps_of_fund
from consortium.selectors.ledger import check_books
from consortium.services import budgets
from consortium.states import RoleKind
from tests.factories import consortium as people
from tests.factories import treasury as money

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> money.Treasury:
    return money.treasury(pence=1_000)


def another(books: money.Treasury, pence: int = 300) -> Budget:
    budgets.receive_funding(by=books.lead, fund=books.fund, pence=pence, memo="More")
    return budgets.open_budget(
        by=books.lead,
        fund=books.fund,
        name="Next year",
        start_on=money.ENDS + timedelta(days=1),
        end_on=money.ENDS + timedelta(days=365),
        pence=pence,
    )


def left(*found: Budget) -> list[int]:
    return [Budget.objects.get(pk=one.pk).left_pence for one in found]


def test_money_moves_within_its_fund_and_the_books_say_why(books: money.Treasury) -> None:
    to = another(books)
    budgets.move_budget(
        by=books.treasurer, source=books.budget, to=to, pence=250, why="Fewer meetings"
    )
    assert left(books.budget, to) == [750, 550]
    assert [(step.pence, step.why) for step in steps_of_budget(to)] == [
        (250, "Fewer meetings"),
        (300, "Next year"),
    ]
    assert steps_of_budget(to)[0].by == "Treasurer"
    assert fund_row(books.fund.__class__.objects.get()).unplanned == 0
    assert check_books(books.network).stand


def test_only_what_is_left_moves(books: money.Treasury) -> None:
    club = money.payee(books, payable=False)
    budgets.commit(by=books.lead, budget=books.budget, payee=club, pence=400, memo="Claim")
    to = another(books)
    for act in (
        lambda: budgets.lower_budget(by=books.lead, budget=books.budget, pence=601, why="Why not"),
        lambda: budgets.move_budget(
            by=books.lead, source=books.budget, to=to, pence=601, why="Why not"
        ),
    ):
        with pytest.raises(Refused, match=r"Only £6\.00 is left"):
            act()
    budgets.lower_budget(by=books.lead, budget=books.budget, pence=600, why="Given back")
    assert left(books.budget, to) == [0, 300]
    assert steps_of_fund(books.fund)[0].pence == 600
    assert check_books(books.network).stand


def test_money_stays_with_what_it_was_given_for(books: money.Treasury) -> None:
    fund = budgets.open_fund(by=books.lead, consortium=books.network, name="Chest", source="Us")
    budgets.receive_funding(by=books.lead, fund=fund, pence=100, memo="Gift")
    chest = budgets.open_budget(
        by=books.lead, fund=fund, name="Chest", start_on=money.BEGINS, end_on=money.ENDS, pence=100
    )
    for to, reason in ((chest, "of one fund"), (books.budget, "another budget")):
        with pytest.raises(Refused, match=reason):
            budgets.move_budget(by=books.lead, source=books.budget, to=to, pence=1, why="Because")
    with pytest.raises(Refused, match="Say why"):
        budgets.lower_budget(by=books.lead, budget=books.budget, pence=1, why="  ")
    assert left(books.budget, chest) == [1_000, 100]


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_moves_money(books: money.Treasury, kind: RoleKind) -> None:
    user = people.role(kind, of=books.network, email="somebody@else.example")
    may = kind in {RoleKind.TREASURER, RoleKind.LEAD}
    to = another(books)
    acts = (
        lambda: budgets.lower_budget(by=user, budget=books.budget, pence=1, why="Why"),
        lambda: budgets.move_budget(by=user, source=books.budget, to=to, pence=1, why="Why"),
        lambda: budgets.plan_budget(by=user, budget=to, pence=1, why="Why"),
        lambda: budgets.open_fund(by=user, consortium=books.network, name="New", source="Us"),
    )
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(Refused, match="Only the treasurer or the lead"):
                act()
    assert left(books.budget, to) == ([998, 302] if may else [1_000, 300])


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(["up", "down", "to", "from"]), st.integers(1, 700))))
def test_no_penny_is_lost_by_moving(books: money.Treasury, moves: list[tuple[str, int]]) -> None:
    to = Budget.objects.filter(name="Next year").first() or another(books)
    for act, pence in moves:
        try:
            match act:
                case "up":
                    budgets.plan_budget(by=books.lead, budget=to, pence=pence, why="Up")
                case "down":
                    budgets.lower_budget(by=books.lead, budget=to, pence=pence, why="Down")
                case "to":
                    budgets.move_budget(
                        by=books.lead, source=books.budget, to=to, pence=pence, why="To"
                    )
                case _:
                    budgets.move_budget(
                        by=books.lead, source=to, to=books.budget, pence=pence, why="From"
                    )
        except Refused:
            continue
    books.fund.refresh_from_db()
    unplanned = fund_row(books.fund).unplanned
    assert min(*left(books.budget, to), unplanned) >= 0
    assert sum(left(books.budget, to)) + unplanned == 1_300
    assert check_books(books.network).stand
