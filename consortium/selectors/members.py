"""A consortium's members on a day: who they are, how large, where, and whether they are ready."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from consortium.models import (
    Capacity,
    Consortium,
    Evidence,
    Membership,
    Offer,
    Organisation,
    ReadinessCriterion,
)
from consortium.readiness.criteria import Criterion, Finding, Held, assess, is_ready
from consortium.selectors.bands import BandRange, band_of, bands_of
from consortium.selectors.consortia import latest_incomes, memberships_on
from consortium.selectors.names import name_of


@dataclass(frozen=True)
class MemberRow:
    """A member on a day. `band` is None where its income is unknown. Names in the reader's language."""

    id: int
    slug: str
    name: str
    legal_form: str
    membership_class: str
    member_since: date
    income_pence: int | None
    band: BandRange | None
    areas: tuple[str, ...]
    themes: tuple[str, ...]
    offers: int
    findings: tuple[Finding, ...]

    @property
    def is_ready(self) -> bool:
        return is_ready(self.findings)


@dataclass(frozen=True)
class OfferRow:
    """An offer valid on a day; `areas` are names, money in pence."""

    id: int
    service: str
    cpv_prefix: str
    areas: tuple[str, ...]
    volume: int
    unit: str
    unit_cost_pence: int
    least_lot_pct: int
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class EvidenceRow:
    """Something that a member holds or held."""

    code: str
    kind: str
    name: str
    reference: str
    cover_pence: int | None
    issued_on: date
    expires_on: date | None


@dataclass(frozen=True)
class MemberView:
    """One member in full, for people with a role in its consortium; None: no limit set."""

    row: MemberRow
    description: str
    email: str
    phone: str
    identifiers: tuple[str, ...]
    turnover_cap_pence: int | None
    least_contract_pence: int | None
    longest_wait_days: int | None
    offers: tuple[OfferRow, ...]
    evidence: tuple[EvidenceRow, ...]


def members_on(consortium: Consortium, day: date) -> tuple[MemberRow, ...]:
    """Every member on that day by name, in a fixed number of queries."""
    memberships = memberships_on(day).filter(consortium=consortium)
    return _rows(consortium, list(_with_organisations(memberships)), day)


def member_on(consortium: Consortium, slug: str, day: date) -> MemberView | None:
    """One member by its organisation's slug; None where it is no member on that day."""
    memberships = memberships_on(day).filter(consortium=consortium, organisation__slug=slug)
    found = _rows(consortium, list(_with_organisations(memberships)), day)
    return _view(consortium, found[0], day) if found else None


def _with_organisations(memberships: Iterable[Membership]) -> Iterable[Membership]:
    queryset = memberships.select_related("organisation")  # type: ignore[attr-defined]
    found: Iterable[Membership] = queryset.prefetch_related(
        "organisation__areas", "organisation__themes"
    ).order_by("organisation__name", "pk")
    return found


def _rows(
    consortium: Consortium, memberships: list[Membership], day: date
) -> tuple[MemberRow, ...]:
    keys = [one.organisation_id for one in memberships]
    bands, incomes = bands_of(consortium), latest_incomes(keys)
    criteria = criteria_of(consortium)
    held, offers = _held(keys), _offer_counts(consortium, keys, day)
    since = _first_days(consortium, keys)
    return tuple(
        MemberRow(
            id=one.organisation_id,
            slug=one.organisation.slug,
            name=name_of(one.organisation),
            legal_form=one.organisation.legal_form,
            membership_class=one.membership_class,
            member_since=since[one.organisation_id],
            income_pence=incomes.get(one.organisation_id),
            band=band_of(incomes.get(one.organisation_id), bands),
            areas=tuple(name_of(area) for area in one.organisation.areas.all()),
            themes=tuple(name_of(theme) for theme in one.organisation.themes.all()),
            offers=offers[one.organisation_id],
            findings=assess(criteria, held[one.organisation_id], day),
        )
        for one in memberships
    )


def criteria_of(consortium: Consortium) -> tuple[Criterion, ...]:
    """What the consortium asks of every full member, in its order."""
    rows = ReadinessCriterion.objects.filter(consortium=consortium).select_related("type")
    return tuple(Criterion(one.type.code, one.least_cover_pence) for one in rows)


def _held(organisations: list[int]) -> dict[int, list[Held]]:
    held: dict[int, list[Held]] = defaultdict(list)
    rows = Evidence.objects.filter(organisation_id__in=organisations).select_related("type")
    for one in rows:
        held[one.organisation_id].append(
            Held(one.type.code, one.issued_on, one.expires_on, one.cover_pence)
        )
    return held


def _valid_offers(consortium: Consortium, organisations: list[int], day: date) -> list[Offer]:
    rows = (
        Offer.objects.filter(
            consortium=consortium, organisation_id__in=organisations, valid_from__lte=day
        )
        .exclude(valid_until__lt=day)
        .prefetch_related("areas")
    )
    return list(rows)


def _offer_counts(consortium: Consortium, organisations: list[int], day: date) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for offer in _valid_offers(consortium, organisations, day):
        counts[offer.organisation_id] += 1
    return counts


def _first_days(consortium: Consortium, organisations: list[int]) -> dict[int, date]:
    rows = Membership.objects.filter(consortium=consortium, organisation_id__in=organisations)
    return dict(rows.order_by("-start_on").values_list("organisation_id", "start_on"))


def _view(consortium: Consortium, row: MemberRow, day: date) -> MemberView:
    organisation = Organisation.objects.get(pk=row.id)
    capacity = (
        Capacity.objects.filter(
            consortium=consortium, organisation=organisation, valid_from__lte=day
        )
        .exclude(valid_until__lt=day)
        .first()
    )
    return MemberView(
        row=row,
        description=organisation.description,
        email=organisation.email,
        phone=organisation.phone,
        identifiers=tuple(str(one) for one in organisation.identifiers.all()),
        turnover_cap_pence=capacity.turnover_cap_pence if capacity else None,
        least_contract_pence=capacity.least_contract_pence if capacity else None,
        longest_wait_days=capacity.longest_wait_days if capacity else None,
        offers=tuple(_offer_row(one) for one in _valid_offers(consortium, [row.id], day)),
        evidence=evidence_of(organisation),
    )


def _offer_row(offer: Offer) -> OfferRow:
    return OfferRow(
        id=offer.pk,
        service=offer.service,
        cpv_prefix=offer.cpv_prefix,
        areas=tuple(name_of(area) for area in offer.areas.all()),
        volume=offer.volume,
        unit=offer.unit,
        unit_cost_pence=offer.unit_cost_pence,
        least_lot_pct=offer.least_lot_pct,
        valid_from=offer.valid_from,
        valid_until=offer.valid_until,
    )


def evidence_of(organisation: Organisation) -> tuple[EvidenceRow, ...]:
    """Everything that it holds or held, kind by kind."""
    return tuple(
        EvidenceRow(
            code=one.type.code,
            kind=one.type.kind,
            name=name_of(one.type),
            reference=one.reference,
            cover_pence=one.cover_pence,
            issued_on=one.issued_on,
            expires_on=one.expires_on,
        )
        for one in organisation.evidence.select_related("type")
    )
