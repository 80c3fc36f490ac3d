"""Areas and which of them touch, from a table of places: added or brought up to date, never removed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from consortium.models import Adjacency, Area
from consortium.states import AreaKind


@dataclass(frozen=True)
class AreaGiven:
    """A place by GSS code; what is None is not known here and stays as it is."""

    code: str
    name: str
    kind: AreaKind
    name_cy: str = ""
    parent: str | None = None
    tile: tuple[int, int] | None = None
    boundary: list[list[list[float]]] | None = None


@dataclass(frozen=True)
class AreasImported:
    added: int
    changed: int
    unchanged: int
    neighbours: int


class UnknownArea(ValueError):
    """An area or a pair of neighbours names a code that is nowhere."""


@transaction.atomic
def import_areas(
    *, areas: Sequence[AreaGiven], neighbours: Iterable[tuple[str, str]] = ()
) -> AreasImported:
    """Write the areas, parents wherever they stand, then the pairs. The same again changes nothing.

    Raises UnknownArea for a parent or neighbour that is neither given nor known.
    """
    known = {area.code: area for area in Area.objects.all()}
    added = changed = 0
    for given in areas:
        if given.code not in known:
            known[given.code] = Area.objects.create(
                code=given.code, name=given.name, kind=given.kind
            )
            added += 1
            _update(known[given.code], given)
        else:
            changed += _update(known[given.code], given)
    for given in areas:
        if given.parent:
            parent = _known(known, given.parent)
            Area.objects.filter(code=given.code).exclude(parent=parent).update(parent=parent)
    pairs = _add_neighbours(known, neighbours)
    return AreasImported(added, changed, len(areas) - added - changed, pairs)


def _update(area: Area, given: AreaGiven) -> bool:
    column, row = given.tile or (None, None)
    wanted = {
        "name": given.name,
        "name_cy": given.name_cy or area.name_cy,
        "kind": given.kind,
        "tile_column": area.tile_column if column is None else column,
        "tile_row": area.tile_row if row is None else row,
        "boundary": area.boundary if given.boundary is None else given.boundary,
    }
    different = [name for name, value in wanted.items() if getattr(area, name) != value]
    for name in different:
        setattr(area, name, wanted[name])
    if different:
        area.save(update_fields=different)
    return bool(different)


def _add_neighbours(known: dict[str, Area], neighbours: Iterable[tuple[str, str]]) -> int:
    there = set(Adjacency.objects.values_list("first_id", "second_id"))
    new = set()
    for one, other in neighbours:
        first, second = sorted((_known(known, one).pk, _known(known, other).pk))
        if first != second and (first, second) not in there:
            new.add((first, second))
    Adjacency.objects.bulk_create(
        Adjacency(first_id=first, second_id=second) for first, second in sorted(new)
    )
    return len(new)


def _known(known: dict[str, Area], code: str) -> Area:
    if code not in known:
        raise UnknownArea(f"no area has the code {code}")
    return known[code]
