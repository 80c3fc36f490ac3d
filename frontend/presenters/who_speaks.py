"""What "Who speaks for the sector" says: the answer in a sentence, then tables, then pictures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.plan_words import listed
from frontend.pictures.bars import BarPicture
from frontend.pictures.chain import ChainPicture
from frontend.pictures.terms import TermsPicture
from frontend.presenters.chain_page import chain_picture
from frontend.presenters.fair_share import fair_share_bars, fair_share_note, fair_share_words
from frontend.presenters.parts import Column, Table
from frontend.presenters.seat_table import seat_table, went_note
from frontend.presenters.terms_page import ends_list, terms_picture
from frontend.templatetags.manyhands import day as day_words
from frontend.templatetags.manyhands import percent
from representation.selectors.who_speaks import Cell, Figures, Filters, MatrixRow, Sort, WhoSpeaks
from representation.states import Mandate

SORTED_BY: Mapping[str, Sort] = {"seat": Sort.BOARD, "name": Sort.NAME, "term": Sort.TERM}


@dataclass(frozen=True)
class DayLink:
    words: str
    href: str


@dataclass(frozen=True)
class MatrixCell:
    """Marks in order: "full", "gap" (vacant) or "open" (no mandate), and the same in words."""

    marks: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class MatrixLine:
    area: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class SpeakPage:
    """Everything that templates/public/seats.html prints."""

    title: str
    summary: str
    lead: str
    as_at: str
    days: tuple[DayLink, ...]
    is_past: bool
    seats: Table
    went_note: str
    shown: str
    boards: tuple[str, ...]
    matrix: tuple[MatrixLine, ...]
    share_words: str
    share_bars: tuple[BarPicture, ...]
    share_note: str
    chain: ChainPicture | None
    chain_board: str
    terms: TermsPicture | None
    ends: tuple[str, ...]


def speak_page(view: WhoSpeaks, filters: Filters, today: date) -> SpeakPage:
    """`filters` are those that `view.seats` went through; `today` tells a past day from this one."""
    on = f"?{urlencode({'on': view.day.isoformat()})}" if view.day != today else ""
    chain, board = chain_picture(view, filters.board)
    return SpeakPage(
        title=view.structure,
        summary=summary(view.figures),
        lead=lead(view),
        as_at=day_words(view.day),
        days=tuple(
            DayLink(day_words(one), f"?{urlencode({'on': one.isoformat()})}")
            for one in view.changed_on
            if one != view.day
        ),
        is_past=view.day != today,
        seats=seat_table(
            view.seats,
            view.day,
            _columns(filters, view.day if view.day != today else None),
            grouped=filters.sort is Sort.BOARD,
            went=view.went,
            names_board=filters.sort is not Sort.BOARD,
            on=on,
        ),
        went_note=went_note(view.went),
        shown=_shown(len(view.seats), view.figures.seats),
        boards=view.boards,
        matrix=_matrix(view.matrix),
        share_words=fair_share_words(view.share),
        share_bars=fair_share_bars(view.share),
        share_note=fair_share_note(view.share),
        chain=chain,
        chain_board=board,
        terms=terms_picture(view),
        ends=ends_list(view),
    )


def summary(figures: Figures) -> str:
    """12 seats on 5 boards."""
    return _("%(seats)s on %(boards)s.") % {
        "seats": ngettext("%(n)s seat", "%(n)s seats", figures.seats) % {"n": figures.seats},
        "boards": ngettext("%(n)s board", "%(n)s boards", figures.boards) % {"n": figures.boards},
    }


def lead(view: WhoSpeaks) -> str:
    """How many are filled and vacant, how their holders were chosen, and how many come from small groups."""
    return " ".join(part for part in (lead_of_figures(view.figures), _small(view)) if part)


def lead_of_figures(figures: Figures) -> str:
    """How many are filled and vacant, and how their holders were chosen."""
    return " ".join(part for part in (_filled(figures), _chosen(figures)) if part)


def _filled(figures: Figures) -> str:
    if not figures.vacant:
        return _("All are filled.")
    words = _("%(filled)s filled, %(vacant)s vacant, the longest for %(days)s.")
    days = figures.oldest_days or 0
    return words % {
        "filled": figures.filled,
        "vacant": figures.vacant,
        "days": ngettext("%(n)s day", "%(n)s days", days) % {"n": days},
    }


def _chosen(figures: Figures) -> str:
    if not figures.filled:
        return ""
    counts = dict(figures.by_mandate)
    counts[Mandate.ELECTED] += counts.pop(Mandate.INDIRECTLY_ELECTED)
    parts = [CHOSEN[mandate](n) for mandate, n in counts.items() if n]
    return _("Of the holders %(how)s.") % {"how": listed(parts)}


CHOSEN: Mapping[Mandate, Callable[[int], str]] = {
    Mandate.ELECTED: lambda n: (
        ngettext("%(n)s was elected in a vote", "%(n)s were elected in a vote", n) % {"n": n}
    ),
    Mandate.ELECTED_UNOPPOSED: lambda n: (
        ngettext("%(n)s was unopposed", "%(n)s were unopposed", n) % {"n": n}
    ),
    Mandate.NOMINATED: lambda n: (
        ngettext("%(n)s was nominated", "%(n)s were nominated", n) % {"n": n}
    ),
    Mandate.CO_OPTED: lambda n: ngettext("%(n)s was co-opted", "%(n)s were co-opted", n) % {"n": n},
    Mandate.INVITED: lambda n: ngettext("%(n)s was invited", "%(n)s were invited", n) % {"n": n},
    Mandate.NOT_RECORDED: lambda n: (
        ngettext("%(n)s came we do not know how", "%(n)s came we do not know how", n) % {"n": n}
    ),
}


def _small(view: WhoSpeaks) -> str:
    if not view.figures.filled:
        return ""
    words = ngettext(
        "%(n)s of them comes from a micro or small organisation",
        "%(n)s of them come from micro and small organisations",
        view.figures.small,
    ) % {"n": view.figures.small}
    share = view.share.small_pct
    if share is None:
        return f"{words}."
    return _("%(words)s; %(share)s of the sector is small.") % {
        "words": words,
        "share": percent(int(share * 100)),
    }


def _columns(filters: Filters, past: date | None) -> tuple[Column, ...]:
    return (
        _sortable(_("Seat"), "seat", filters, past),
        _sortable(_("Speaks for us"), "name", filters, past),
        Column(_("How chosen")),
        _sortable(_("Term ends"), "term", filters, past),
        Column(_("Went"), is_number=True),
        Column(_("Stands in")),
    )


def _sortable(words: str, key: str, filters: Filters, past: date | None) -> Column:
    kept = {
        "board": filters.board,
        "place": filters.area,
        "how": filters.mandate,
        "only": filters.only,
        "on": past.isoformat() if past else "",
        "sort": key,
    }
    query = urlencode({name: value for name, value in kept.items() if value})
    is_current = SORTED_BY[key] is filters.sort
    return Column(words, href=f"?{query}#seats", sorted="ascending" if is_current else "")


def _shown(shown: int, seats: int) -> str:
    if shown == seats:
        return ""
    return _("%(shown)s of %(seats)s seats are shown.") % {"shown": shown, "seats": seats}


def _matrix(rows: Sequence[MatrixRow]) -> tuple[MatrixLine, ...]:
    """Cells that are alike are worded once: of 60 boards and eight districts few differ."""
    said = {cell: _matrix_cell(cell) for row in rows for cell in set(row.cells)}
    return tuple(
        MatrixLine(row.area or _("No district yet"), tuple(said[cell] for cell in row.cells))
        for row in rows
    )


def _matrix_cell(cell: Cell) -> MatrixCell:
    said = (
        (cell.filled, "full", _("%(n)s filled")),
        (cell.vacant, "gap", _("%(n)s vacant")),
        (cell.invited, "open", _("%(n)s without a mandate")),
    )
    words = ", ".join(text % {"n": n} for n, _mark, text in said if n)
    return MatrixCell(
        tuple(mark for n, mark, _text in said for _one in range(n)), words or _("no seat")
    )
