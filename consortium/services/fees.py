"""Management fee bands with dates; above the policy only what the board approved, and two people say so."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Refused, refuse
from consortium.models import Consortium, FeeBandProposal, FeeBandRow, User
from consortium.permissions import may_manage_money, may_sign_payments

BASIS_POINTS = 100  # in one per cent


def is_above_policy(consortium: Consortium, basis_points: int) -> bool:
    """Whether the board must have approved it."""
    return basis_points > consortium.fee_pct * BASIS_POINTS


@transaction.atomic
def propose_fee_band(
    *,
    by: User,
    consortium: Consortium,
    from_pence: int,
    basis_points: int,
    valid_from: date,
    approved_on: date,
) -> FeeBandProposal:
    """A fee above the policy, with the day of the board's approval; another person confirms it.

    Permission: `may_manage_money`. Raises Refused.
    """
    may_manage_money(by, consortium).require()
    _require_past(approved_on)
    _require_newest(consortium, from_pence, valid_from)
    Consortium.objects.select_for_update().get(pk=consortium.pk)
    waiting = FeeBandProposal.objects.filter(consortium=consortium, closed_at__isnull=True)
    if waiting.filter(from_pence=from_pence, valid_from=valid_from).exists():
        refuse(_("A fee for that value and day waits for a second person already.")).require()
    proposal = FeeBandProposal.objects.create(
        consortium=consortium,
        from_pence=from_pence,
        basis_points=basis_points,
        valid_from=valid_from,
        approved_on=approved_on,
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    record("fee-band.proposed", subject=proposal, by=by, basis_points=basis_points)
    return proposal


@transaction.atomic
def confirm_fee_band(*, by: User, proposal: FeeBandProposal) -> FeeBandRow:
    """A second person saw the board's approval: the band holds. Permission: `may_sign_payments`.

    Raises Refused.
    """
    proposal = _open(proposal)
    may_sign_payments(by, proposal.consortium).require()
    if by == proposal.proposed_by:
        refuse(_("You proposed this fee. Somebody else confirms it.")).require()
    band = set_fee_band(
        by=proposal.proposed_by,
        consortium=proposal.consortium,
        from_pence=proposal.from_pence,
        basis_points=proposal.basis_points,
        valid_from=proposal.valid_from,
        approved_on=proposal.approved_on,
        approved_by=by,
    )
    _close(proposal, by, band)
    return band


@transaction.atomic
def drop_fee_band(*, by: User, proposal: FeeBandProposal) -> FeeBandProposal:
    """It does not come to it, or was a mistake. Permission: `may_sign_payments`. Raises Refused."""
    proposal = _open(proposal)
    may_sign_payments(by, proposal.consortium).require()
    record("fee-band.dropped", subject=proposal, by=by)
    return _close(proposal, by, None)


@transaction.atomic
def set_fee_band(
    *,
    by: User,
    consortium: Consortium,
    from_pence: int,
    basis_points: int,
    valid_from: date,
    approved_on: date | None = None,
    approved_by: User | None = None,
) -> FeeBandRow:
    """The fee on contracts of that value up, from that day.

    Above the consortium's policy it names when the board approved it, and who says so: another person
    than `by`. Permission: `may_manage_money`. Raises Refused.
    """
    may_manage_money(by, consortium).require()
    Consortium.objects.select_for_update().get(pk=consortium.pk)
    is_above = is_above_policy(consortium, basis_points)
    if is_above:
        _require_board(by, consortium, approved_on, approved_by)
    _require_newest(consortium, from_pence, valid_from)
    own = FeeBandRow.objects.filter(consortium=consortium, from_pence=from_pence)
    own.filter(valid_until__isnull=True).update(valid_until=valid_from - timedelta(days=1))
    row = FeeBandRow.objects.create(
        consortium=consortium,
        from_pence=from_pence,
        basis_points=basis_points,
        valid_from=valid_from,
        is_above_policy=is_above,
        approved_on=approved_on,
        approved_by=approved_by,
    )
    record("fee-band.set", subject=row, by=by, basis_points=basis_points)
    return row


def _require_board(
    by: User, consortium: Consortium, approved_on: date | None, approved_by: User | None
) -> None:
    if approved_on is None or approved_by is None or approved_by == by:
        refuse(
            _("A fee above the policy needs the board's approval, confirmed by a second person.")
        ).require()
    else:
        _require_past(approved_on)
        may_sign_payments(approved_by, consortium).require()


def _require_past(approved_on: date) -> None:
    if approved_on > timezone.localdate():
        refuse(_("The board's meeting is still to come.")).require()


def _require_newest(consortium: Consortium, from_pence: int, valid_from: date) -> None:
    own = FeeBandRow.objects.filter(consortium=consortium, from_pence=from_pence)
    if own.filter(valid_from__gte=valid_from).exists():
        refuse(_("A fee band that begins later is here already.")).require()


def _open(proposal: FeeBandProposal) -> FeeBandProposal:
    found = FeeBandProposal.objects.select_for_update(of=("self",)).select_related(
        "consortium", "proposed_by"
    )
    proposal = found.get(pk=proposal.pk)
    if proposal.closed_at is not None:
        raise Refused(_("This proposal is decided already."))
    return proposal


def _close(proposal: FeeBandProposal, by: User, band: FeeBandRow | None) -> FeeBandProposal:
    proposal.closed_by, proposal.closed_at, proposal.band = by, timezone.now(), band
    proposal.save(update_fields=["closed_by", "closed_at", "band"])
    return proposal
