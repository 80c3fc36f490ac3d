"""What a consortium's members can bring to a tender: offers, limits, evidence and size, on its dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from consortium.models import (
    Adjacency,
    Area,
    Capacity,
    Consortium,
    Evidence,
    Income,
    Membership,
    Offer,
    Organisation,
)
from consortium.readiness.criteria import Criterion, Held, assess, is_ready
from consortium.selectors.bands import band_of, bands_of
from consortium.states import MembershipClass


@dataclass(frozen=True)
class OfferHeld:
    """An offer as rows hold it; `areas` are GSS codes of any kind of area, `volume` is over all of them."""

    id: int
    service: str
    cpv_prefix: str
    unit: str
    areas: frozenset[str]
    volume: int
    unit_cost: int
    least_lot_pct: int
    valid_from: date
    valid_until: date | None

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class MemberSupply:
    """A member with everything a plan asks about it.

    `income` is that of its latest year on record, None where nobody has said; then `small` is False,
    because nothing shows that it is. `turnover_cap` is None where it has set itself no limit, and
    `longest_wait` (days) where it has not said how long it can wait for its money.
    """

    ref: str
    organisation_id: int
    name: str
    name_cy: str
    is_full: bool
    income: int | None
    small: bool
    turnover_cap: int | None
    least_contract: int
    longest_wait: int | None
    offers: tuple[OfferHeld, ...]
    evidence: tuple[Held, ...]

    def holds(self, code: str, least_cover_pence: int | None, day: date) -> bool:
        """Whether the member holds this evidence on that day, with that cover or more."""
        return is_ready(assess([Criterion(code, least_cover_pence)], self.evidence, day))


def supply_of(consortium: Consortium, day: date) -> tuple[MemberSupply, ...]:
    """Every organisation that is a member on that day, by slug; its offers of every date."""
    memberships = (
        Membership.objects.filter(consortium=consortium, start_on__lte=day)
        .exclude(end_on__lt=day)
        .filter(organisation__closed_on__isnull=True)
        .select_related("organisation")
    )
    full = {
        one.organisation_id for one in memberships if one.membership_class == MembershipClass.FULL
    }
    organisations = {one.organisation_id: one.organisation for one in memberships}
    facts = _Facts(consortium, organisations, day)
    return tuple(
        facts.supply(organisation, is_full=organisation.pk in full)
        for organisation in sorted(organisations.values(), key=lambda one: one.slug)
    )


class _Facts:
    """Rows of all members, each kind read once."""

    def __init__(self, consortium: Consortium, members: Iterable[int], day: date) -> None:
        mine = Q(organisation_id__in=list(members))
        current = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        self.bands = bands_of(consortium)
        self.incomes = {
            one.organisation_id: one.pence
            for one in Income.objects.filter(mine).order_by("year_end_on")
        }
        self.capacities = {
            one.organisation_id: one
            for one in Capacity.objects.filter(mine, current, consortium=consortium).order_by(
                "valid_from"
            )
        }
        self.offers: dict[int, list[OfferHeld]] = {}
        offers = Offer.objects.filter(mine, consortium=consortium).order_by("pk")
        for offer in offers.prefetch_related("areas"):
            self.offers.setdefault(offer.organisation_id, []).append(_offer(offer))
        self.evidence: dict[int, list[Held]] = {}
        for held in Evidence.objects.filter(mine).select_related("type").order_by("pk"):
            self.evidence.setdefault(held.organisation_id, []).append(
                Held(held.type.code, held.issued_on, held.expires_on, held.cover_pence)
            )

    def supply(self, organisation: Organisation, *, is_full: bool) -> MemberSupply:
        key = organisation.pk
        capacity, income = self.capacities.get(key), self.incomes.get(key)
        band = band_of(income, self.bands)
        return MemberSupply(
            ref=organisation.slug,
            organisation_id=key,
            name=organisation.name,
            name_cy=organisation.name_cy,
            is_full=is_full,
            income=income,
            small=band is not None and band.is_small,
            turnover_cap=capacity.turnover_cap_pence if capacity else None,
            least_contract=capacity.least_contract_pence if capacity else 0,
            longest_wait=capacity.longest_wait_days if capacity else None,
            offers=tuple(self.offers.get(key, ())),
            evidence=tuple(self.evidence.get(key, ())),
        )


def touching(codes: Iterable[str]) -> dict[str, frozenset[str]]:
    """Each of these areas with those of them that share a boundary with it."""
    wanted = set(codes)
    near: dict[str, set[str]] = {code: set() for code in wanted}
    pairs = Adjacency.objects.filter(first__code__in=wanted, second__code__in=wanted)
    for first, second in pairs.values_list("first__code", "second__code"):
        near[first].add(second)
        near[second].add(first)
    return {code: frozenset(others) for code, others in near.items()}


def ancestry(areas: Iterable[Area]) -> dict[str, frozenset[str]]:
    """Each area's code with its own and those of the areas it lies in: an offer of any of them reaches it."""
    parents = dict(Area.objects.values_list("pk", "parent_id"))
    codes = dict(Area.objects.values_list("pk", "code"))
    found: dict[str, frozenset[str]] = {}
    for area in areas:
        chain, at = set(), area.pk
        while at is not None and codes[at] not in chain:
            chain.add(codes[at])
            at = parents[at]
        found[area.code] = frozenset(chain)
    return found


def _offer(offer: Offer) -> OfferHeld:
    return OfferHeld(
        id=offer.pk,
        service=offer.service,
        cpv_prefix=offer.cpv_prefix,
        unit=offer.unit,
        areas=frozenset(area.code for area in offer.areas.all()),
        volume=offer.volume,
        unit_cost=offer.unit_cost_pence,
        least_lot_pct=offer.least_lot_pct,
        valid_from=offer.valid_from,
        valid_until=offer.valid_until,
    )
