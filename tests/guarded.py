"""What the database refuses by a rule of its own, asked with plain SQL or past the services."""

from collections.abc import Callable

import pytest
from django.db import (
    DatabaseError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)


def refused(change: Callable[[], object]) -> None:
    """Fail unless a constraint or a trigger stops the change; a statement that is wrong proves nothing."""
    with pytest.raises(DatabaseError) as stopped, transaction.atomic():
        change()
    assert not isinstance(stopped.value, OperationalError | ProgrammingError), stopped.value


def run(sql: str, *values: object) -> None:
    """Run the statement as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values) or None)
