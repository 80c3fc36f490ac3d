"""A file of seats: one row for each time that somebody held a seat, or for a seat that nobody ever held.

The same columns are read from CSV and XLSX, made from Popolo, and written on export.
"""

from consortium.spreadsheets.columns import Column, Kind
from representation.states import BodyKind, Eligibility, EndReason, Mandate

SEAT_COLUMNS = (
    Column("body", aliases=("board", "corff"), required=True, most=160),
    Column("body_cy", aliases=("welsh name", "enw cymraeg"), most=160),
    Column("body_kind", Kind.CHOICE, aliases=("kind", "math"), choices=tuple(BodyKind)),
    Column("parent", aliases=("part of", "rhan o"), most=160),
    Column("owner", aliases=("whose", "perchennog"), most=160),
    Column("body_area", aliases=("area", "ardal"), most=9),
    Column("seat", Kind.WHOLE, aliases=("number", "sedd"), required=True, least=1, most=9_999),
    Column("label", most=120),
    Column("label_cy", most=120),
    Column("electing_body", aliases=("elected by", "etholir gan"), most=160),
    Column("eligibility", Kind.CHOICE, aliases=("who may stand",), choices=tuple(Eligibility)),
    Column("seat_area", aliases=("constituency", "etholaeth"), most=9),
    Column("reserved_up_to", aliases=("reserved for",), most=24),
    Column("term_months", Kind.WHOLE, least=1, most=120),
    Column("voting", Kind.YES_NO, aliases=("votes", "pleidleisio")),
    Column("seat_from", Kind.DATE),
    Column("seat_until", Kind.DATE),
    Column("holder", aliases=("name", "person", "deiliad"), most=120),
    Column("on_behalf_of", aliases=("organisation", "mudiad")),
    Column("mandate", Kind.CHOICE, aliases=("how chosen", "mandad"), choices=tuple(Mandate)),
    Column("elected_from", aliases=("basis",), most=160),
    Column("chosen", Kind.DATE, aliases=("chosen on", "vote on")),
    Column("electorate", Kind.WHOLE, aliases=("could vote", "etholwyr"), most=10**6),
    Column("voted", Kind.WHOLE, aliases=("pleidleisiodd",), most=10**6),
    Column("stood", Kind.WHOLE, aliases=("candidates", "ymgeiswyr"), most=10**3),
    Column("from", Kind.DATE, aliases=("start", "o")),
    Column("term_to", Kind.DATE, aliases=("due", "tymor hyd")),
    Column("until", Kind.DATE, aliases=("ended", "hyd")),
    Column("end_reason", Kind.CHOICE, aliases=("why ended", "rheswm"), choices=tuple(EndReason)),
    Column("source", aliases=("ffynhonnell",), most=300),
)
NAMES = tuple(one.name for one in SEAT_COLUMNS)
