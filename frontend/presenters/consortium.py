"""The network's own page: its facts, what it asks of full members, how large its members are."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consortium.readiness.criteria import Criterion
from consortium.selectors.consortia import BandShare, ConsortiumView
from consortium.states import ConsortiumKind
from frontend.presenters.kinds import LEGAL_FORMS, REGISTERS
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.templatetags.manyhands import money

KINDS: dict[str, Promise] = {
    ConsortiumKind.CIC: gettext_lazy("Tenders and contracts as one body"),
    ConsortiumKind.NETWORK: gettext_lazy("Speaks for its members; it does not contract"),
}


def consortium_facts(view: ConsortiumView) -> tuple[Fact, ...]:
    """What it is, with the numbers under which registers know it."""
    numbers = tuple(
        Fact(REGISTERS.get(one.scheme, one.scheme), one.value) for one in view.identifiers
    )
    help_line = ", ".join(
        part
        for part in (view.help_name, view.help_phone, view.help_hours, view.help_text_number)
        if part
    )
    return (
        Fact(_("What it does"), KINDS[view.kind]),
        Fact(_("Legal form"), LEGAL_FORMS[view.legal_form]),
        *numbers,
        Fact(_("Place"), view.area),
        Fact(_("Asset-lock body"), view.asset_lock_body),
        Fact(_("Management fee"), f"{view.fee_pct}%"),
        Fact(_("How size is told"), view.band_scheme),
        Fact(_("Help line"), help_line),
    )


def criteria_table(criteria: Sequence[Criterion], names: Mapping[str, str]) -> Table | None:
    """What every full member must hold; None where nothing is asked."""
    columns = (Column(_("Evidence")), Column(_("Least cover"), is_number=True))
    rows = tuple(
        Row((Cell(names[one.code]), Cell(money(one.least_cover_pence)))) for one in criteria
    )
    if not rows:
        return None
    return table_of(Table(_("What it asks of every full member"), columns, rows, id="criteria"))


def band_table(shares: Sequence[BandShare]) -> Table | None:
    """Members by size, from the smallest; None where there are none."""
    columns = (Column(_("Size")), Column(_("Members"), is_number=True))
    rows = tuple(
        Row((Cell(one.band.name if one.band else _("Not known")), Cell(str(one.members))))
        for one in shares
    )
    return table_of(Table(_("How large its members are"), columns, rows)) if rows else None
