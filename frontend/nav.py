"""The navigation of each audience, as data: at most six short words, and none that leads nowhere."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consortium.states import RoleKind


@dataclass(frozen=True)
class Item:
    """A word and the name of the route it leads to; `also`: other addresses that belong to it."""

    words: str | Promise
    route: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class NavLink:
    """An item as a page shows it; `current` on its own page and those beneath."""

    words: str | Promise
    href: str
    current: bool


PUBLIC = (
    Item(
        _("Who speaks"),
        "public:seats",
        also=("/boards/", "/people/", "/organisations/", "/find/", "/ask/"),
    ),
    Item(_("Votes"), "public:votes"),
    Item(_("Meetings"), "public:meetings"),
    Item(_("Bids"), "public:bids"),
    Item(_("Promises"), "public:promises"),
    Item(_("Sign in"), "account_login"),
)
MEMBER = (
    Item(_("Now"), "members:now"),
    Item(_("Your reps"), "members:representatives"),
    Item(_("Votes"), "public:votes"),
    Item(_("Bids"), "members:bids"),
    Item(_("Claims"), "representatives:claims"),
    Item(_("Your group"), "members:group"),
)
LEAD = (
    Item(_("Today"), "staff:today"),
    Item(_("Tenders"), "staff:tenders", also=("/jobs/",)),
    Item(_("Members"), "staff:members"),
    Item(_("Contracts"), "staff:contracts"),
    Item(_("Seats"), "staff:structures"),
    Item(_("Money"), "staff:budget", also=("/money/",)),
)
COORDINATOR = (
    Item(_("Today"), "staff:today"),
    Item(_("Tenders"), "staff:tenders", also=("/jobs/",)),
    Item(_("Members"), "staff:members"),
    Item(_("Seats"), "staff:structures"),
    Item(_("Meetings"), "staff:meetings"),
    Item(_("Money"), "staff:budget", also=("/money/",)),
)
CHAIR = (
    Item(_("Now"), "members:now"),
    Item(_("Meetings"), "staff:meetings"),
    Item(_("Votes"), "public:votes"),
    Item(_("Bids"), "members:bids"),
    Item(_("Claims"), "representatives:claims"),
    Item(_("Money"), "staff:budget", also=("/money/",)),
)
TREASURER = (
    Item(_("Claims"), "staff:claims"),
    Item(_("Payments"), "staff:payments", also=("/money/payees/",)),
    Item(_("Budget"), "staff:budget", also=("/money/budgets/", "/money/funds/", "/money/fees/")),
    Item(_("Rates"), "staff:rates"),
    Item(_("Ledger"), "staff:ledger"),
)
RETURNING_OFFICER = (
    Item(_("Elections"), "staff:elections"),
    Item(_("Roll"), "staff:roll"),
    Item(_("Paper votes"), "staff:paper-votes"),
    Item(pgettext_lazy("of votes", "Count"), "staff:count"),
)
BY_ROLE: dict[str, tuple[Item, ...]] = {
    RoleKind.LEAD: LEAD,
    RoleKind.COORDINATOR: COORDINATOR,
    RoleKind.CHAIR: CHAIR,
    RoleKind.TREASURER: TREASURER,
    RoleKind.RETURNING_OFFICER: RETURNING_OFFICER,
}
ROLE_WORDS: dict[str, Promise] = {
    RoleKind.LEAD: _("lead"),
    RoleKind.COORDINATOR: _("coordinator"),
    RoleKind.TREASURER: _("treasurer"),
    RoleKind.RETURNING_OFFICER: _("returning officer"),
    RoleKind.CHAIR: _("chair"),
    RoleKind.VOTING_CONTACT: _("voting contact"),
    RoleKind.MEMBER_CONTACT: _("member contact"),
}


def items_for(role: str | None, *, signed_in: bool) -> tuple[Item, ...]:
    """The items of whoever holds this role in a network; of a member where it has none of its own."""
    if not signed_in:
        return PUBLIC
    return BY_ROLE.get(role or "", MEMBER)


def nav_links(items: tuple[Item, ...], path: str) -> tuple[NavLink, ...]:
    """The items whose pages exist, the one that `path` stands under marked."""
    return tuple(
        NavLink(item.words, href, path.startswith((href, *item.also)))
        for item in items
        if (href := address_of(item.route))
    )


def address_of(route: str) -> str:
    """Where a page is; nothing where there is no such page yet."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
