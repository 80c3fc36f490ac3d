"""A network with money: who looks after it, a budget, payees whose accounts can be paid into."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from consortium.models import (
    Budget,
    Consortium,
    Due,
    Fund,
    Organisation,
    Payee,
    Person,
    User,
)
from consortium.services import budgets, payees
from consortium.services.dues import Approval, Owed, owe
from consortium.states import RoleKind
from consortium.treasury.bank_days import bank_day_from
from tests.factories import consortium as make

BEGINS, ENDS = date(2026, 4, 1), date(2027, 3, 31)
# Every account number of the tests begins so; tests.canary looks for them where they must not be.
ACCOUNT_NUMBERS = 77_310_000
SORT_CODE = "60-83-71"


@dataclass(frozen=True)
class Treasury:
    """Four people of a network's money, and its budget."""

    network: Consortium
    treasurer: User
    lead: User
    chair: User
    coordinator: User
    fund: Fund
    budget: Budget


def treasury(network: Consortium | None = None, pence: int = 1_000_000) -> Treasury:
    """A network whose lead planned a budget of so many pence for the year."""
    network = network or make.network()
    people = {
        kind: make.role(kind, of=network, email=f"{kind}@money.example")
        for kind in (RoleKind.TREASURER, RoleKind.LEAD, RoleKind.CHAIR, RoleKind.COORDINATOR)
    }
    lead = people[RoleKind.LEAD]
    fund = budgets.open_fund(by=lead, consortium=network, name="Voice", source="County council")
    budgets.receive_funding(by=lead, fund=fund, pence=pence, memo="First half")
    budget = budgets.open_budget(
        by=lead, fund=fund, name="Backfill", start_on=BEGINS, end_on=ENDS, pence=pence
    )
    return Treasury(
        network,
        people[RoleKind.TREASURER],
        lead,
        people[RoleKind.CHAIR],
        people[RoleKind.COORDINATOR],
        fund,
        budget,
    )


def account_of(payee: Payee) -> tuple[str, str, str]:
    """Name, sort code and number of a payee's account."""
    return f"Account of {payee.pk}", SORT_CODE, str(ACCOUNT_NUMBERS + payee.pk % 10_000)


def payee(
    money: Treasury,
    organisation: Organisation | None = None,
    person: Person | None = None,
    payable: bool = True,
) -> Payee:
    """Somebody to pay; with an account that the lead entered and the treasurer rang about."""
    if organisation is None and person is None:
        organisation = make.organisation()
    one = payees.ensure_payee(consortium=money.network, organisation=organisation, person=person)
    if payable:
        open_account(money, one)
    return one


def open_account(money: Treasury, one: Payee) -> None:
    name, sort_code, number = account_of(one)
    detail = payees.enter_bank_details(
        by=money.lead, payee=one, name=name, sort_code=sort_code, number=number
    )
    payees.record_call(by=money.treasurer, detail=detail, spoke_to="Their treasurer", matched=True)


def own_account(money: Treasury) -> Payee:
    """The account that the network pays from."""
    return payee(money, organisation=money.network.organisation)


def due(
    money: Treasury, to: Payee, pence: int = 3_625, source: str = "test:1", **parts: User
) -> Due:
    """A sum that the coordinator approved."""
    return owe(
        by=money.coordinator,
        owed=Owed(to, money.budget, pence, source, f"Something {source}"),
        approval=Approval(
            parts.get("claimant"), parts.get("first", money.coordinator), parts.get("second")
        ),
    )


def next_pay_day() -> date:
    """The first day from tomorrow on which banks pay."""
    return bank_day_from(timezone.localdate() + timedelta(days=1))
