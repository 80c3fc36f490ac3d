"""Which lines an offer can serve, and which lines make one service for the matching engine.

The engine knows services by name: a member makes one offer of a service, and its capacity is shared
by the lines of that service alone. Here an offer has a CPV prefix, so that it may serve lines of
several codes, beside other members' offers that serve some of them. Lines that a code or an offer
joins are one service as long as no member has two different offers among them. Where one has, each set of
lines with the very same offers becomes a service of its own, and an offer that reaches over several
is divided in proportion to what they need. That never promises a unit twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bids.selectors.supply import MemberSupply, OfferHeld

SHORTEST_PREFIX = 2


@dataclass(frozen=True)
class Need:
    """A line as matching sees it. `areas`: its own GSS code and those of the areas it lies in."""

    ref: str
    cpv: str
    unit: str
    areas: frozenset[str]
    first_day: date
    volume: int


@dataclass(frozen=True)
class Share:
    """Part of an offer that stands for one service: all of it unless the offer had to be divided."""

    offer: OfferHeld
    capacity: int


@dataclass(frozen=True)
class Service:
    """Lines that are one service; for each member that serves any of them, its share and which lines."""

    name: str
    lines: tuple[str, ...]
    shares: Mapping[str, Share]
    served: Mapping[str, frozenset[str]]
    divided: frozenset[str]


def serves(offer: OfferHeld, need: Need) -> bool:
    """Same unit, an area that the line lies in, valid on its first day, and a CPV code that begins alike.

    Trailing zeros of a CPV code mean "nothing more precise", so they ask for nothing.
    """
    return (
        offer.unit.strip().casefold() == need.unit.strip().casefold()
        and need.cpv.startswith(significant(offer.cpv_prefix))
        and offer.valid_on(need.first_day)
        and not offer.areas.isdisjoint(need.areas)
    )


def significant(cpv: str) -> str:
    """A CPV code or prefix without its trailing zeros, two digits at least: 85310000 is 8531."""
    return cpv.rstrip("0").ljust(SHORTEST_PREFIX, "0")


def offer_for(member: MemberSupply, need: Need) -> OfferHeld | None:
    """The member's offer for a line: the most precise code, then the latest, then the cheapest."""
    fitting = [offer for offer in member.offers if serves(offer, need)]
    return max(
        fitting,
        key=lambda offer: (
            len(significant(offer.cpv_prefix)),
            offer.valid_from,
            -offer.unit_cost,
            -offer.id,
        ),
        default=None,
    )


def services_of(needs: Sequence[Need], members: Iterable[MemberSupply]) -> tuple[Service, ...]:
    """Every line in exactly one service, in the order of its first line."""
    members = tuple(members)
    chosen = {
        need.ref: {member.ref: offer for member in members if (offer := offer_for(member, need))}
        for need in needs
    }
    found: list[tuple[Need, ...]] = []
    for lines in _joined(needs, chosen):
        found += [lines] if _one_offer_each(lines, chosen) else _alike(lines, chosen)
    names = _names(found)
    return tuple(
        _service(name, lines, found, chosen) for name, lines in zip(names, found, strict=True)
    )


Chosen = Mapping[str, Mapping[str, OfferHeld]]


def _joined(needs: Sequence[Need], chosen: Chosen) -> list[tuple[Need, ...]]:
    """Groups of lines that a code and unit or an offer joins, directly or by way of others."""
    leader = {need.ref: need.ref for need in needs}

    def find(ref: str) -> str:
        while leader[ref] != ref:
            leader[ref] = leader[leader[ref]]
            ref = leader[ref]
        return ref

    first_of: dict[object, str] = {}
    for need in needs:
        for tie in [(need.cpv, need.unit.strip().casefold()), *_ids(chosen[need.ref])]:
            leader[find(need.ref)] = find(first_of.setdefault(tie, need.ref))
    groups: dict[str, list[Need]] = {}
    for need in needs:
        groups.setdefault(find(need.ref), []).append(need)
    return [tuple(group) for group in groups.values()]


def _ids(offers: Mapping[str, OfferHeld]) -> list[int]:
    return [offer.id for offer in offers.values()]


def _one_offer_each(lines: Sequence[Need], chosen: Chosen) -> bool:
    offers: dict[str, int] = {}
    return all(
        offers.setdefault(member, offer.id) == offer.id
        for line in lines
        for member, offer in chosen[line.ref].items()
    )


def _alike(lines: Sequence[Need], chosen: Chosen) -> list[tuple[Need, ...]]:
    """The lines by the set of offers that serve them."""
    alike: dict[frozenset[int], list[Need]] = {}
    for line in lines:
        offers = frozenset(offer.id for offer in chosen[line.ref].values())
        alike.setdefault(offers, []).append(line)
    return [tuple(group) for group in alike.values()]


def _service(
    name: str, lines: tuple[Need, ...], every: Sequence[tuple[Need, ...]], chosen: Chosen
) -> Service:
    shares: dict[str, Share] = {}
    served: dict[str, frozenset[str]] = {}
    divided = set()
    for member in sorted({member for line in lines for member in chosen[line.ref]}):
        served[member] = frozenset(line.ref for line in lines if member in chosen[line.ref])
        offer = next(chosen[line.ref][member] for line in lines if member in chosen[line.ref])
        reach = [group for group in every if _uses(group, member, offer, chosen)]
        shares[member] = Share(offer, _part(offer.volume, lines, reach))
        if len(reach) > 1:
            divided.add(member)
    return Service(name, tuple(line.ref for line in lines), shares, served, frozenset(divided))


def _uses(lines: Sequence[Need], member: str, offer: OfferHeld, chosen: Chosen) -> bool:
    return any(
        member in chosen[line.ref] and chosen[line.ref][member].id == offer.id for line in lines
    )


def _part(volume: int, lines: tuple[Need, ...], reach: Sequence[tuple[Need, ...]]) -> int:
    """What of `volume` goes to these lines: in proportion to need, the units left over to the first."""
    needs = [sum(line.volume for line in group) for group in reach]
    parts = [volume * need // sum(needs) for need in needs]
    left = volume - sum(parts)
    parts = [part + (1 if place < left else 0) for place, part in enumerate(parts)]
    return parts[next(place for place, group in enumerate(reach) if group == lines)]


def _names(groups: Sequence[tuple[Need, ...]]) -> list[str]:
    """A name for each group: what its codes have in common and the unit, numbered where that repeats."""
    names: list[str] = []
    for group in groups:
        codes = {line.cpv for line in group}
        stem = f"{_common(codes)}/{group[0].unit.strip().casefold()}"
        name, number = stem, 2
        while name in names:
            name, number = f"{stem}-{number}", number + 1
        names.append(name)
    return names


def _common(codes: Iterable[str]) -> str:
    first, last = min(codes), max(codes)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(first))
    return first[:same] or "mixed"
