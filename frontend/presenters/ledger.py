"""The books as those who look after the money, and whoever audits them, read them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.selectors.ledger import Books
from consortium.selectors.ledger_entries import EntryLine, Side
from consortium.treasury.states import AccountKind
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import moment, money_to_the_penny

HEADINGS = (
    "number", "at", "kind", "from", "from_name", "to", "to_name", "pence", "memo", "by", "digest",
)  # fmt: skip


def ledger_sheet(books: Books, entries: tuple[EntryLine, ...]) -> Sheet:
    """Whether the books stand, and a page of their entries, the newest first."""
    head = f"{books.head.number}:{books.head.digest}"
    return Sheet(
        title=_("Ledger"),
        lead=_state_words(books),
        sections=(
            Section(facts=(Fact(_("Where it ends"), head),)),
            Section(
                _("Entries, the newest first"),
                table=_table(entries) if entries else None,
                empty="" if entries else _("Nothing is written yet."),
                actions=tuple(_actions(books, entries)),
            ),
        ),
    )


def _state_words(books: Books) -> str:
    if books.fault:
        words = _("Entry %(number)s is not as it was written. Tell the lead at once.")
        return words % {"number": books.fault.number}
    if books.pots:
        words = _("This does not agree with the books: %(name)s.")
        return words % {"name": books.pots[0].name}
    words = ngettext(
        "%(n)s entry stands as it was written.",
        "%(n)s entries stand as they were written.",
        books.entries,
    )
    return words % {"n": books.entries}


def _table(entries: Iterable[EntryLine]) -> Table:
    columns = (
        Column(_("Number")),
        Column(_("When")),
        Column(_("From")),
        Column(_("To")),
        Column(_("Amount"), is_number=True),
        Column(_("For")),
    )
    rows = tuple(
        Row(
            (
                Cell(str(one.number)),
                Cell(moment(one.at), small=one.by),
                _side(one.source),
                _side(one.to),
                Cell(money_to_the_penny(one.pence)),
                Cell(one.memo),
            )
        )
        for one in entries
    )
    return table_of(Table(_("Entries"), columns, rows, hide_caption=True))


def _side(side: Side) -> Cell:
    kinds = {
        AccountKind.BANK: _("The bank"),
        AccountKind.FUND: _("Fund"),
        AccountKind.BUDGET: _("Budget"),
        AccountKind.PAYEE: _("Owed to a payee"),
    }
    kind = kinds[side.kind]
    return Cell(side.name, small=kind) if side.name else Cell(kind)


def _actions(books: Books, entries: tuple[EntryLine, ...]) -> Iterable[Action]:
    here = reverse("staff:ledger")
    if entries and entries[0].number < books.head.number:
        yield Action(_("The newest entries"), here, "newest", "second", is_link=True)
    if entries and entries[-1].number > 1:
        older = f"{here}?before={entries[-1].number}"
        yield Action(_("Older entries"), older, "older", "second", is_link=True)
    if entries:
        file = reverse("staff:ledger-file")
        yield Action(_("Every entry, as CSV"), file, "csv", "second", is_link=True)


def ledger_rows(entries: Iterable[EntryLine]) -> list[dict[str, Any]]:
    """The entries for machines: pence, moments in ISO 8601, under fixed English names."""
    return [
        dict(
            zip(
                HEADINGS,
                (
                    one.number, one.at.isoformat(), one.kind, one.source.code, one.source.name,
                    one.to.code, one.to.name, one.pence, one.memo, one.by, one.digest,
                ),
                strict=True,
            )
        )
        for one in entries
    ]  # fmt: skip
