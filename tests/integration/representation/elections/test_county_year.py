"""Two forums' worth of a county's year; the whole of it is `make prove-grid`."""

import random

import pytest

from tests.integration.representation.elections import county_year

pytestmark = pytest.mark.django_db


def test_the_second_elections_roll_is_the_firsts_result() -> None:
    year = county_year.hold_the_year(5, random.Random(7), districts=2)
    assert year.holds(), year
