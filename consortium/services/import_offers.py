"""The offers and evidence sheets."""

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from consortium.models import (
    Area,
    Capacity,
    Consortium,
    Evidence,
    EvidenceType,
    Offer,
    Organisation,
)
from consortium.services.import_reading import Progress, areas_in, member_in
from consortium.spreadsheets.columns import Row
from consortium.states import EvidenceKind

CPV = re.compile(r"([0-9]{2,8})(-[0-9])?")
LIMITS_OF = {
    "turnover_cap": {"turnover_cap_pence", "least_contract_pence", "valid_until"},
    "longest_wait_days": {"longest_wait_days"},
}
Members = Mapping[str, Organisation]


class OfferRows:
    """Writes offers, and the limits that a member sets itself beside them."""

    def __init__(
        self,
        consortium: Consortium,
        areas: Mapping[str, Area],
        members: Members,
        progress: Progress,
    ):
        self.consortium = consortium
        self.areas = areas
        self.members = members
        self.progress = progress
        self.seen: dict[tuple[Any, ...], str] = {}

    def write(self, row: Row) -> None:
        before = len(self.progress.errors)
        member = member_in(row, self.progress, self.members)
        areas = areas_in(row, self.progress, self.areas)
        cpv = CPV.fullmatch(row["cpv"])
        if cpv is None:
            self.progress.refuse(
                row,
                "cpv",
                _("“%(text)s” is not the beginning of a CPV code") % {"text": row["cpv"]},
            )
        _check_dates(row, self.progress, "valid_from", "valid_until")
        if len(self.progress.errors) > before or member is None or cpv is None:
            return
        key = (member.pk, cpv[1], row["unit"], row["valid_from"])
        if key in self.seen:
            self.progress.refuse(
                row, "member", _("the same offer stands in %(place)s") % {"place": self.seen[key]}
            )
            return
        self.seen[key] = row.places["member"]
        changed = self._offer(member, cpv[1], areas, row)
        limits = self._capacity(member, row)
        is_new = changed is None
        self.progress.note(
            "offers", row, f"{member.name}: {row['service']}", is_new, (changed or []) + limits
        )

    def _offer(
        self, member: Organisation, cpv: str, areas: list[Area], row: Row
    ) -> list[str] | None:
        """What changed; None where the offer is new."""
        values = {
            "service": row["service"],
            "volume": row["volume"],
            "unit_cost_pence": row["unit_cost"],
            "least_lot_pct": row["least_lot"] or 0,
            "valid_until": row["valid_until"],
        }
        offer, is_new = Offer.objects.get_or_create(
            consortium=self.consortium,
            organisation=member,
            cpv_prefix=cpv,
            unit=row["unit"],
            valid_from=row["valid_from"],
            defaults=values,
        )
        changed = _differing(offer, values)
        if {area.pk for area in areas} != set(offer.areas.values_list("pk", flat=True)):
            offer.areas.set(areas)
            changed.append("areas")
        return None if is_new else changed

    def _capacity(self, member: Organisation, row: Row) -> list[str]:
        """The member's limits from the offer's first day; rows of one member and day must agree.

        How long it can wait for its money stays as the member said it where the cell is empty.
        """
        if not self._has_sound_limits(row):
            return []
        values = _limits_in(row)
        own = Capacity.objects.filter(consortium=self.consortium, organisation=member)
        capacity = own.filter(valid_from=row["valid_from"]).first()
        if capacity is not None and self._differs_from_earlier(capacity, values, row):
            return []
        if _overlapping(own.exclude(valid_from=row["valid_from"]), row).exists():
            self.progress.refuse(
                row, "turnover_cap", _("overlaps other limits that this member has set")
            )
            return []
        if capacity is None:
            self._note_limits(member.pk, row)
            own.create(
                consortium=self.consortium,
                organisation=member,
                valid_from=row["valid_from"],
                **values,
            )
            return ["turnover_cap"]
        return _differing(capacity, values)

    def _has_sound_limits(self, row: Row) -> bool:
        """Whether the row sets limits; what says something of them without any is refused."""
        if row["turnover_cap"] is None:
            for column in ("least_contract", "longest_wait_days"):
                if row[column] is not None:
                    self.progress.refuse(row, column, _("needs a turnover_cap beside it"))
            return False
        if (row["least_contract"] or 0) > row["turnover_cap"]:
            self.progress.refuse(row, "least_contract", _("is more than the turnover_cap"))
            return False
        return True

    def _differs_from_earlier(
        self, capacity: Capacity, values: Mapping[str, Any], row: Row
    ) -> bool:
        """Whether an earlier row of the member and day says otherwise, which is refused at its cell."""
        differing = set(_differing_names(capacity, values))
        for column, names in LIMITS_OF.items():
            key = (column, capacity.organisation_id, row["valid_from"])
            if key in self.seen and differing & names:
                place = {"place": self.seen[key]}
                self.progress.refuse(row, column, _("differs from %(place)s") % place)
                return True
        self._note_limits(capacity.organisation_id, row)
        return False

    def _note_limits(self, member: int, row: Row) -> None:
        for column in LIMITS_OF:
            if row[column] is not None:
                self.seen.setdefault((column, member, row["valid_from"]), row.places[column])


class EvidenceRows:
    """Writes accreditations, insurance and policies."""

    def __init__(self, members: Members, progress: Progress):
        self.members = members
        self.progress = progress
        self.types = {one.code: one for one in EvidenceType.objects.all()}
        self.seen: dict[tuple[Any, ...], str] = {}

    def write(self, row: Row) -> None:
        before = len(self.progress.errors)
        member = member_in(row, self.progress, self.members)
        kind = self.types.get(row["type"].casefold())
        if kind is None:
            known = ", ".join(sorted(self.types))
            self.progress.refuse(
                row,
                "type",
                _("“%(text)s” is none of: %(known)s") % {"text": row["type"], "known": known},
            )
        elif kind.kind == EvidenceKind.INSURANCE and row["cover"] is None:
            self.progress.refuse(row, "cover", _("insurance needs its cover in pounds"))
        _check_dates(row, self.progress, "issued", "expires")
        if len(self.progress.errors) > before or member is None or kind is None:
            return
        key = (member.pk, kind.pk, row["issued"])
        if key in self.seen:
            self.progress.refuse(
                row,
                "member",
                _("the same evidence stands in %(place)s") % {"place": self.seen[key]},
            )
            return
        self.seen[key] = row.places["member"]
        values = {
            "reference": row["reference"] or "",
            "cover_pence": row["cover"],
            "expires_on": row["expires"],
        }
        held, is_new = Evidence.objects.get_or_create(
            organisation=member, type=kind, issued_on=row["issued"], defaults=values
        )
        changed = _differing(held, values)
        self.progress.note("evidence", row, f"{member.name}: {kind.name}", is_new, changed)


def _limits_in(row: Row) -> dict[str, Any]:
    limits = {
        "turnover_cap_pence": row["turnover_cap"],
        "least_contract_pence": row["least_contract"] or 0,
        "valid_until": row["valid_until"],
    }
    wait = row["longest_wait_days"]
    return limits if wait is None else limits | {"longest_wait_days": wait}


def _check_dates(row: Row, progress: Progress, first: str, last: str) -> None:
    if row[first] and row[last] and row[last] < row[first]:
        progress.refuse(row, last, _("is before %(column)s") % {"column": first})


def _differing_names(subject: Any, values: Mapping[str, Any]) -> list[str]:
    return [name for name, value in values.items() if getattr(subject, name) != value]


def _differing(subject: Any, values: Mapping[str, Any]) -> list[str]:
    """Write the values that differ from the row's; their names."""
    changed = _differing_names(subject, values)
    for name in changed:
        setattr(subject, name, values[name])
    if changed:
        subject.save(update_fields=changed)
    return changed


def _overlapping(capacities: Any, row: Row) -> Any:
    ends_later = Q(valid_until__isnull=True) | Q(valid_until__gte=row["valid_from"])
    found = capacities.filter(ends_later)
    return found.filter(valid_from__lte=row["valid_until"]) if row["valid_until"] else found
