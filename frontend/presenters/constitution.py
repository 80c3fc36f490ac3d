"""A network's constitution on one page, and what a change of it changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.presenters.body_words import BODY_KINDS, rule_in_words
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, Words, table_of
from frontend.templatetags.manyhands import plain_day
from representation.selectors.rule_changes import RuleChanges, SettingChange
from representation.selectors.structure_settings import SettingView
from representation.selectors.structures import BodyView, Constitution, VersionView
from representation.states import BodyKind
from representation.structures.settings import Provenance

WHY: dict[Provenance, Promise] = {
    Provenance.STATED: gettext_lazy("The source says: “%(basis)s”"),
    Provenance.DEFAULT: gettext_lazy("Starting value. %(basis)s"),
    Provenance.CHOSEN: gettext_lazy("The network’s own choice"),
}


@dataclass(frozen=True)
class ConstitutionPage:
    """What templates/public/_constitution.html prints. `versions` is None before there is one."""

    title: str
    purpose: str
    facts: tuple[Fact, ...]
    membership: str
    conditions: tuple[str, ...]
    appeal: str
    forums: str
    bodies: Table | None
    settings: Table
    source: str
    versions: Table | None


def constitution_page(of: Constitution, *, is_draft: bool = False) -> ConstitutionPage:
    """Everything decided by its day. A draft has no addresses yet, so nothing in it is a link."""
    forums = [one for one in of.bodies if one.kind is BodyKind.FORUM]
    others = [one for one in of.bodies if one.kind is not BodyKind.FORUM]
    return ConstitutionPage(
        title=of.structure.name,
        purpose=of.purpose,
        facts=_facts(of),
        membership=of.membership,
        conditions=of.conditions,
        appeal=of.appeal,
        forums="; ".join(one.name for one in forums),
        bodies=_bodies(others, is_draft) if others else None,
        settings=_settings(of.settings),
        source=of.source,
        versions=None if is_draft else _versions(of),
    )


def value_words(view: SettingView) -> str:
    """A setting's value: its choice, yes or no, or the number."""
    if isinstance(view.value, bool):
        return _("Yes") if view.value else _("No")
    return view.value_words or str(view.value)


def why_words(view: SettingView) -> str:
    """Where a setting's value comes from."""
    return str(WHY[view.provenance]) % {"basis": view.basis}


def changes_table(changes: RuleChanges) -> Table | None:
    """What is new beside what was; None where nothing is."""
    rows = [_change(one) for one in changes.settings]
    if changes.membership:
        before, after = changes.membership
        rows.insert(0, Row((Cell(_("Who may join")), Cell(before), Cell(after, strong=True))))
    if not rows:
        return None
    columns = (Column(_("Rule")), Column(_("Until then")), Column(_("From then on")))
    return table_of(Table(_("What changes"), columns, tuple(rows), id="changes"))


def consultation_facts(version: VersionView) -> tuple[Fact, ...]:
    """From when a version holds, who was asked before it, and what was said and decided."""
    responses = "" if version.responses is None else str(version.responses)
    return (
        Fact(_("Holds from"), plain_day(version.valid_from)),
        Fact(_("Who was asked, how, and until when"), version.consulted),
        Fact(_("What they were asked"), version.options),
        Fact(_("Answers"), responses),
        Fact(_("What was said and decided"), version.decision),
    )


def _facts(of: Constitution) -> tuple[Fact, ...]:
    version: Words = _("Version %(number)s, from %(day)s") % {
        "number": of.versions[-1].number,
        "day": plain_day(of.versions[-1].valid_from),
    }
    return (
        Fact(_("Place"), of.structure.area),
        Fact(_("Founded on"), plain_day(of.structure.founded_on)),
        Fact(_("Founders"), "; ".join(of.founders) or _("Not recorded")),
        Fact(_("These rules"), version),
    )


def _bodies(bodies: Sequence[BodyView], is_draft: bool) -> Table:
    columns = (
        Column(_("Body")),
        Column(_("Seats"), is_number=True),
        Column(_("How they are filled")),
    )
    rows = tuple(_body(one, is_draft) for one in bodies)
    return table_of(Table(_("Where its representatives sit"), columns, rows, id="bodies"))


def _body(one: BodyView, is_draft: bool) -> Row:
    whose = _("Whose it is: %(owner)s") % {"owner": one.owner} if one.owner else ""
    part = _("Part of: %(body)s") % {"body": one.parent} if one.parent else ""
    small = ". ".join(str(words) for words in (BODY_KINDS[one.kind], whose, part) if words)
    href = "" if is_draft else reverse("public:board", args=[one.slug])
    rules = " ".join(rule_in_words(rule) for rule in one.rules)
    if one.seats and not rules:
        rules = _("Added one by one")
    return Row((Cell(one.name, href=href, small=small), Cell(str(one.seats)), Cell(rules or "–")))


def _settings(settings: Sequence[SettingView]) -> Table:
    columns = (Column(_("Rule")), Column(_("What holds")))
    rows = tuple(
        Row((Cell(one.label, small=why_words(one)), Cell(value_words(one), strong=True)))
        for one in settings
    )
    return table_of(Table(_("The rules"), columns, rows, id="rules"))


def _versions(of: Constitution) -> Table:
    columns = (Column(_("Version")), Column(_("From")), Column(_("What was new")))
    rows = tuple(
        Row(
            (
                Cell(
                    str(one.number),
                    href=reverse(
                        "public:constitution-version", args=[of.structure.slug, one.number]
                    ),
                ),
                Cell(plain_day(one.valid_from)),
                Cell(one.summary),
            )
        )
        for one in reversed(of.versions)
    )
    return table_of(Table(_("Its versions"), columns, rows, id="versions"))


def _change(one: SettingChange) -> Row:
    before, after = value_words(one.before), value_words(one.after)
    return Row((Cell(one.after.label), Cell(before), Cell(after, strong=True)))
