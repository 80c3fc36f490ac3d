"""Statements as other banks and bureaux write them: signs, currencies, parts of a sum, states of an entry."""

from datetime import date

import pytest

from consortium.treasury.statements.line import StatementError, StatementFault
from consortium.treasury.statements.reading import read_statement

CAMT = (
    '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
    "<BkToCstmrStmt><Stmt>{}</Stmt></BkToCstmrStmt></Document>"
)
OFX = (
    "OFXHEADER:100\r\nDATA:OFXSGML\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP"
    "<BANKTRANLIST>{}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
)
IN_STERLING = '<Amt Ccy="GBP">{}</Amt>'
INSTRUCTED = '<AmtDtls><InstdAmt><Amt Ccy="GBP">{}</Amt></InstdAmt></AmtDtls>'
DAY = "<BookgDt><Dt>2026-04-01</Dt></BookgDt>"


def entry(amount: str = "30.00", status: str = "<Cd>BOOK</Cd>", rest: str = "") -> str:
    day = "" if "BookgDt" in rest or "ValDt" in rest else DAY
    return (
        f'<Ntry><Amt Ccy="GBP">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>{status}</Sts>'
        f"{day}{rest}</Ntry>"
    )


def parts(*amounts: str) -> str:
    inside = "".join(
        f"<TxDtls><Refs><EndToEndId>MH1-{number}</EndToEndId></Refs>{amount}</TxDtls>"
        for number, amount in enumerate(amounts, start=1)
    )
    return f"<NtryDtls>{inside}</NtryDtls>"


def transaction(amount: str = "-12.50", more: str = "") -> str:
    return f"<STMTTRN><DTPOSTED>20260401<TRNAMT>{amount}<FITID>1<NAME>MH1-1{more}</STMTTRN>"


def pence(content: str) -> list[int]:
    return [line.pence for line in read_statement(content.encode())]


def days(content: str) -> list[date]:
    return [line.booked_on for line in read_statement(content.encode())]


def refusal(content: str) -> tuple[StatementFault, str]:
    with pytest.raises(StatementError) as error:
        read_statement(content.encode())
    return error.value.fault, error.value.place


def csv_of(amount: str, day: str = "01/04/2026") -> str:
    return f'Date,Description,Amount\n{day},MH1-1,"{amount}"\n'


@pytest.mark.parametrize(
    "amount, wanted",
    [
        ("12.50-", -1_250),
        ("£1,250.00-", -125_000),
        ("£-12.50", -1_250),
        ("12.50 DR", -1_250),
        ("12.50 CR", 1_250),
        ("(£12.50)", -1_250),
        ("-12.500", -1_250),
        ("-.50", -50),
    ],
)
def test_the_sign_is_read_wherever_the_bank_puts_it(amount: str, wanted: int) -> None:
    assert pence(csv_of(amount)) == [wanted]


@pytest.mark.parametrize(
    "amount", ["+-12.50", "--12.50", "(12.50", "-12.50-", "-12.50 DR", "12.505", ".", "-"]
)
def test_an_amount_of_two_signs_or_half_a_bracket_is_refused(amount: str) -> None:
    assert refusal(csv_of(amount)) == (StatementFault.AMOUNT, "line 2")


@pytest.mark.parametrize("day", ["01-Apr-2026", "01-Apr-26", "2026-04-01T10:11:12Z"])
def test_days_as_more_banks_write_them(day: str) -> None:
    assert days(csv_of("1", day)) == [date(2026, 4, 1)]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_cells_may_be_parted_by_other_signs(separator: str) -> None:
    rows = ["Date", "Description", "Amount"], ["01/04/2026", "MH1-1", "-1,250.00"]
    assert pence("\n".join(map(separator.join, rows))) == [-125_000]


def test_a_csv_file_with_a_cell_too_long_is_refused_and_old_line_ends_are_read() -> None:
    long = csv_of("1").replace("MH1-1", "x" * 140_000)
    assert refusal(long) == (StatementFault.NOT_A_STATEMENT, "")
    assert pence(csv_of("1").replace("\n", "\r")) == [100]


def test_a_line_after_a_cell_of_two_lines_is_named_as_the_file_has_it() -> None:
    content = 'Date,Description,Amount\n01/04/2026,"two\nlines",1\n01/04/2026,x,soon\n'
    assert refusal(content) == (StatementFault.AMOUNT, "line 4")


def test_a_csv_line_in_another_currency_is_refused() -> None:
    content = "Date,Description,Amount,Currency\n01/04/2026,MH1-1,-5,{}\n"
    assert pence(content.format("GBP")) == [-500]
    assert refusal(content.format("EUR")) == (StatementFault.CURRENCY, "line 2")


@pytest.mark.parametrize(
    "status", ["INFO", "PDNG", "FUTR", "<Cd>INFO</Cd>", "<Cd>FUTR</Cd>", "<Prtry>HELD</Prtry>"]
)
def test_only_what_is_booked_counts(status: str) -> None:
    assert pence(CAMT.format(entry("1.00", status) + entry("2.00", "BOOK"))) == [-200]


@pytest.mark.parametrize("amount", ["30", "30.00000", "+30.0", "30."])
def test_an_iso_amount_may_have_noughts_or_a_plus(amount: str) -> None:
    assert pence(CAMT.format(entry(amount))) == [-3_000]


@pytest.mark.parametrize("shape", [IN_STERLING, INSTRUCTED])
def test_an_entry_s_parts_are_taken_where_they_come_to_its_sum(shape: str) -> None:
    both = parts(shape.format("10"), shape.format("20"))
    assert pence(CAMT.format(entry(rest=both))) == [-1_000, -2_000]


@pytest.mark.parametrize(
    "second",
    ['<Amt Ccy="GBP">10</Amt>', '<Amt Ccy="EUR">20</Amt>', '<Amt Ccy="GBP">x</Amt>', ""],
)
def test_an_entry_whose_parts_do_not_come_to_its_sum_is_taken_as_one(second: str) -> None:
    content = CAMT.format(entry(rest=parts('<Amt Ccy="GBP">10</Amt>', second)))
    (line,) = read_statement(content.encode())
    assert (line.pence, line.text) == (-3_000, "MH1-1 MH1-2")


def test_a_part_that_came_back_is_taken_off_the_sum() -> None:
    back = '<Amt Ccy="GBP">20</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
    both = parts('<Amt Ccy="GBP">50</Amt>', back)
    assert pence(CAMT.format(entry("30", rest=both))) == [-5_000, 2_000]


@pytest.mark.parametrize(
    "when, wanted",
    [
        ("<BookgDt><DtTm>2026-03-31T23:30:00Z</DtTm></BookgDt>", date(2026, 4, 1)),
        ("<BookgDt><DtTm>2026-03-31T23:30:00</DtTm></BookgDt>", date(2026, 3, 31)),
        ("<ValDt><DtTm>2026-04-01T09:00:00+01:00</DtTm></ValDt>", date(2026, 4, 1)),
        ("<BookgDt><Dt>2026-04-01+01:00</Dt></BookgDt>", date(2026, 4, 1)),
    ],
)
def test_an_entry_is_booked_on_the_day_that_it_was_in_london(when: str, wanted: date) -> None:
    assert days(CAMT.format(entry(rest=when))) == [wanted]


@pytest.mark.parametrize("amount", ["-12.5000", "-12.5"])
def test_ofx_may_have_more_decimals(amount: str) -> None:
    assert pence(OFX.format(transaction(amount))) == [-1_250]


def test_an_ofx_transaction_in_another_currency_is_refused() -> None:
    foreign = "<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY>"
    content = OFX.format(transaction() + transaction(more=foreign))
    assert refusal(content) == (StatementFault.CURRENCY, "STMTTRN 2")
    bought_abroad = foreign.replace("CURRENCY", "ORIGCURRENCY")  # its amount is in pounds
    assert pence(OFX.format(transaction(more=bought_abroad))) == [-1_250]


def test_a_second_account_in_another_currency_is_refused() -> None:
    second = OFX.format(transaction()).replace("GBP", "USD").partition("<OFX>")[2]
    content = OFX.format(transaction()).replace("</OFX>", second)
    assert refusal(content) == (StatementFault.CURRENCY, "CURDEF")


def test_the_words_of_a_payment_do_not_make_a_statement_ofx() -> None:
    assert pence(csv_of("-5").replace("MH1-1", "<OFX> MH1-1")) == [-500]
