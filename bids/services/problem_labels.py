"""Words for the ids of a problem, kept beside it: a plan reads the same when rows have changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop, override

from bids.matching.supposing import NEWCOMER
from bids.models import RequirementLine
from bids.selectors.part_answers import GivenUp
from bids.selectors.supply import MemberSupply
from bids.services.services_of_lines import Service
from consortium.models import Area, EvidenceType


@dataclass(frozen=True)
class Demand:
    """Something that a holder must have, and the name that stands for it in the problem."""

    code: str
    cover: int | None
    day: date

    @property
    def name(self) -> str:
        cover = f" of {self.cover}p" if self.cover is not None else ""
        return f"{self.code}{cover} on {self.day.isoformat()}"


def labels_of(
    lines: Sequence[RequirementLine],
    members: Sequence[MemberSupply],
    services: Sequence[Service],
    demands: Mapping[str, tuple[Demand, ...]],
    given_up: Mapping[str, GivenUp],
) -> dict[str, Any]:
    """Words for lines, areas, members, services and demands, as plain JSON values.

    `given_up`: by the ref of the member.
    """
    words = {line.ref: line for line in lines}
    return {
        "lines": {line.ref: _line_label(line) for line in lines},
        "areas": {area_of(line).code: _area_label(area_of(line)) for line in lines},
        "members": {
            member.ref: _member_label(member, given_up.get(member.ref)) for member in members
        },
        "services": {
            service.name: {
                "words": Counter(words[ref].service for ref in service.lines).most_common(1)[0][0],
                "unit": words[service.lines[0]].unit,
                "divided": sorted(service.divided),
            }
            for service in services
        },
        "demands": {
            demand.name: {
                "code": demand.code,
                "cover_pence": demand.cover,
                "on": demand.day.isoformat(),
            }
            for asked in demands.values()
            for demand in asked
        },
        "evidence": _evidence_labels({one.code for asked in demands.values() for one in asked}),
    }


def labels_with_newcomer(labels: Mapping[str, Any]) -> dict[str, Any]:
    """The labels, and words for the member that is still to be found."""
    words = gettext_noop("Somebody still to be found")
    label = {
        "organisation": None,
        "name": _said_in("en", words),
        "name_cy": _said_in("cy", words),
        "is_full": True,
        "small": False,
        "income_known": True,
        "cap_stated": True,
    }
    return {**labels, "members": {**labels["members"], NEWCOMER: label}}


def _said_in(language: str, words: str) -> str:
    with override(language):
        return gettext(words)


def _line_label(line: RequirementLine) -> dict[str, Any]:
    return {
        "service": line.service,
        "cpv": line.cpv,
        "area": area_of(line).code,
        "unit": line.unit,
        "volume": volume_of(line),
        "unit_price_pence": price_of(line),
        "lot": line.lot.ref if line.lot else "",
    }


def _area_label(area: Area) -> dict[str, str]:
    return {"name": area.name, "name_cy": area.name_cy}


def _evidence_labels(codes: set[str]) -> dict[str, dict[str, str]]:
    types = EvidenceType.objects.filter(code__in=codes).order_by("code")
    return {one.code: {"name": one.name, "name_cy": one.name_cy} for one in types}


def _member_label(member: MemberSupply, said: GivenUp | None) -> dict[str, Any]:
    return {
        "organisation": member.organisation_id,
        "name": member.name,
        "name_cy": member.name_cy,
        "is_full": member.is_full,
        "small": member.small,
        "income_known": member.income is not None,
        "cap_stated": member.turnover_cap is not None,
        "has_withdrawn": said is not None and said.has_withdrawn,
    }


def area_of(line: RequirementLine) -> Area:
    """The line's area; ValueError for a line that is not complete."""
    if line.area is None:
        raise ValueError(f"line {line.ref} has no area")
    return line.area


def volume_of(line: RequirementLine) -> int:
    """The line's units; ValueError for a line that is not complete."""
    if line.volume is None:
        raise ValueError(f"line {line.ref} has no volume")
    return line.volume


def price_of(line: RequirementLine) -> int:
    """The line's unit price in pence; ValueError for a line that is not complete."""
    if line.unit_price_pence is None:
        raise ValueError(f"line {line.ref} has no price")
    return line.unit_price_pence
