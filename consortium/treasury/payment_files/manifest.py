"""Which bytes a batch stands for: written once at drawing, checked at every download and by `compare`."""

import hashlib
from collections.abc import Callable, Mapping

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


def write_file(batch: PaymentBatch, file_format: FileFormat) -> bytes:
    """The bytes of the batch in that format."""
    return WRITERS[file_format](batch)


def manifest_of(batch: PaymentBatch) -> Manifest:
    """Totals and digests of all formats, for the signers."""
    digests = {str(one): hashlib.sha256(write_file(batch, one)).hexdigest() for one in FileFormat}
    return Manifest(batch.number, batch.totals, digests)
