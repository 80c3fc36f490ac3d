"""Who supports the demonstration's structures, from our own table."""

from pathlib import Path

from consortium.spreadsheets import read_table
from consortium.spreadsheets.columns import Column, Kind, read_rows
from representation import demonstration
from representation.models import Structure
from representation.services.support import SupportDraft, record_support

PATH = Path(demonstration.__file__).parent / "supports.csv"
SUPPORTS = (
    Column("network", required=True),
    Column("provider", required=True),
    Column("what", required=True),
    Column("hours", Kind.WHOLE, most=1000),
    Column("funder", required=True),
    Column("from", Kind.DATE, required=True),
    Column("until", Kind.DATE),
)


def load_supports(structure: Structure) -> None:
    """The structure's rows of the table; it has none yet."""
    for row in read_rows(read_table(PATH.read_bytes()), SUPPORTS):
        if row["network"] == structure.consortium.slug:
            draft = SupportDraft(
                provider=row["provider"],
                what=row["what"],
                funder=row["funder"],
                start_on=row["from"],
                end_on=row["until"],
                hours_a_week=row["hours"],
            )
            record_support(by=None, structure=structure, draft=draft)
