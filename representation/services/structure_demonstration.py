"""The demonstration's structures: the five presets, with members, seats and holders from our own tables.

Everything goes through the services that people's own files go through. Again changes nothing.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from consortium.decisions import Refused
from consortium.models import Consortium, Membership, Organisation, Person
from consortium.services.import_reading import ImportFiles
from consortium.services.imports import apply_import
from consortium.services.people import ensure_person, start_role
from consortium.spreadsheets import read_table
from consortium.spreadsheets.columns import Column, Kind, Row, read_rows
from consortium.states import RoleKind
from representation import demonstration
from representation.models import Body, Seat, Structure, StructureMembership
from representation.selectors.electorates import forums_for, with_parts_and_wholes
from representation.selectors.structure_settings import version_on
from representation.services.founding import Consultation, change_structure, draft_from_preset
from representation.services.founding import found_structure as found
from representation.services.memberships import choose_voting_home, join_structure
from representation.services.seat_import import check_seats, import_seats
from representation.services.stand_ins import name_stand_in
from representation.services.support_demonstration import load_supports
from representation.states import StandInKind
from representation.structures.membership import read_rule
from representation.structures.settings import Wording

FOLDER = Path(demonstration.__file__).parent
STRUCTURES = (
    Column("network", required=True),
    Column("preset", required=True),
    Column("name", required=True),
    Column("name_cy", required=True),
    Column("founded", Kind.DATE, required=True),
    Column("owner", required=True),
)
PEOPLE = (
    Column("name", required=True),
    Column("email", required=True),
    Column("phone"),
    Column("language", required=True),
    Column("role", Kind.CHOICE, required=True, choices=tuple(RoleKind)),
    Column("organisation", required=True),
    Column("consortium", required=True),
    Column("start", Kind.DATE, required=True),
)
STAND_INS = (
    Column("network", required=True),
    Column("body", required=True),
    Column("seat", Kind.WHOLE, required=True, most=100),
    Column("person", required=True),
    Column("organisation", required=True),
    Column("kind", Kind.CHOICE, required=True, choices=tuple(StandInKind)),
    Column("from", Kind.DATE, required=True),
)
CHANGED_ON = date(2026, 1, 1)
CHANGE = Consultation(
    summary="A seat that falls vacant is filled by counting the ballots again.",
    consulted="A letter to every member, and an evening in each of the eight forums in November 2025.",
    options="The runner-up, as before; a countback; a by-election each time.",
    responses=31,
    decision="The GRID of 9 December 2025 chose the countback, fourteen votes to two.",
)


def load_structures(networks: Sequence[Consortium]) -> list[str]:
    """Found what is not there yet, each structure in a transaction of its own; a sentence for each."""
    by_slug = {one.slug: one for one in networks}
    done = []
    for row in _rows("structures.csv", STRUCTURES):
        network = by_slug[row["network"]]
        if not Structure.objects.filter(consortium=network, preset=row["preset"]).exists():
            done.append(_load(network, row))
    return done


@transaction.atomic
def _load(network: Consortium, row: Row) -> str:
    _more_members(network)
    draft = draft_from_preset(
        row["preset"],
        consortium=network,
        name=Wording(row["name"], row["name_cy"]),
        founded_on=row["founded"],
        owner=row["owner"],
    )
    structure = found(by=None, consortium=network, draft=draft)
    _join_all(structure)
    _holders(structure)
    for one in _rows("stand_ins.csv", STAND_INS):
        if one["network"] == network.slug:
            _stand_in(structure, one)
    load_supports(structure)
    if row["preset"] == "derbyshire":
        settings = {"casual_vacancy": "countback"}
        change_structure(
            by=None,
            structure=structure,
            valid_from=CHANGED_ON,
            settings=settings,
            consultation=CHANGE,
        )
    seats = Seat.objects.filter(body__structure=structure).count()
    members = structure.memberships.count()
    return f"Founded “{structure.name}” with {members} members and {seats} seats."


def _more_members(network: Consortium) -> None:
    """Small groups that belong to the network and its structure, and bid for nothing yet."""
    folder = FOLDER / network.slug
    path = folder / "members.csv"
    if not path.exists():
        return
    files = ImportFiles({path.name: path.read_bytes()})
    apply_import(by=None, consortium=network, files=files, digest=files.digest)
    for row in _rows(f"{network.slug}/people.csv", PEOPLE):
        person = ensure_person(
            by=None,
            name=row["name"],
            email=row["email"],
            phone=row["phone"] or "",
            language=row["language"],
        )
        start_role(
            by=None,
            person=person,
            kind=RoleKind(row["role"]),
            consortium=network,
            organisation=Organisation.objects.get(name=row["organisation"]),
            start_on=row["start"],
        )


def _join_all(structure: Structure) -> None:
    """Every member of the network that the rule admits, from its own first day or the founding."""
    version = version_on(structure, structure.founded_on)
    if version is None:
        return
    statements = read_rule(version.membership_rule).statements
    members = Membership.objects.filter(consortium=structure.consortium).order_by("pk")
    for one in members.select_related("organisation__home"):
        try:
            membership = join_structure(
                by=None,
                structure=structure,
                organisation=one.organisation,
                declared=[statement.key for statement in statements],
                start_on=max(structure.founded_on, one.start_on),
            )
        except Refused:
            continue
        _choose_home(structure, membership)


def _choose_home(structure: Structure, membership: StructureMembership) -> None:
    """Who may choose votes where they have their home."""
    organisation = membership.organisation
    if membership.voting_homes.exists() or organisation.home is None:
        return
    near = with_parts_and_wholes([organisation.home])
    for forum in forums_for(structure, organisation, membership.start_on):
        if forum.area_id in near:
            choose_voting_home(
                by=None, membership=membership, body=forum, start_on=membership.start_on
            )
            return


def _holders(structure: Structure) -> None:
    content = (FOLDER / structure.consortium.slug / "holders.csv").read_bytes()
    plan = check_seats(by=None, structure=structure, content=content)
    import_seats(by=None, structure=structure, content=content, digest=plan.digest)


def _stand_in(structure: Structure, row: Row) -> None:
    body = Body.objects.get(structure=structure, name=row["body"])
    organisation = Organisation.objects.get(name=row["organisation"])
    name_stand_in(
        by=None,
        seat=body.seats.get(number=row["seat"]),
        person=Person.objects.filter(roles__organisation=organisation, name=row["person"])
        .distinct()
        .get(),
        on_behalf_of=organisation,
        kind=StandInKind(row["kind"]),
        start_on=row["from"],
    )


def _rows(name: str, columns: tuple[Column, ...]) -> tuple[Row, ...]:
    return read_rows(read_table((FOLDER / name).read_bytes()), columns)
