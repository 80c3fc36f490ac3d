"""A second counter of ERS97, from the text of its paragraphs alone: Decimals, one paper at a time.

It shares nothing with the engine, on purpose.
"""

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

CENT = Decimal("0.01")


class Count:
    def __init__(self, preference_lists, candidates, seats, lot):
        self.papers = [list(p) for p in preference_lists if p]
        self.seats, self.lot, self.candidates = seats, lot, candidates
        self.held = {c: [] for c in candidates}  # batches: [value, papers]
        self.votes = {c: Decimal(0) for c in candidates}
        self.lost = Decimal(0)
        self.elected, self.excluded, self.stages, self.points = [], [], [], []
        for c in candidates:
            mine = [p for p in self.papers if p[0] == c]
            if mine:
                self.held[c].append([Decimal(1), mine])
            self.votes[c] = Decimal(len(mine))

    def run(self):
        self.new_quota()
        self.elections()
        self.write_down()
        while self.continuing() and len(self.elected) < self.seats:
            if not self.one_more_stage():
                break
            self.write_down()
        return self.stages, set(self.elected)

    def continuing(self):
        return [c for c in self.candidates if c not in self.elected and c not in self.excluded]

    def places(self):
        return self.seats - len(self.elected)

    def write_down(self):
        if self.places() and len(self.continuing()) <= self.places():  # 4.3
            self.elected += self.continuing()
        self.stages.append((dict(self.votes), self.lost, set(self.elected), set(self.excluded)))

    def new_quota(self):
        """5.1.6"""
        exact = Fraction(len(self.papers) - Fraction(self.lost), self.seats + 1)
        cents = exact * 100
        whole = cents.numerator // cents.denominator
        self.quota = Decimal(whole if whole == cents else whole + 1) * CENT

    def active(self):
        """6.20"""
        waiting = sum(self.votes[c] for c in self.excluded)
        waiting += sum(max(Decimal(0), self.votes[c] - self.quota) for c in self.elected)
        return sum((self.votes[c] for c in self.continuing()), Decimal(0)) + waiting

    def may_be_elected(self, c):
        share = Fraction(self.active()) / (self.places() + 1)
        return self.votes[c] >= self.quota or Fraction(self.votes[c]) >= share

    def elections(self):
        """5.1.7, 5.3.13, 5.4.9 with 5.6.2"""
        while self.places() and self.continuing():
            top = max(self.votes[c] for c in self.continuing())
            group = [c for c in self.continuing() if self.votes[c] == top]
            if not self.may_be_elected(group[0]):
                break
            if len(group) <= self.places():
                self.elected.append(group[0])
                continue
            ahead = self.ahead(group)
            if len(ahead) > self.places():
                break
            self.elected.append(ahead[0])
        self.points.append(dict(self.votes))

    def ahead(self, group):
        for votes in self.points:
            best = max(votes[c] for c in group)
            group = [c for c in group if votes[c] == best]
        return group

    def earliest_then_lot(self, group, best):
        for votes in self.points:
            wanted = best(votes[c] for c in group)
            group = [c for c in group if votes[c] == wanted]
        return next(c for c in self.lot if c in group)

    def groups(self, surplus):
        """5.2.5: sizes of two or more who could be excluded together"""
        order = sorted(self.continuing(), key=lambda c: self.votes[c])
        for size in range(2, len(order)):
            enough_remain = len(order) - size >= self.places()
            together = sum(self.votes[c] for c in order[:size]) + surplus
            if enough_remain and together <= self.votes[order[size]]:
                yield size

    def one_more_stage(self):
        over = [c for c in self.elected if self.votes[c] > self.quota]
        surplus = sum((self.votes[c] - self.quota for c in over), Decimal(0))
        sizes = list(self.groups(surplus))
        low = sorted(self.votes[c] for c in self.continuing())
        deferred = bool(sizes) or (len(low) > 1 and surplus <= low[1] - low[0])
        if over and not deferred:
            most = max(self.votes[c] for c in over)
            self.surplus(self.earliest_then_lot([c for c in over if self.votes[c] == most], max))
            return True
        group = []
        while len(group) < max([1, *sizes]):
            left = [c for c in self.continuing() if c not in group]
            least = min(self.votes[c] for c in left)
            level = [c for c in left if self.votes[c] == least]
            if len(level) + len(group) <= max([1, *sizes]):
                group += level
            else:
                group.append(self.earliest_then_lot(level, min))
        self.exclude(group)
        return True

    def give(self, papers, value):
        """Papers to their next available preferences; how many found one"""
        moved, batches, still = 0, {}, self.continuing()
        for paper in papers:
            for c in paper:
                if c in still:
                    batches.setdefault(c, []).append(paper)
                    self.votes[c] += value
                    moved += 1
                    break
        for c, batch in batches.items():
            self.held[c].append([value, batch])
        return moved

    def surplus(self, source):
        """5.3"""
        surplus = self.votes[source] - self.quota
        value, papers = self.held[source][-1]
        still = self.continuing()
        transferable = [p for p in papers if any(c in still for c in p)]
        if len(transferable) * value > surplus:
            value = (surplus / len(transferable)).quantize(CENT, rounding=ROUND_DOWN)
        self.give(transferable, value)
        self.votes[source] = self.quota
        self.lost += surplus - value * len(transferable)
        self.elections()

    def exclude(self, group):
        """5.4 and 5.5.1"""
        self.excluded += group
        if len(self.continuing()) <= self.places():
            return
        batches = [(value, c, papers) for c in group for value, papers in self.held[c]]
        for value in sorted({value for value, _, _ in batches}, reverse=True):
            if not self.places():
                return
            papers = []
            for batch_value, c, batch in batches:
                if batch_value == value:
                    self.votes[c] -= value * len(batch)
                    papers += batch
            moved = self.give(papers, value)
            self.lost += value * (len(papers) - moved)
            if not self.elected:
                self.new_quota()  # 5.4.8
            self.elections()


def count(preference_lists, candidates, seats, lot):
    """Stages as (votes, non_transferable, all elected so far, all excluded so far), and the winners."""
    return Count(preference_lists, candidates, seats, lot).run()
