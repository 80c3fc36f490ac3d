"""What a sheet's columns must hold, and its rows as typed values, with every error at its cell."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from consortium.faults import Fault, gettext_noop
from consortium.spreadsheets.table import Cell, Table, whole_of

NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,18}")
MONEY = re.compile(r"£?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,16})(\.[0-9]{1,2})?")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
BRITISH_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
YES = frozenset({"yes", "y", "true", "oes", "ie", "1"})
NO = frozenset({"no", "n", "false", "nac oes", "na", "0"})
LONGEST_SHOWN = 40
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d")  # the last is a full-width =
ESCAPE = "'"


class Kind(StrEnum):
    """What a cell holds; pounds become whole pence, codes a tuple without repeats."""

    TEXT = "text"
    WHOLE = "whole"
    POUNDS = "pounds"
    DATE = "date"
    CODES = "codes"
    CHOICE = "choice"
    YES_NO = "yes-no"


@dataclass(frozen=True)
class Column:
    """One column: its heading (`_` or spaces alike), other headings for it, and what it may hold.

    `least` and `most` bound whole numbers, pence, and the length of text.
    """

    name: str
    kind: Kind = Kind.TEXT
    aliases: tuple[str, ...] = ()
    required: bool = False
    least: int = 0
    most: int = 200
    choices: tuple[str, ...] = ()


class Wrong(ValueError):
    """A cell does not hold what its column must."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class CellError:
    """What is wrong, and where: "Offers!C7", or a Fault such as "line 7, column volume"."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class InvalidTable(Exception):
    """The sheet cannot be read as these columns; every error with its place, in order."""

    def __init__(self, errors: Sequence[CellError]) -> None:
        self.errors = tuple(errors)
        super().__init__(str(self.errors[0]))


@dataclass(frozen=True, slots=True)
class Places(Mapping[str, str]):
    """Where each column of a row stands; the words are made when they are asked for.

    `file` is named in front of the place where it is not empty.
    """

    sheet: str
    cells: Sequence[Cell]
    found: Mapping[str, int]
    file: str = ""

    def __getitem__(self, name: str) -> str:
        cell = self.cells[self.found[name]].place if name in self.found else self.cells[0].place
        return within(self.file, _place(self.sheet, cell, name))

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


@dataclass(frozen=True)
class Row:
    """A row's values by column name (None where empty, () for no codes), and where each stands."""

    values: Mapping[str, Any]
    places: Mapping[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def error(self, name: str, text: str) -> CellError:
        """An error at this row's cell of that column."""
        return CellError(self.places[name], text)


def read_rows(table: Table, columns: Sequence[Column], *, file: str = "") -> tuple[Row, ...]:
    """The table's rows, typed; places name the `file`, if one is given.

    Raises InvalidTable with all that is wrong.
    """
    found = _found(table, columns, file)
    rows, errors = [], []
    for cells in table.rows:
        row, wrong = _row(Places(table.name, cells, found, file), columns)
        rows.append(row)
        errors += wrong
    if errors:
        raise InvalidTable(errors)
    return tuple(rows)


def shown(text: str) -> str:
    """A cell's text short enough for a sentence."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST_SHOWN else one_line[: LONGEST_SHOWN - 1] + "…"


def _found(table: Table, columns: Sequence[Column], file: str) -> dict[str, int]:
    """Where each column stands. Raises InvalidTable for headings unknown, missing or given twice."""
    names = {_plain(alias): one.name for one in columns for alias in (one.name, *one.aliases)}
    where = within(file, whole_of(table.name))
    found: dict[str, int] = {}
    errors = []
    for position, heading in enumerate(table.headings):
        name = names.get(_plain(heading.text))
        place = within(file, _place(table.name, heading.place, heading.text))
        if name is None:
            errors.append(
                CellError(
                    place,
                    Fault(
                        gettext_noop("“%(text)s” is not a column of this sheet"),
                        text=shown(heading.text),
                    ),
                )
            )
        elif name in found:
            errors.append(
                CellError(
                    place, Fault(gettext_noop("the column “%(name)s” stands twice"), name=name)
                )
            )
        else:
            found[name] = position
    for column in columns:
        if column.required and column.name not in found:
            errors.append(
                CellError(
                    where, Fault(gettext_noop("the column “%(name)s” is missing"), name=column.name)
                )
            )
    if errors:
        raise InvalidTable(errors)
    return found


def _plain(heading: str) -> str:
    return " ".join(heading.replace("_", " ").casefold().split())


def within(file: str, place: str) -> str:
    """The place, named with its file where there is one to name."""
    return Fault("%(file)s, %(place)s", file=file, place=place) if file else place


def _place(sheet: str, cell: str, column: str) -> str:
    if sheet:
        return f"{sheet}!{cell}"
    line = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return Fault(gettext_noop("line %(line)s, column %(column)s"), line=line, column=shown(column))


def _row(places: Places, columns: Sequence[Column]) -> tuple[Row, list[CellError]]:
    values: dict[str, Any] = {}
    errors = []
    for column in columns:
        position = places.found.get(column.name)
        text = "" if position is None else places.cells[position].text
        try:
            values[column.name] = value_of(text, column)
        except Wrong as error:
            values[column.name] = None
            errors.append(CellError(places[column.name], error.fault))
    return Row(values, places), errors


def value_of(text: str, column: Column) -> Any:
    """A cell's text as its column's kind. Raises Wrong."""
    if text.startswith("="):
        raise Wrong(Fault(gettext_noop("is a formula; paste its value")))
    text = unescaped(text)
    if not text:
        if column.required:
            raise Wrong(Fault(gettext_noop("is empty")))
        return () if column.kind is Kind.CODES else None
    return READERS[column.kind](text, column)


def unescaped(text: str) -> str:
    """The text without the apostrophe that downloads put before what a program might compute."""
    return text[1:] if text.startswith(ESCAPE) and _begins_a_formula(text) else text


def escaped(text: str) -> str:
    """The text with an apostrophe where a spreadsheet program might take it for a formula.

    One apostrophe more too where the text itself begins so, that reading gives back what was written.
    """
    return ESCAPE + text if _begins_a_formula(text) else text


def _begins_a_formula(text: str) -> bool:
    """Also behind apostrophes and spaces, which some programs pass over."""
    return text.lstrip(f"{ESCAPE} ").startswith(FORMULA_STARTS)


def _text(text: str, column: Column) -> str:
    if len(text) > column.most:
        raise Wrong(Fault(gettext_noop("is longer than %(most)s characters"), most=column.most))
    return text


def _whole(text: str, column: Column) -> int:
    if not NUMBER.fullmatch(text):
        raise Wrong(Fault(gettext_noop("“%(text)s” is not a whole number"), text=shown(text)))
    return _bounded(int(text.replace(",", "")), column, "{:,}")


def _pounds(text: str, column: Column) -> int:
    match = MONEY.fullmatch(text)
    if not match:
        raise Wrong(
            Fault(
                gettext_noop("“%(text)s” is not an amount in pounds, such as 1,250.00"),
                text=shown(text),
            )
        )
    pence = int(Decimal(match[1].replace(",", "") + (match[2] or "")) * 100)
    return _bounded(pence, column, "£{:,.2f}", Decimal(100))


def _bounded(number: int, column: Column, shape: str, divisor: Decimal = Decimal(1)) -> int:
    least, most = (
        shape.format(bound / divisor if divisor != 1 else bound)
        for bound in (column.least, column.most)
    )
    if number < column.least:
        raise Wrong(Fault(gettext_noop("is less than %(least)s"), least=least))
    if number > column.most:
        raise Wrong(Fault(gettext_noop("is more than %(most)s"), most=most))
    return number


def _date(text: str, column: Column) -> date:
    if match := ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := BRITISH_DATE.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise Wrong(
            Fault(
                gettext_noop("“%(text)s” is not a date, such as 2027-03-31 or 31/03/2027"),
                text=shown(text),
            )
        )
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Wrong(
            Fault(gettext_noop("“%(text)s” is not a day of the calendar"), text=shown(text))
        ) from None


def _codes(text: str, column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in re.split(r"[;,|\s]+", text) if code))


def _choice(text: str, column: Column) -> str:
    wanted = "-".join(text.casefold().split())
    if wanted not in column.choices:
        raise Wrong(
            Fault(
                gettext_noop("“%(text)s” is none of: %(known)s"),
                text=shown(text),
                known=", ".join(column.choices),
            )
        )
    return wanted


def _yes_no(text: str, column: Column) -> bool:
    word = text.casefold()
    if word not in YES | NO:
        raise Wrong(Fault(gettext_noop("“%(text)s” is neither yes nor no"), text=shown(text)))
    return word in YES


READERS: Mapping[Kind, Callable[[str, Column], Any]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.POUNDS: _pounds,
    Kind.DATE: _date,
    Kind.CODES: _codes,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
}
