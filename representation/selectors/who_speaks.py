"""Who speaks for the sector: figures, the table of seats, districts by board, terms, on any day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from representation.models import Structure
from representation.selectors.attended import Went, noted_meetings, went_by_seat
from representation.selectors.fair_share import FairShareView, fair_share
from representation.selectors.mandate_flow import Flow, mandate_flow
from representation.selectors.mandate_records import records_of
from representation.selectors.seat_lines import BOARDS, SeatLine, seat_lines
from representation.selectors.sizes import sector_of
from representation.selectors.structures import StructureView, structure_view
from representation.selectors.wording import in_language
from representation.states import BodyKind, Mandate

FAR = date.max


class Sort(StrEnum):
    """How the table is sorted; by board is as the boards' names and the seats' numbers go."""

    BOARD = "board"
    NAME = "name"
    TERM = "term"
    VACANT = "vacant"


@dataclass(frozen=True)
class Filters:
    """What the table is narrowed to; empty means all. `only`: "filled" or "vacant"."""

    board: str = ""
    area: str = ""
    mandate: str = ""
    only: str = ""
    sort: Sort = Sort.BOARD


@dataclass(frozen=True)
class Figures:
    """The opening sentence: counts of seats; `oldest_days` of the vacancies, None where there is none."""

    seats: int
    boards: int
    filled: int
    vacant: int
    oldest_days: int | None
    by_mandate: Mapping[Mandate, int]
    small: int


@dataclass(frozen=True)
class Cell:
    """An area at a board: how many seats are held from there, held by guests, or vacant."""

    filled: int = 0
    invited: int = 0
    vacant: int = 0


@dataclass(frozen=True)
class MatrixRow:
    """One area and its cells, a cell for each board in order. The last row is of no area."""

    area: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class WhoSpeaks:
    """The whole page of a day. `seats` are filtered and sorted; all else is of every seat on boards.

    `went`: by seat; one is left out of which nobody noted a meeting.
    """

    structure: str
    day: date
    figures: Figures
    seats: tuple[SeatLine, ...]
    boards: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    share: FairShareView
    vacancies: tuple[SeatLine, ...]
    terms: tuple[SeatLine, ...]
    flow: Flow
    went: Mapping[int, Went]
    changed_on: tuple[date, ...]


def who_speaks(structure: Structure, day: date, filters: Filters | None = None) -> WhoSpeaks:
    """Everything about the seats on boards on a day. A fixed number of queries."""
    records = records_of(structure, with_voters=False)
    everywhere = seat_lines(structure, day, records)
    lines = tuple(one for one in everywhere if one.body_kind in BOARDS)
    boards = tuple(dict.fromkeys(one.body_name for one in lines))
    bodies = {one.body for one in lines}
    sector = sector_of(structure.consortium, structure.area, day)
    vacancies = [one for one in lines if one.vacancy]
    return WhoSpeaks(
        structure=in_language(structure.name, structure.name_cy),
        day=day,
        figures=figures_of(lines),
        seats=narrowed(lines, filters or Filters()),
        boards=boards,
        matrix=_matrix(lines, boards, _districts(structure, day)),
        share=fair_share(sector, lines),
        vacancies=tuple(
            sorted(vacancies, key=lambda one: one.vacancy.since if one.vacancy else FAR)
        ),
        terms=tuple(sorted(lines, key=_term_key)),
        went=went_by_seat(lines, noted_meetings(structure.consortium, bodies, day)),
        flow=mandate_flow(structure, day, everywhere, records),
        changed_on=days_of_change(structure, day),
    )


def figures_everywhere(day: date) -> Figures:
    """The counts of all seats on boards, whatever their network."""
    lines = [one for structure in Structure.objects.all() for one in seat_lines(structure, day)]
    return figures_of([one for one in lines if one.body_kind in BOARDS])


@dataclass(frozen=True)
class SpeakingNetwork:
    """A structure and its seats on boards in figures."""

    structure: StructureView
    figures: Figures


def speaking_networks(day: date) -> tuple[SpeakingNetwork, ...]:
    """Every structure, by name. A fixed number of queries for each."""
    found = Structure.objects.select_related("consortium__organisation", "area")
    return tuple(
        SpeakingNetwork(
            structure_view(one),
            figures_of([line for line in seat_lines(one, day) if line.body_kind in BOARDS]),
        )
        for one in found
    )


def boards_and_areas(structure: Structure) -> tuple[list[tuple[str, str]], list[str]]:
    """What the table can be narrowed to: boards as (slug, name), and the districts' names."""
    boards = structure.bodies.filter(kind__in=[kind.value for kind in BOARDS]).order_by("name")
    rows = boards.values_list("slug", "name", "name_cy")
    areas = structure.bodies.filter(area__isnull=False).values_list("area__name", "area__name_cy")
    return (
        [(slug, in_language(name, name_cy)) for slug, name, name_cy in rows],
        sorted({in_language(*one) for one in areas}),
    )


def figures_of(lines: Sequence[SeatLine]) -> Figures:
    """Counts of seats; guests and those without record are counted by their mandate, as all are."""
    held = [one.holding for one in lines if one.holding]
    ages = [one.vacancy.days for one in lines if one.vacancy]
    counts = {mandate: sum(one.mandate is mandate for one in held) for mandate in Mandate}
    return Figures(
        seats=len(lines),
        boards=len({one.body for one in lines}),
        filled=len(held),
        vacant=len(ages),
        oldest_days=max(ages, default=None),
        by_mandate=counts,
        small=sum(one.is_small is True for one in held),
    )


def narrowed(lines: Sequence[SeatLine], filters: Filters) -> tuple[SeatLine, ...]:
    """The lines that the filters leave, sorted."""
    kept = [one for one in lines if _is_kept(one, filters)]
    return tuple(kept if filters.sort is Sort.BOARD else sorted(kept, key=SORTS[filters.sort]))


def days_of_change(structure: Structure, day: date, most: int = 4) -> tuple[date, ...]:
    """The latest days by then on which somebody came to a seat, the latest first: worth going back to."""
    days = (
        structure.bodies.filter(seats__appointments__start_on__lte=day)
        .values_list("seats__appointments__start_on", flat=True)
        .order_by("-seats__appointments__start_on")
        .distinct()
    )
    return tuple(one for one in days[:most] if one is not None)


def _is_kept(one: SeatLine, filters: Filters) -> bool:
    held = one.holding
    return (
        (not filters.board or one.body_slug == filters.board)
        and (not filters.area or (held is not None and held.area == filters.area))
        and (not filters.mandate or (held is not None and held.mandate == filters.mandate))
        and (not filters.only or (filters.only == "vacant") == (held is None))
    )


def _term_key(one: SeatLine) -> tuple[date, str, int]:
    due = one.holding.due_on if one.holding else None
    return due or FAR, one.body_name, one.number


SORTS: Mapping[Sort, Callable[[SeatLine], tuple[object, ...]]] = {
    Sort.NAME: lambda one: (one.holding is None, one.holding.name if one.holding else "", one.seat),
    Sort.TERM: _term_key,
    Sort.VACANT: lambda one: (
        one.vacancy is None,
        -(one.vacancy.days if one.vacancy else 0),
        one.seat,
    ),
}


def _districts(structure: Structure, day: date) -> tuple[str, ...]:
    """The areas that have a forum, by name."""
    forums = structure.bodies.filter(kind=BodyKind.FORUM, area__isnull=False, start_on__lte=day)
    names = forums.exclude(end_on__lt=day).values_list("area__name", "area__name_cy")
    return tuple(sorted(in_language(*one) for one in names))


def _matrix(
    lines: Sequence[SeatLine], boards: Sequence[str], areas: Sequence[str]
) -> tuple[MatrixRow, ...]:
    counts: dict[tuple[str, str], Cell] = {}
    for one in lines:
        area = one.holding.area if one.holding and one.holding.area in areas else ""
        place = (area, one.body_name)
        counts[place] = _counted(counts.get(place, Cell()), one)
    return tuple(
        MatrixRow(area, tuple(counts.get((area, board), Cell()) for board in boards))
        for area in (*areas, "")
    )


def _counted(cell: Cell, one: SeatLine) -> Cell:
    if one.holding is None:
        return Cell(cell.filled, cell.invited, cell.vacant + 1)
    if one.holding.has_mandate:
        return Cell(cell.filled + 1, cell.invited, cell.vacant)
    return Cell(cell.filled, cell.invited + 1, cell.vacant)
