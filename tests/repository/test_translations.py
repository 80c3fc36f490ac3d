"""Every string has its Welsh, and what is compiled is what is written."""

import ast
from pathlib import Path

import polib
import pytest

from tests.repository.sources import name_of, python_files
from tests.translations import CATALOGUE, stale, uncollected, untranslated


def test_every_string_has_its_welsh() -> None:
    assert untranslated(CATALOGUE) == []


def test_the_compiled_catalogue_is_fresh() -> None:
    assert stale(CATALOGUE) == []


def test_the_catalogue_has_the_strings_of_the_sources() -> None:
    assert uncollected(CATALOGUE) == []


def hidden(source: str) -> list[int]:
    """The lines on which a string to translate stands inside an f-string, where no collector sees it."""
    return [
        call.lineno
        for text in ast.walk(ast.parse(source))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "gettext", "ngettext", "pgettext"}
    ]


def test_no_string_hides_from_the_collector() -> None:
    found = {name_of(path): hidden(path.read_text()) for path in python_files()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_hidden_string_is_noticed() -> None:
    assert hidden("x = f\"{a} {_('Yes')}\"\ny = _('No')") == [1]


@pytest.fixture
def catalogue(tmp_path: Path) -> polib.POFile:
    """One translated string, compiled, in a file of its own."""
    written = polib.POFile()
    written.append(polib.POEntry(msgid="Yes", msgstr="Ie"))
    written.save(str(tmp_path / "django.po"))
    written.save_as_mofile(str(tmp_path / "django.mo"))
    return written


def test_a_string_without_welsh_is_noticed(catalogue: polib.POFile) -> None:
    catalogue.append(polib.POEntry(msgid="No", msgstr=""))
    catalogue.append(polib.POEntry(msgid="Perhaps", msgstr="Efallai", flags=["fuzzy"]))
    catalogue.append(polib.POEntry(msgid="a", msgid_plural="b", msgstr_plural={0: "c", 1: "d"}))
    catalogue.save()
    found = untranslated(Path(catalogue.fpath))
    assert [line.split(": ")[1] for line in found] == [
        "no Welsh",
        "fuzzy",
        "Welsh has four plural forms",
    ]


def test_a_stale_compiled_file_is_noticed(catalogue: polib.POFile) -> None:
    assert stale(Path(catalogue.fpath)) == []
    catalogue[0].msgstr = "Iawn"
    catalogue.save()
    assert len(stale(Path(catalogue.fpath))) == 1
    Path(catalogue.fpath).with_suffix(".mo").unlink()
    assert "missing" in stale(Path(catalogue.fpath))[0]
