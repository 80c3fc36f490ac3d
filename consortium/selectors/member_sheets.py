"""The members', offers' and evidence sheets of a consortium, as an import would read them back."""

from collections.abc import Sequence
from datetime import date

from consortium.models import (
    Capacity,
    Consortium,
    Evidence,
    Income,
    Membership,
    Offer,
    Organisation,
)
from consortium.selectors.consortia import memberships_on
from consortium.spreadsheets.member_sheets import SHEETS
from consortium.spreadsheets.writing import Value, as_csv, as_workbook, pounds

Rows = list[Sequence[Value]]


def workbook_of(consortium: Consortium, day: date) -> bytes:
    """The three sheets as XLSX: the members of that day with all their offers and evidence."""
    return as_workbook({name: (_headings(name), rows) for name, rows in _all(consortium, day)})


def template_workbook() -> bytes:
    """The three sheets as XLSX with their headings alone, to fill in."""
    empty: Rows = []
    return as_workbook({name: (_headings(name), empty) for name in SHEETS})


def csv_of(consortium: Consortium, sheet: str, day: date) -> bytes:
    """One of the three sheets as CSV. `sheet`: members, offers or evidence."""
    return as_csv(_headings(sheet), dict(_all(consortium, day))[sheet])


def _headings(sheet: str) -> list[str]:
    return [column.name for column in SHEETS[sheet]]


def _all(consortium: Consortium, day: date) -> list[tuple[str, Rows]]:
    memberships = list(
        memberships_on(day)
        .filter(consortium=consortium)
        .select_related("organisation__home")
        .prefetch_related(
            "organisation__areas", "organisation__themes", "organisation__identifiers"
        )
        .order_by("organisation__name", "pk")
    )
    members = [one.organisation for one in memberships]
    return [
        ("members", [_member(one) for one in memberships]),
        ("offers", _offers(consortium, members)),
        ("evidence", _evidence(members)),
    ]


def _member(membership: Membership) -> Sequence[Value]:
    organisation = membership.organisation
    income = Income.objects.filter(organisation=organisation).first()
    first = Membership.objects.filter(
        consortium=membership.consortium_id, organisation=organisation
    ).earliest("start_on")
    return (
        organisation.name,
        organisation.name_cy,
        organisation.legal_form,
        tuple(str(one) for one in organisation.identifiers.all()),
        pounds(income.pence) if income else None,
        income.year_end_on if income else None,
        income.source if income else None,
        organisation.home.code if organisation.home else None,
        tuple(area.code for area in organisation.areas.all()),
        tuple(theme.slug for theme in organisation.themes.all()),
        membership.membership_class,
        first.start_on,
        organisation.email,
        organisation.phone,
        organisation.description,
    )


def _offers(consortium: Consortium, members: list[Organisation]) -> Rows:
    limits = {
        (one.organisation_id, one.valid_from): one
        for one in Capacity.objects.filter(consortium=consortium, organisation__in=members)
    }
    rows = Offer.objects.filter(consortium=consortium, organisation__in=members)
    rows = rows.select_related("organisation").prefetch_related("areas")
    return [
        _offer(one, limits.get((one.organisation_id, one.valid_from)))
        for one in rows.order_by("organisation__name", "cpv_prefix", "valid_from", "pk")
    ]


def _offer(offer: Offer, limits: Capacity | None) -> Sequence[Value]:
    return (
        offer.organisation.name,
        offer.service,
        offer.cpv_prefix,
        tuple(area.code for area in offer.areas.all()),
        offer.volume,
        offer.unit,
        pounds(offer.unit_cost_pence),
        offer.least_lot_pct,
        pounds(limits.turnover_cap_pence) if limits else None,
        pounds(limits.least_contract_pence) if limits else None,
        limits.longest_wait_days if limits else None,
        offer.valid_from,
        offer.valid_until,
    )


def _evidence(members: list[Organisation]) -> Rows:
    rows = Evidence.objects.filter(organisation__in=members).select_related("organisation", "type")
    return [
        (
            one.organisation.name,
            one.type.code,
            one.reference,
            pounds(one.cover_pence),
            one.issued_on,
            one.expires_on,
        )
        for one in rows.order_by("organisation__name", "type__code", "issued_on", "pk")
    ]
