"""Whom a visitor of the demonstration can be, and what there is to see."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from consortium.selectors.sign_in import PersonToTry
from consortium.states import RoleKind

TO_TRY: dict[RoleKind, Promise] = {
    RoleKind.LEAD: gettext_lazy(
        "Lead: reads a council’s notice, asks for a lot plan, looks after the members"
    ),
    RoleKind.MEMBER_CONTACT: gettext_lazy(
        "Member: sees its part of the bid and why, keeps its offers and certificates up to date"
    ),
    RoleKind.COORDINATOR: gettext_lazy(
        "Coordinator: sees how ready each member is, imports and admits members"
    ),
    RoleKind.TREASURER: gettext_lazy(
        "Treasurer: decides on claims, signs payments, keeps budgets and books"
    ),
    RoleKind.RETURNING_OFFICER: gettext_lazy(
        "Returning officer: runs an election, from the notice to the count and the result"
    ),
}


@dataclass(frozen=True)
class Visitor:
    """Somebody to be: the words of the button, the address it signs in, and what they do."""

    name: str
    email: str
    acts_for: str
    what: Promise


def visitors(people: Iterable[PersonToTry]) -> tuple[Visitor, ...]:
    """The people in the order in which they are given."""
    return tuple(
        Visitor(one.name, one.email, one.acts_for, TO_TRY[RoleKind(one.kind)]) for one in people
    )
