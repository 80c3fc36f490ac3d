"""What things are called in the language of the page."""

from django.utils.translation import get_language

from consortium.models import Area, Band, EvidenceType, Organisation, Theme


def name_of(subject: Organisation | Area | Theme | EvidenceType | Band) -> str:
    """Its Welsh name for a reader of Welsh, where it has one."""
    is_welsh = (get_language() or "").startswith("cy")
    return (subject.name_cy if is_welsh else "") or subject.name
