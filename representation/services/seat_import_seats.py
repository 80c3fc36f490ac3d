"""The bodies and seats that a file of seats names: found by their names and numbers, or made."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from consortium.decisions import Refused
from consortium.models import Area, Band
from consortium.selectors.bands import scheme_of
from consortium.spreadsheets.columns import Row
from representation.models import Body, Seat, Structure
from representation.services.bodies import BodyDraft, add_body
from representation.services.seat_import_progress import SeatProgress
from representation.services.seats import SeatDraft, add_seat
from representation.states import BodyKind, Eligibility
from representation.structures.settings import Wording

Place = tuple[str, int]
SAYS_OTHERWISE = "says otherwise than is recorded here: %s"


class SeatRows:
    """Writes what rows say of bodies and seats. An empty cell says nothing about what is here already."""

    def __init__(self, structure: Structure, progress: SeatProgress, today: date) -> None:
        self.structure = structure
        self.progress = progress
        self.today = today
        self.bodies = {one.name: one for one in Body.objects.filter(structure=structure)}
        self.areas = {one.code: one for one in Area.objects.all()}
        scheme = scheme_of(structure.consortium)
        bands = Band.objects.filter(scheme=scheme) if scheme else Band.objects.none()
        self.bands = {one.slug: one for one in bands}
        self.begins = structure.founded_on

    def write(self, rows: Sequence[Row]) -> Mapping[Place, Seat]:
        """The seat of each row, by its body's name and its number. Errors go to the progress."""
        first_days = _first_days(rows)
        for row in self._parents_first(rows):
            self._body(row, first_days.get(row["body"]))
        seats: dict[Place, Seat] = {}
        if self.progress.errors:
            return seats
        found = Seat.objects.filter(body__structure=self.structure).select_related(
            "body__structure", "reserved_up_to", "electing_body", "area"
        )
        seats |= {(one.body.name, one.number): one for one in found}
        noted: set[Place] = set()
        for row in rows:
            place = (row["body"], row["seat"])
            if place not in noted:
                noted.add(place)
                self._seat(row, place, seats, first_days.get(row["body"]))
        return seats

    def _parents_first(self, rows: Sequence[Row]) -> list[Row]:
        """One row for each body, those that are part of none before their parts."""
        by_name: dict[str, Row] = {}
        for row in rows:
            by_name.setdefault(row["body"], row)

        def depth(name: str, seen: frozenset[str] = frozenset()) -> int:
            parent = by_name[name]["parent"] if name in by_name else None
            return 0 if parent is None or name in seen else 1 + depth(parent, seen | {name})

        return sorted(by_name.values(), key=lambda row: depth(row["body"]))

    def _body(self, row: Row, first_day: date | None) -> None:
        name = row["body"]
        parent = self._named(row, "parent")
        area = self._known(row, "body_area", self.areas, "no area has this code")
        if name in self.bodies:
            self._agrees(row, "body_kind", self.bodies[name].kind)
            self._agrees(row, "parent", parent and parent.name, self.bodies[name].parent)
            self.progress.note("body", row.places["body"], name, "unchanged")
            return
        draft = BodyDraft(
            name=Wording(name, row["body_cy"] or ""),
            kind=BodyKind(row["body_kind"] or BodyKind.BOARD),
            start_on=min(filter(None, [first_day, row["seat_from"], self.begins])),
            parent=parent,
            area=area,
            owner=row["owner"] or "",
        )
        try:
            self.bodies[name] = add_body(by=None, structure=self.structure, draft=draft)
        except Refused as refused:
            self.progress.refuse(row, "body", refused.reason)
            return
        self.progress.note("body", row.places["body"], name, "added")

    def _seat(
        self, row: Row, place: Place, seats: dict[Place, Seat], first_day: date | None
    ) -> None:
        electing = self._named(row, "electing_body")
        area = self._known(row, "seat_area", self.areas, "no area has this code")
        band = self._known(row, "reserved_up_to", self.bands, "is no band of this network")
        name = f"{place[0]}, {place[1]}"
        if place in seats:
            self._agrees(
                row, "electing_body", electing and electing.name, seats[place].electing_body
            )
            self._agrees(row, "eligibility", seats[place].eligibility)
            self.progress.note("seat", row.places["seat"], name, "unchanged")
            return
        usual = Eligibility.VOTERS if electing else Eligibility.ANYBODY
        draft = SeatDraft(
            eligibility=Eligibility(row["eligibility"] or usual),
            start_on=row["seat_from"] or min(filter(None, [first_day, self.begins])),
            electing_body=electing,
            number=place[1],
            label=row["label"] or "",
            label_cy=row["label_cy"] or "",
            area=area,
            reserved_up_to=band,
            term_months=row["term_months"],
            is_voting=row["voting"] is not False,
        )
        try:
            seats[place] = add_seat(by=None, body=self.bodies[place[0]], draft=draft)
        except Refused as refused:
            self.progress.refuse(row, "seat", refused.reason)
            return
        self._close(row, seats[place])
        self.progress.note("seat", row.places["seat"], name, "added")

    def _close(self, row: Row, seat: Seat) -> None:
        """A seat that is there no more, closed as it is made."""
        if row["seat_until"] is None:
            return
        if row["seat_until"] < seat.start_on:
            self.progress.refuse(row, "seat_until", "is before the seat begins")
            return
        seat.end_on = row["seat_until"]
        seat.save(update_fields=["end_on"])

    def _named(self, row: Row, column: str) -> Body | None:
        """The body that a cell names; it stands in the file or is here already."""
        fault = "names a body that is neither here nor in the file"
        body: Body | None = self._known(row, column, self.bodies, fault)
        return body

    def _known(self, row: Row, column: str, known: Mapping[str, Any], fault: str) -> Any:
        if row[column] is None:
            return None
        if row[column] not in known:
            self.progress.refuse(row, column, fault)
        return known.get(row[column])

    def _agrees(self, row: Row, column: str, *known: Any) -> None:
        """What is here already stays: another value in the file is an error of its cell."""
        recorded = str(known[-1] or "")
        if row[column] is not None and str(row[column]) != recorded:
            self.progress.refuse(row, column, SAYS_OTHERWISE % (recorded or "nothing"))


def _first_days(rows: Sequence[Row]) -> dict[str, date]:
    """The earliest day that anybody held a seat on each body, or that a seat of it began."""
    days: dict[str, date] = {}
    for row in rows:
        for day in filter(None, (row["from"], row["seat_from"])):
            days[row["body"]] = min(day, days.get(row["body"], day))
    return days
