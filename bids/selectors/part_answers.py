"""What members said of their parts in a tender, and which of it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bids.models import LotPlan, PartAnswer, Tender
from bids.selectors.plans import plan_in_force
from bids.states import PartAnswerKind
from consortium.models import Organisation
from consortium.selectors.names import name_of


@dataclass(frozen=True)
class GivenUp:
    """What a member will not do: the whole bid, or some lines (refs). `said_on` is when it last spoke."""

    organisation_id: int
    ref: str
    name: str
    has_withdrawn: bool
    lines: frozenset[str]
    reasons: tuple[str, ...]
    said_at: datetime


@dataclass
class _Said:
    """What one member has said since it last came back."""

    organisation: Organisation
    said_at: datetime
    has_withdrawn: bool = False
    lines: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)


def given_up(tender: Tender) -> tuple[GivenUp, ...]:
    """What stands of all that members said, by the member's ref; nothing of those who take part again."""
    answers = PartAnswer.objects.filter(tender=tender).select_related("organisation")
    said = _standing(answers.order_by("id"))
    found = (_given_up(one) for one in said)
    return tuple(sorted(found, key=lambda one: one.ref))


def plan_to_make_again(tender: Tender) -> int | None:
    """The number of the plan in force, where it still gives somebody a line that it has given up."""
    said = given_up(tender)
    plan = plan_in_force(tender) if said else None
    return plan.request.number if plan and counts_on(plan, said) else None


def counts_on(plan: LotPlan, said: Iterable[GivenUp]) -> bool:
    """Whether the plan gives somebody a line that it has given up."""
    held: dict[int | None, set[str]] = {}
    for organisation, lines in plan.lots.values_list("organisation", "lines"):
        held.setdefault(organisation, set()).update(lines)
    parts = ((one, held.get(one.organisation_id, set())) for one in said)
    return any(lines and (one.has_withdrawn or lines & one.lines) for one, lines in parts)


def given_up_by(tender: Tender, organisation: Organisation) -> GivenUp | None:
    """The same of one member; None where it takes part in all that it was given."""
    return next((one for one in given_up(tender) if one.organisation_id == organisation.pk), None)


def _standing(answers: Iterable[PartAnswer]) -> list[_Said]:
    said: dict[int, _Said] = {}
    for answer in answers:
        if answer.kind == PartAnswerKind.RETURNED:
            said.pop(answer.organisation_id, None)
            continue
        one = said.setdefault(answer.organisation_id, _Said(answer.organisation, answer.at))
        one.said_at = answer.at
        one.has_withdrawn |= answer.kind == PartAnswerKind.WITHDRAWN
        one.lines |= {answer.line_ref} - {""}
        if answer.reason and answer.reason not in one.reasons:
            one.reasons.append(answer.reason)
    return list(said.values())


def _given_up(one: _Said) -> GivenUp:
    return GivenUp(
        organisation_id=one.organisation.pk,
        ref=one.organisation.slug,
        name=name_of(one.organisation),
        has_withdrawn=one.has_withdrawn,
        lines=frozenset(one.lines),
        reasons=tuple(one.reasons),
        said_at=one.said_at,
    )
