"""One seat's mandate card: how its holder came to it, vote by vote, who came before, what happens next."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.presenters.mandate_words import ENDS, KINDS, MANDATES, end_in_words, vote_in_words
from frontend.presenters.parts import Fact, Step, Table
from frontend.presenters.seat_table import seat_name, vacant_in_words
from frontend.presenters.small_in_the_room import attendance_table
from frontend.templatetags.manyhands import day as day_words
from frontend.templatetags.manyhands import percent
from representation.measures.occupancy import Turnout
from representation.selectors.mandate_card import ChainStep, MandateCard
from representation.selectors.seat_lines import Holding
from representation.states import Mandate


@dataclass(frozen=True)
class Tag:
    words: str
    kind: str


@dataclass(frozen=True)
class MandatePage:
    """Everything that templates/public/seat.html prints. `warning`: the basis is gone, or the term over."""

    seat: str
    title: str
    lead: str
    tags: tuple[Tag, ...]
    warning: str
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    meetings: Table | None
    before: tuple[str, ...]
    is_vacant: bool


def mandate_page(card: MandateCard, on: str = "") -> MandatePage:
    """The card in words; a vacant seat says since when, and whom it waits for."""
    held = card.line.holding
    return MandatePage(
        seat=seat_name(card.line),
        title=_title(card),
        lead=_lead(card),
        tags=_tags(card),
        warning=_warning(card),
        steps=tuple(_steps(card)),
        facts=tuple(_facts(card, on)),
        meetings=attendance_table(card.line.seat, card.meetings),
        before=tuple(_former(one) for one in card.before),
        is_vacant=held is None,
    )


def _title(card: MandateCard) -> str:
    if card.line.holding is None:
        return _("Vacant: %(seat)s, %(board)s") % {
            "seat": seat_name(card.line),
            "board": card.line.body_name,
        }
    words = (
        _("%(name)s speaks for the sector: %(board)s")
        if card.line.holding.has_mandate
        else _("%(name)s sits there, and speaks for nobody but themselves: %(board)s")
    )
    return words % {"name": card.line.holding.name, "board": card.line.body_name}


def _lead(card: MandateCard) -> str:
    line = card.line
    place = _("%(seat)s of %(n)s.") % {"seat": seat_name(line), "n": card.seats_on_body}
    if line.holding is None:
        return f"{place} {end_in_words(line.vacancy.last if line.vacancy else None)}"
    return " ".join([place, _chosen_by(card, line.holding), _term(line.holding)])


def _chosen_by(card: MandateCard, held: Holding) -> str:
    if held.mandate is Mandate.INVITED:
        return _("No mandate: invited by the board.")
    if held.mandate is Mandate.NOT_RECORDED:
        return _("How chosen: not recorded. If you know, tell us.")
    votes = sum(one.holding.mandate is not Mandate.ELECTED_UNOPPOSED for one in card.chain)
    if not votes:
        return _("No vote was held.")
    return ngettext("Chosen by %(n)s vote.", "Chosen by %(n)s votes.", votes) % {"n": votes}


def _term(held: Holding) -> str:
    if held.due_on is None:
        return _("The term has no end date.")
    return _("Term to %(day)s.") % {"day": day_words(held.due_on)}


def _tags(card: MandateCard) -> tuple[Tag, ...]:
    held = card.line.holding
    if held is None:
        return (Tag(vacant_in_words(card.line.vacancy.days if card.line.vacancy else 0), "gap"),)
    tags = [Tag(str(MANDATES[held.mandate]), KINDS[held.mandate])]
    if held.is_small is not None:
        words = _("From a small organisation") if held.is_small else _("From a larger organisation")
        tags.append(Tag(words, "plain"))
    if card.line.reserved_for:
        tags.append(Tag(_("Kept for: %(band)s") % {"band": card.line.reserved_for}, "plain"))
    return tuple(tags)


def _warning(card: MandateCard) -> str:
    held = card.line.holding
    if held is None:
        return ""
    if card.has_lost_basis:
        words = _("The seat that this mandate rests on has ended.")
        if held.replace_by:
            until = _("A new choice is due by %(day)s.") % {"day": day_words(held.replace_by)}
            return f"{words} {until}"
        return words
    return _("The term is over, and no new choice is recorded.") if held.is_over else ""


def _steps(card: MandateCard) -> Iterator[Step]:
    for step in card.chain:
        yield from _vote_steps(step)
    line = card.line
    place = f"{seat_name(line)}, {line.body_name}"
    if line.holding is None:
        refill = line.vacancy.refill_by if line.vacancy else card.day
        yield Step(place, "now", _("Nobody holds it."))
        yield Step(_("To be filled by %(day)s") % {"day": day_words(refill)}, "next")
        return
    on_behalf = line.holding.organisation
    small = _("On behalf of: %(name)s") % {"name": on_behalf} if on_behalf else ""
    yield Step(place, "now", small)
    if line.holding.due_on:
        words = _("Next vote by %(day)s") % {"day": day_words(line.holding.due_on)}
        yield Step(words, "next", _if_basis_ends(card))


def _vote_steps(step: ChainStep) -> Iterator[Step]:
    held = step.holding
    if step.members_now is not None:
        words = ngettext(
            "%(n)s organisation votes there now: %(body)s",
            "%(n)s organisations vote there now: %(body)s",
            step.members_now,
        )
        small = _("One organisation, one vote.")
        yield Step(words % {"n": step.members_now, "body": step.electing_body}, "done", small)
    yield Step(_vote(step), "done", _result(step, held))


def _vote(step: ChainStep) -> str:
    held, turnout = step.holding, step.holding.vote.turnout
    if turnout is None:
        return f"{MANDATES[held.mandate]}: {vote_in_words(held)}".rstrip(": ")
    chosen = held.vote.chosen_on
    words = _("%(voted)s of %(electorate)s voted (%(share)s)") % {
        "voted": turnout.voted,
        "electorate": turnout.electorate,
        "share": turnout_share(turnout),
    }
    return f"{words}, {day_words(chosen)}" if chosen else words


def _result(step: ChainStep, held: Holding) -> str:
    seat = _("%(body)s, seat %(n)s: %(name)s") % {
        "body": step.seat_body,
        "n": step.seat_number,
        "name": held.name,
    }
    stood = held.vote.stood
    if not stood:
        return seat
    how_many = ngettext("%(n)s stood", "%(n)s stood", stood) % {"n": stood}
    return f"{how_many}. {seat}"


def turnout_share(turnout: Turnout) -> str:
    """53% of 31 of 58: rounded down."""
    return percent(int(turnout.share) * 100)


def _if_basis_ends(card: MandateCard) -> str:
    if len(card.chain) < 2:
        return ""
    body = card.chain[-2].seat_body
    if not card.grace_days:
        return _("Whoever loses the place there loses this seat the same day: %(body)s") % {
            "body": body
        }
    words = ngettext(
        "Whoever loses the place there goes on for %(n)s day at most: %(body)s",
        "Whoever loses the place there goes on for %(n)s days at most: %(body)s",
        card.grace_days,
    )
    return words % {"n": card.grace_days, "body": body}


def _facts(card: MandateCard, on: str) -> Iterator[Fact]:
    line = card.line
    yield Fact(_("If they cannot go"), line.alternate or _("None named"))
    if line.deputy:
        yield Fact(_("Deputy"), line.deputy)
    if line.electing_body:
        yield Fact(_("Who elects"), line.electing_body)
    yield Fact(_("Vote on the board"), _("Yes") if line.is_voting else _("No"))
    if card.asked_for:
        yield Fact(_("What the person is to do"), card.asked_for.role)
        yield Fact(_("Terms of reference"), card.asked_for.terms)
        if card.asked_for.skills:
            yield Fact(_("Skills asked for"), card.asked_for.skills)
    if line.theme:
        yield Fact(_("Theme"), line.theme)
    for body in card.resting_on_it:
        yield Fact(_("Rests on this seat"), body)
    if line.holding and line.holding.source:
        yield Fact(_("Source"), line.holding.source)
    if line.holding:
        slug = line.holding.organisation_slug
        if slug:
            href = reverse("public:organisation", args=[slug]) + on
            of = line.holding.organisation
            yield Fact(_("On behalf of"), of, href, _("Who speaks for it"), of)
        href = reverse("public:person", args=[line.holding.person]) + on
        yield Fact(_("All their seats"), line.holding.name, href, _("See them"), line.holding.name)


def _former(one: Holding) -> str:
    until = day_words(one.ended_on) if one.ended_on else "–"
    why = f" ({ENDS[one.end_reason]})" if one.end_reason else ""
    words = _("%(name)s, %(since)s to %(until)s") % {
        "name": one.name,
        "since": day_words(one.start_on),
        "until": until,
    }
    return f"{words}{why}"
