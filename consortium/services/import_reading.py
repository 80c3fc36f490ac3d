"""The files of an import as typed rows, and what came of each row."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from consortium.models import Area, Organisation
from consortium.selectors.fault_words import in_words
from consortium.spreadsheets import SheetError, read_table, sheet_names
from consortium.spreadsheets.columns import CellError, InvalidTable, Row, read_rows, within
from consortium.spreadsheets.member_sheets import SHEETS
from consortium.spreadsheets.reading import DEFAULT_ENCODING
from consortium.spreadsheets.table import FILE
from consortium.spreadsheets.workbook import ZIP_MAGIC


class InvalidImport(Exception):
    """The files cannot be imported; every error with its place, sheet by sheet."""

    def __init__(self, errors: Sequence[CellError]) -> None:
        self.errors = tuple(errors)
        super().__init__(str(self.errors[0]))


@dataclass(frozen=True)
class ImportFiles:
    """What was uploaded, by file name: one workbook, or members.csv, offers.csv, evidence.csv."""

    contents: Mapping[str, bytes]
    encoding: str = DEFAULT_ENCODING

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents: what was shown is what is applied."""
        digest = hashlib.sha256(self.encoding.encode())
        for name in sorted(self.contents):
            digest.update(hashlib.sha256(name.encode()).digest())
            digest.update(hashlib.sha256(self.contents[name]).digest())
        return digest.hexdigest()


@dataclass(frozen=True)
class Change:
    """What became of one row: `kind` is added, changed or unchanged; `fields` names what changed."""

    sheet: str
    place: str
    name: str
    kind: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    """What an import does, or would do, to the database."""

    digest: str
    changes: tuple[Change, ...]

    def count(self, kind: str, sheet: str = "") -> int:
        return sum(one.kind == kind and sheet in {"", one.sheet} for one in self.changes)


@dataclass
class Progress:
    """What an import has found so far. Writing goes on after an error to find the others; none stays."""

    changes: list[Change] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)

    def refuse(self, row: Row, column: str, text: str) -> None:
        self.errors.append(row.error(column, text))

    def note(self, sheet: str, row: Row, name: str, is_new: bool, fields: Sequence[str]) -> None:
        kind = "added" if is_new else "changed" if fields else "unchanged"
        place = row.places["name" if sheet == "members" else "member"]
        self.changes.append(Change(sheet, place, name, kind, () if is_new else tuple(fields)))


def read_files(files: ImportFiles) -> dict[str, tuple[Row, ...]]:
    """The rows of each sheet that the files hold. Raises InvalidImport."""
    rows: dict[str, tuple[Row, ...]] = {}
    errors: list[CellError] = []
    for file, content in sorted(files.contents.items()):
        # A workbook's places name their sheet; those of several CSV files need the file's name.
        named = "" if content.startswith(ZIP_MAGIC) else file
        try:
            for sheet in _sheets(file, content):
                if sheet in rows:
                    raise SheetError(
                        FILE, _("the sheet “%(sheet)s” is given twice") % {"sheet": sheet}
                    )
                rows[sheet] = _rows(content, sheet, files.encoding, named)
        except SheetError as error:
            errors.append(CellError(within(file, error.place), in_words(error.text)))
        except InvalidTable as error:
            errors += [CellError(one.place, in_words(one.text)) for one in error.errors]
    if not rows and not errors:
        errors.append(CellError(FILE, _("none of: %(known)s") % {"known": ", ".join(SHEETS)}))
    if errors:
        raise InvalidImport(errors)
    return rows


def _sheets(file: str, content: bytes) -> list[str]:
    """Which of our sheets a file holds: a workbook by its sheets' names, CSV by the file's name."""
    if content.startswith(ZIP_MAGIC) or file.casefold().endswith(".xlsx"):
        names = [name.casefold() for name in sheet_names(content)]
        strange = [name for name in names if name not in SHEETS]
        if strange:
            message = _("the sheet “%(sheet)s” is none of: %(known)s")
            said = {"sheet": strange[0], "known": ", ".join(SHEETS)}
            raise SheetError(FILE, message % said)
        return names
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold()
    if stem not in SHEETS:
        known = ", ".join(f"{one}.csv" for one in SHEETS)
        raise SheetError(FILE, _("name it by what it holds: %(known)s") % {"known": known})
    return [stem]


def _rows(content: bytes, sheet: str, encoding: str, file: str) -> tuple[Row, ...]:
    name = sheet
    if content.startswith(ZIP_MAGIC):
        name = next(one for one in sheet_names(content) if one.casefold() == sheet)
    table = read_table(content, sheet=name, encoding=encoding)
    return read_rows(table, SHEETS[sheet], file=file)


def areas_in(row: Row, progress: Progress, areas: Mapping[str, Area]) -> list[Area]:
    """The areas that a row's codes name; an unknown code is an error of its cell."""
    unknown = [code for code in row["areas"] if code not in areas]
    if unknown:
        progress.refuse(row, "areas", _("no area has the code %(code)s") % {"code": unknown[0]})
    return [areas[code] for code in row["areas"] if code in areas]


def member_in(
    row: Row, progress: Progress, members: Mapping[str, Organisation]
) -> Organisation | None:
    """The member that a row names, by name or identifier, whatever its case."""
    found = members.get(row["member"].casefold())
    if found is None:
        progress.refuse(
            row, "member", _("“%(name)s” is no member of this consortium") % {"name": row["member"]}
        )
    return found
