"""Who does what, since when: for a member, and for the whole network."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from consortium.selectors.role_lists import RoleRow
from frontend.presenters.kinds import ROLES
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import plain_day


def contact_table(rows: Sequence[RoleRow]) -> Table:
    """The people of one member."""
    columns = (Column(_("Person")), Column(_("Does what")), Column(_("E-mail")), Column(_("Since")))
    shown = tuple(
        Row(
            (
                Cell(one.person),
                Cell(ROLES[one.kind]),
                Cell(one.email or "–"),
                Cell(plain_day(one.start_on)),
            )
        )
        for one in rows
    )
    return table_of(Table(_("Who acts for it"), columns, shown, id="people"))


def role_table(caption: str, rows: Sequence[RoleRow], *, may_end: bool) -> Table:
    """Roles with their days; those that run, or are to come, with a way to end them."""
    columns = (
        Column(_("Person")),
        Column(_("Does what")),
        Column(_("For")),
        Column(_("From")),
        Column(_("Until")),
    )
    return table_of(Table(caption, columns, tuple(_role(one, may_end=may_end) for one in rows)))


def _role(row: RoleRow, *, may_end: bool) -> Row:
    runs = row.end_on is None
    end = reverse("staff:role-end", args=[row.id]) if runs and may_end else ""
    return Row(
        (
            Cell(row.person, small=row.email),
            Cell(ROLES[row.kind]),
            Cell(row.organisation or _("The network")),
            Cell(plain_day(row.start_on)),
            Cell(
                _("No end") if runs else plain_day(row.end_on),
                more=_("End this") if end else "",
                more_href=end,
                hidden=f"{row.person}, {ROLES[row.kind]}",
            ),
        )
    )
