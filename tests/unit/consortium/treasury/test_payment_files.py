"""One batch in three formats: equal totals, right layout, valid XML, and every changed byte noticed."""

import random
import re
from dataclasses import replace
from importlib.resources import files

import pytest
import xmlschema
from hypothesis import given, settings

from consortium.treasury.payment_files import bacs18, pain001
from consortium.treasury.payment_files.batch import FileFault, Payment, PaymentBatch, Totals
from consortium.treasury.payment_files.comparison import Part, Place, compare
from consortium.treasury.payment_files.manifest import (
    READERS,
    manifest_of,
    write_file,
)
from consortium.treasury.sealing import BankAccount
from consortium.treasury.states import FileFormat
from tests.unit.consortium.treasury.batches_at_random import BATCH, batches

FORMATS = list(FileFormat)


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    """ISO's own schema, as the package for tests brings it."""
    return xmlschema.XMLSchema(str(files("sepaxml") / "schemas" / "pain.001.001.09.xsd"))


@settings(max_examples=60)
@given(batches)
def test_all_formats_give_back_the_batch_s_totals(batch: PaymentBatch) -> None:
    for one in FORMATS:
        assert READERS[one](write_file(batch, one)) == batch.totals


@settings(max_examples=40, deadline=None)
@given(batches)
def test_pain001_is_valid(schema: xmlschema.XMLSchema, batch: PaymentBatch) -> None:
    schema.validate(write_file(batch, FileFormat.PAIN001).decode())


@pytest.mark.parametrize("odd", ["\x0b", "\x1f", "\x7f", "\ufffe", "\n", "\u2028"])
def test_a_character_that_xml_cannot_carry_is_left_out(
    schema: xmlschema.XMLSchema, odd: str
) -> None:
    account = BankAccount(f"Belper{odd}Young  Carers", "403001", "77310002")
    payer = replace(BATCH.originator, name=f"Derbyshire{odd}Families")
    batch = replace(BATCH, originator=payer, payments=(Payment("MH12-1", account, 1),))
    content = write_file(batch, FileFormat.PAIN001)
    schema.validate(content.decode())
    assert pain001.totals(content) == batch.totals
    assert content.count(b"<Nm>Belper Young Carers</Nm>") == 1
    assert content.count(b"<Nm>Derbyshire Families</Nm>") == 2


def test_the_schema_refuses_what_it_should(schema: xmlschema.XMLSchema) -> None:
    spoilt = write_file(BATCH, FileFormat.PAIN001).decode().replace("<Ccy>GBP", "<Ccy>pounds", 1)
    assert not schema.is_valid(spoilt)


@settings(max_examples=40)
@given(batches)
def test_standard_18_has_labels_of_80_and_records_of_100(batch: PaymentBatch) -> None:
    lines = write_file(batch, FileFormat.BACS18).decode("ascii").split("\r\n")
    assert lines.pop() == ""
    count = len(batch.payments)
    names = [line[:4] for line in lines if len(line) == bacs18.LABEL]
    assert names == ["VOL1", "HDR1", "HDR2", "UHL1", "EOF1", "EOF2", "UTL1"]
    assert [len(line) for line in lines] == [80] * 4 + [100] * (count + 1) + [80] * 3


def test_standard_18_to_the_letter() -> None:
    """Columns by Bacs' guide: day 329 is 25 November, 334 the 30th."""
    lines = write_file(BATCH, FileFormat.BACS18).decode("ascii").split("\r\n")
    assert lines[0] == f"VOL1000012{'':27}    174802    {'':28}1"
    assert lines[1][:60] == "HDR1A174802S  117480217480200010001       26329 263590000000"
    assert lines[3][:40] == "UHL1 26334999999    000000001 DAILY  001"
    assert lines[4] == (
        "4030017731000209960837177310001    00000003625"
        "DERBYSHIRE FAMILIEMH12-1            BELPER YOUNG CARER"
    )
    assert lines[5][82:] == "SIAN O NEILL & SON"
    assert lines[7][14:17] == "017"
    assert lines[-2].rstrip() == "UTL1" + "0000000004616" * 2 + "0000001" + "0000003"


def test_csv_to_the_letter() -> None:
    lines = write_file(BATCH, FileFormat.CSV).decode("ascii").split("\r\n")
    assert lines[0] == (
        "403001,77310002,BELPER YOUNG CARER,36.25,99,608371,77310001,"
        "DERBYSHIRE FAMILIE,MH12-1,30/11/2026"
    )
    assert lines[2].startswith("110001,77310004,CMD /C CALC A1,0.01,")


def test_no_cell_of_a_csv_is_a_formula() -> None:
    for cell in write_file(BATCH, FileFormat.CSV).decode().replace("\r\n", ",").split(","):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("file_format", FORMATS)
def test_the_same_batch_gives_the_same_bytes(file_format: FileFormat) -> None:
    assert len({write_file(BATCH, file_format) for _ in range(10)}) == 1
    assert manifest_of(BATCH).totals == Totals(3, 4_616)


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_changed_byte_is_noticed_where_it_is(file_format: FileFormat) -> None:
    content = bytearray(write_file(BATCH, file_format))
    assert compare(BATCH, bytes(content)).is_same
    rng = random.Random(5)
    for offset in range(len(content)):
        spoilt = bytearray(content)
        spoilt[offset] ^= rng.randrange(1, 256)
        found = compare(BATCH, bytes(spoilt))
        assert not found.is_same, offset
        assert found.places
    for other in (content[:-1], content + b"x", b"", content.replace(b"\r\n", b"\n") + b"\n"):
        found = compare(BATCH, bytes(other))
        assert not found.is_same
        assert found.places


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("77310002", "77310009", Place(1, Part.ACCOUNT)),
        ("403001", "403009", Place(1, Part.ACCOUNT)),
        ("77310001", "77310009", Place(0, Part.PAYER)),
        ("MH12-2", "MH12-9", Place(2, Part.REFERENCE)),
    ],
)
def test_what_differs_is_named_and_not_shown(
    file_format: FileFormat, old: str, new: str, place: Place
) -> None:
    content = write_file(BATCH, file_format).decode()
    found = compare(BATCH, content.replace(old, new).encode())
    assert found.format is file_format
    parts = {(one.payment if place.payment else 0, one.part) for one in found.places}
    assert (place.payment, place.part) in parts
    assert not re.search(r"\d{6}", str(found.places))


def test_a_payment_that_was_raised_shows_in_the_totals() -> None:
    csv = write_file(BATCH, FileFormat.CSV).replace(b"36.25", b"96.25")
    found = compare(BATCH, csv)
    assert (found.wanted, found.found) == (Totals(3, 4_616), Totals(3, 10_616))
    assert found.places == (Place(1, Part.AMOUNT),)


def test_a_payment_that_was_left_out_is_missed() -> None:
    rows = write_file(BATCH, FileFormat.CSV).splitlines(keepends=True)
    found = compare(BATCH, rows[0] + rows[2])
    assert found.found is not None
    assert found.found.count == 2
    assert found.places[0] == Place(0, Part.LENGTH)
    assert found.places[1].payment == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"<", b"<a>" * 5_000, b"VOL1", b"1,2\r\n" * 9, b"\x00" * 99, b'"'],
)
def test_anything_at_all_can_be_held_against_a_batch(content: bytes) -> None:
    found = compare(BATCH, content)
    assert not found.is_same
    assert found.found is None or found.found != found.wanted


def test_totals_that_do_not_agree_are_named() -> None:
    bacs = write_file(BATCH, FileFormat.BACS18)
    with pytest.raises(FileFault, match="contra"):
        bacs18.totals(bacs.replace(b"00000003625", b"00000003626"))
    with pytest.raises(FileFault, match="UTL1"):
        bacs18.totals(bacs.replace(b"UTL10000000004616", b"UTL10000000004617"))
    with pytest.raises(FileFault, match="CtrlSum"):
        pain001.totals(write_file(BATCH, FileFormat.PAIN001).replace(b">46.16<", b">46.17<", 1))
