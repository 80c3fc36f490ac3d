"""Rules of elections that Django's constraints cannot say, written once for both databases.

SQLite drops a table's triggers, and its lack of a rowid, when Django alters the table: a migration that
alters one of these tables guards it again. tests/integration/representation/elections/test_guards.py
fails where that was forgotten.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class RefuseWhen:
    """An insert, update or delete of a row is refused where the condition holds.

    The condition is SQL that both databases read, over NEW and OLD; on PostgreSQL it sees what others
    committed meanwhile, because each statement in a function has a snapshot of its own.
    """

    table: str
    event: str
    rule: str
    condition: str

    @property
    def name(self) -> str:
        """Ends in the event, as tests/append_only.py expects of what forbids a delete."""
        return f"{self.table}_{self.rule}_no_{self.event}"

    def create(self, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(self._postgres_function(), params=None)
            schema_editor.execute(
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table}"
                f" FOR EACH ROW EXECUTE FUNCTION {self.name}()",
                params=None,
            )
            return
        schema_editor.execute(
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table}"
            f" WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
            params=None,
        )

    def drop(self, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {self.name} ON {self.table}")
            schema_editor.execute(f"DROP FUNCTION {self.name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {self.name}")

    def _postgres_function(self) -> str:
        row = "OLD" if self.event == "delete" else "NEW"
        return f"""
            CREATE FUNCTION {self.name}() RETURNS trigger AS $$
            BEGIN
                IF {self.condition} THEN
                    RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN {row};
            END
            $$ LANGUAGE plpgsql
        """


@dataclass(frozen=True)
class WithoutRowid:
    """On SQLite, the table keeps no hidden number that counts up as rows are written.

    The table is made anew, so it must still be empty and have no triggers.
    """

    table: str

    def create(self, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL"
                " ORDER BY type DESC",
                [self.table],
            )
            table, *indexes = [sql for (sql,) in cursor.fetchall()]
        schema_editor.execute(f"DROP TABLE {self.table}", params=None)
        schema_editor.execute(f"{table} WITHOUT ROWID", params=None)
        for index in indexes:
            schema_editor.execute(index, params=None)

    def drop(self, schema_editor) -> None:
        """Nothing: the table goes with the migration that made it."""
