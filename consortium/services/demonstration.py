"""The demonstration's networks: fictional organisations and people in real places, from our own tables.

Everything goes through the services that people's own files go through. Again changes nothing.
"""

from pathlib import Path

from django.db import transaction

from consortium.identifiers.schemes import read_identifier
from consortium.models import (
    Area,
    BandScheme,
    Consortium,
    EvidenceType,
    Identifier,
    Organisation,
    ReadinessCriterion,
)
from consortium.services.areas import AreaGiven, AreasImported, import_areas
from consortium.services.import_reading import ImportFiles
from consortium.services.imports import apply_import
from consortium.services.people import ensure_person, start_role
from consortium.services.reference_data import ensure_reference_data
from consortium.spreadsheets import read_table
from consortium.spreadsheets.columns import Column, Kind, Row, read_rows
from consortium.states import AreaKind, RoleKind

FOLDER = Path(__file__).resolve().parent.parent / "demonstration"
AREAS = (
    Column("code", required=True),
    Column("name", required=True),
    Column("name_cy"),
    Column("kind", Kind.CHOICE, required=True, choices=tuple(AreaKind)),
    Column("parent"),
    Column("tile_column", Kind.WHOLE, most=100),
    Column("tile_row", Kind.WHOLE, most=100),
    Column("source", required=True),
)
NEIGHBOURS = (
    Column("first", required=True),
    Column("second", required=True),
    Column("source", required=True),
)
CONSORTIA_TEXTS = ("legal_form", "description")
HELP = ("help_name", "help_phone", "help_hours", "help_text_number")
CONSORTIA = (
    Column("slug", required=True),
    Column("name", required=True),
    Column("identifiers", Kind.CODES),
    Column("kind", required=True),
    Column("area", required=True),
    Column("asset_lock_body"),
    Column("fee_pct", Kind.WHOLE, required=True, most=100),
    Column("band_scheme", required=True),
    *(Column(name) for name in CONSORTIA_TEXTS + HELP),
)
CRITERIA = (
    Column("consortium", required=True),
    Column("type", required=True),
    Column("least_cover", Kind.POUNDS, most=10**15),
)
PEOPLE = (
    Column("name", required=True),
    Column("email", required=True),
    Column("phone"),
    Column("language", required=True),
    Column("role", Kind.CHOICE, required=True, choices=tuple(RoleKind)),
    Column("organisation"),
    Column("consortium", required=True),
    Column("start", Kind.DATE, required=True),
)


@transaction.atomic
def load_networks() -> tuple[Consortium, ...]:
    """The demonstration's consortia and networks, by slug, with all that belongs to them."""
    ensure_reference_data()
    load_areas()
    consortia = {row["slug"]: _consortium(row) for row in _rows("consortia.csv", CONSORTIA)}
    for position, row in enumerate(_rows("criteria.csv", CRITERIA), start=1):
        _criterion(consortia[row["consortium"]], row, position)
    for slug, consortium in consortia.items():
        files = ImportFiles(
            {path.name: path.read_bytes() for path in sorted((FOLDER / slug).glob("*.csv"))}
        )
        apply_import(by=None, consortium=consortium, files=files, digest=files.digest)
    for row in _rows("people.csv", PEOPLE):
        _person(row, consortia[row["consortium"]])
    return tuple(consortia[slug] for slug in sorted(consortia))


def load_areas() -> AreasImported:
    """The demonstration's own places: codes, neighbours and the layout of a map of tiles."""
    return import_areas(
        areas=[_area(row) for row in _rows("areas.csv", AREAS)],
        neighbours=[(row["first"], row["second"]) for row in _rows("neighbours.csv", NEIGHBOURS)],
    )


def _rows(name: str, columns: tuple[Column, ...]) -> tuple[Row, ...]:
    return read_rows(read_table((FOLDER / name).read_bytes()), columns)


def _area(row: Row) -> AreaGiven:
    has_tile = row["tile_column"] is not None and row["tile_row"] is not None
    return AreaGiven(
        code=row["code"],
        name=row["name"],
        kind=AreaKind(row["kind"]),
        name_cy=row["name_cy"] or "",
        parent=row["parent"],
        tile=(row["tile_column"], row["tile_row"]) if has_tile else None,
    )


def _consortium(row: Row) -> Consortium:
    """The consortium and the organisation that is its legal person."""
    texts = {name: row[name] or "" for name in CONSORTIA_TEXTS}
    organisation, _ = Organisation.objects.get_or_create(
        slug=row["slug"], defaults={"name": row["name"], **texts}
    )
    for text in row["identifiers"]:
        known = read_identifier(text)
        Identifier.objects.get_or_create(
            scheme=known.scheme, value=known.value, defaults={"organisation": organisation}
        )
    consortium, _ = Consortium.objects.get_or_create(
        slug=row["slug"],
        defaults={
            "organisation": organisation,
            "kind": row["kind"],
            "area": Area.objects.get(code=row["area"]),
            "asset_lock_body": row["asset_lock_body"] or "",
            "fee_pct": row["fee_pct"],
            "band_scheme": BandScheme.objects.get(slug=row["band_scheme"]),
            **{name: row[name] or "" for name in HELP},
        },
    )
    return consortium


def _criterion(consortium: Consortium, row: Row, position: int) -> None:
    ReadinessCriterion.objects.get_or_create(
        consortium=consortium,
        type=EvidenceType.objects.get(code=row["type"]),
        defaults={"least_cover_pence": row["least_cover"], "position": position},
    )


def _person(row: Row, consortium: Consortium) -> None:
    person = ensure_person(
        by=None,
        name=row["name"],
        email=row["email"],
        phone=row["phone"] or "",
        language=row["language"],
    )
    organisation = (
        Organisation.objects.get(name=row["organisation"]) if row["organisation"] else None
    )
    start_role(
        by=None,
        person=person,
        kind=RoleKind(row["role"]),
        consortium=consortium,
        organisation=organisation,
        start_on=row["start"],
    )
