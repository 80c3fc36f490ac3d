"""Kinds of job that exist in tests only."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from consortium.services import job_handlers
from consortium.services.job_handlers import Handler
from tests import migrated
from tests.integration.runtime.machine import Machine


@pytest.fixture
def register() -> Iterator[Callable[[str, Handler], None]]:
    """Register a handler for the length of the test."""
    kinds: list[str] = []

    def add(kind: str, function: Handler) -> None:
        job_handlers.handler(kind)(function)
        kinds.append(kind)

    yield add
    for kind in kinds:
        del job_handlers._handlers[kind]


@pytest.fixture
def seen(register: Callable[[str, Handler], None]) -> list[dict[str, Any]]:
    """The payloads that jobs of the kind "note" were run with, in order."""
    payloads: list[dict[str, Any]] = []

    def note(progress: job_handlers.Progress) -> dict[str, Any]:
        payloads.append(progress.payload)
        return {"noted": len(payloads)}

    register("note", note)
    return payloads


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    migrated.copy_to(tmp_path / "manyhands.sqlite3")
    machine = Machine(tmp_path)
    yield machine
    machine.switch_off()
