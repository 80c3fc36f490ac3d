"""The page of an organisation, put together for its own people and for its networks' alike."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from consortium.permissions import may_edit_organisation, may_see_organisation
from consortium.rules import can_hold_part
from consortium.selectors.evidence import evidence_names
from consortium.selectors.members import evidence_of, member_on
from consortium.selectors.networks import network_view
from consortium.selectors.organisations import organisation_view
from frontend.presenters.organisation import (
    InNetwork,
    OrganisationPage,
    in_network,
    organisation_page,
)

if TYPE_CHECKING:
    from consortium.models import Consortium, Organisation, User


def page_of(
    user: "User", organisation: "Organisation", networks: "Iterable[Consortium]", day: date
) -> OrganisationPage:
    """What this reader may see of the organisation on that day, in these of its networks.

    What it charges and the limits it sets are for those who may change them, and for its own people.
    """
    may_edit = may_edit_organisation(user, organisation)
    shows_terms = may_see_organisation(user, organisation).allowed
    names = evidence_names()
    found = [
        _in(network, organisation, names, day, shows_terms, may_edit.allowed)
        for network in networks
    ]
    return organisation_page(
        organisation_view(organisation),
        tuple(one for one in found if one is not None),
        evidence_of(organisation),
        may_edit,
    )


def _in(
    network: "Consortium",
    organisation: "Organisation",
    names: dict[str, str],
    day: date,
    shows_terms: bool,
    may_edit: bool,
) -> InNetwork | None:
    view = member_on(network, organisation.slug, day)
    if view is None:
        return None
    may_hold = can_hold_part(view.row.membership_class, view.row.findings, names)
    return in_network(
        network_view(network), view, names, may_hold, shows_terms=shows_terms, may_edit=may_edit
    )
