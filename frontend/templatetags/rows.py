"""The cells of a table's row and of a matrix, as markup: a template for each cell of 300 rows is slow.

Everything that people wrote is escaped here; the rest is literal.
"""

from typing import TYPE_CHECKING

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from frontend.presenters.parts import Cell, Column, Words

if TYPE_CHECKING:
    from frontend.presenters.who_speaks import MatrixCell

NO_DOT = '<span aria-hidden="true">–</span>'
register = template.Library()


@register.simple_tag
def row_cells(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> SafeString:
    """A row's cells under their columns; the first is its header, and a folded row shows the labels."""
    first, *others = zip(cells, columns, strict=True)
    head = f'<th role="rowheader" scope="row">{_inside(first[0])}</th>'
    return mark_safe(head + "".join(_data(*one) for one in others))  # noqa: S308 - escaped below


@register.simple_tag
def matrix_cells(cells: tuple["MatrixCell", ...]) -> SafeString:
    """A matrix's row of cells: a dot for each mark, a dash for none, and the same in hidden words."""
    return mark_safe("".join(map(_dots, cells)))  # noqa: S308 - escaped below


def _dots(cell: "MatrixCell") -> str:
    drawn = "".join(
        f'<span class="dot{"" if mark == "full" else " " + escaped(mark)}"></span>'
        for mark in cell.marks
    )
    said = f'<span class="hidden">{escaped(cell.words)}</span>'
    return f"<td>{drawn or NO_DOT}{said}</td>"


def _data(cell: Cell, column: Column) -> str:
    number = ' class="number"' if column.is_number else ""
    is_labelled = column.words and not cell.is_bare
    label = f' data-t="{escaped(column.words)}"' if is_labelled else ""
    return f'<td role="cell"{number}{label}>{_inside(cell)}</td>'


def _inside(cell: Cell) -> str:
    if cell.is_bare:
        return ""
    small = f" <small>{escaped(cell.small)}</small>" if cell.small else ""
    more = (
        f' <a href="{escaped(cell.more_href)}">{escaped(cell.more)}{_hidden(cell)}</a>'
        if cell.more_href
        else ""
    )
    return f"<div>{_words(cell)}{small}{more}</div>"


def _words(cell: Cell) -> str:
    words = escaped(cell.words)
    if cell.tag:
        return f'<span class="tag {escaped(cell.tag)}">{words}</span>'
    if cell.href:
        hidden = "" if cell.more_href else _hidden(cell)
        return f'<a href="{escaped(cell.href)}">{words}{hidden}</a>'
    return f"<b>{words}</b>" if cell.strong else words


def _hidden(cell: Cell) -> str:
    return f'<span class="hidden"> {escaped(cell.hidden)}</span>' if cell.hidden else ""


def escaped(words: Words) -> str:
    """As markup, unless it is markup already."""
    return conditional_escape(str(words))
