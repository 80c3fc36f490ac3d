"""A CSV file that banks' and bureaux' import screens take: no headings, CRLF, one credit a line.

Columns: sort code, account, name, amount in pounds, transaction code 99, originator's sort code,
account and name, reference, date (dd/mm/yyyy).
"""

import csv
import io

from consortium.treasury.amounts import plain_pounds, read_pounds
from consortium.treasury.payment_files.batch import FileFault, PaymentBatch, Totals
from consortium.treasury.uk_accounts import NAME_LENGTH, bacs_text

CREDIT = "99"
COLUMNS = 10


def write(batch: PaymentBatch) -> bytes:
    """The batch as CSV."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    payer = batch.originator
    for one in batch.payments:
        rows.writerow(
            [
                one.account.sort_code,
                one.account.number,
                bacs_text(one.account.name, NAME_LENGTH),
                plain_pounds(one.pence),
                CREDIT,
                payer.account.sort_code,
                payer.account.number,
                bacs_text(payer.name, NAME_LENGTH),
                one.reference,
                batch.pay_on.strftime("%d/%m/%Y"),
            ]
        )
    return text.getvalue().encode("ascii")


def totals(content: bytes) -> Totals:
    """Read back count and sum. Raises FileFault."""
    rows = list(csv.reader(io.StringIO(content.decode("ascii"))))
    for number, row in enumerate(rows, start=1):
        if len(row) != COLUMNS or row[4] != CREDIT:
            raise FileFault(f"line {number}")
    return Totals(len(rows), sum(read_pounds(row[3]) for row in rows))
