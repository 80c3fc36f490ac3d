"""A page of sections: a sentence first, then tables, facts and steps, each with what can be done."""

from dataclasses import dataclass

from frontend.presenters.parts import Crumb, Fact, Figure, Step, Table, Words


@dataclass(frozen=True)
class Action:
    """A button. `is_link`: it leads there; else it posts there, with `fields` as hidden values.

    `refusal`: why it cannot be done, then it is disabled; `id` ties it to that reason.
    """

    words: Words
    href: str
    id: str
    kind: str = ""
    refusal: Words = ""
    is_link: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """One part of the page; `empty` stands where there is nothing to show yet."""

    heading: Words = ""
    words: Words = ""
    table: Table | None = None
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    empty: Words = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What templates/layouts/sheet.html prints."""

    title: Words
    lead: Words = ""
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    here: Words = ""
