"""The three sheets of a consortium's members: what they are, what they offer, what they hold."""

from collections.abc import Mapping

from consortium.spreadsheets.columns import Column, Kind
from consortium.states import LegalForm, MembershipClass

MOST_PENCE = 10**15
MOST_UNITS = 10**12
MOST_DAYS = 10_000

MEMBER = Column("member", aliases=("organisation", "aelod"), required=True)
MEMBERS = (
    Column("name", aliases=("organisation", "member", "enw"), required=True),
    Column("name_cy", aliases=("welsh name", "enw cymraeg")),
    Column(
        "legal_form",
        Kind.CHOICE,
        aliases=("form", "ffurf gyfreithiol"),
        required=True,
        choices=tuple(LegalForm),
    ),
    Column("identifiers", Kind.CODES, aliases=("org ids", "dynodwyr")),
    Column("income", Kind.POUNDS, aliases=("incwm",), most=MOST_PENCE),
    Column("income_year_end", Kind.DATE, aliases=("year end", "diwedd blwyddyn")),
    Column("income_source", aliases=("source", "ffynhonnell")),
    Column("home", aliases=("based in", "cartref"), most=9),
    Column("areas", Kind.CODES, aliases=("works in", "ardaloedd")),
    Column("themes", Kind.CODES, aliases=("themau",)),
    Column(
        "membership_class",
        Kind.CHOICE,
        aliases=("class", "dosbarth"),
        required=True,
        choices=tuple(MembershipClass),
    ),
    Column("joined", Kind.DATE, aliases=("joined on", "ymunodd"), required=True),
    Column("email", aliases=("e-mail", "e-bost"), most=254),
    Column("phone", aliases=("ffon", "ffôn"), most=30),
    Column("description", aliases=("disgrifiad",), most=2_000),
)
OFFERS = (
    MEMBER,
    Column("service", aliases=("gwasanaeth",), required=True, most=120),
    Column("cpv", aliases=("cpv prefix", "cpv code"), required=True, most=10),
    Column("areas", Kind.CODES, aliases=("ardaloedd",), required=True),
    Column("volume", Kind.WHOLE, aliases=("cyfaint",), required=True, least=1, most=MOST_UNITS),
    Column("unit", aliases=("uned",), required=True, most=24),
    Column("unit_cost", Kind.POUNDS, aliases=("cost", "cost uned"), required=True, most=MOST_PENCE),
    Column("least_lot", Kind.WHOLE, aliases=("least lot pct",), most=100),
    Column("turnover_cap", Kind.POUNDS, aliases=("most contract",), most=MOST_PENCE),
    Column("least_contract", Kind.POUNDS, aliases=("min contract",), most=MOST_PENCE),
    Column(
        "longest_wait_days",
        Kind.WHOLE,
        aliases=("longest wait", "days to wait", "diwrnodau aros"),
        most=MOST_DAYS,
    ),
    Column("valid_from", Kind.DATE, aliases=("from", "o"), required=True),
    Column("valid_until", Kind.DATE, aliases=("until", "hyd")),
)
EVIDENCE = (
    MEMBER,
    Column("type", aliases=("evidence", "math"), required=True, most=40),
    Column("reference", aliases=("cyfeirnod",), most=80),
    Column("cover", Kind.POUNDS, aliases=("yswiriant",), least=1, most=MOST_PENCE),
    Column("issued", Kind.DATE, aliases=("issued on", "dyddiad"), required=True),
    Column("expires", Kind.DATE, aliases=("expires on", "daw i ben")),
)
SHEETS: Mapping[str, tuple[Column, ...]] = {
    "members": MEMBERS,
    "offers": OFFERS,
    "evidence": EVIDENCE,
}
