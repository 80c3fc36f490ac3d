"""Every lot and every winner again from a published result alone, with nothing of the engine.

The order of the lot comes from the script in docs/algorithms/counting.md, which anybody may run. Then each
rule is followed on the published votes of each stage: who has the quota, whose surplus goes, who goes out.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from math import floor
from pathlib import Path

from tests.unit.representation.counting import naive_ers97

DOCUMENT = Path(__file__).resolve().parents[4] / "docs/algorithms/counting.md"

Votes = dict[str, Decimal]


def published_script() -> str:
    """The script of the document, as it is printed there."""
    return re.search(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)[1]


def order_by_script(seed: str, public_value: str, title: str, names: list[str]) -> list[str]:
    """Run the script's function, which takes and gives plain text."""
    scope: dict = {"__name__": "published"}
    exec(published_script(), scope)  # noqa: S102 - the point is to run what is printed
    return scope["lot_order"](seed, public_value, title, names)


def faults(document: dict) -> list[str]:
    """What in a published result does not follow from the rest of it."""
    lot = document["lot"]
    order = order_by_script(lot["seed"], lot["public_value"], document["title"], lot["order"])
    found = [] if order == lot["order"] else [f"order {order} against {lot['order']}"]
    again = RULES[document["rule"]](document, order)
    again.run()
    found += again.faults
    if set(again.elected) != set(document["elected"]):
        found.append(f"winners {again.elected} against {document['elected']}")
    published = [(d["stage"], d["for"], set(d["among"]), d["drawn"]) for d in document["lots"]]
    if again.lots != published:
        found.append(f"lots {again.lots} against {published}")
    return found


class Again:
    """What every rule shares: the published stages, who is elected and excluded so far, the lots."""

    def __init__(self, document: dict, order: list[str]) -> None:
        self.stages = document["stages"]
        self.seats, self.valid = document["seats"], Decimal(document["valid"])
        self.order = order
        self.elected: list[str] = []
        self.excluded: list[str] = []
        self.seen: list[Votes] = []
        self.lots: list[tuple] = []
        self.faults: list[str] = []

    def continuing(self) -> list[str]:
        return [c for c in self.seen[-1] if c not in self.elected and c not in self.excluded]

    def run(self) -> None:
        for index, stage in enumerate(self.stages):
            self.votes = {c: Decimal(v) for c, v in stage["votes"].items()}
            self.seen.append(self.votes)
            self.check_sums(stage, self.stages[index - 1] if index else None)
            before = set(self.elected)
            self.elect(stage)
            self.expect(f"stage {index + 1} elects", set(self.elected) - before, stage["elected"])
            if index + 1 < len(self.stages):
                following = self.stages[index + 1]
                action, names = self.next_step(index + 2, set(self.elected) - before)
                self.expect(f"stage {index + 2}", {action}, [following["action"]])
                self.expect(f"stage {index + 2} for", names, following["candidates"])
                self.excluded += names if action == "exclusion" else []
        if len(self.elected) < self.seats and self.continuing():
            self.faults.append("the count stopped before its end")

    def expect(self, what: str, found: set | list, published: list) -> None:
        if set(found) != set(published):
            self.faults.append(f"{what} {sorted(found)} against {sorted(published)}")

    def check_sums(self, stage: dict, before: dict | None) -> None:
        """Votes and non-transferable make the valid vote; transfers explain every change."""
        lost = Decimal(stage["non_transferable"])
        if sum(self.votes.values()) + lost != self.valid:
            self.faults.append(f"stage {stage['number']} does not add up")
        if before is None:
            return
        moved = {c: Decimal(v) for c, v in before["votes"].items()}
        for transfer in stage["transfers"]:
            moved[transfer["from"]] -= Decimal(transfer["votes"])
            if transfer["to"] is not None:
                moved[transfer["to"]] += Decimal(transfer["votes"])
        if moved != self.votes:
            self.faults.append(f"stage {stage['number']}: transfers do not explain the votes")

    def elect_rest(self) -> None:
        if len(self.continuing()) <= self.seats - len(self.elected):
            self.elected += self.continuing()

    def draw(self, number: int, purpose: str, among: list[str]) -> str:
        drawn = next(c for c in self.order if c in among)
        self.lots.append((number, purpose, set(among), drawn))
        return drawn

    def break_tie(
        self, number: int, purpose: str, tied: list[str], seen: list[Votes], best: Callable
    ) -> str:
        for votes in seen:
            wanted = best(votes[c] for c in tied)
            tied = [c for c in tied if votes[c] == wanted]
        return tied[0] if len(tied) == 1 else self.draw(number, purpose, tied)

    def elect(self, stage: dict) -> None:
        raise NotImplementedError

    def next_step(self, number: int, newly: set[str]) -> tuple[str, list[str]]:
        raise NotImplementedError


class Scottish(Again):
    def run(self) -> None:
        self.quota = floor(self.valid / (self.seats + 1)) + 1
        super().run()

    def elect(self, stage: dict) -> None:
        reached = [c for c in self.continuing() if self.votes[c] >= self.quota]
        self.elected += sorted(reached, key=lambda c: -self.votes[c])
        self.elect_rest()

    def next_step(self, number: int, newly: set[str]) -> tuple[str, list[str]]:
        back = self.seen[::-1]
        over = [c for c in self.elected if self.votes[c] > self.quota]
        if over:
            most = max(self.votes[c] for c in over)
            level = [c for c in over if self.votes[c] == most]
            return "surplus", [self.break_tie(number, "surplus", level, back, max)]
        fewest = min(self.votes[c] for c in self.continuing())
        level = [c for c in self.continuing() if self.votes[c] == fewest]
        return "exclusion", [self.break_tie(number, "exclusion", level, back, min)]


class Meek(Again):
    def elect(self, stage: dict) -> None:
        self.quota = Decimal(stage["quota"])
        self.elected += [c for c in self.continuing() if self.votes[c] >= self.quota]
        self.elect_rest()

    def next_step(self, number: int, newly: set[str]) -> tuple[str, list[str]]:
        if newly:
            return "keep factors", list(newly)
        surplus = max(Decimal(0), sum(self.votes[c] - self.quota for c in self.elected))
        limit = min(self.votes[c] for c in self.continuing()) + surplus
        tied = [c for c in self.continuing() if self.votes[c] <= limit]
        return "exclusion", [self.break_tie(number, "exclusion", tied, [], min)]


class Ers97(Again):
    """The paragraphs as naive_ers97 reads them, on the published votes after each batch."""

    def run(self) -> None:
        names = list(self.stages[0]["votes"])
        self.rule = naive_ers97.Count([], names, self.seats, self.order)
        self.rule.elected, self.rule.excluded = self.elected, self.excluded
        self.rule.papers = [None] * int(self.valid)
        super().run()

    def elect(self, stage: dict) -> None:
        for point in stage.get("points") or [stage["votes"]]:
            self.rule.votes = {c: Decimal(v) for c, v in point.items()}
            self.rule.lost = self.valid - sum(self.rule.votes.values())
            if not self.elected:
                self.rule.new_quota()
            self.rule.elections()
        self.elect_rest()

    def next_step(self, number: int, newly: set[str]) -> tuple[str, list[str]]:
        rule, points = self.rule, self.rule.points
        over = [c for c in self.elected if self.votes[c] > rule.quota]
        surplus = sum((self.votes[c] - rule.quota for c in over), Decimal(0))
        sizes = list(rule.groups(surplus))
        low = sorted(self.votes[c] for c in self.continuing())
        if over and not sizes and not (len(low) > 1 and surplus <= low[1] - low[0]):
            most = max(self.votes[c] for c in over)
            level = [c for c in over if self.votes[c] == most]
            return "surplus", [self.break_tie(number, "surplus", level, points, max)]
        group: list[str] = []
        size = max([1, *sizes])
        while len(group) < size:
            left = [c for c in self.continuing() if c not in group]
            least = min(self.votes[c] for c in left)
            level = [c for c in left if self.votes[c] == least]
            if len(level) > size - len(group):
                level = [self.break_tie(number, "exclusion", level, points, min)]
            group += level
        return "exclusion", group


class Most(Again):
    """Plurality and approval: one stage, and the lot for the last places."""

    def check_sums(self, stage: dict, before: dict | None) -> None:
        if stage["action"] == "first preferences":
            super().check_sums(stage, before)

    def elect(self, stage: dict) -> None:
        while len(self.elected) < self.seats and self.continuing():
            most = max(self.votes[c] for c in self.continuing())
            level = [c for c in self.continuing() if self.votes[c] == most]
            if len(level) > self.seats - len(self.elected):
                level = [self.break_tie(1, "election", level, [], max)]
            self.elected += level[:1]


RULES = {
    "scottish-stv": Scottish,
    "av": Scottish,
    "meek-stv": Meek,
    "ers97-stv": Ers97,
    "approval": Most,
    "plurality": Most,
}
