"""A consortium's members as a list: some of them, in an order, a page at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from consortium.models import Consortium
from consortium.readiness.criteria import Standing
from consortium.selectors.members import MemberRow, members_on
from consortium.states import MembershipClass

PAGE_LENGTH = 20
UNKNOWN_BAND = "unknown"


class Readiness(StrEnum):
    """Whether a member has all that is asked on the day; expiring: it has, and something runs out soon."""

    READY = "ready"
    EXPIRING = "expiring"
    NOT_READY = "not-ready"


class Order(StrEnum):
    """What the list is sorted by; unknown incomes come last."""

    NAME = "name"
    INCOME = "income"
    LARGEST = "largest"


@dataclass(frozen=True)
class MemberQuery:
    """Which members; what is empty leaves nothing out. `band`: a band's slug or UNKNOWN_BAND."""

    words: str = ""
    membership_class: str = ""
    band: str = ""
    area: str = ""
    readiness: str = ""
    order: str = Order.NAME


@dataclass(frozen=True)
class MemberListPage:
    """Rows `first` to `last` of `total` that fit. `full`, `ready` and `members` count all of the day's."""

    rows: tuple[MemberRow, ...]
    first: int
    last: int
    total: int
    page: int
    pages: int
    members: int
    full: int
    ready: int


def member_list(
    consortium: Consortium, day: date, query: MemberQuery, page: int = 1
) -> MemberListPage:
    """One page of the members of that day; a page beyond the last is the last."""
    everybody = members_on(consortium, day)
    found = sorted((row for row in everybody if _fits(row, query)), key=ORDERS[Order(query.order)])
    pages = max(-(-len(found) // PAGE_LENGTH), 1)
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE_LENGTH
    rows = tuple(found[start : start + PAGE_LENGTH])
    full = [row for row in everybody if row.membership_class == MembershipClass.FULL]
    return MemberListPage(
        rows=rows,
        first=start + 1 if rows else 0,
        last=start + len(rows),
        total=len(found),
        page=page,
        pages=pages,
        members=len(everybody),
        full=len(full),
        ready=sum(row.is_ready for row in full),
    )


def readiness_of(row: MemberRow) -> Readiness:
    """How the member stands, over all criteria."""
    if not row.is_ready:
        return Readiness.NOT_READY
    is_expiring = any(one.standing is Standing.EXPIRING for one in row.findings)
    return Readiness.EXPIRING if is_expiring else Readiness.READY


def _fits(row: MemberRow, query: MemberQuery) -> bool:
    band = row.band.slug if row.band else UNKNOWN_BAND
    return (
        all(word.casefold() in row.name.casefold() for word in query.words.split())
        and query.membership_class in {"", row.membership_class}
        and query.band in {"", band}
        and (not query.area or query.area in row.areas)
        and query.readiness in {"", readiness_of(row)}
    )


def _by_income(row: MemberRow) -> tuple[bool, int]:
    return row.income_pence is None, row.income_pence or 0


def _largest_first(row: MemberRow) -> tuple[bool, int]:
    return row.income_pence is None, -(row.income_pence or 0)


ORDERS: Mapping[Order, Callable[[MemberRow], Any]] = {
    Order.NAME: lambda row: row.name.casefold(),
    Order.INCOME: _by_income,
    Order.LARGEST: _largest_first,
}
