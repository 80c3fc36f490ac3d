"""Every claim that was ever sent in, decided or not: where one is found again."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.presenters.parts import Cell, Column, Crumb, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money_to_the_penny, plain_day
from representation.claims.states import TO_DECIDE, ClaimState
from representation.rules.claims import state_word
from representation.selectors.claims import MOST_SHOWN, ClaimRow

TAGS = {
    ClaimState.APPROVED: "ok",
    ClaimState.IN_PAYMENT: "go",
    ClaimState.PAID: "ok",
    ClaimState.REFUSED: "no",
    ClaimState.QUERIED: "due",
}


def all_claims_sheet(rows: tuple[ClaimRow, ...]) -> Sheet:
    """The claims, the newest first."""
    here = reverse("staff:claims-all")
    older = Action(
        _("Older claims"),
        f"{here}?before={rows[-1].number}" if rows else here,
        "older",
        "second",
        is_link=True,
    )
    return Sheet(
        title=_("Every claim that was sent in"),
        lead=_("The newest first, with what became of each."),
        sections=(
            Section(
                table=_table(rows) if rows else None,
                empty="" if rows else _("No claim was sent in."),
                actions=(older,) if len(rows) == MOST_SHOWN else (),
            ),
        ),
        crumbs=(Crumb(_("Claims"), reverse("staff:claims")),),
        here=_("Every claim"),
    )


def _table(rows: Iterable[ClaimRow]) -> Table:
    columns = (
        Column(_("Claim")),
        Column(_("From")),
        Column(_("For")),
        Column(_("Total"), is_number=True),
        Column(_("State")),
    )
    found = tuple(
        Row(
            (
                Cell(
                    _("Claim %(number)s") % {"number": one.number},
                    href=reverse("staff:claim", args=[one.id]),
                ),
                Cell(one.claimant, small=one.organisation),
                Cell(one.body, small=plain_day(one.day)),
                Cell(money_to_the_penny(one.total)),
                Cell(state_word(one.state), tag=TAGS.get(one.state, "plain")),
            ),
            look=one.state in TO_DECIDE,
        )
        for one in rows
    )
    return table_of(Table(_("Claims"), columns, found, hide_caption=True))
