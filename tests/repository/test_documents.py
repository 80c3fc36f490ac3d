"""What the documents name is there: files they link to, paths, targets of make, commands, Python to copy."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.repository.sources import ROOT, files, name_of

DOCUMENTS = files("*.md")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))
HOUSES = ("config", "consortium", "representation", "bids", "frontend", "tests", "bench", "docs")
# Paths in prose are written from the root, or from the house or engine that the page is about.
BEGINNINGS = (*HOUSES, "bids/matching", "representation/counting", "representation/mandates")
LINK = re.compile(r"\]\(([^)#\s]+)")
PATH = re.compile(r"`([a-z_]+/[a-z_/0-9.-]*(?:\.py|\.md|/))`")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


def missing_in(document: Path) -> Iterator[str]:
    text = document.read_text()
    for link in LINK.findall(text):
        if "://" not in link and not (document.parent / link).exists():
            yield link
    for path in PATH.findall(text):
        begins = ("", *(f"{one}/" for one in BEGINNINGS))
        if not any((ROOT / f"{begin}{path}").exists() for begin in begins) and path != "var/":
            yield path
    yield from (
        f"make {one}" for one in re.findall(r"`make ([a-z-]+)[` ]", text) if one not in TARGETS
    )
    for command in re.findall(r"manage\.py ([a-z_]+)", text):
        if command not in get_commands():
            yield f"manage.py {command}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_what_a_document_names_is_there(document: Path) -> None:
    assert list(missing_in(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_python_to_copy_is_python(document: Path) -> None:
    for block in BLOCK.findall(document.read_text()):
        ast.parse(block)


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "adr"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    assert listed == {path.name for path in folder.glob("0*.md")}


def test_help_names_every_target_for_people() -> None:
    said = set(re.findall(r'@echo "make ([a-z-]+)', (ROOT / "Makefile").read_text()))
    assert TARGETS - said <= {"help", "setup"}
