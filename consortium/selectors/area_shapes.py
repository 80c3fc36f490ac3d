"""Where areas lie, for drawing them."""

from collections.abc import Iterable
from dataclasses import dataclass

from consortium.models import Area

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class AreaShape:
    """An area's rings of (longitude, latitude), and its (column, row) in a map of tiles; either may lack."""

    code: str
    rings: tuple[Ring, ...]
    tile: tuple[int, int] | None


def area_shapes(codes: Iterable[str]) -> dict[str, AreaShape]:
    """By code; a code that no area has is left out."""
    areas = Area.objects.filter(code__in=list(codes))
    return {area.code: _shape(area) for area in areas}


def _shape(area: Area) -> AreaShape:
    rings = tuple(
        tuple((float(point[0]), float(point[1])) for point in ring) for ring in area.boundary or ()
    )
    column, row = area.tile_column, area.tile_row
    return AreaShape(area.code, rings, None if column is None or row is None else (column, row))
