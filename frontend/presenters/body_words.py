"""Words for what sort of body something is, and whom its electorate may choose."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from representation.selectors.structures import SeatsByRule
from representation.states import BodyKind, CompositionPer, Eligibility

BODY_KINDS: Mapping[BodyKind, Promise] = {
    BodyKind.FORUM: gettext_lazy("Forum"),
    BodyKind.COUNTY_BODY: gettext_lazy("County body"),
    BodyKind.MANAGEMENT_GROUP: gettext_lazy("Management group"),
    BodyKind.BOARD: gettext_lazy("Board"),
    BodyKind.SUB_GROUP: gettext_lazy("Sub-group"),
    BodyKind.COMMUNITY_COUNCIL: gettext_lazy("Community council"),
}
WHO_MAY_STAND: Mapping[Eligibility, Promise] = {
    Eligibility.VOTERS: gettext_lazy("People of the organisations that vote there"),
    Eligibility.HOLDERS: gettext_lazy("People who hold a seat on the electing body"),
    Eligibility.ANY_MEMBER: gettext_lazy("People of any member organisation"),
    Eligibility.ANYBODY: gettext_lazy("Anybody"),
}


def rule_in_words(rule: SeatsByRule) -> str:
    """2 seats for each forum, elected by it. Open to: people of the organisations that vote there."""
    if rule.per is CompositionPer.FORUM:
        seats = ngettext(
            "%(n)s seat for each forum, elected by it",
            "%(n)s seats for each forum, elected by it",
            rule.seats,
        )
    elif rule.electing_body:
        seats = ngettext(
            "%(n)s seat. Elected by: %(body)s", "%(n)s seats. Elected by: %(body)s", rule.seats
        )
    else:
        seats = ngettext(
            "%(n)s seat, to which nobody elects", "%(n)s seats, to which nobody elects", rule.seats
        )
    words = seats % {"n": rule.seats, "body": rule.electing_body}
    return _("%(seats)s. Open to: %(who)s.") % {
        "seats": words,
        "who": WHO_MAY_STAND[rule.eligibility],
    }
