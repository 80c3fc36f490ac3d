"""What a representative does with a claim: begin it, say what it cost, send it in, take it back."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused
from consortium.models import Consortium, User
from consortium.services.rates import rates_for
from consortium.treasury.rates import NoRate, Rate, rate_on
from consortium.treasury.states import RateKind
from representation.claim_permissions import may_change_claim, may_claim
from representation.claims.pricing import LineAsked
from representation.claims.states import COMMITTED, GIVEN_UP, Actor, ClaimState, LineKind, Standing
from representation.models import Attendance, Claim, ClaimStep
from representation.rules.claims import can_begin, can_edit, can_submit, day_of
from representation.selectors.wording import in_language
from representation.services.claim_dues import cancel_dues
from representation.services.claim_pricing import as_asked, priced_lines
from representation.services.claim_receipts import forget_receipts
from representation.services.claim_schemes import scheme_for
from representation.services.claim_steps import advance, locked


@dataclass(frozen=True)
class Terms:
    """What a claimant is told before they claim: the meeting, and what is paid on its day, by kind."""

    body: str
    place: str
    starts_at: datetime
    ends_at: datetime
    organisation: str
    rates: Mapping[RateKind, Rate]


def terms_of(attendance: Attendance) -> Terms:
    """The terms of a claim for that meeting, before anything is written."""
    meeting = attendance.meeting
    scheme, day = scheme_for(meeting), day_of(meeting)
    rates = rates_for(scheme) if scheme else ()
    paid = {}
    for kind in RateKind:
        with suppress(NoRate):
            paid[kind] = rate_on(rates, kind, day, scheme.pk if scheme else None)
    return Terms(
        in_language(meeting.body.name, meeting.body.name_cy),
        meeting.place,
        meeting.starts_at,
        meeting.ends_at,
        attendance.on_behalf_of.name if attendance.on_behalf_of else "",
        paid,
    )


@transaction.atomic
def begin_claim(*, by: User, attendance: Attendance) -> Claim:
    """A draft for a meeting that somebody was at, with the time of the meeting filled in.

    Permission: `may_claim`. Raises Refused. The draft that is there already is given back.
    """
    attendance = _locked_attendance(attendance)
    meeting = attendance.meeting
    consortium = Consortium.objects.select_for_update().get(pk=meeting.body.structure.consortium_id)
    may_claim(by, attendance).require()
    live = attendance.claims.exclude(state__in=GIVEN_UP).first()
    if live is not None and live.state == ClaimState.DRAFT:
        return live
    scheme = scheme_for(meeting)
    can_begin(meeting, scheme, live is not None, timezone.now()).require()
    assert scheme is not None  # noqa: S101 - without a scheme nothing can begin
    last = Claim.objects.filter(consortium=consortium).aggregate(last=Max("number"))["last"] or 0
    organisation = attendance.on_behalf_of
    claim = Claim.objects.create(
        consortium=consortium,
        number=last + 1,
        attendance=attendance,
        claimant=attendance.person,
        claimed_by=by,
        organisation=organisation,
        scheme=scheme,
        standing=Standing.PAID if organisation else Standing.VOLUNTEER,
        begun_at=timezone.now(),
    )
    ClaimStep.objects.create(claim=claim, to_state=ClaimState.DRAFT, at=claim.begun_at, by=by)
    record("claim.begun", subject=claim, by=by, number=claim.number)
    return claim


def _locked_attendance(attendance: Attendance) -> Attendance:
    """As it is now, held so that nobody takes it off meanwhile. Raises Refused where somebody has."""
    rows = Attendance.objects.select_for_update(of=("self",))
    found = rows.select_related("meeting__body__structure", "person").filter(pk=attendance.pk)
    row = found.first()
    if row is None:
        words = _("It is not noted any more that you were at this meeting. Ask the coordinator.")
        raise Refused(words)
    return row


@transaction.atomic
def set_lines(
    *, by: User, claim: Claim, lines: Sequence[LineAsked], standing: Standing | None = None
) -> Claim:
    """Say what the claim asks; each kind once. What is not named any more goes, with its receipts.

    Permission: `may_change_claim`. Raises Refused, LineRefused.
    """
    claim = locked(claim)
    may_change_claim(by, claim).require()
    can_edit(claim).require()
    if standing is not None:
        claim.standing = standing
    _write_lines(claim, lines)
    return claim


@transaction.atomic
def submit_claim(*, by: User, claim: Claim) -> Claim:
    """Send it in, priced anew under the rates of the day. Permission: `may_change_claim`.

    Raises Refused, LineRefused.
    """
    claim = locked(claim)
    may_change_claim(by, claim).require()
    can_edit(claim).require()
    _write_lines(claim, [as_asked(line) for line in claim.lines.all()])
    can_submit(claim).require()
    claim.submitted_at = timezone.now()
    claim.claimed_by = by
    advance(claim, ClaimState.SUBMITTED, actor=Actor.CLAIMANT, by=by)
    return claim


@transaction.atomic
def withdraw_claim(*, by: User, claim: Claim) -> Claim:
    """Take it back; what was set aside for it is free again. Permission: `may_change_claim`."""
    claim = locked(claim)
    may_change_claim(by, claim).require()
    was_committed = claim.state in COMMITTED
    claim.first_approver = claim.second_approver = None
    advance(claim, ClaimState.WITHDRAWN, actor=Actor.CLAIMANT, by=by)
    if was_committed:
        cancel_dues(claim, by=by)
    return claim


@transaction.atomic
def reopen_claim(*, by: User, claim: Claim) -> Claim:
    """Begin again from a claim that was refused or taken back. Permission: `may_change_claim`.

    Raises Refused, also where another claim for the meeting is live.
    """
    claim = locked(claim)
    may_change_claim(by, claim).require()
    others = claim.attendance.claims.exclude(pk=claim.pk).exclude(state__in=GIVEN_UP)
    can_begin(claim.attendance.meeting, claim.scheme, others.exists(), timezone.now()).require()
    claim.first_approver = claim.second_approver = None
    advance(claim, ClaimState.DRAFT, actor=Actor.CLAIMANT, by=by)
    return claim


def _write_lines(claim: Claim, lines: Sequence[LineAsked]) -> None:
    rows = priced_lines(claim, lines)
    kept = {line.kind: line for line in claim.lines.all()}
    for gone in set(kept) - {LineKind(row.kind) for row in rows}:
        forget_receipts(kept[gone])
        kept[gone].delete()
    for row in rows:
        if row.kind in kept:
            row.pk = kept[row.kind].pk
        row.save()
    claim.total_pence = sum(row.pence for row in rows)
    claim.save()
