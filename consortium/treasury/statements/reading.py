"""Read a statement of any of the three kinds, told by its first bytes."""

from consortium.treasury.statements import camt053, ofx, statement_csv
from consortium.treasury.statements.line import StatementError, StatementFault, StatementLine

LARGEST_BYTES = 5_000_000


def read_statement(content: bytes) -> list[StatementLine]:
    """The lines of a statement, as the bank ordered them. Raises StatementError."""
    if not content.strip() or len(content) > LARGEST_BYTES or b"\0" in content:
        raise StatementError(
            StatementFault.EMPTY if not content.strip() else StatementFault.NOT_A_STATEMENT
        )
    text = _text(content)
    is_marked_up = text.lstrip().startswith(("<", "OFXHEADER"))
    if is_marked_up and "<OFX>" in text:
        lines = ofx.read(text)
    elif is_marked_up:
        lines = camt053.read(content)
    else:
        lines = statement_csv.read(text)
    if not lines:
        raise StatementError(StatementFault.EMPTY)
    return lines


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
