"""Lets the flush between transactional tests empty tables whose rows the product never deletes."""

from django.db import connections, transaction
from django.db.backends.sqlite3.base import DatabaseOperations

_flush = DatabaseOperations.execute_sql_flush
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_no_delete'"


def flush_despite_triggers(self: DatabaseOperations, sql_list: list[str]) -> None:
    """Flush with the triggers against deletion taken off, and put them back."""
    connection = connections[self.connection.alias]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        triggers = cursor.execute(TRIGGERS).fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        _flush(self, sql_list)
        for _, statement in triggers:
            cursor.execute(statement)


def install() -> None:
    """SQLite empties tables with DELETE; PostgreSQL truncates, which fires no such trigger."""
    DatabaseOperations.execute_sql_flush = flush_despite_triggers
