"""Statements of three kinds give the same lines; what cannot be read says where."""

from datetime import date

import pytest

from consortium.treasury.statements.line import StatementError, StatementFault
from consortium.treasury.statements.reading import read_statement
from tests.unit.consortium.treasury.statement_files import CAMT, CSV, CSV_TWO_SIDES, OFX, OFX_XML

WANTED = [(date(2026, 11, 30), -3_625), (date(2026, 11, 30), -990), (date(2026, 12, 2), 990)]


@pytest.mark.parametrize("content", [CSV, CSV_TWO_SIDES, CAMT, OFX, OFX_XML])
def test_every_kind_gives_the_same_lines(content: str) -> None:
    lines = read_statement(content.encode())
    assert [(line.booked_on, line.pence) for line in lines] == WANTED
    assert ["MH12-1" in lines[0].text, "MH12-2" in lines[2].text] == [True, True]


def test_a_byte_order_mark_and_old_windows_are_read() -> None:
    assert len(read_statement(b"\xef\xbb\xbf" + CSV.encode())) == 3
    assert len(read_statement(CSV.replace("Belper", "Si\xe2n").encode("cp1252"))) == 3


@pytest.mark.parametrize(
    ("content", "fault", "place"),
    [
        ("", StatementFault.EMPTY, ""),
        ("  \n ", StatementFault.EMPTY, ""),
        ("a,b,c\n1,2,3\n", StatementFault.COLUMNS, "line 1"),
        ("Date,Description,Amount\n", StatementFault.EMPTY, ""),
        ("Date,Description,Amount\n31/02/2026,x,1.00\n", StatementFault.DATE, "line 2"),
        ("Date,Description,Amount\n30/11/2026,x,1e5\n", StatementFault.AMOUNT, "line 2"),
        ("Date,Description,Amount\n30/11/2026,x,NaN\n", StatementFault.AMOUNT, "line 2"),
        ("Date,Description,Amount\n30/11/2026,x,1.005\n", StatementFault.AMOUNT, "line 2"),
        ("Date,Description,Amount\n30/11/2026,x\n", StatementFault.COLUMNS, "line 2"),
        ("<Document>", StatementFault.NOT_A_STATEMENT, ""),
        ("<html></html>", StatementFault.NOT_A_STATEMENT, ""),
        (CAMT.replace('Ccy="GBP"', 'Ccy="EUR"'), StatementFault.CURRENCY, "Ntry 1"),
        (CAMT.replace("2026-12-02", "soon"), StatementFault.DATE, "Ntry 2"),
        (OFX.replace("20261202", "soon"), StatementFault.DATE, "STMTTRN 3"),
        (OFX.replace("GBP", "USD"), StatementFault.CURRENCY, "CURDEF"),
        (
            '<?xml version="1.0" encoding="UTB-8"?><Document xmlns="urn:camt.053"/>',
            StatementFault.NOT_A_STATEMENT,
            "",
        ),
        ("x\0y", StatementFault.NOT_A_STATEMENT, ""),
        (
            '<!DOCTYPE d [<!ENTITY a "b">]><Document xmlns="urn:camt.053">&a;</Document>',
            StatementFault.NOT_A_STATEMENT,
            "",
        ),
    ],
)
def test_what_cannot_be_read_says_where(content: str, fault: StatementFault, place: str) -> None:
    with pytest.raises(StatementError) as error:
        read_statement(content.encode())
    assert (error.value.fault, error.value.place) == (fault, place)
