"""Whether the moment allows something with a claim. Who may ask is for `claim_permissions`."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import PaymentScheme, User
from representation.claims.oddities import Odd
from representation.claims.states import (
    CLAIM_MOVES,
    EDITABLE,
    NEEDS_REASON,
    Actor,
    ClaimState,
)
from representation.models import Claim, Meeting


def can_begin(
    meeting: Meeting, scheme: PaymentScheme | None, has_claim: bool, now: datetime
) -> Decision:
    """After the meeting, or where it was cancelled too late, within the scheme's days; once."""
    if scheme is None:
        return refuse(_("No scheme pays for this body's meetings on that day."))
    if has_claim:
        return refuse(_("You have a claim for this meeting already."))
    if meeting.cancelled_at is not None:
        return pays_when_cancelled(meeting, scheme).and_also(_in_time(meeting, scheme, now))
    if now < meeting.ends_at:
        return refuse(_("The meeting is not over yet."))
    return _in_time(meeting, scheme, now)


def pays_when_cancelled(meeting: Meeting, scheme: PaymentScheme | None) -> Decision:
    """Whether those who were to come to a cancelled meeting are paid: where it was called off too late."""
    if scheme is None:
        return refuse(_("No scheme pays for this body's meetings on that day."))
    notice = timedelta(hours=scheme.cancelled_notice_hours)
    if meeting.cancelled_at is not None and meeting.starts_at - meeting.cancelled_at >= notice:
        return refuse(
            _("The meeting was cancelled more than %(hours)s hours before, so nothing is paid.")
            % {"hours": scheme.cancelled_notice_hours}
        )
    return ALLOWED


def _in_time(meeting: Meeting, scheme: PaymentScheme, now: datetime) -> Decision:
    last_day = day_of(meeting) + timedelta(days=scheme.claim_within_days)
    if timezone.localtime(now).date() > last_day:
        return refuse(
            _("Claims are taken for %(days)s days after a meeting. Ask the treasurer.")
            % {"days": scheme.claim_within_days}
        )
    return ALLOWED


def can_edit(claim: Claim) -> Decision:
    """While it is a draft or a question about it is open."""
    if claim.state in EDITABLE:
        return ALLOWED
    return refuse(_("This claim is sent in. Withdraw it to change it."))


def can_move(claim: Claim, to: ClaimState, actor: Actor, reason: str) -> Decision:
    """By the table of moves: only from there, only by that party, and with a reason where one is due."""
    if CLAIM_MOVES[ClaimState(claim.state)].get(to) is not actor:
        return refuse(
            _("Claim %(number)s is %(state)s, so this cannot be done with it.")
            % {"number": claim.number, "state": state_word(claim.state)}
        )
    if to in NEEDS_REASON and not reason.strip():
        return refuse(_("Say why, so that it can be put right."))
    return ALLOWED


def can_submit(claim: Claim) -> Decision:
    """With something to pay in it."""
    if claim.total_pence <= 0:
        return refuse(_("There is nothing to pay in this claim yet."))
    return ALLOWED


def can_approve(claim: Claim, by: User, odd: Iterable[Odd]) -> Decision:
    """By another than who approved it first, and with nothing about it that stops it."""
    if claim.first_approver_id == by.pk:
        return refuse(_("You have approved this claim. The second approval is another person's."))
    if any(one.stops for one in odd):
        return refuse(_("Something about this claim stops it. Ask the claimant, or refuse it."))
    return ALLOWED


def can_add_receipt(claim: Claim, scheme: PaymentScheme, day: date) -> Decision:
    """Also after it was sent in or paid, until the scheme's last day for receipts."""
    if claim.state in {ClaimState.REFUSED, ClaimState.WITHDRAWN}:
        return refuse(_("This claim is closed."))
    last_day = day_of(claim.attendance.meeting) + timedelta(days=scheme.receipt_within_days)
    if claim.state not in EDITABLE and day > last_day:
        return refuse(
            _("Receipts are taken for %(days)s days after a meeting. Ask the treasurer.")
            % {"days": scheme.receipt_within_days}
        )
    return ALLOWED


def needs_second(claim: Claim) -> bool:
    """Whether the sum is above what one person may approve."""
    return claim.total_pence > claim.scheme.second_approval_above_pence


def day_of(meeting: Meeting) -> date:
    """The day of a meeting where it is held."""
    return timezone.localtime(meeting.starts_at).date()


def state_word(state: str) -> str:
    """The state of a claim, in words."""
    words = {
        ClaimState.DRAFT: _("a draft"),
        ClaimState.SUBMITTED: _("sent in"),
        ClaimState.QUERIED: _("waiting for an answer"),
        ClaimState.APPROVED_ONCE: _("waiting for a second approval"),
        ClaimState.APPROVED: _("approved"),
        ClaimState.IN_PAYMENT: _("being paid"),
        ClaimState.PAID: _("paid"),
        ClaimState.REFUSED: _("refused"),
        ClaimState.WITHDRAWN: _("withdrawn"),
    }
    return words[ClaimState(state)]
