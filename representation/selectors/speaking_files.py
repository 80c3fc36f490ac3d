"""The seats on boards of a day as files: what the page's table says, and nothing about anybody else."""

import json
from datetime import date

from consortium.spreadsheets.writing import as_csv
from representation.models import Structure
from representation.seat_files.popolo import write_popolo
from representation.selectors.attended import Went, noted_meetings, went_by_seat
from representation.selectors.seat_export import rows_of_a_day
from representation.selectors.seat_lines import BOARDS, SeatLine, seat_lines

FORMAT = "manyhands-seats/1"
COLUMNS = (
    "board", "seat", "label", "holder", "on_behalf_of", "mandate", "chosen_on", "voted",
    "electorate", "stood", "start_on", "due_on", "vacant_since", "vacant_days", "alternate",
    "reserved_for", "source", "meetings", "went",
)  # fmt: skip


def speaking_as_csv(structure: Structure, day: date) -> bytes:
    """A row for each seat, with the day first. UTF-8 with a byte order mark, for Excel."""
    rows = speaking_rows(structure, day)
    return as_csv(["as_at", *COLUMNS], [[day.isoformat(), *row.values()] for row in rows])


def speaking_as_json(structure: Structure, day: date) -> bytes:
    """The same as JSON, empty values as null."""
    document = {
        "format": FORMAT,
        "structure": structure.name,
        "as_at": day.isoformat(),
        "seats": speaking_rows(structure, day),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def speaking_as_popolo(structure: Structure, day: date) -> bytes:
    """The same as Popolo: the boards, their posts, and whoever held one that day."""
    lines = [one for one in seat_lines(structure, day) if one.body_kind in BOARDS]
    return write_popolo(rows_of_a_day(lines))


def speaking_rows(structure: Structure, day: date) -> list[dict[str, str | int | None]]:
    """One dictionary for each seat on a board that day, its keys COLUMNS."""
    lines = [one for one in seat_lines(structure, day) if one.body_kind in BOARDS]
    meetings = noted_meetings(structure.consortium, [one.body for one in lines], day)
    went = went_by_seat(lines, meetings)
    return [dict(zip(COLUMNS, _values(one, went.get(one.seat)), strict=True)) for one in lines]


def _values(one: SeatLine, went: Went | None) -> tuple[str | int | None, ...]:
    held, vacancy = one.holding, one.vacancy
    vote = held.vote if held else None
    turnout = vote.turnout if vote else None
    return (
        one.body_name,
        one.number,
        one.label or None,
        held.name if held else None,
        (held.organisation or None) if held else None,
        held.mandate.value if held else None,
        _iso(vote.chosen_on) if vote else None,
        turnout.voted if turnout else None,
        turnout.electorate if turnout else None,
        vote.stood if vote else None,
        _iso(held.start_on) if held else None,
        _iso(held.due_on) if held else None,
        _iso(vacancy.since) if vacancy else None,
        vacancy.days if vacancy else None,
        one.alternate or None,
        one.reserved_for or None,
        (held.source or None) if held else None,
        went.held if went else None,
        went.went if went else None,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
