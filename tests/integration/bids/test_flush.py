"""Tests that commit leave nothing behind, though nothing may delete what they wrote."""

import pytest

from bids.models import Notice
from tests.factories import bids as make


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_next_test_begins_with_empty_tables(turn: int) -> None:
    assert Notice.objects.count() == 0
    make.finished_plan(make.tender(notice=make.notice()))
