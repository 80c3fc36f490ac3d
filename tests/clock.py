"""Another time of day for whole journeys: the product's clock and the database's are moved together."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

from django.utils import timezone

from representation.services import election_moves

_now = timezone.now


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let time run on from this moment, for the product and for statements that compare times."""
    ahead = moment - _now()
    seconds = ahead.total_seconds()
    moved = {
        "postgresql": f"(clock_timestamp() + interval '{seconds:.6f} seconds')",
        "sqlite": f"strftime('%Y-%m-%d %H:%M:%f', 'now', '{seconds:+.3f} seconds')",
    }
    with _clocks(lambda: _now() + ahead, moved):
        yield


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let it be exactly this moment, to the microsecond."""
    written = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    stopped = {
        "postgresql": f"timestamptz '{written}+00:00'",
        "sqlite": f"'{written}'",
    }
    with _clocks(lambda: moment, stopped):
        yield


@contextmanager
def _clocks(now: object, database: dict[str, str]) -> Iterator[None]:
    with (
        patch.object(timezone, "now", now),
        patch.object(election_moves, "DATABASE_CLOCK", database),
    ):
        yield
