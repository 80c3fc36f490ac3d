"""Long lists page by page."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from frontend.presenters.paging import asked_page, page_of, paging_of


@given(st.integers(0, 200), st.integers(1, 60))
def test_the_pages_are_the_whole_in_order(count: int, size: int) -> None:
    items = list(range(count))
    pages = page_of(items, 1, size)[1].pages
    shown = [page_of(items, page, size)[0] for page in range(1, pages + 1)]
    assert [item for page in shown for item in page] == items
    assert all(len(page) <= size for page in shown)


@given(st.integers(), st.integers(0, 200), st.integers(1, 60))
def test_a_page_out_of_range_is_the_nearest(asked: int, count: int, size: int) -> None:
    items = list(range(count))
    shown, span = page_of(items, asked, size)
    assert 1 <= span.page <= span.pages
    assert list(shown) == items[max(span.first - 1, 0) : span.last]
    assert (span.first > 0) is (count > 0)


@pytest.mark.parametrize("asked", ["", "two", "-1", "²", "٣", "9" * 30, "1.0"])
def test_what_is_no_number_is_the_first_page(asked: str) -> None:
    assert asked_page({"page": asked}) == 1


def test_the_filters_go_along() -> None:
    _shown, span = page_of(range(120), 2, 50)
    paging = paging_of(span, QueryDict("area=E05002441&page=2"))
    assert (paging.first, paging.last, paging.total) == (51, 100, 120)
    assert paging.before_href == "?area=E05002441&page=1"
    assert paging.after_href == "?area=E05002441&page=3"
    first = paging_of(page_of(range(10), 1)[1], QueryDict(""))
    assert (first.before_href, first.after_href) == ("", "")
