"""The management fee of a network: its bands with their days, and what waits for a second person."""

from dataclasses import dataclass
from datetime import date

from consortium.models import Consortium, FeeBandProposal, FeeBandRow
from consortium.selectors.acts_by import names_of


@dataclass(frozen=True)
class BandRow:
    """A band: contracts from `from_pence` up keep `basis_points`; above the policy, who approved it."""

    from_pence: int
    basis_points: int
    valid_from: date
    valid_until: date | None
    approved_on: date | None
    approved_by: str

    def holds_on(self, day: date) -> bool:
        """Whether the band is in force on the day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class ProposalRow:
    """A fee above the policy that a second person has not confirmed yet; `proposer` is a user's id."""

    id: int
    from_pence: int
    basis_points: int
    valid_from: date
    approved_on: date
    proposed_by: str
    proposer: int


def fee_bands(network: Consortium) -> tuple[BandRow, ...]:
    """Every band that there was, by value, the newest first."""
    rows = FeeBandRow.objects.filter(consortium=network).prefetch_related("approved_by__people")
    return tuple(
        BandRow(
            row.from_pence,
            row.basis_points,
            row.valid_from,
            row.valid_until,
            row.approved_on,
            names_of(row.approved_by),
        )
        for row in rows.order_by("from_pence", "-valid_from")
    )


def open_proposals(network: Consortium) -> tuple[ProposalRow, ...]:
    """What waits for a second person, the oldest first."""
    rows = FeeBandProposal.objects.filter(consortium=network, closed_at__isnull=True)
    return tuple(
        ProposalRow(
            row.pk,
            row.from_pence,
            row.basis_points,
            row.valid_from,
            row.approved_on,
            names_of(row.proposed_by),
            row.proposed_by_id,
        )
        for row in rows.select_related("proposed_by").prefetch_related("proposed_by__people")
    )


def proposal_in(network: Consortium, proposal_id: int) -> FeeBandProposal | None:
    """The proposal, if it is the network's."""
    found = FeeBandProposal.objects.select_related("consortium", "proposed_by")
    return found.filter(consortium=network, pk=proposal_id).first()
