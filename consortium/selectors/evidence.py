"""The kinds of evidence that a member may hold, in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import get_language

from consortium.models import EvidenceType


@dataclass(frozen=True)
class EvidenceKindView:
    """One kind of evidence: its code, its kind (insurance needs a cover), its name."""

    code: str
    kind: str
    name: str


def evidence_kinds() -> tuple[EvidenceKindView, ...]:
    """All of them, kind by kind."""
    return tuple(
        EvidenceKindView(one.code, one.kind, evidence_name(one))
        for one in EvidenceType.objects.order_by("kind", "name", "pk")
    )


def evidence_type(code: str) -> EvidenceType | None:
    """The type under that code, or None: a page answers 404."""
    return EvidenceType.objects.filter(code=code).first()


def evidence_names() -> dict[str, str]:
    """Names by code."""
    return {one.code: one.name for one in evidence_kinds()}


def evidence_name(one: EvidenceType) -> str:
    """Its Welsh name for a reader of Welsh, where it has one."""
    is_welsh = (get_language() or "").startswith("cy")
    return (one.name_cy if is_welsh else "") or one.name
