"""Claims with the pence they must come to, worked out by hand; `worked` shows the sum.

Rates: cars 45p a mile until 5 April 2026 and 55p from 6 April 2026, for the first 10,000 miles of a
tax year, 25p after; motorcycles 24p, cycles 20p, passengers 5p. The scheme pays £14.50 an hour and at
most £90.00 a day, childcare up to £40.00, access up to £200.00, fares as they were; from 1 October 2026
£15.00 an hour. Distances are in tenths of a mile, times in minutes, costs in pence.
"""

from dataclasses import dataclass
from datetime import date

from consortium.services.rates import NATIONAL
from consortium.treasury.rates import Rate
from consortium.treasury.states import RateKind
from representation.claims.pricing import LineAsked, Occasion
from representation.claims.states import LineKind, Standing

OURS = "The board"
SCHEME = 7
RATES = (
    *NATIONAL,
    Rate(RateKind.HOUR, 1_450, date(2024, 4, 1), OURS, date(2026, 9, 30), scheme=SCHEME),
    Rate(RateKind.HOUR, 1_500, date(2026, 10, 1), OURS, scheme=SCHEME),
    Rate(RateKind.DAY, 9_000, date(2024, 4, 1), OURS, scheme=SCHEME),
    Rate(RateKind.CHILDCARE, None, date(2024, 4, 1), OURS, cap_pence=4_000, scheme=SCHEME),
    Rate(RateKind.ACCESS, None, date(2024, 4, 1), OURS, cap_pence=20_000, scheme=SCHEME),
    Rate(RateKind.FARE, None, date(2024, 4, 1), OURS, scheme=SCHEME),
)
BEFORE, AFTER = date(2026, 4, 5), date(2026, 4, 6)
NOVEMBER = date(2026, 11, 17)
CAR, MOTORCYCLE, CYCLE = RateKind.CAR, RateKind.MOTORCYCLE, RateKind.CYCLE


def miles(tenths: int, vehicle: RateKind = CAR, people: int = 0) -> LineAsked:
    return LineAsked(LineKind.MILES, tenths=tenths, vehicle=vehicle, passengers=people)


def time(minutes: int) -> LineAsked:
    return LineAsked(LineKind.TIME, minutes=minutes)


def spent(kind: LineKind, pence: int) -> LineAsked:
    return LineAsked(kind, cost_pence=pence)


@dataclass(frozen=True)
class Case:
    """One claim: its day, its lines, the tenths of a mile before it, and what each line comes to."""

    name: str
    day: date
    lines: tuple[LineAsked, ...]
    pence: tuple[int, ...]
    worked: str
    before: int = 0
    time_pct: int = 100
    standing: Standing = Standing.PAID

    @property
    def occasion(self) -> Occasion:
        return Occasion(self.day, SCHEME, self.standing, self.before, self.time_pct)


CHILDCARE, ACCESS, FARE = LineKind.CHILDCARE, LineKind.ACCESS, LineKind.FARE
CASES = (
    Case("last day of 45p", BEFORE, (miles(180),), (810,), "18 x 45"),
    Case("first day of 55p", AFTER, (miles(180),), (990,), "18 x 55"),
    Case("mid-April", date(2026, 4, 15), (miles(460),), (2_530,), "46 x 55"),
    Case("the same journey a year before", date(2025, 4, 15), (miles(460),), (2_070,), "46 x 45"),
    Case("the day after HMRC said so", date(2026, 5, 22), (miles(100),), (550,), "10 x 55"),
    Case(
        "the day before HMRC said so: backdated",
        date(2026, 5, 20),
        (miles(100),),
        (550,),
        "10 x 55",
    ),
    Case("one tenth at 45p", BEFORE, (miles(1),), (5,), "4.5, half up"),
    Case("three tenths at 45p", BEFORE, (miles(3),), (14,), "13.5, half up"),
    Case("one tenth at 55p", AFTER, (miles(1),), (6,), "5.5, half up"),
    Case("seven tenths at 55p", AFTER, (miles(7),), (39,), "38.5, half up"),
    Case("a whole tenth of a penny less", AFTER, (miles(2),), (11,), "11.0"),
    Case("10,000 miles exactly", AFTER, (miles(100),), (550,), "10 x 55", before=99_900),
    Case("a tenth past 10,000", AFTER, (miles(101),), (553,), "10 x 55 + 0.1 x 25 = 552.5", 99_900),
    Case("crossed inside the journey", AFTER, (miles(460),), (1_750,), "20 x 55 + 26 x 25", 99_800),
    Case("crossed at 45p", date(2026, 3, 20), (miles(460),), (1_550,), "20 x 45 + 26 x 25", 99_800),
    Case("all past 10,000", AFTER, (miles(460),), (1_150,), "46 x 25", before=100_000),
    Case("far past 10,000", NOVEMBER, (miles(101),), (253,), "10.1 x 25 = 252.5", before=150_000),
    Case(
        "last day of the tax year, past 10,000", BEFORE, (miles(100),), (250,), "10 x 25", 100_000
    ),
    Case(
        "first day of the tax year begins anew", AFTER, (miles(100),), (550,), "10 x 55", before=0
    ),
    Case("last mile of the 10,000", AFTER, (miles(20),), (80,), "1 x 55 + 1 x 25", before=99_990),
    Case("leap day", date(2024, 2, 29), (miles(120),), (540,), "12 x 45"),
    Case("the day after leap day", date(2024, 3, 1), (miles(120),), (540,), "12 x 45"),
    Case("motorcycle", NOVEMBER, (miles(250, MOTORCYCLE),), (600,), "25 x 24"),
    Case(
        "motorcycle has no limit", NOVEMBER, (miles(250, MOTORCYCLE),), (600,), "25 x 24", 100_000
    ),
    Case("cycle", NOVEMBER, (miles(73, CYCLE),), (146,), "7.3 x 20"),
    Case("cycle rounds", NOVEMBER, (miles(1, CYCLE),), (2,), "0.1 x 20"),
    Case("one passenger", NOVEMBER, (miles(180, CAR, 1),), (1_080,), "18 x 55 + 18 x 5"),
    Case(
        "three passengers at 45p", BEFORE, (miles(180, CAR, 3),), (1_080,), "18 x 45 + 3 x 18 x 5"
    ),
    Case(
        "passengers know no limit",
        NOVEMBER,
        (miles(100, CAR, 2),),
        (350,),
        "10 x 25 + 2 x 10 x 5",
        before=100_000,
    ),
    Case("passenger and rounding", AFTER, (miles(1, CAR, 1),), (7,), "5.5 up to 6, 0.5 up to 1"),
    Case("two and a half hours", date(2026, 9, 30), (time(150),), (3_625,), "2.5 x 1450"),
    Case("the hour's rate changed", date(2026, 10, 1), (time(150),), (3_750,), "2.5 x 1500"),
    Case("twenty minutes", date(2026, 9, 30), (time(20),), (483,), "483.33"),
    Case("fifty minutes", date(2026, 9, 30), (time(50),), (1_208,), "1208.33"),
    Case("one minute", date(2026, 9, 30), (time(1),), (24,), "24.17"),
    Case(
        "a day's rate is the most", date(2026, 9, 30), (time(450),), (9_000,), "7.5 x 1450 = 10875"
    ),
    Case("just under a day", date(2026, 9, 30), (time(372),), (8_990,), "6.2 x 1450"),
    Case("just over a day", date(2026, 9, 30), (time(373),), (9_000,), "9014.17, capped"),
    Case("cancelled late, half paid", NOVEMBER, (time(150),), (1_875,), "3750 / 2", time_pct=50),
    Case("cancelled late, nothing", NOVEMBER, (time(150),), (0,), "3750 x 0", time_pct=0),
    Case(
        "cancelled late rounds half up",
        NOVEMBER,
        (time(151),),
        (1_888,),
        "3775 / 2 = 1887.5",
        0,
        50,
    ),
    Case("childcare below the cap", NOVEMBER, (spent(CHILDCARE, 2_400),), (2_400,), "2400"),
    Case("childcare at the cap", NOVEMBER, (spent(CHILDCARE, 4_000),), (4_000,), "4000"),
    Case("childcare over the cap", NOVEMBER, (spent(CHILDCARE, 4_001),), (4_000,), "capped"),
    Case("an interpreter over the cap", NOVEMBER, (spent(ACCESS, 25_000),), (20_000,), "capped"),
    Case("a fare has no cap", NOVEMBER, (spent(FARE, 12_345),), (12_345,), "12345"),
    Case(
        "a whole claim",
        NOVEMBER,
        (time(150), miles(180), spent(CHILDCARE, 2_400)),
        (3_750, 990, 2_400),
        "2.5 x 1500; 18 x 55; 2400",
    ),
    Case(
        "a volunteer's claim",
        NOVEMBER,
        (miles(180), spent(FARE, 320)),
        (990, 320),
        "18 x 55; 320",
        standing=Standing.VOLUNTEER,
    ),
)
