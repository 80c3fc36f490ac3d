"""Papers that came by post: which are read alike by two tellers, and where readings differ."""

from dataclasses import dataclass

from representation.models import Election, PaperEntry, PaperReturn


@dataclass(frozen=True)
class PaperPile:
    """Papers by number. agreed: read alike by two, as read; refused ones among them by their reason.

    once: read by one teller so far. differing: two readings that are not the same.
    """

    returned: int
    agreed: dict[int, str]
    refused: dict[int, str]
    once: tuple[int, ...]
    differing: tuple[int, ...]

    @property
    def settled(self) -> int:
        return len(self.agreed) + len(self.refused)

    @property
    def unread(self) -> tuple[int, ...]:
        """Numbers that nobody has read yet."""
        seen = {*self.agreed, *self.refused, *self.once, *self.differing}
        return tuple(number for number in range(1, self.returned + 1) if number not in seen)


def paper_pile(election: Election) -> PaperPile:
    """Every paper that came back, and how far the double reading is."""
    by_paper: dict[int, list[PaperEntry]] = {}
    for entry in PaperEntry.objects.filter(election=election).order_by("paper", "pk"):
        by_paper.setdefault(entry.paper, []).append(entry)
    agreed, refused, once, differing = {}, {}, [], []
    for number, entries in by_paper.items():
        if len(entries) < 2:
            once.append(number)
        elif entries[0].reading != entries[1].reading or _kinds_differ(entries):
            differing.append(number)
        elif entries[0].refused:
            refused[number] = entries[0].refused
        else:
            agreed[number] = entries[0].reading
    return PaperPile(
        returned=PaperReturn.objects.filter(issue__line__election=election).count(),
        agreed=agreed,
        refused=refused,
        once=tuple(once),
        differing=tuple(differing),
    )


def _kinds_differ(entries: list[PaperEntry]) -> bool:
    return bool(entries[0].refused) != bool(entries[1].refused)
