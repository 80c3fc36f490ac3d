"""Batches for the files: one that a reader can follow, and any that may be."""

from datetime import UTC, date, datetime

from hypothesis import strategies as some

from consortium.treasury.payment_files.batch import Originator, Payment, PaymentBatch
from consortium.treasury.sealing import BankAccount

OWN = BankAccount("Derbyshire Families Network", "608371", "77310001")
BATCH = PaymentBatch(
    number=12,
    reference="MH12",
    drawn_at=datetime(2026, 11, 25, 9, 30, 15, 123456, tzinfo=UTC),
    pay_on=date(2026, 11, 30),
    originator=Originator("Derbyshire Families Network", OWN, "174802"),
    payments=(
        Payment("MH12-1", BankAccount("Belper Young Carers", "403001", "77310002"), 3_625),
        Payment("MH12-2", BankAccount("Siân O'Neill & Son", "070116", "07310003"), 990),
        Payment("MH12-3", BankAccount("=cmd|'/c calc'!A1", "110001", "77310004"), 1),
    ),
)
digits = some.integers(0, 99_999_999).map(lambda n: f"{n:08}")
letters = some.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])
accounts = some.builds(
    BankAccount,
    name=some.text(letters, min_size=1, max_size=40).map(lambda text: f"A{text}"),
    sort_code=some.integers(1, 999_999).map(lambda n: f"{n:06}"),
    number=digits,
)
payments = some.lists(
    some.tuples(accounts, some.integers(1, 99_999_999_99)), min_size=1, max_size=20
).map(
    lambda found: tuple(
        Payment(f"MH7-{i}", account, pence) for i, (account, pence) in enumerate(found, start=1)
    )
)
batches = some.builds(
    PaymentBatch,
    number=some.just(7),
    reference=some.just("MH7"),
    drawn_at=some.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=some.just(UTC)),
    pay_on=some.dates(date(2020, 1, 1), date(2090, 1, 1)),
    originator=some.builds(
        Originator,
        name=some.just("Nene Small Voices"),
        account=some.just(OWN),
        service_user_number=some.sampled_from(["", "174802"]),
    ),
    payments=payments,
)
