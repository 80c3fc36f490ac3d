"""The public list of members: who they are, where and on what they work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_words import listed
from consortium.selectors.public_members import PublicMember
from frontend.presenters.kinds import CLASSES
from frontend.presenters.parts import Cell, Column, Row, Table, table_of

PAGE_LENGTH = 40


@dataclass(frozen=True)
class MembersPage:
    """Rows `first` to `last` of `total` that fit what was asked for. `is_empty`: nobody belongs anywhere."""

    lead: str
    is_empty: bool
    table: Table | None
    first: int
    last: int
    total: int
    page: int
    pages: int


def members_page(members: tuple[PublicMember, ...], words: str, page: int) -> MembersPage:
    """Those with all the words in their name, place, theme or network; a page beyond the last is the last."""
    found = [one for one in members if _fits(one, words)]
    pages = max(-(-len(found) // PAGE_LENGTH), 1)
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE_LENGTH
    shown = found[start : start + PAGE_LENGTH]
    return MembersPage(
        lead=_lead(members),
        is_empty=not members,
        table=_table(shown) if shown else None,
        first=start + 1 if shown else 0,
        last=start + len(shown),
        total=len(found),
        page=page,
        pages=pages,
    )


def _fits(one: PublicMember, words: str) -> bool:
    said = " ".join((one.name, one.network, *one.areas, *one.themes)).casefold()
    return all(word.casefold() in said for word in words.split())


def _lead(members: tuple[PublicMember, ...]) -> str:
    if not members:
        return _("Nobody has joined yet.")
    networks = sorted({one.network for one in members})
    count = len({one.name for one in members})
    return ngettext(
        "%(n)s organisation belongs to %(networks)s.",
        "%(n)s organisations belong to %(networks)s.",
        count,
    ) % {"n": count, "networks": listed(networks)}


def _table(members: list[PublicMember]) -> Table:
    columns = (
        Column(_("Organisation")),
        Column(_("Membership")),
        Column(_("Works in")),
        Column(_("Works on")),
    )
    rows: list[Row] = []
    heading = ""
    for one in members:
        if one.network != heading:
            heading = one.network
            rows.append(Row(heading=heading))
        rows.append(_row(one))
    return table_of(Table(_("The members"), columns, tuple(rows), hide_caption=True))


def _row(one: PublicMember) -> Row:
    return Row(
        (
            Cell(one.name, href=reverse("public:organisation", args=[one.slug])),
            Cell(CLASSES[one.membership_class]),
            Cell(listed(list(one.areas)) or "–"),
            Cell(listed(list(one.themes)) or "–"),
        )
    )
