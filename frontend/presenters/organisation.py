"""An organisation as its own people and its network see it: what it is, offers and holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from bids.selectors.plan_words import listed
from consortium.decisions import Decision
from consortium.readiness.criteria import Finding
from consortium.rules import reason_of
from consortium.selectors.bands import SchemeBand
from consortium.selectors.members import EvidenceRow, MemberView, OfferRow
from consortium.selectors.networks import NetworkView
from consortium.selectors.organisations import OrganisationView
from consortium.selectors.units import volume_in_words
from frontend.presenters.kinds import CLASSES, EVIDENCE_KINDS, LEGAL_FORMS, REGISTERS, STANDINGS
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, Words, table_of
from frontend.presenters.plan_risks import days_in_words
from frontend.templatetags.manyhands import day, money, plain_day


@dataclass(frozen=True)
class Section:
    """A table, or in its place what will stand there; then facts, and a way to add to it (or "")."""

    title: Words
    table: Table | None
    empty: Words
    empty_small: Words
    facts: tuple[Fact, ...] = ()
    add: Words = ""
    add_href: str = ""


@dataclass(frozen=True)
class InNetwork:
    """What it is in one network: a sentence, then what is asked of it and what it offers."""

    network: str
    lead: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class OrganisationPage:
    """`why_not`: why the reader may change nothing here, or nothing."""

    slug: str
    title: str
    leads: tuple[str, ...]
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    why_not: str


def organisation_page(
    view: OrganisationView,
    networks: tuple[InNetwork, ...],
    evidence: tuple[EvidenceRow, ...],
    may_edit: Decision,
) -> OrganisationPage:
    """`may_edit`: whether the reader may change it; then there are links to do so."""
    sections = [section for one in networks for section in one.sections]
    sections += [
        _evidence_section(view.slug, evidence),
        _income_section(view),
        *([_bands(view.bands)] if view.incomes else []),
        _numbers_section(view),
    ]
    if not may_edit:
        sections = [replace(one, add_href="") for one in sections]
    several = len(networks) > 1
    return OrganisationPage(
        slug=view.slug,
        title=view.name,
        leads=tuple(f"{one.network}: {one.lead}" if several else one.lead for one in networks),
        facts=_facts(view, may_edit.allowed),
        sections=tuple(sections),
        why_not=may_edit.reason,
    )


def in_network(
    network: NetworkView,
    view: MemberView,
    names: Mapping[str, str],
    may_hold: Decision,
    *,
    shows_terms: bool,
    may_edit: bool,
) -> InNetwork:
    """`may_hold`: of `can_hold_part`. `shows_terms`: whether the reader may know costs and limits."""
    since = _("%(kind)s since %(day)s.") % {
        "kind": CLASSES[view.row.membership_class],
        "day": day(view.row.member_since),
    }
    ready = may_hold.reason or _("Everything that is asked is in place.")
    sections = [_criteria(view, names)] if view.row.findings else []
    if shows_terms:
        sections.append(_offers(view, network.slug, may_edit))
    return InNetwork(network.name, f"{since} {ready}", tuple(sections))


def _facts(view: OrganisationView, may_edit: bool) -> tuple[Fact, ...]:
    about = reverse("members:about-edit", args=[view.slug]) if may_edit else ""
    reach = reverse("members:reach-edit", args=[view.slug]) if may_edit else ""
    facts = [
        _fact(_("Name in Welsh"), view.name_cy, about),
        _fact(_("Legal form"), LEGAL_FORMS[view.legal_form], about),
        _fact(_("What it does"), view.description, about),
        _fact(_("E-mail"), view.email, about),
        _fact(_("Phone"), view.phone, about),
        _fact(_("Works in"), listed(list(view.areas)), reach),
        _fact(_("Works on"), listed(list(view.themes)), reach),
    ]
    if view.closed_on:
        facts.append(Fact(_("Closed on"), day(view.closed_on)))
    return tuple(facts)


def _fact(term: Words, value: Words, href: str) -> Fact:
    return Fact(term, value, href, _("Change") if href else "", term)


def _criteria(view: MemberView, names: Mapping[str, str]) -> Section:
    columns = (Column(_("What is asked")), Column(_("How it stands")), Column(_("Until")))
    rows = []
    for finding in view.row.findings:
        name, (words, kind) = names[finding.criterion.code], STANDINGS[finding.standing]
        least = finding.criterion.least_cover_pence
        asked = _("At least %(least)s") % {"least": money(least)} if least else ""
        cells = (Cell(name, small=asked), Cell(words, tag=kind), Cell(_until(finding, name)))
        rows.append(Row(cells, look=not finding.is_enough))
    title = _("What the network asks")
    return Section(title, table_of(Table(title, columns, tuple(rows), id="asked")), "", "")


def _until(finding: Finding, name: str) -> str:
    """The last day of what is in place; of what is not, why."""
    if not finding.is_enough or finding.held is None:
        return reason_of(finding, name)
    last_day = finding.held.expires_on
    return plain_day(last_day) if last_day else _("No end")


def _offers(view: MemberView, network: str, may_edit: bool) -> Section:
    columns = (
        Column(_("Service")),
        Column(_("Areas")),
        Column(_("How much"), is_number=True),
        Column(_("Cost of one"), is_number=True),
        Column(_("Least part"), is_number=True),
        Column(_("Holds")),
    )
    rows = tuple(_offer(one, view.row.slug, may_edit) for one in view.offers)
    title = _("What it offers")
    return Section(
        title,
        table_of(Table(title, columns, rows, id="offers")) if rows else None,
        _("No offers yet."),
        _("A plan can only count on what has been offered."),
        facts=_limits(view, network, may_edit),
        add=_("Add an offer"),
        add_href=reverse("members:offer-add", args=[view.row.slug, network]),
    )


def _offer(offer: OfferRow, slug: str, may_edit: bool) -> Row:
    until = plain_day(offer.valid_until) if offer.valid_until else _("further notice")
    href = reverse("members:offer-edit", args=[slug, offer.id]) if may_edit else ""
    cpv = _("CPV %(cpv)s") % {"cpv": offer.cpv_prefix}
    return Row(
        (
            Cell(offer.service, href=href, small=cpv),
            Cell(listed(list(offer.areas))),
            Cell(volume_in_words(offer.volume, offer.unit)),
            Cell(money(offer.unit_cost_pence)),
            Cell(f"{offer.least_lot_pct}%"),
            Cell(
                _("%(first)s to %(last)s") % {"first": plain_day(offer.valid_from), "last": until}
            ),
        )
    )


def _limits(view: MemberView, network: str, may_edit: bool) -> tuple[Fact, ...]:
    href = reverse("members:limits-edit", args=[view.row.slug, network]) if may_edit else ""
    cap, least = view.turnover_cap_pence, view.least_contract_pence
    return (
        _fact(_("The most it takes"), _("No limit set") if cap is None else money(cap), href),
        _fact(_("The least it takes"), money(least) if least else _("Anything"), href),
        _fact(_("It can wait for its money"), _wait(view.longest_wait_days), href),
    )


def _wait(days: int | None) -> str:
    return _("Not said") if days is None else days_in_words(days)


def _evidence_section(slug: str, evidence: tuple[EvidenceRow, ...]) -> Section:
    columns = (
        Column(_("Evidence")),
        Column(_("Reference")),
        Column(_("Cover"), is_number=True),
        Column(_("From")),
        Column(_("Until")),
    )
    rows = tuple(
        Row(
            (
                Cell(one.name, small=EVIDENCE_KINDS[one.kind]),
                Cell(one.reference or "–"),
                Cell(money(one.cover_pence)),
                Cell(plain_day(one.issued_on)),
                Cell(plain_day(one.expires_on) if one.expires_on else _("No end")),
            )
        )
        for one in evidence
    )
    title = _("All evidence, and when it runs out")
    return Section(
        title,
        table_of(Table(title, columns, rows, id="evidence")) if rows else None,
        _("No evidence yet."),
        _("Insurance, policies and quality marks stand here, with the day they run out."),
        add=_("Add evidence"),
        add_href=reverse("members:evidence", args=[slug]),
    )


def _income_section(view: OrganisationView) -> Section:
    columns = (Column(_("Year to")), Column(_("Income"), is_number=True), Column(_("Who says so")))
    rows = tuple(
        Row((Cell(plain_day(one.year_end_on)), Cell(money(one.pence)), Cell(one.source)))
        for one in view.incomes
    )
    title = _("Income by year")
    return Section(
        title,
        table_of(Table(title, columns, rows, id="income")) if rows else None,
        _("No income known."),
        _("Nobody has said what it was, so this organisation does not count as small."),
        add=_("Add a year’s income"),
        add_href=reverse("members:income-add", args=[view.slug]),
    )


def _bands(bands: tuple[SchemeBand, ...]) -> Section:
    columns = (Column(_("By")), Column(_("Size")), Column(_("Counts as small?")))
    rows = tuple(
        Row(
            (
                Cell(one.scheme, small=one.source),
                Cell(one.band.name if one.band else _("None of its sizes")),
                Cell(_("Yes") if one.band and one.band.is_small else _("No")),
            )
        )
        for one in bands
    )
    title = _("How large it is")
    return Section(title, table_of(Table(title, columns, rows, id="size")), "", "")


def _numbers_section(view: OrganisationView) -> Section:
    columns = (Column(_("Register")), Column(_("Number")))
    rows = tuple(
        Row((Cell(REGISTERS.get(one.scheme, one.scheme), small=one.scheme), Cell(one.value)))
        for one in view.identifiers
    )
    title = _("Registered as")
    return Section(
        title,
        table_of(Table(title, columns, rows, id="numbers")) if rows else None,
        _("No number of any register."),
        _("That is no hindrance: groups need none."),
        add=_("Add a number"),
        add_href=reverse("members:identifier-add", args=[view.slug]),
    )
