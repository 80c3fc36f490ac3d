"""Which bytes a batch stands for: written once at drawing, checked at every download and by `verify`."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consortium.treasury.payment_files import bacs18, bank_csv, pain001
from consortium.treasury.payment_files.batch import Manifest, PaymentBatch, Totals
from consortium.treasury.states import FileFormat

WRITERS: Mapping[FileFormat, Callable[[PaymentBatch], bytes]] = {
    FileFormat.CSV: bank_csv.write,
    FileFormat.BACS18: bacs18.write,
    FileFormat.PAIN001: pain001.write,
}
READERS: Mapping[FileFormat, Callable[[bytes], Totals]] = {
    FileFormat.CSV: bank_csv.totals,
    FileFormat.BACS18: bacs18.totals,
    FileFormat.PAIN001: pain001.totals,
}


@dataclass(frozen=True)
class Difference:
    """Where a file first departs from the batch: the offset of the byte, counted from nought."""

    format: FileFormat
    offset: int


def write_file(batch: PaymentBatch, file_format: FileFormat) -> bytes:
    """The bytes of the batch in that format."""
    return WRITERS[file_format](batch)


def manifest_of(batch: PaymentBatch) -> Manifest:
    """Totals and digests of all formats, for the signers."""
    digests = {str(one): hashlib.sha256(write_file(batch, one)).hexdigest() for one in FileFormat}
    return Manifest(batch.number, batch.totals, digests)


def first_difference(
    batch: PaymentBatch, file_format: FileFormat, content: bytes
) -> Difference | None:
    """The first byte at which a file is not what the batch says; None where it is the same."""
    wanted = write_file(batch, file_format)
    if content == wanted:
        return None
    pairs = enumerate(zip(wanted, content, strict=False))
    offset = next((i for i, (a, b) in pairs if a != b), min(len(wanted), len(content)))
    return Difference(file_format, offset)
