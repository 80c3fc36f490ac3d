"""Who supports a structure on a day, and whose support ends soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from consortium.models import Consortium
from representation.models import Structure, SupportArrangement
from representation.selectors.electorates import on_day
from representation.selectors.wording import in_language

WARNING = timedelta(days=90)


@dataclass(frozen=True)
class SupportView:
    """An arrangement. `hours_a_week` None: it is not in hours; `end_on` None: no end is known."""

    id: int
    structure: str
    structure_slug: str
    provider: str
    what: str
    hours_a_week: int | None
    funder: str
    start_on: date
    end_on: date | None


def supports_on(structure: Structure, day: date) -> tuple[SupportView, ...]:
    """Who supports it that day, the longest first."""
    return tuple(map(_view, _found(structure).filter(on_day(day))))


def supports_of(structure: Structure) -> tuple[SupportView, ...]:
    """Every arrangement of all times."""
    return tuple(map(_view, _found(structure)))


def support_in(structure: Structure, key: int) -> SupportArrangement | None:
    """The arrangement, if it is this structure's."""
    return _found(structure).filter(pk=key).first()


def supports_ending(networks: Iterable[Consortium], today: date) -> tuple[SupportView, ...]:
    """What ends within 90 days and has no successor of the same provider yet, the soonest first."""
    found = SupportArrangement.objects.filter(
        structure__consortium__in=list(networks), end_on__range=(today, today + WARNING)
    )
    ending = found.select_related("structure").order_by("end_on", "pk")
    return tuple(_view(one) for one in ending if not _goes_on(one))


def _found(structure: Structure) -> QuerySet[SupportArrangement]:
    found = SupportArrangement.objects.filter(structure=structure)
    return found.select_related("structure__consortium")


def _goes_on(one: SupportArrangement) -> bool:
    assert one.end_on is not None  # noqa: S101 - asked for by the caller
    later = SupportArrangement.objects.filter(
        on_day(one.end_on + timedelta(days=1)), structure=one.structure_id, provider=one.provider
    )
    return later.exists()


def _view(one: SupportArrangement) -> SupportView:
    return SupportView(
        id=one.pk,
        structure=in_language(one.structure.name, one.structure.name_cy),
        structure_slug=one.structure.slug,
        provider=one.provider,
        what=one.what,
        hours_a_week=one.hours_a_week,
        funder=one.funder,
        start_on=one.start_on,
        end_on=one.end_on,
    )
