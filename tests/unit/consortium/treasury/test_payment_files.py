"""One batch in three formats: equal totals, right layout, valid XML, and every changed byte noticed."""

import random
from importlib.resources import files

import pytest
import xmlschema
from hypothesis import given, settings

from consortium.treasury.payment_files import bacs18, pain001
from consortium.treasury.payment_files.batch import FileFault, PaymentBatch, Totals
from consortium.treasury.payment_files.manifest import (
    READERS,
    first_difference,
    manifest_of,
    write_file,
)
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
    assert first_difference(BATCH, file_format, bytes(content)) is None
    rng = random.Random(5)
    for offset in range(len(content)):
        spoilt = bytearray(content)
        spoilt[offset] ^= rng.randrange(1, 256)
        found = first_difference(BATCH, file_format, bytes(spoilt))
        assert found is not None
        assert found.offset == offset
    for shorter in (content[:-1], content + b"x"):
        found = first_difference(BATCH, file_format, bytes(shorter))
        assert found is not None


def test_totals_that_do_not_agree_are_named() -> None:
    bacs = write_file(BATCH, FileFormat.BACS18)
    with pytest.raises(FileFault, match="contra"):
        bacs18.totals(bacs.replace(b"00000003625", b"00000003626"))
    with pytest.raises(FileFault, match="UTL1"):
        bacs18.totals(bacs.replace(b"UTL10000000004616", b"UTL10000000004617"))
    with pytest.raises(FileFault, match="CtrlSum"):
        pain001.totals(write_file(BATCH, FileFormat.PAIN001).replace(b">46.16<", b">46.17<", 1))
