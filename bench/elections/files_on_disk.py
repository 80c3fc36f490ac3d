"""What a database's own files and its write-ahead log tell, read as bytes past the database itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLES = ("representation_ballot", "representation_receipt")


@dataclass(frozen=True)
class Files:
    """The tables' files and the log, each as one run of bytes; `refused`: why a log was not read."""

    tables: bytes
    log: bytes
    refused: str = ""


def files_of(connection: Any) -> Files:
    """The bytes that this process may read. Of another machine's server, or as nobody special, none."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return Files(_read([name]), _read([Path(f"{name}-wal")]))
    return _of_postgresql(connection)


def places_of(names: Iterable[str], content: bytes) -> dict[str, int]:
    """Where each name first stands; names that stand nowhere are left out."""
    found = {name: content.find(name.encode()) for name in names}
    return {name: place for name, place in found.items() if place >= 0}


def _of_postgresql(connection: Any) -> Files:
    """The log's segments in the order of their numbers, as far as none was taken for reuse."""
    with connection.cursor() as cursor:
        try:
            cursor.execute("CHECKPOINT")
            cursor.execute("SHOW data_directory")
            folder = Path(cursor.fetchone()[0])
            paths = []
            for table in TABLES:
                cursor.execute("SELECT pg_relation_filepath(%s)", [table])
                paths.append(folder / cursor.fetchone()[0])
            cursor.execute("SELECT pg_walfile_name(pg_current_wal_lsn())")
            current = cursor.fetchone()[0]
        except connection.Database.Error as error:
            return Files(b"", b"", f"the server does not tell: {error}".strip())
    try:
        segments = sorted(
            one for one in (folder / "pg_wal").iterdir() if len(one.name) == len(current)
        )
        return Files(_read(paths), _read(one for one in segments if one.name <= current))
    except OSError as error:
        return Files(b"", b"", f"{error.strerror}: {error.filename}")


def _read(paths: Iterable[Path]) -> bytes:
    return b"".join(path.read_bytes() for path in paths if path.exists())
