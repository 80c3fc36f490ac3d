"""The kinds of evidence that a member may hold, in the reader's language."""

from dataclasses import dataclass

from consortium.models import EvidenceType
from consortium.selectors.names import name_of


@dataclass(frozen=True)
class EvidenceKindView:
    """One kind of evidence: its code, its kind (insurance needs a cover), its name."""

    code: str
    kind: str
    name: str


def evidence_kinds() -> tuple[EvidenceKindView, ...]:
    """All of them, kind by kind."""
    return tuple(
        EvidenceKindView(one.code, one.kind, name_of(one))
        for one in EvidenceType.objects.order_by("kind", "name", "pk")
    )


def evidence_type(code: str) -> EvidenceType | None:
    """The type under that code, or None: a page answers 404."""
    return EvidenceType.objects.filter(code=code).first()


def evidence_names() -> dict[str, str]:
    """Names by code."""
    return {one.code: one.name for one in evidence_kinds()}
