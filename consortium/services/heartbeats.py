"""Signs of life of the processes and threads that work out of sight, kept in the cache."""

import logging
from typing import Literal

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils import timezone

logger = logging.getLogger(__name__)

Who = Literal["worker", "beat"]
WATCHED: tuple[Who, ...] = ("worker", "beat")
STALE_AFTER = 30.0


def mark(who: Who) -> None:
    """This one is alive now."""
    cache.set(f"heartbeat:{who}", timezone.now().timestamp(), timeout=24 * 3600)


def age(who: Who) -> float | None:
    """Seconds since the last sign of life, or None when there was none for a day."""
    marked = cache.get(f"heartbeat:{who}")
    return None if marked is None else max(0.0, timezone.now().timestamp() - marked)


def is_alive(who: Who) -> bool:
    """Whether a sign of life came in the last half minute."""
    seconds = age(who)
    return seconds is not None and seconds <= STALE_AFTER


def signs_of_life() -> dict[str, bool]:
    """Whether the database answers, and a worker and the clock were heard of lately."""
    alive = {"database": _database_answers()}
    try:
        return alive | {who: is_alive(who) for who in WATCHED}
    except Exception:  # whatever the cache's own client raises when its server is away
        logger.warning("the cache does not answer", exc_info=True)
        return alive | dict.fromkeys(WATCHED, False)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.warning("the database does not answer", exc_info=True)
        return False
    return True
