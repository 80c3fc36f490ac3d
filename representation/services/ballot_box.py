"""The one statement that puts an envelope into the box, or replaces the one that is there.

State, opening and closing time, and whether a paper was sent are all compared inside it, by the
database's own clock, so that nothing can happen between the question and the answer. On PostgreSQL it
waits for whoever closes the poll (the election's row) and whoever sends the same elector a paper (the
line's row); on SQLite there is one writer at a time.
"""

from django.db import IntegrityError, connection, transaction

from representation.election_states import Channel
from representation.selectors.envelope_stamps import stamp_of
from representation.services.election_moves import clock_sql

_LOCKS = {"postgresql": "FOR SHARE OF e FOR UPDATE OF l", "sqlite": ""}


def put(line_id: int, sealed: bytes, channel: Channel) -> bool:
    """Whether the envelope is in the box; not when the poll is not open or a paper was sent.

    Neither who nor when is kept, and no log or event tells of it.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                _statement(),
                [channel.value, sealed, stamp_of(line_id, sealed), line_id],
            )
            return bool(cursor.rowcount == 1)
    except IntegrityError:
        return False


def _statement() -> str:
    now, locks = clock_sql(), _LOCKS[connection.vendor]
    return f"""
        INSERT INTO representation_envelope (line_id, election_id, channel, sealed, stamp)
        SELECT l.id, l.election_id, %s, %s, %s
        FROM representation_rollline AS l
        JOIN representation_election AS e ON e.id = l.election_id
        WHERE l.id = %s AND e.state = 'open' AND {now} >= e.opens_at AND {now} < e.closes_at
        AND NOT EXISTS (SELECT 1 FROM representation_paperissue AS p WHERE p.line_id = l.id)
        {locks}
        ON CONFLICT (line_id) DO UPDATE
        SET channel = excluded.channel, sealed = excluded.sealed, stamp = excluded.stamp
    """  # noqa: S608 - only our own words are put in
