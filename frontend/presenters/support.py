"""What pages say of who supports a network."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.parts import Cell, Column, Row, Table, Task, table_of
from frontend.templatetags.manyhands import plain_day, short_day
from representation.selectors.support import SupportView


def support_table(views: Sequence[SupportView], *, may_change: bool = False) -> Table | None:
    """Who, with how many hours, paid by whom, from when until when; None without any."""
    if not views:
        return None
    columns = (
        Column(_("Who")),
        Column(_("Hours a week"), is_number=True),
        Column(_("Paid by")),
        Column(_("Since")),
        Column(_("Until")),
    )
    rows = tuple(_row(one, may_change=may_change) for one in views)
    return table_of(Table(_("Who supports this network"), columns, rows, id="support"))


def _row(one: SupportView, *, may_change: bool) -> Row:
    href = _address(one) if may_change else ""
    until = plain_day(one.end_on) if one.end_on else _("No end set")
    return Row(
        (
            Cell(one.provider, small=one.what),
            Cell(str(one.hours_a_week) if one.hours_a_week else "–"),
            Cell(one.funder),
            Cell(plain_day(one.start_on)),
            Cell(until, more=_("Change") if href else "", more_href=href, hidden=one.provider),
        )
    )


def support_in_words(views: Sequence[SupportView]) -> str:
    """How many hours a week there are in all; nothing where none are counted in hours."""
    hours = sum(one.hours_a_week or 0 for one in views)
    if not hours:
        return ""
    words = ngettext("%(n)s hour a week in all.", "%(n)s hours a week in all.", hours)
    return words % {"n": hours}


def support_tasks(views: Sequence[SupportView]) -> tuple[Task, ...]:
    """An alert for each arrangement that ends soon."""
    return tuple(
        Task(
            _("Support ends: %(who)s") % {"who": one.provider},
            _address(one),
            f"{one.structure}. {one.funder}",
            _("Ends %(day)s") % {"day": short_day(one.end_on)},
            "due",
        )
        for one in views
    )


def _address(one: SupportView) -> str:
    return reverse("staff:support-end", args=[one.structure_slug, one.id])
