"""A network's constitution as plain text, for a mail or a minute book."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from frontend.presenters.constitution import ConstitutionPage
from frontend.presenters.parts import Table


def constitution_as_text(page: ConstitutionPage) -> bytes:
    """The page, line by line."""
    return ("\n".join(_lines(page)) + "\n").encode()


def _lines(page: ConstitutionPage) -> Iterator[str]:
    yield page.title
    yield page.purpose
    yield ""
    yield from (f"{one.term}: {one.value}" for one in page.facts)
    yield from ("", str(_("Who may join")), page.membership)
    yield from (f"- {one}" for one in page.conditions)
    yield page.appeal
    if page.forums:
        yield from ("", str(_("Where members meet and vote")), page.forums)
    for table in (page.bodies, page.settings, page.versions):
        if table is not None:
            yield from ("", str(table.caption), *_rows(table))
    if page.source:
        yield from ("", _("Described in: %(source)s") % {"source": page.source})


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        first, *rest = row.cells
        head = f"{first.words} ({first.small})" if first.small else str(first.words)
        yield f"- {head}: " + " | ".join(str(one.words) for one in rest)
