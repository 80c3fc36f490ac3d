"""Rules of this app that Django's constraints cannot say on both databases.

SQLite drops a table's triggers when Django alters the table: a migration that alters one of these
tables guards it again. tests/integration/representation/test_guards.py fails where that was forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class OneWay:
    """Rows are never deleted; `fixed` columns never change; nothing changes once `closed` is set."""

    table: str
    fixed: Sequence[str]
    closed: str

    def create(self, schema_editor) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        if is_postgres:
            schema_editor.execute(self._function(), params=None)
        is_not = "IS DISTINCT FROM" if is_postgres else "IS NOT"
        changed = " OR ".join(f"NEW.{one} {is_not} OLD.{one}" for one in self.fixed)
        when = f"OLD.{self.closed} IS NOT NULL OR {changed}"
        self._trigger(schema_editor, "update", f"WHEN ({when})", is_postgres)
        self._trigger(schema_editor, "delete", "", is_postgres)

    def drop(self, schema_editor) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        for event in ("update", "delete"):
            of = f" ON {self.table}" if is_postgres else ""
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_{event}{of}")
        if is_postgres:
            schema_editor.execute(f"DROP FUNCTION {self.table}_refuse()")

    def _trigger(self, schema_editor, event: str, when: str, is_postgres: bool) -> None:
        action = (
            f"EXECUTE FUNCTION {self.table}_refuse()"
            if is_postgres
            else f"BEGIN SELECT RAISE(ABORT, '{self.table} is written once and ended once'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {self.table}_no_{event} BEFORE {event} ON {self.table}"
            f" FOR EACH ROW {when} {action}",
            params=None,
        )

    def _function(self) -> str:
        return f"""
            CREATE FUNCTION {self.table}_refuse() RETURNS trigger AS $$
            BEGIN
                RAISE EXCEPTION '{self.table} is written once and ended once'
                USING ERRCODE = 'restrict_violation';
            END
            $$ LANGUAGE plpgsql
        """


@dataclass(frozen=True)
class NeverBoth:
    """No row of `table` shares its `same` columns and a day with a row of `other`.

    Each has `start_on`; the last days are in `last` and `other_last`, included, null for no end.
    """

    table: str
    last: str
    other: str
    other_last: str
    same: Sequence[str]

    @property
    def name(self) -> str:
        return f"{self.table}_never_both"

    def create(self, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(self._postgres_function(), params=None)
            schema_editor.execute(
                f"CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {self.table}"
                f" FOR EACH ROW EXECUTE FUNCTION {self.name}()",
                params=None,
            )
            return
        for event in ("insert", "update"):
            schema_editor.execute(
                f"CREATE TRIGGER {self.name}_{event} BEFORE {event} ON {self.table}"
                f" WHEN {self._exists()} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
                params=None,
            )

    def drop(self, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {self.name} ON {self.table}")
            schema_editor.execute(f"DROP FUNCTION {self.name}()")
            return
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {self.name}_{event}")

    def _exists(self) -> str:
        same = " AND ".join(f"other.{one} = NEW.{one}" for one in self.same)
        return f"""EXISTS (
            SELECT 1 FROM {self.other} AS other WHERE {same}
            AND (other.{self.other_last} IS NULL OR NEW.start_on <= other.{self.other_last})
            AND (NEW.{self.last} IS NULL OR other.start_on <= NEW.{self.last})
        )"""

    def _postgres_function(self) -> str:
        # The lock makes the check hold against another transaction that writes the other table.
        return f"""
            CREATE FUNCTION {self.name}() RETURNS trigger AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock(hashtext('representation_seat'), NEW.seat_id::int);
                IF {self._exists()} THEN
                    RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END
            $$ LANGUAGE plpgsql
        """
