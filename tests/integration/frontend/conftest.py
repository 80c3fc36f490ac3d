"""Pages are shown from what services and selectors are tried with on both databases."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Once, on SQLite, is enough; test_pages_on_postgres.py asks PostgreSQL for every page."""
    for item in items:
        if HERE in item.path.parents and not item.get_closest_marker("both_databases"):
            item.add_marker(pytest.mark.one_database)
