"""How the votes moved, as inline SVG: a row for each candidate, a column for each stage.

Lengths are whole tenths of a unit, so that no float comes near a vote. The same facts stand in the stage
table and the table of transfers.
"""

from dataclasses import dataclass
from html import escape

from representation.counting.result import Action, CountResult, Stage, Transfer
from representation.counting.sheet.document import quota_text
from representation.counting.sheet.words import headline, outcome
from representation.counting.wording.say import say

WIDTH, LEFT, COLUMN, BLOCK = 9600, 1760, 1600, 260
TOP, ROW, TALLEST = 700, 760, 520
COLOURS = ("#6b1e4a", "#a3650b", "#2f7f5f", "#c8553a", "#3f6a99")
NOBODY, INK, SOFT, PAPER = "#85757f", "#261c24", "#5d505a", "#fffdfb"


def transfers_picture(result: CountResult, language: str = "en") -> str:
    """The picture; empty for a count of one stage, which a table shows as well."""
    if len(result.stages) < 2 or result.stages[0].action is Action.APPROVALS:
        return ""
    return as_svg(result, language)


def as_svg(result: CountResult, language: str = "en") -> str:
    """The picture as a file of its own, whatever the number of stages."""
    return _Drawing(result, language).svg() + "\n"


def _px(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


@dataclass(frozen=True)
class _Text:
    """Where a text stands and how it looks."""

    x: int
    y: int
    size: str = "13.5"
    colour: str = INK
    anchor: str = "start"
    bold: bool = False

    def svg(self, words: str) -> str:
        weight = ' font-weight="700"' if self.bold else ""
        return (
            f'<text x="{_px(self.x)}" y="{_px(self.y)}" font-size="{self.size}" fill="{self.colour}" '
            f'text-anchor="{self.anchor}"{weight} paint-order="stroke" stroke="{PAPER}" '
            f'stroke-width="3">{escape(words)}</text>'
        )


class _Drawing:
    def __init__(self, result: CountResult, language: str) -> None:
        self.result = result
        self.language = language
        self.rows: list[int | None] = [*result.elected, *result.order_of_exit, None]
        self.base = {c: TOP + ROW * (row + 1) - 140 for row, c in enumerate(self.rows)}
        heights = [max(*s.votes, s.non_transferable) for s in result.stages]
        self.most = max(1, *heights)
        self.width = max(WIDTH, LEFT + COLUMN * len(result.stages) + 900)
        self.height = TOP + ROW * len(self.rows) + 100

    def svg(self) -> str:
        title = say("picture.title", self.language, title=self.result.contest.title)
        # A picture wider than a page keeps its size and scrolls, or its words would be too small to read.
        size = f'width="{_px(self.width)}" ' if self.width > WIDTH else ""
        parts = [
            f'<svg role="img" {size}viewBox="0 0 {_px(self.width)} {_px(self.height)}" '
            f'font-family="system-ui, sans-serif" xmlns="http://www.w3.org/2000/svg">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(headline(self.result, self.language))}</desc>",
        ]
        parts += [self.row_lines(c) for c in self.rows]
        for before, after in zip(self.result.stages, self.result.stages[1:], strict=False):
            parts += [self.staying(c, before, after) for c in self.rows]
            parts += [self.band(t, before, after) for t in after.transfers]
        for stage in self.result.stages:
            parts.append(self.stage_heading(stage))
            parts += [self.block(c, stage) for c in self.rows]
        parts += [self.row_label(c) for c in self.rows]
        return "".join([*parts, "</svg>"])

    def x(self, stage: Stage) -> int:
        return LEFT + COLUMN * (stage.number - 1)

    def tall(self, units: int) -> int:
        return units * TALLEST // self.most

    def votes(self, candidate: int | None, stage: Stage) -> int:
        return stage.non_transferable if candidate is None else stage.votes[candidate]

    def colour(self, candidate: int | None) -> str:
        return NOBODY if candidate is None else COLOURS[self.rows.index(candidate) % len(COLOURS)]

    def row_lines(self, candidate: int | None) -> str:
        y, right = self.base[candidate], _px(self.width - 900)
        line = f'<path d="M{_px(LEFT - 40)} {_px(y)}H{right}" stroke="#b9adb4" stroke-width="1"/>'
        if candidate is None or self.result.quota is None:
            return line
        points = []
        for stage in self.result.stages:
            level = _px(y - self.tall(stage.quota))
            points.append(
                f"{_px(self.x(stage) - 40)} {level}L{_px(self.x(stage) + COLUMN - 40)} {level}"
            )
        quota = (
            f'<path d="M{"L".join(points)}" fill="none" stroke="{SOFT}" stroke-dasharray="3 3"/>'
        )
        if candidate != self.rows[0]:
            return line + quota
        label = say(
            "picture.quota",
            self.language,
            quota=quota_text(self.result, self.result.stages[-1].quota),
        )
        place = _Text(
            self.x(self.result.stages[-1]) + COLUMN, y - self.tall(stage.quota), colour=SOFT
        )
        return line + quota + place.svg(label)

    def row_label(self, candidate: int | None) -> str:
        y = self.base[candidate] - 150
        if candidate is None:
            return _Text(0, y).svg(say("label.no_further", self.language))
        elected = candidate in self.result.elected
        name = _Text(0, y, "15", bold=elected).svg(_short(self.result.name(candidate)))
        words = outcome(self.result, candidate, self.language)
        return name + _Text(0, y + 170, colour=SOFT).svg(words)

    def stage_heading(self, stage: Stage) -> str:
        words = say("label.stage", self.language, number=stage.number)
        return _Text(self.x(stage), 200, "15", bold=True).svg(words)

    def block(self, candidate: int | None, stage: Stage) -> str:
        votes = self.votes(candidate, stage)
        if not votes:
            return ""
        y, tall = self.base[candidate], max(10, self.tall(votes))
        block = (
            f'<rect x="{_px(self.x(stage))}" y="{_px(y - tall)}" width="{_px(BLOCK)}" '
            f'height="{_px(tall)}" fill="{self.colour(candidate)}"/>'
        )
        return block + _Text(self.x(stage), y - tall - 50, colour=SOFT).svg(self.rounded(votes))

    def staying(self, candidate: int | None, before: Stage, after: Stage) -> str:
        stays = min(self.votes(candidate, before), self.votes(candidate, after))
        if not stays:
            return ""
        tall = self.tall(stays)
        return (
            f'<rect x="{_px(self.x(before) + BLOCK)}" y="{_px(self.base[candidate] - tall)}" '
            f'width="{_px(COLUMN - BLOCK)}" height="{_px(tall)}" fill="{self.colour(candidate)}" '
            f'fill-opacity="0.16"/>'
        )

    def band(self, transfer: Transfer, before: Stage, after: Stage) -> str:
        start, end = self.x(before) + BLOCK, self.x(after)
        middle = (start + end) // 2
        y1 = self.base[transfer.source] - self.tall(before.votes[transfer.source])
        y2 = self.base[transfer.target] - self.tall(self.votes(transfer.target, after))
        thick = max(8, self.tall(transfer.votes))
        y1, y2 = y1 + thick // 2, y2 + thick // 2
        return (
            f'<path d="M{_px(start)} {_px(y1)}C{_px(middle)} {_px(y1)} {_px(middle)} {_px(y2)} '
            f'{_px(end)} {_px(y2)}" fill="none" stroke="{self.colour(transfer.source)}" '
            f'stroke-opacity="0.55" stroke-width="{_px(thick)}"/>'
        )

    def rounded(self, units: int) -> str:
        """Votes to two decimals at most, for a label."""
        if self.result.places <= 2:
            return self.result.shown(units)
        unit = 10 ** (self.result.places - 2)
        whole, rest = divmod((units + unit // 2) // unit, 100)
        return f"{whole}.{rest:02}" if rest else str(whole)


def _short(name: str) -> str:
    return name if len(name) <= 17 else name[:16] + "…"
