"""Lets the flush between transactional tests empty tables whose rows the product never deletes."""

from collections.abc import Sequence

from django.db import connections, transaction
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations
from django.db.backends.sqlite3.base import DatabaseOperations as SqliteOperations

_flush = SqliteOperations.execute_sql_flush
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_no_delete'"


def flush_despite_triggers(self: SqliteOperations, sql_list: list[str]) -> None:
    """Flush with the triggers against deletion taken off, and put them back."""
    connection = connections[self.connection.alias]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        triggers = cursor.execute(TRIGGERS).fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        _flush(self, sql_list)
        for _, statement in triggers:
            cursor.execute(statement)


def flush_what_has_rows(self: PostgresOperations, sql_list: list[str]) -> None:
    """Delete from the tables that have rows, which takes a hundredth of truncating all of them.

    Truncating makes new files for every table and index; here a test leaves few rows in few tables.
    """
    connection = connections[self.connection.alias]
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_which_have_rows(tables))
        full = [name for (name,) in cursor.fetchall()]
        for name in full:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        for name in full:
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - Django's own names of tables
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered before its checks
        for name in full:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")


def _which_have_rows(tables: Sequence[str]) -> str:
    return " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})"  # noqa: S608 - as above
        for name in tables
    )


def install() -> None:
    """Each database is emptied as suits it."""
    SqliteOperations.execute_sql_flush = flush_despite_triggers
    PostgresOperations.execute_sql_flush = flush_what_has_rows
