"""Rules that Django's constraints cannot say on both databases, written once for each.

SQLite drops a table's triggers when Django alters the table: a migration that alters one of these
tables guards it again. tests/integration/consortium/test_guards.py fails where that was forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FAR_AHEAD = {"date": "'9999-12-31'", "int8": "9223372036854775807"}


@dataclass(frozen=True)
class NoOverlap:
    """No two rows of a table that agree in `same` share any of what lies from `first` to `last`.

    `kind` is date (both days included) or int8 (the end left out); an end that is null never comes.
    """

    table: str
    same: Sequence[str]
    first: str
    last: str
    kind: str = "date"

    @property
    def name(self) -> str:
        return f"{self.table}_no_overlap"

    def create(self, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(self._postgres(), params=None)
        else:
            for event in ("insert", "update"):
                schema_editor.execute(self._sqlite(event), params=None)

    def drop(self, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}")
        else:
            for event in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER {self.name}_{event}")

    def _postgres(self) -> str:
        # Nulls are made equal, because a role for no organisation overlaps another for none.
        same = ", ".join(f"(coalesce({one}::text, '')) WITH =" for one in self.same)
        bounds = "'[]'" if self.kind == "date" else "'[)'"
        span = f"{self.kind}range({self.first}, {self.last}, {bounds})"
        return (
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name}"
            f" EXCLUDE USING gist ({same}, {span} WITH &&)"
        )

    def _sqlite(self, event: str) -> str:
        same = " AND ".join(f"other.{one} IS NEW.{one}" for one in self.same)
        before = "<=" if self.kind == "date" else "<"
        far = FAR_AHEAD[self.kind]
        return f"""
            CREATE TRIGGER {self.name}_{event} BEFORE {event} ON {self.table}
            WHEN EXISTS (
                SELECT 1 FROM {self.table} AS other
                WHERE {same} AND other.id IS NOT NEW.id
                AND NEW.{self.first} {before} coalesce(other.{self.last}, {far})
                AND other.{self.first} {before} coalesce(NEW.{self.last}, {far})
            )
            BEGIN SELECT RAISE(ABORT, '{self.name}'); END
        """


@dataclass(frozen=True)
class AppendOnly:
    """Rows of a table are never changed and never deleted."""

    table: str

    def create(self, schema_editor) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        if is_postgres:
            schema_editor.execute(self._function(), params=None)
        for event in ("update", "delete"):
            action = (
                f"FOR EACH ROW EXECUTE FUNCTION {self.table}_refuse()"
                if is_postgres
                else f"BEGIN SELECT RAISE(ABORT, '{self.table} rows never change'); END"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {self.table}_no_{event} BEFORE {event} ON {self.table} {action}",
                params=None,
            )

    def drop(self, schema_editor) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        for event in ("update", "delete"):
            of = f" ON {self.table}" if is_postgres else ""
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_{event}{of}")
        if is_postgres:
            schema_editor.execute(f"DROP FUNCTION {self.table}_refuse()")

    def _function(self) -> str:
        return f"""
            CREATE FUNCTION {self.table}_refuse() RETURNS trigger AS $$
            BEGIN
                RAISE EXCEPTION '{self.table} rows never change'
                USING ERRCODE = 'restrict_violation';
            END
            $$ LANGUAGE plpgsql
        """


@dataclass(frozen=True)
class Frozen:
    """Rows of a table never change in these columns, and are never deleted."""

    table: str
    columns: Sequence[str]

    def create(self, schema_editor) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        if is_postgres:
            schema_editor.execute(AppendOnly(self.table)._function(), params=None)
        for event, name in (("UPDATE OF " + ", ".join(self.columns), "update"), ("DELETE", "delete")):
            action = (
                f"FOR EACH ROW EXECUTE FUNCTION {self.table}_refuse()"
                if is_postgres
                else f"BEGIN SELECT RAISE(ABORT, '{self.table} rows never change'); END"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {self.table}_no_{name} BEFORE {event} ON {self.table} {action}",
                params=None,
            )

    def drop(self, schema_editor) -> None:
        AppendOnly(self.table).drop(schema_editor)


@dataclass(frozen=True)
class Refuses:
    """A row for which `condition` holds is refused; it speaks of NEW, and {now} is the database's time."""

    table: str
    rule: str
    condition: str
    event: str = "INSERT"

    @property
    def name(self) -> str:
        return f"{self.table}_{self.rule}"

    def create(self, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            condition = self.condition.format(now="clock_timestamp()")
            schema_editor.execute(
                f"""
                CREATE FUNCTION {self.name}() RETURNS trigger AS $$
                BEGIN
                    IF {condition} THEN
                        RAISE EXCEPTION '{self.name}' USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                END
                $$ LANGUAGE plpgsql
                """,
                params=None,
            )
            action = f"FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        else:
            condition = self.condition.format(now="strftime('%Y-%m-%d %H:%M:%f', 'now')")
            action = f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        schema_editor.execute(
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} {action}", params=None
        )

    def drop(self, schema_editor) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        schema_editor.execute(f"DROP TRIGGER {self.name}" + (f" ON {self.table}" if is_postgres else ""))
        if is_postgres:
            schema_editor.execute(f"DROP FUNCTION {self.name}()")
