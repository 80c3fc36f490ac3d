"""A payment file that somebody holds, beside the batch: the same bytes, or where it differs, in words.

What is said of a difference names the payment and the part, never what stands there: an account number
is in the payment file alone.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from xml.etree.ElementTree import ParseError

from consortium.treasury.payment_files import bacs18
from consortium.treasury.payment_files.batch import FileFault, PaymentBatch, Totals
from consortium.treasury.payment_files.manifest import READERS, write_file
from consortium.treasury.states import FileFormat

MOST_PLACES = 20
BACS_HEADERS = 4


class Part(StrEnum):
    """What of a payment, or of the file as a whole (payment 0), is another."""

    ACCOUNT = "account"
    NAME = "name"
    AMOUNT = "amount"
    REFERENCE = "reference"
    DAY = "day"
    PAYER = "payer"
    CONTROL = "control"
    LENGTH = "length"
    LAYOUT = "layout"


@dataclass(frozen=True, order=True)
class Place:
    """Where a file departs from the batch: the number of the payment, 0 for the file as a whole."""

    payment: int
    part: Part


@dataclass(frozen=True)
class Comparison:
    """`found` is None where the file's totals cannot be read or do not agree with its payments.

    `places`: the first 20 in the order of the file, at least one where it is not the same.
    """

    format: FileFormat
    is_same: bool
    wanted: Totals
    found: Totals | None
    places: tuple[Place, ...] = ()


def compare(batch: PaymentBatch, content: bytes) -> Comparison:
    """Hold a file against the batch, in the format that it looks like."""
    file_format = _looks_like(content)
    wanted = write_file(batch, file_format)
    if content == wanted:
        return Comparison(file_format, True, batch.totals, batch.totals)
    places = tuple(dict.fromkeys(_places(file_format, wanted, content)))
    return Comparison(
        file_format,
        False,
        batch.totals,
        _totals(file_format, content),
        places[:MOST_PLACES] or (Place(0, Part.LAYOUT),),
    )


def _looks_like(content: bytes) -> FileFormat:
    start = content.lstrip(b"\xef\xbb\xbf \r\n\t")
    if start[:1] == b"<" or b"CstmrCdtTrfInitn" in content:
        return FileFormat.PAIN001
    if start[:4] in {b"VOL1", b"HDR1"} or b"\nHDR1" in content or b"\nUTL1" in content:
        return FileFormat.BACS18
    return FileFormat.CSV


def _totals(file_format: FileFormat, content: bytes) -> Totals | None:
    try:
        return READERS[file_format](content)
    except (FileFault, ValueError, LookupError, csv.Error, ParseError):
        return None


def _places(file_format: FileFormat, wanted: bytes, content: bytes) -> Iterator[Place]:
    ours, theirs = (_lines(text) for text in (wanted, content))
    payments = NUMBERED[file_format](ours)
    if len(ours) != len(theirs):
        yield Place(0, Part.LENGTH)
    for number, (one, other) in enumerate(zip_longest(ours, theirs, fillvalue="")):
        if one == other:
            continue
        payment = payments[number] if number < len(payments) else 0
        parts = PARTS[file_format](one, other, bool(payment))
        yield from (Place(payment, part) for part in sorted(parts or {Part.LAYOUT}))
        if len(ours) != len(theirs):
            return  # from here on every line stands beside another


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").split("\n")


def _csv_payments(lines: list[str]) -> list[int]:
    return list(range(1, len(lines)))


def _bacs_payments(lines: list[str]) -> list[int]:
    records = [line for line in lines if len(line.rstrip("\r")) == bacs18.RECORD]
    credits_ = sum(line[15:17] == bacs18.CREDIT for line in records)
    return [0] * BACS_HEADERS + list(range(1, credits_ + 1))


def _pain_payments(lines: list[str]) -> list[int]:
    found, number, is_inside = [], 0, False
    for line in lines:
        if "<CdtTrfTxInf>" in line:
            number, is_inside = number + 1, True
        found.append(number if is_inside else 0)
        is_inside = is_inside and "</CdtTrfTxInf>" not in line
    return found


CSV_PARTS = (
    Part.ACCOUNT, Part.ACCOUNT, Part.NAME, Part.AMOUNT, Part.LAYOUT, Part.PAYER, Part.PAYER,
    Part.PAYER, Part.REFERENCE, Part.DAY,
)  # fmt: skip


def _csv_parts(one: str, other: str, is_payment: bool) -> set[Part]:
    ours, theirs = one.rstrip("\r").split(","), other.rstrip("\r").split(",")
    if not is_payment or len(ours) != len(theirs):
        return set()
    pairs = zip(CSV_PARTS, ours, theirs, strict=True)
    return {part for part, mine, other in pairs if mine != other}


BACS_PARTS = (
    (0, 14, Part.ACCOUNT), (14, 17, Part.LAYOUT), (17, 31, Part.PAYER), (31, 35, Part.LAYOUT),
    (35, 46, Part.AMOUNT), (46, 64, Part.PAYER), (64, 82, Part.REFERENCE), (82, 100, Part.NAME),
)  # fmt: skip


def _bacs_parts(one: str, other: str, is_payment: bool) -> set[Part]:
    if len(one) != len(other):
        return set()
    if is_payment:
        return {part for start, end, part in BACS_PARTS if one[start:end] != other[start:end]}
    if one.startswith("UHL1"):
        return {Part.DAY}
    is_sum = one.startswith("UTL1") or one[15:17] == bacs18.CONTRA
    return {Part.CONTROL} if is_sum else set()


PAIN_PARTS: Mapping[str, Part] = {
    "InstdAmt": Part.AMOUNT, "InstrId": Part.REFERENCE, "EndToEndId": Part.REFERENCE,
    "Ustrd": Part.REFERENCE, "NbOfTxs": Part.CONTROL, "CtrlSum": Part.CONTROL, "Dt": Part.DAY,
}  # fmt: skip
_ELEMENT = re.compile(r"\s*<(\w+)")


def _pain_parts(one: str, _other: str, is_payment: bool) -> set[Part]:
    found = _ELEMENT.match(one)
    name = found[1] if found else ""
    if name == "Nm":
        return {Part.NAME if is_payment else Part.PAYER}
    if name in {"Id", "MmbId"}:
        return {Part.ACCOUNT if is_payment else Part.PAYER}
    return {PAIN_PARTS[name]} if name in PAIN_PARTS else set()


NUMBERED: Mapping[FileFormat, Callable[[list[str]], list[int]]] = {
    FileFormat.CSV: _csv_payments,
    FileFormat.BACS18: _bacs_payments,
    FileFormat.PAIN001: _pain_payments,
}
PARTS: Mapping[FileFormat, Callable[[str, str, bool], set[Part]]] = {
    FileFormat.CSV: _csv_parts,
    FileFormat.BACS18: _bacs_parts,
    FileFormat.PAIN001: _pain_parts,
}
