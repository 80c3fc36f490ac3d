"""Where the books end, day by day: for everybody to keep, and to hold against the books later."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from consortium.selectors.ledger import HeadDay
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import moment

HEAD_HEADINGS = ("consortium", "network", "day", "published_at", "entries", "head")
CHECK = "manage.py ledger verify --consortium NETWORK --head NUMBER:DIGEST"


def with_heads(sheet: Sheet, heads: tuple[HeadDay, ...]) -> Sheet:
    """The page with the heads of the last days beneath."""
    section = Section(
        _("Where the books end, day by day"),
        words=_(
            "Keep a copy. Books that somebody writes again, even as a whole, no longer hold a line that"
            " you kept. Whoever runs this place checks a line with: %(command)s"
        )
        % {"command": CHECK},
        table=_table(heads) if heads else None,
        empty="" if heads else _("Nothing is published yet."),
        actions=tuple(
            Action(words, reverse("public:heads-file", args=[kind]), kind, "second", is_link=True)
            for words, kind in ((_("The days as CSV"), "csv"), (_("The days as JSON"), "json"))
        ),
    )
    return replace(sheet, sections=(*sheet.sections, section))


def _table(heads: Iterable[HeadDay]) -> Table:
    columns = (
        Column(_("Published")),
        Column(_("Entries"), is_number=True),
        Column(_("Head")),
        Column(_("The books now")),
    )
    rows = tuple(
        Row(
            (
                Cell(moment(one.published_at), small=one.network),
                Cell(str(one.head.number)),
                Cell(one.head.digest),
                Cell(_("hold it"), tag="ok")
                if one.is_kept
                else Cell(_("are not these any more"), tag="no"),
            ),
            look=not one.is_kept,
        )
        for one in heads
    )
    return table_of(Table(_("Where the books end, day by day"), columns, rows, hide_caption=True))


def head_rows(heads: Iterable[HeadDay]) -> list[dict[str, Any]]:
    """The heads for machines; `head` is what the command takes."""
    return [
        dict(
            zip(
                HEAD_HEADINGS,
                (
                    one.slug, one.network, one.day.isoformat(), one.published_at.isoformat(),
                    one.head.number, f"{one.head.number}:{one.head.digest}",
                ),
                strict=True,
            )
        )
        for one in heads
    ]  # fmt: skip
