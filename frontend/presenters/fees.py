"""The management fee as those who look after the money read it."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from consortium.decisions import Decision
from consortium.selectors.fees import BandRow, ProposalRow
from frontend.presenters.funds import budget_crumb
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.presenters.sheet import Action, Section, Sheet
from frontend.templatetags.manyhands import money, percent, plain_day


def fees_sheet(
    bands: tuple[BandRow, ...],
    proposals: tuple[ProposalRow, ...],
    most_pct: int,
    today: date,
    reader: int,
    may: tuple[Decision, Decision],
) -> Sheet:
    """Today's bands in a sentence, what waits, then all. `reader`: a user's id; `may`: set, confirm."""
    may_set, may_confirm = may
    new = Action(_("Set a fee"), reverse("staff:fee-new"), "new", "", may_set.reason, is_link=True)
    return Sheet(
        title=_("Management fee"),
        lead=_today_words(bands, today),
        sections=(
            Section(
                facts=(
                    Fact(
                        _("The policy’s most"),
                        _("%(most)s%%. More needs the board’s approval, and two people who say so.")
                        % {"most": most_pct},
                    ),
                ),
                actions=(new,),
            ),
            *(_proposal(one, reader, may_confirm) for one in proposals),
            Section(
                _("Every band"),
                table=_band_table(bands) if bands else None,
                empty="" if bands else _("No band is set yet."),
            ),
        ),
        crumbs=(budget_crumb(),),
        here=_("Management fee"),
    )


def _today_words(bands: Iterable[BandRow], today: date) -> str:
    held = [one for one in bands if one.holds_on(today)]
    if not held:
        return _("No band holds today.")
    parts = [
        _("%(fee)s from %(value)s up")
        % {"fee": percent_in_full(one.basis_points), "value": money(one.from_pence)}
        for one in held
    ]
    return _("Today: %(bands)s.") % {"bands": ", ".join(parts)}


def percent_in_full(basis_points: int) -> str:
    """7.25% of 725: a fee is never rounded."""
    whole, rest = divmod(basis_points, 100)
    return percent(basis_points) if rest % 10 == 0 else f"{whole}.{rest:02}%"


def _proposal(one: ProposalRow, reader: int, may_confirm: Decision) -> Section:
    words = _("%(person)s says that the board approved it on %(day)s.") % {
        "person": one.proposed_by,
        "day": plain_day(one.approved_on),
    }
    own = _("You proposed this fee. Somebody else confirms it.") if one.proposer == reader else ""
    confirm = reverse("staff:fee-confirm", args=[one.id])
    drop = reverse("staff:fee-drop", args=[one.id])
    return Section(
        _("Waits for a second person: %(fee)s from %(value)s up")
        % {"fee": percent_in_full(one.basis_points), "value": money(one.from_pence)},
        words=words,
        facts=(Fact(_("From"), plain_day(one.valid_from)),),
        actions=(
            Action(
                _("I saw the board’s approval"),
                confirm,
                f"confirm-{one.id}",
                "second",
                may_confirm.reason or own,
            ),
            Action(_("Drop it"), drop, f"drop-{one.id}", "stop", may_confirm.reason),
        ),
    )


def _band_table(bands: Iterable[BandRow]) -> Table:
    columns = (
        Column(_("On contracts worth at least"), is_number=True),
        Column(_("Fee"), is_number=True),
        Column(_("From")),
        Column(_("Until")),
        Column(_("Approved by the board")),
    )
    rows = tuple(
        Row(
            (
                Cell(money(one.from_pence)),
                Cell(percent_in_full(one.basis_points)),
                Cell(plain_day(one.valid_from)),
                Cell(plain_day(one.valid_until) if one.valid_until else _("Until further notice")),
                Cell(plain_day(one.approved_on), small=one.approved_by)
                if one.approved_on
                else Cell(_("Within the policy")),
            )
        )
        for one in bands
    )
    return table_of(Table(_("Every band"), columns, rows, hide_caption=True))
