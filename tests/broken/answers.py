"""What each way in answers to a broken input, and what every such answer must be."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from bids.matching.command_line import Asked, split_file
from bids.matching.plan import Effort
from bids.models import Tender
from bids.services.line_import import check_lines, import_lines
from consortium.models import User
from consortium.spreadsheets.columns import InvalidTable

Answer = Callable[[Path], str]


def answer_to_notice(path: Path) -> str:
    errors = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("import_notice", str(path), stderr=errors, no_color=True)
    assert stop.value.code == 2
    return errors.getvalue().removesuffix("\n").removeprefix(f"{path}: ")


def answer_to_members(path: Path, slug: str) -> str:
    """The same to the dry run and to the import itself."""
    answers = []
    for options in ([], ["--apply"]):
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors), pytest.raises(SystemExit) as stop:
            call_command("import_members", str(path), "--consortium", slug, *options)
        assert stop.value.code == 2
        answers.append(errors.getvalue().removesuffix("\n"))
    assert answers[0] == answers[1]
    return answers[0]


def answer_to_case(path: Path) -> str:
    output, errors = io.StringIO(), io.StringIO()
    assert split_file(Asked(str(path), Effort.QUICK), output, errors) == 2
    assert output.getvalue() == ""
    return errors.getvalue().removesuffix("\n")


def answer_to_sheet(content: bytes, lead: User, tender: Tender) -> str:
    with pytest.raises(InvalidTable) as dry:
        check_lines(by=lead, tender=tender, content=content)
    with pytest.raises(InvalidTable) as refusal:
        import_lines(by=lead, tender=tender, content=content)
    assert refusal.value.errors == dry.value.errors
    return str(refusal.value)


def check(answer: str, place: str) -> None:
    """One printable line, not long, that begins with the place."""
    assert answer.startswith(place), answer
    assert "\n" not in answer
    assert answer.isprintable()
    assert len(answer) < 400
