"""The pages of a long list, as links that keep what was filtered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.http import QueryDict

from bids.selectors.plan_read_models import Span, span_of

T = TypeVar("T")
LONGEST_NUMBER = 7


class OnePage(Protocol):
    """A page of a list: rows `first` to `last` of `total`."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def page(self) -> int: ...
    @property
    def pages(self) -> int: ...


@dataclass(frozen=True)
class Paging:
    """What components/pagination.html prints; an address is empty where there is no such page."""

    first: int
    last: int
    total: int
    before_href: str
    after_href: str


def paging_of(page: OnePage, query: QueryDict) -> Paging:
    """`query` is that of the page shown: its filters go along."""
    before = _address(query, page.page - 1) if page.page > 1 else ""
    after = _address(query, page.page + 1) if page.page < page.pages else ""
    return Paging(page.first, page.last, page.total, before, after)


def page_of(items: Sequence[T], page: int, size: int = 50) -> tuple[Sequence[T], Span]:
    """The items of one page of what is all in hand."""
    span = span_of(page, size, len(items))
    return items[max(span.first - 1, 0) : span.last], span


def asked_page(query: Mapping[str, str]) -> int:
    """The number of the page asked for; the first, where what was asked is no number."""
    asked = query.get("page", "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < LONGEST_NUMBER
    return int(asked) if is_number else 1


def _address(query: QueryDict, number: int) -> str:
    going = query.copy()
    going["page"] = str(number)
    return f"?{going.urlencode()}"
