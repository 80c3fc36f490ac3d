"""Bacs Standard 18, one processing day: labels of 80 characters, records of 100, amounts in pence.

VOL1 HDR1 HDR2 UHL1, a credit (99) for each payment, one contra (17) for their sum, EOF1 EOF2 UTL1.
Fields by Bacs' file structures guide (PN 5011); what stands at which column is said beside each.
"""

from datetime import date, timedelta

from consortium.treasury.payment_files.batch import FileFault, PaymentBatch, Totals
from consortium.treasury.sealing import BankAccount
from consortium.treasury.uk_accounts import NAME_LENGTH, bacs_text

LABEL, RECORD = 80, 100
CREDIT, CONTRA = "99", "17"
NO_SERVICE_USER = "000000"
KEPT_DAYS = 30


def write(batch: PaymentBatch) -> bytes:
    """The batch as Standard 18, lines ended by CRLF."""
    lines = [*_headers(batch), *_records(batch), *_trailers(batch)]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _headers(batch: PaymentBatch) -> list[str]:
    sun = _service_user(batch)
    return [
        # serial number 5-10, owner 38-51, standard level 80
        f"VOL1{batch.number % 10**6:06}{'':27}{'':4}{sun}{'':4}{'':28}1",
        _file_label("HDR1", batch),
        _format_label("HDR2"),
        # processing day 5-10, destination 11-20, currency 21-22, country 23-28, work code 29-37, file 38-40
        f"UHL1{_julian(batch.pay_on)}999999    00000000{'1 DAILY':9}001".ljust(LABEL),
    ]


def _trailers(batch: PaymentBatch) -> list[str]:
    found = batch.totals
    return [
        _file_label("EOF1", batch),
        _format_label("EOF2"),
        # debits 5-17, credits 18-30, number of debits 31-37, of credits 38-44
        f"UTL1{found.pence:013}{found.pence:013}{1:07}{found.count:07}".ljust(LABEL),
    ]


def _file_label(name: str, batch: PaymentBatch) -> str:
    sun = _service_user(batch)
    made_on = batch.drawn_at.date()
    # file 5-21, set 22-27, section 28-31, sequence 32-35, made 42-47, expires 48-53, blocks 55-60
    return (
        f"{name}A{sun}S  1{sun}{sun}00010001{'':6}"
        f"{_julian(made_on)}{_julian(made_on + timedelta(days=KEPT_DAYS))}0000000"
    ).ljust(LABEL)


def _format_label(name: str) -> str:
    # fixed length 5, block 6-10, record 11-15, offset 51-52
    return f"{name}F02000{RECORD:05}{'':35}00".ljust(LABEL)


def _records(batch: PaymentBatch) -> list[str]:
    payer = batch.originator
    name = bacs_text(payer.name, NAME_LENGTH)
    credits_ = [
        _record(
            one.account, CREDIT, payer.account, one.pence, name, one.reference, one.account.name
        )
        for one in batch.payments
    ]
    total = batch.totals.pence
    contra = _record(
        payer.account, CONTRA, payer.account, total, batch.reference, "CONTRA", payer.name
    )
    return [*credits_, contra]


def _record(
    to: BankAccount,
    code: str,
    payer: BankAccount,
    pence: int,
    from_name: str,
    reference: str,
    to_name: str,
) -> str:
    # to 1-14, type 15, code 16-17, from 18-31, free 32-35, pence 36-46, names 47-64, 65-82, 83-100
    return (
        f"{to.sort_code}{to.number}0{code}{payer.sort_code}{payer.number}{'':4}{pence:011}"
        f"{from_name:18.18}{reference:18.18}{bacs_text(to_name, NAME_LENGTH):18.18}"
    )


def _service_user(batch: PaymentBatch) -> str:
    return batch.originator.service_user_number or NO_SERVICE_USER


def _julian(day: date) -> str:
    return day.strftime(" %y%j")


def totals(content: bytes) -> Totals:
    """Read back count and sum of the credits; contra and trailer must agree with them.

    Raises FileFault.
    """
    lines = content.decode("ascii").split("\r\n")
    records = [line for line in lines if len(line) == RECORD]
    credits_ = [line for line in records if line[15:17] == CREDIT]
    contra = [line for line in records if line[15:17] == CONTRA]
    found = Totals(len(credits_), sum(int(line[35:46]) for line in credits_))
    if len(contra) != 1 or int(contra[0][35:46]) != found.pence:
        raise FileFault("contra")
    trailer = next((line for line in lines if line.startswith("UTL1")), "")
    wanted = f"UTL1{found.pence:013}{found.pence:013}{1:07}{found.count:07}"
    if trailer.rstrip() != wanted:
        raise FileFault("UTL1")
    return found
