"""The list of a network's members: a sentence, who they are, and how ready each is."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_words import listed
from consortium.rules import reason_of
from consortium.selectors.member_list import MemberListPage, Order, Readiness, readiness_of
from consortium.selectors.members import MemberRow
from frontend.presenters.kinds import CLASSES, LEGAL_FORMS
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.templatetags.manyhands import money, plain_day

MOST_PLACES_NAMED = 3
READY: Mapping[Readiness, str] = {
    Readiness.READY: "ok",
    Readiness.EXPIRING: "due",
    Readiness.NOT_READY: "gap",
}


def list_lead(page: MemberListPage) -> str:
    """How many there are, and how many of them may hold a part of a contract."""
    if not page.members:
        return _("Nobody has joined yet.")
    members = ngettext("%(n)s member", "%(n)s members", page.members) % {"n": page.members}
    ready = ngettext(
        "%(ready)s of %(n)s full member has everything that is asked.",
        "%(ready)s of %(n)s full members have everything that is asked.",
        page.full,
    ) % {"ready": page.ready, "n": page.full}
    return f"{members}. {ready}"


def member_table(
    page: MemberListPage, query: QueryDict, names: Mapping[str, str], order: str
) -> Table:
    """One row for each; heads sort by links. `names`: of kinds of evidence, by code."""
    columns = (
        _sorted_column(_("Member"), query, order, Order.NAME, Order.NAME),
        Column(_("Membership")),
        _sorted_column(_("Income"), query, order, Order.INCOME, Order.LARGEST),
        Column(_("Works in")),
        Column(_("Offers"), is_number=True),
        Column(_("Ready?")),
    )
    rows = tuple(_row(one, names, query.get("on", "")) for one in page.rows)
    return table_of(Table(_("The members"), columns, rows, id="members", hide_caption=True))


def _sorted_column(
    words: str, query: QueryDict, order: str, upwards: Order, downwards: Order
) -> Column:
    """A head that sorts by its column, and the other way round when it does so already."""
    going = query.copy()
    going["order"] = downwards if order == upwards else upwards
    going.pop("page", None)
    is_sorted = {upwards: "ascending", downwards: "descending"}.get(Order(order), "")
    if upwards == downwards and is_sorted:
        is_sorted = "ascending"
    return Column(words, upwards is Order.INCOME, f"?{going.urlencode()}", is_sorted)


def _row(row: MemberRow, names: Mapping[str, str], on: str) -> Row:
    href = reverse("staff:member", args=[row.slug])
    if on:
        href += f"?{urlencode({'on': on})}"
    since = _("since %(day)s") % {"day": plain_day(row.member_since)}
    readiness = readiness_of(row)
    return Row(
        (
            Cell(row.name, href=href, small=LEGAL_FORMS[row.legal_form]),
            Cell(CLASSES[row.membership_class], small=since),
            Cell(money(row.income_pence), small=row.band.name if row.band else _("Size not known")),
            Cell(_places(row.areas)),
            Cell(str(row.offers)),
            Cell(_ready_words(readiness), tag=READY[readiness], small=_why(row, names)),
        ),
        look=readiness is Readiness.NOT_READY,
    )


def _places(areas: tuple[str, ...]) -> str:
    left_out = len(areas) - MOST_PLACES_NAMED
    if left_out < 2:
        return listed(list(areas)) or "–"
    more = ngettext("%(n)s more", "%(n)s more", left_out) % {"n": left_out}
    return listed([*areas[:MOST_PLACES_NAMED], more])


def _ready_words(readiness: Readiness) -> str:
    return {
        Readiness.READY: _("Ready"),
        Readiness.EXPIRING: _("Ready, not for long"),
        Readiness.NOT_READY: _("Not ready"),
    }[readiness]


def _why(row: MemberRow, names: Mapping[str, str]) -> str:
    """The first thing that is missing, or runs out."""
    readiness = readiness_of(row)
    if readiness is Readiness.READY:
        return ""
    wanted = readiness is Readiness.NOT_READY
    found = [
        one
        for one in row.findings
        if (not one.is_enough if wanted else one.standing.value == Readiness.EXPIRING)
    ]
    words = reason_of(found[0], names[found[0].criterion.code])
    left_out = len(found) - 1
    if not left_out:
        return words
    more = _("And %(n)s more.") % {"n": left_out}
    return f"{words} {more}"
