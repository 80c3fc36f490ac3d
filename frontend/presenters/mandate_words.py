"""Words for how somebody came to a seat, why they left it, and how a vote went."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frontend.templatetags.manyhands import day
from representation.selectors.seat_lines import Holding, Vote
from representation.states import EndReason, Mandate

MANDATES: Mapping[Mandate, Promise] = {
    Mandate.ELECTED: gettext_lazy("Elected"),
    Mandate.ELECTED_UNOPPOSED: gettext_lazy("Unopposed"),
    Mandate.INDIRECTLY_ELECTED: gettext_lazy("Elected by holders"),
    Mandate.NOMINATED: gettext_lazy("Nominated"),
    Mandate.CO_OPTED: gettext_lazy("Co-opted"),
    Mandate.INVITED: gettext_lazy("Invited, no mandate"),
    Mandate.NOT_RECORDED: gettext_lazy("Not recorded"),
}
KINDS: Mapping[Mandate, str] = {
    Mandate.ELECTED: "ok",
    Mandate.ELECTED_UNOPPOSED: "go",
    Mandate.INDIRECTLY_ELECTED: "ok",
    Mandate.NOMINATED: "go",
    Mandate.CO_OPTED: "due",
    Mandate.INVITED: "due",
    Mandate.NOT_RECORDED: "gap",
}
ENDS: Mapping[EndReason, Promise] = {
    EndReason.TERM_ENDED: gettext_lazy("the term ended"),
    EndReason.RESIGNED: gettext_lazy("resigned"),
    EndReason.LEFT_ORGANISATION: gettext_lazy("left the organisation"),
    EndReason.ORGANISATION_LEFT: gettext_lazy("the organisation left the network"),
    EndReason.MISSED_MEETINGS: gettext_lazy("missed too many meetings"),
    EndReason.RECALLED: gettext_lazy("was recalled"),
    EndReason.DIED: gettext_lazy("died"),
    EndReason.BASIS_ENDED: gettext_lazy("the seat that the mandate rested on ended"),
    EndReason.REPLACED: gettext_lazy("was replaced"),
    EndReason.ANNULLED: gettext_lazy("the election was annulled"),
    EndReason.BODY_DISSOLVED: gettext_lazy("the body was dissolved"),
    EndReason.SEAT_ABOLISHED: gettext_lazy("the seat was abolished"),
    EndReason.NOT_RECORDED: gettext_lazy("the reason is not recorded"),
}


def vote_in_words(holding: Holding) -> str:
    """13 of 16 voted, 3 stood; never a turnout where no vote was held."""
    vote = holding.vote
    if holding.mandate is Mandate.ELECTED_UNOPPOSED:
        return _unopposed(vote)
    if vote.is_withheld:
        return _("A vote was held; too few could vote to publish how many did.")
    parts = []
    if vote.turnout:
        parts.append(
            _("%(voted)s of %(electorate)s voted")
            % {"voted": vote.turnout.voted, "electorate": vote.turnout.electorate}
        )
    if vote.stood:
        parts.append(ngettext("%(n)s stood", "%(n)s stood", vote.stood) % {"n": vote.stood})
    return ", ".join(parts) or holding.source


def _unopposed(vote: Vote) -> str:
    if vote.stood is None:
        return _("No vote was held.")
    return ngettext(
        "%(n)s person stood, so no vote was held.",
        "%(n)s people stood for as many seats, so no vote was held.",
        vote.stood,
    ) % {"n": vote.stood}


def end_in_words(last: Holding | None) -> str:
    """Whom a vacant seat was last held by, until when and why it ended."""
    if last is None:
        return _("Nobody has held it yet.")
    if last.ended_on is None or last.end_reason is None:
        return _("Last held by: %(name)s.") % {"name": last.name}
    return _("Last held by: %(name)s, until %(day)s (%(why)s).") % {
        "name": last.name,
        "day": day(last.ended_on),
        "why": ENDS[last.end_reason],
    }
