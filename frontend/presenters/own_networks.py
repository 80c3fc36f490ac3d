"""The networks of an organisation: which it belongs to, where it votes, which it could join."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import plain_day
from representation.selectors.own_structures import OwnStructure


def own_network_table(slug: str, found: Sequence[OwnStructure]) -> Table | None:
    """A network a row, with the next thing to do; None where there is no network yet."""
    if not found:
        return None
    columns = (Column(_("Network")), Column(_("Member since")), Column(_("Votes in")))
    ordered = sorted(found, key=lambda one: one.member_since is None)
    rows = tuple(_row(slug, one) for one in ordered)
    return table_of(Table(_("Networks that speak for it, or could"), columns, rows, id="networks"))


def _row(slug: str, one: OwnStructure) -> Row:
    here = [slug, one.structure.slug]
    name = Cell(
        one.structure.name,
        href=reverse("public:constitution", args=[one.structure.slug]),
        small=one.structure.area,
    )
    if one.member_since is None:
        href = reverse("members:join", args=here)
        join = Cell(_("Not a member"), more=_("Join"), more_href=href, hidden=one.structure.name)
        return Row((name, join, Cell("–")))
    leave = reverse("members:leave", args=here)
    since = Cell(
        plain_day(one.member_since), more=_("Leave"), more_href=leave, hidden=one.structure.name
    )
    return Row((name, since, _home(one, here)), look=not one.votes_in and one.forums > 0)


def _home(one: OwnStructure, here: list[str]) -> Cell:
    href = reverse("members:voting-home", args=here)
    if one.forums > 1 or (one.forums and not one.votes_in):
        words = one.votes_in or _("Not chosen yet")
        more = _("Choose another") if one.votes_in else _("Choose")
        return Cell(words, more=more, more_href=href, hidden=one.structure.name)
    return Cell(one.votes_in or _("No forum works where it does"))
