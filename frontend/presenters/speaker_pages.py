"""What the pages of a board, a person, an organisation and a question say of who speaks for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.mandate_words import ENDS, KINDS, MANDATES, vote_in_words
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.presenters.seat_table import (
    board_address,
    seat_address,
    seat_name,
    seat_table,
    vacant_in_words,
    went_note,
)
from frontend.presenters.small_in_the_room import small_in_words, small_meetings_table
from frontend.presenters.who_speaks import lead_of_figures
from frontend.templatetags.manyhands import day as day_words
from representation.selectors.boards import BoardView
from representation.selectors.seat_lines import Holding
from representation.selectors.speakers import (
    Answer,
    OrganisationInStructure,
    PersonView,
    Sitting,
    VoiceView,
)


@dataclass(frozen=True)
class BoardPage:
    """Everything that templates/public/board.html prints."""

    title: str
    lead: str
    with_a_vote: str
    owner: str
    summary: str
    seats: Table
    parts: tuple[tuple[str, str], ...]
    went_note: str
    small: str
    meetings: Table | None


def board_page(view: BoardView, on: str = "") -> BoardPage:
    """The board's seats, who has a vote that leads there, whether small groups are in the room."""
    columns = (
        Column(_("Seat")),
        Column(_("Speaks for us")),
        Column(_("How chosen")),
        Column(_("Term ends")),
        Column(_("Went"), is_number=True),
        Column(_("Stands in")),
    )
    seats = seat_table(
        view.seats, view.day, columns, grouped=False, went=view.went, names_board=False, on=on
    )
    return BoardPage(
        title=view.name,
        lead=lead_of_figures(view.figures),
        with_a_vote=_with_a_vote(view),
        owner=view.owner,
        summary=view.summary,
        seats=seats,
        parts=tuple((one.name, board_address(one.slug, on)) for one in view.parts),
        went_note=went_note(view.went),
        small=small_in_words(view),
        meetings=small_meetings_table(view.meetings),
    )


def _with_a_vote(view: BoardView) -> str:
    if not view.members:
        return ""
    words = ngettext(
        "%(some)s of %(n)s member organisation has a vote that leads to a seat here.",
        "%(some)s of %(n)s member organisations have a vote that leads to a seat here.",
        view.members,
    )
    return words % {"some": view.with_a_vote, "n": view.members}


def sittings_table(
    caption: str,
    sittings: Sequence[Sitting],
    name: str,
    *,
    ended: bool,
    names_holder: bool,
    on: str = "",
) -> Table:
    """Times on seats, of one person, or on behalf of one organisation and then with the holders' names."""
    columns = (
        Column(_("Seat")),
        Column(_("Holder") if names_holder else _("On behalf of")),
        Column(_("How chosen")),
        Column(_("Until") if ended else _("Term ends")),
    )
    rows = tuple(_sitting(one, on, ended=ended, names_holder=names_holder) for one in sittings)
    return table_of(Table(caption, columns, rows, id=name))


def _sitting(one: Sitting, on: str, *, ended: bool, names_holder: bool) -> Row:
    held = one.holding
    until = held.ended_on if ended else held.due_on
    why = str(ENDS[held.end_reason]) if ended and held.end_reason else ""
    return Row(
        (
            Cell(
                f"{one.body}, {one.number}",
                href=reverse("public:seat", args=[one.body_slug, one.number]) + on,
                small=one.structure,
            ),
            _holder(held, on) if names_holder else _spoken_for(held, on),
            Cell(MANDATES[held.mandate], tag=KINDS[held.mandate], small=vote_in_words(held)),
            Cell(day_words(until) if until else _("No end date"), small=why),
        )
    )


def _holder(held: Holding, on: str) -> Cell:
    href = reverse("public:person", args=[held.person]) + on
    return Cell(held.name, href=href, small=held.organisation)


def _spoken_for(held: Holding, on: str) -> Cell:
    if not held.organisation_slug:
        return Cell(_("nobody else"))
    href = reverse("public:organisation", args=[held.organisation_slug]) + on
    return Cell(held.organisation, href=href)


def person_lead(view: PersonView) -> str:
    """How many seats somebody holds, or from when they will."""
    if view.begins_on:
        return _("Holds no seat yet. The first begins on %(day)s.") % {
            "day": day_words(view.begins_on)
        }
    if not view.now:
        return _("Holds no seat now.")
    return ngettext("Holds %(n)s seat.", "Holds %(n)s seats.", len(view.now)) % {"n": len(view.now)}


def voices_table(caption: str, voices: Sequence[VoiceView], name: str, *, on: str = "") -> Table:
    """The seats that a vote leads to, and by which bodies."""
    columns = (Column(_("Seat")), Column(_("Speaks for you")), Column(_("By whose vote")))
    return table_of(Table(caption, columns, tuple(_voice(one, on) for one in voices), id=name))


def _voice(one: VoiceView, on: str) -> Row:
    line = one.line
    held = line.holding
    who = (
        _holder(held, on)
        if held
        else Cell(vacant_in_words(line.vacancy.days if line.vacancy else 0), tag="gap")
    )
    own = _("Their mandate began in this forum.") if one.is_own else ""
    return Row(
        (
            Cell(f"{line.body_name}, {seat_name(line)}", href=seat_address(line, on)),
            who,
            Cell(" → ".join(one.route), small=own),
        ),
        look=held is None,
    )


def membership_lead(one: OrganisationInStructure) -> str:
    """Where an organisation votes in a network, and where else it is invited."""
    parts = [
        _("Votes in: %(body)s.") % {"body": one.votes_in}
        if one.votes_in
        else _("Has named no forum to vote in yet.")
    ]
    if one.invited_to:
        parts.append(_("Also invited to: %(bodies)s.") % {"bodies": ", ".join(one.invited_to)})
    return " ".join(parts)


def answers_lead(answers: Sequence[Answer]) -> str:
    """What was found, in a sentence."""
    voices = {voice.line.seat: voice for one in answers for voice in one.voices}
    if not answers:
        return _(
            "No forum is known for that place or theme. Ring the network: somebody will find out."
        )
    words = ngettext(
        "Votes that begin there lead to %(n)s seat.",
        "Votes that begin there lead to %(n)s seats.",
        len(voices),
    ) % {"n": len(voices)}
    return f"{words} {filled_in_words(voices.values())}"


def filled_in_words(voices: Iterable[VoiceView]) -> str:
    """Of the seats that a vote leads to, how many somebody holds."""
    filled = [one.line.holding is not None for one in voices]
    return _("Filled: %(filled)s. Vacant: %(vacant)s.") % {
        "filled": filled.count(True),
        "vacant": filled.count(False),
    }
