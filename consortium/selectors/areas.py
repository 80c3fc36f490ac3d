"""Places to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from consortium.models import Area, Consortium, Theme
from consortium.selectors.names import name_of

MOST_AREAS_FOUND = 20


@dataclass(frozen=True)
class Choice:
    """A code (of an area) or slug (of a theme), and its name in the reader's language."""

    code: str
    name: str


def areas_to_choose(networks: Iterable[Consortium]) -> tuple[Choice, ...]:
    """The networks' own areas, each followed by all that lie in it, by name."""
    found: dict[int, Area] = {}
    for root in sorted({one.area for one in networks}, key=lambda area: area.name):
        found[root.pk] = root
        parts = [root.pk]
        inside: list[Area] = []
        while parts:
            level = list(Area.objects.filter(parent_id__in=parts).order_by("name", "code"))
            inside += level
            parts = [one.pk for one in level]
        found |= {one.pk: one for one in sorted(inside, key=lambda area: area.name)}
    return tuple(Choice(one.code, name_of(one)) for one in found.values())


def areas_by_code(codes: Iterable[str]) -> list[Area]:
    """The areas that these codes name; a code that no area has is left out."""
    return list(Area.objects.filter(code__in=list(codes)))


def themes_to_choose() -> tuple[Choice, ...]:
    """All themes, by name."""
    return tuple(Choice(one.slug, name_of(one)) for one in Theme.objects.order_by("name", "pk"))


def themes_by_slug(slugs: Iterable[str]) -> list[Theme]:
    """The themes under these slugs."""
    return list(Theme.objects.filter(slug__in=list(slugs)))


def areas_called(words: str) -> tuple[Area, ...]:
    """Areas whose name, in either language, is the words; else those that begin with them, by name."""
    named = Area.objects.filter(Q(name__iexact=words) | Q(name_cy__iexact=words))
    beginning = Area.objects.filter(Q(name__istartswith=words) | Q(name_cy__istartswith=words))
    return tuple(named or beginning.order_by("name", "pk")[:MOST_AREAS_FOUND])
