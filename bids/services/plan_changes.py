"""What has changed since a plan was asked for, so that it should be made again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bids.matching.problem import Line, Member
from bids.models import LotPlan
from bids.selectors.part_answers import GivenUp, given_up
from bids.selectors.plan_words import named
from bids.services.planning import frozen_problem, next_policy
from bids.services.problem_building import SERVES, build_problem

T = TypeVar("T")


@dataclass(frozen=True)
class ChangedLine:
    """A line with its volume and its price (pence a unit) then and now."""

    ref: str
    volume: tuple[int, int]
    price: tuple[int, int]


@dataclass(frozen=True)
class ChangesSince:
    """Lines by ref, members by name. `offers`: members that offer or hold other than they did."""

    given_up: tuple[GivenUp, ...]
    lines_added: tuple[str, ...]
    lines_gone: tuple[str, ...]
    lines_changed: tuple[ChangedLine, ...]
    members_joined: tuple[str, ...]
    members_gone: tuple[str, ...]
    offers: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(vars(self).values())


def changes_since(plan: LotPlan) -> ChangesSince:
    """How today's lines, offers and answers differ from those that the plan was made of.

    Needs a tender whose lines are complete (`rules.can_be_planned`).
    """
    tender = plan.request.tender
    asked = build_problem(tender, next_policy(tender, plan.request))
    then, now = frozen_problem(plan.request), asked.problem
    said = tuple(one for one in given_up(tender) if _is_news(one, then.member_by_id))
    gone = then.member_by_id.keys() - now.member_by_id.keys() - {one.ref for one in said}
    words = plan.request.labels["members"] | asked.labels["members"]

    def names(refs: set[str]) -> tuple[str, ...]:
        return tuple(named(words[ref]) for ref in sorted(refs))

    return ChangesSince(
        given_up=said,
        lines_added=tuple(sorted(now.line_by_id.keys() - then.line_by_id.keys())),
        lines_gone=tuple(sorted(then.line_by_id.keys() - now.line_by_id.keys())),
        lines_changed=tuple(
            ChangedLine(ref, (old.volume, new.volume), (old.unit_price, new.unit_price))
            for ref, old, new in _both(then.line_by_id, now.line_by_id, _terms_of_line)
        ),
        members_joined=names(now.member_by_id.keys() - then.member_by_id.keys()),
        members_gone=names(gone),
        offers=names(
            {ref for ref, _old, _new in _both(then.member_by_id, now.member_by_id, _terms)}
        ),
    )


def _is_news(said: GivenUp, then: Mapping[str, Member]) -> bool:
    """Whether the plan asked a member for what it has given up since."""
    member = then.get(said.ref)
    return member is not None and (said.has_withdrawn or not said.lines <= member.declined)


def _both(
    then: Mapping[str, T], now: Mapping[str, T], terms: Callable[[T], object]
) -> list[tuple[str, T, T]]:
    """Those of both whose terms differ."""
    refs = sorted(then.keys() & now.keys())
    return [(ref, then[ref], now[ref]) for ref in refs if terms(then[ref]) != terms(now[ref])]


def _terms_of_line(line: Line) -> object:
    return line.volume, line.unit_price, line.locality, line.max_members


def _terms(member: Member) -> object:
    """What a member brings, but for what services are called, which others' offers can change."""
    offers = {
        (one.localities, one.capacity, one.unit_cost, one.min_lot_pct) for one in member.offers
    }
    held = {one for one in member.accreditations if not one.startswith(SERVES)}
    return offers, held, member.turnover_cap, member.min_contract, member.small
