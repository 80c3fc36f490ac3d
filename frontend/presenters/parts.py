"""What the components print: frozen, in words, nothing left to ask."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Crumb:
    words: Words
    href: str


@dataclass(frozen=True)
class Figure:
    """A big figure and what makes it true."""

    value: str
    words: Words


@dataclass(frozen=True)
class Fact:
    """A row of a summary list; `href` with its word `link` changes it; `hidden` says of what."""

    term: Words
    value: Words
    href: str = ""
    link: Words = ""
    hidden: Words = ""


@dataclass(frozen=True)
class Task:
    """Something that needs somebody; `due` is a dated tag of `kind`."""

    words: Words
    href: str
    small: Words = ""
    due: Words = ""
    kind: str = "plain"


@dataclass(frozen=True)
class Step:
    """A step of a timeline; `state`: done, now, next or failed."""

    words: Words
    state: str
    small: Words = ""
    tag: Words = ""
    kind: str = "plain"
    href: str = ""
    link: Words = ""


@dataclass(frozen=True)
class Column:
    """`sorted`: ascending, descending or ""; `href` sorts by it."""

    words: Words
    is_number: bool = False
    href: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """`words` plain, or in a tag of the kind `tag`, or a link; `small` beneath; `more` a link after.

    `hidden`: read out at the end of the link, where other rows have one of the same words.
    `is_bare`: nothing to say here, on a phone not even the label.
    """

    words: Words = ""
    tag: str = ""
    href: str = ""
    strong: bool = False
    small: Words = ""
    more: Words = ""
    more_href: str = ""
    hidden: Words = ""
    is_bare: bool = False


@dataclass(frozen=True)
class Row:
    """A row, its first cell the header; or a heading of the rows that follow, which may lead somewhere.

    `look`: needs attention.
    """

    cells: tuple[Cell, ...] = ()
    look: bool = False
    heading: Words = ""
    heading_href: str = ""


@dataclass(frozen=True)
class Table:
    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: tuple[Cell, ...] = ()
    id: str = ""
    hide_caption: bool = False


def table_of(table: Table) -> Table:
    """The table, once every row has a cell for each column; a folded row shows the columns' labels."""
    for cells in (table.total, *(row.cells for row in table.rows)):
        if cells and len(cells) != len(table.columns):
            raise ValueError(
                f"a row of {len(cells)} cells in a table of {len(table.columns)} columns"
            )
    return table
