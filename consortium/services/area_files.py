"""Published tables of areas: ONS code tables as CSV, neighbours as JSON, outlines as GeoJSON."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from consortium.services.areas import AreaGiven
from consortium.states import AreaKind

GSS = re.compile(r"[A-Z][0-9]{8}")
LARGEST = 50 * 1024 * 1024
COUNTY_PREFIX = "E10"
Pair = tuple[str, str]


class InvalidAreaFile(ValueError):
    """A file is not what its name says; one line with the file and the place."""


def read_area_files(paths: Sequence[Path]) -> tuple[list[AreaGiven], list[Pair]]:
    """The areas, and those pairs of neighbours of which both are among them. Raises InvalidAreaFile."""
    areas: dict[str, AreaGiven] = {}
    pairs: list[Pair] = []
    for path in paths:
        content = _content(path)
        if path.suffix == ".csv":
            found: Iterable[AreaGiven] = _table(path.name, content)
        elif path.suffix == ".geojson":
            found = _outlines(path.name, content)
        elif path.suffix == ".json":
            pairs += _neighbours(path.name, content)
            continue
        else:
            raise InvalidAreaFile(f"{path.name}: is none of .csv, .json, .geojson")
        for area in found:
            areas[area.code] = _merged(areas.get(area.code), area)
    _forget_absent_parents(areas)
    return list(areas.values()), [pair for pair in pairs if pair[0] in areas and pair[1] in areas]


def _content(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise InvalidAreaFile(f"{path.name}: is larger than {LARGEST // 2**20} MB")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidAreaFile(f"{path.name}: byte {error.start} is not UTF-8") from None


def _merged(before: AreaGiven | None, now: AreaGiven) -> AreaGiven:
    """What several files say of one area: an outline from one, its parent from another."""
    if before is None:
        return now
    return AreaGiven(
        code=now.code,
        name=now.name,
        kind=now.kind,
        parent=now.parent or before.parent,
        boundary=now.boundary or before.boundary,
    )


def _forget_absent_parents(areas: dict[str, AreaGiven]) -> None:
    for code, area in areas.items():
        if area.parent is not None and area.parent not in areas:
            areas[code] = AreaGiven(area.code, area.name, area.kind, boundary=area.boundary)


def _table(name: str, content: str) -> Iterator[AreaGiven]:
    reader = csv.DictReader(io.StringIO(content))
    headings = set(reader.fieldnames or ())
    if {"WDCD", "WDNM", "LADCD"} <= headings:
        yield from _of_rows(name, reader, "WD", AreaKind.WARD)
    elif {"LADCD", "LADNM", "CTRYCD", "CTRYNM"} <= headings:
        yield from _of_rows(name, reader, "LAD", AreaKind.DISTRICT)
    else:
        raise InvalidAreaFile(f"{name}, line 1: has neither LADCD and CTRYCD nor WDCD and LADCD")


def _of_rows(
    name: str, reader: "csv.DictReader[str]", prefix: str, kind: AreaKind
) -> Iterator[AreaGiven]:
    for row in reader:
        place = f"{name}, line {reader.line_num}"
        if kind is AreaKind.WARD:
            yield _area(place, row[f"{prefix}CD"], row[f"{prefix}NM"], kind, row["LADCD"])
            continue
        yield _area(place, row["CTRYCD"], row["CTRYNM"], AreaKind.NATION, None)
        county = row.get("UTLACD") or ""
        if county.startswith(COUNTY_PREFIX):
            yield _area(place, county, row.get("UTLANM"), AreaKind.COUNTY, row["CTRYCD"])
            yield _area(place, row["LADCD"], row["LADNM"], kind, county)
        else:
            yield _area(place, row["LADCD"], row["LADNM"], kind, row["CTRYCD"])


def _area(
    place: str, code: str | None, name: str | None, kind: AreaKind, parent: str | None
) -> AreaGiven:
    if not code or not GSS.fullmatch(code):
        raise InvalidAreaFile(f"{place}: {code!r} is not a GSS code")
    if not name or not name.strip() or not name.isprintable():
        raise InvalidAreaFile(f"{place}: {code} has no name")
    return AreaGiven(code, name.strip()[:120], kind, parent=parent)


def _json(name: str, content: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidAreaFile(f"{name}: is not JSON: {error}") from None


def _neighbours(name: str, content: str) -> Iterator[Pair]:
    """Each area's code with a list, of which the first item lists the areas that touch it."""
    document = _json(name, content)
    if not isinstance(document, dict):
        raise InvalidAreaFile(f"{name}: is not an object of areas and their neighbours")
    for code, rings in document.items():
        if not isinstance(rings, list):
            raise InvalidAreaFile(f"{name}, {code}: is not a list")
        touching = rings[0] if rings else None
        if touching is None:
            continue  # an island
        near = touching if isinstance(touching, list) else [touching]
        for other in near:
            if not isinstance(other, str):
                raise InvalidAreaFile(f"{name}, {code}: {other!r} is not a code")
            yield code, other


def _outlines(name: str, content: str) -> Iterator[AreaGiven]:
    document = _json(name, content)
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise InvalidAreaFile(f"{name}: has no list of features")
    for number, feature in enumerate(features):
        place = f"{name}, features[{number}]"
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise InvalidAreaFile(f"{place}: has no properties")
        area = _area(
            place,
            _named(properties, "WD", "CD"),
            _named(properties, "WD", "NM"),
            AreaKind.WARD,
            None,
        )
        yield AreaGiven(
            area.code,
            area.name,
            area.kind,
            parent=_named(properties, "LAD", "CD"),
            boundary=_rings(place, feature.get("geometry")),
        )


def _named(properties: Mapping[str, Any], prefix: str, suffix: str) -> str | None:
    """WD25CD and its like: the year in the name of the property changes."""
    pattern = re.compile(rf"{prefix}[0-9]{{2}}{suffix}")
    found = (value for key, value in properties.items() if pattern.fullmatch(key))
    value = next(found, None)
    return value if isinstance(value, str) else None


def _rings(place: str, geometry: Any) -> list[list[list[float]]]:
    """The outer rings of a polygon or of several."""
    shape = geometry if isinstance(geometry, dict) else {}
    coordinates = shape.get("coordinates")
    polygons: Any = [coordinates] if shape.get("type") == "Polygon" else coordinates
    if shape.get("type") not in {"Polygon", "MultiPolygon"}:
        raise InvalidAreaFile(f"{place}.geometry: is neither a Polygon nor a MultiPolygon")
    try:
        rings = [[[float(x), float(y)] for x, y, *_ in polygon[0]] for polygon in polygons]
        if not all(isfinite(number) for ring in rings for point in ring for number in point):
            raise ValueError("a point at no place")
        return rings
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        raise InvalidAreaFile(f"{place}.geometry.coordinates: are not rings of points") from None
