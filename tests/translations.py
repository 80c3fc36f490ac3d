"""Fail unless every string has its Welsh, and the compiled files are fresh: `python -m tests.translations`.

Where gettext's tools are found the strings are collected anew, and one that is not in the
catalogue is a failure too.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "frontend" / "locale"
CATALOGUE = LOCALE / "cy" / "LC_MESSAGES" / "django.po"


def untranslated(catalogue: Path) -> list[str]:
    """One line for each entry without Welsh, or with Welsh that is only a guess."""
    entries = polib.pofile(str(catalogue))
    return [f"{entry.msgid!r}: {_fault(entry)}" for entry in entries if _fault(entry)]


def _fault(entry: polib.POEntry) -> str:
    if entry.obsolete:
        return ""
    if entry.fuzzy:
        return "fuzzy"
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    if entry.msgid_plural and len(entry.msgstr_plural) != 4:
        return "Welsh has four plural forms"
    return "" if all(forms) else "no Welsh"


def stale(catalogue: Path) -> list[str]:
    """The strings whose compiled form differs from the catalogue."""
    compiled_file = catalogue.with_suffix(".mo")
    if not compiled_file.exists():
        return [f"{compiled_file.name} is missing: make messages"]
    compiled = _meanings(polib.mofile(str(compiled_file)))
    written = _meanings(polib.pofile(str(catalogue)))
    return [
        f"{key!r}: compiled differs"
        for key in written.keys() | compiled.keys()
        if written.get(key) != compiled.get(key)
    ]


def _meanings(entries: polib.POFile | polib.MOFile) -> dict[tuple[str, str], object]:
    return {
        (entry.msgctxt or "", entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in entries
        if not entry.obsolete
    }


def uncollected(catalogue: Path) -> list[str]:
    """Strings in the sources that the catalogue does not have, found by collecting them anew."""
    if not shutil.which("xgettext"):
        return []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        ignored = shutil.ignore_patterns(".*", "var", "__pycache__", "tests", "docs")
        shutil.copytree(ROOT, copy, ignore=ignored)
        subprocess.run(
            [sys.executable, "manage.py", "makemessages", "--locale", "cy", "--no-obsolete", "-v0"],
            cwd=copy,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            check=True,
        )
        found = _meanings(polib.pofile(str(copy / catalogue.relative_to(ROOT))))
    known = _meanings(polib.pofile(str(catalogue)))
    return [f"{key!r}: not collected, make messages" for key in found.keys() - known.keys()] + [
        f"{key!r}: used nowhere, make messages" for key in known.keys() - found.keys()
    ]


def main() -> int:
    faults = [*untranslated(CATALOGUE), *stale(CATALOGUE), *uncollected(CATALOGUE)]
    for fault in faults:
        print(f"{CATALOGUE.relative_to(ROOT)}: {fault}", file=sys.stderr)
    print(f"translations: {len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
