from consortium.models.area import Adjacency, Area
from consortium.models.capacity import Capacity, Offer
from consortium.models.consortium import Consortium, Membership
from consortium.models.event import Event
from consortium.models.evidence import Evidence, EvidenceType, ReadinessCriterion
from consortium.models.job import Job
from consortium.models.organisation import (
    Band,
    BandScheme,
    Identifier,
    Income,
    Organisation,
    Theme,
)
from consortium.models.person import Person, Role
from consortium.models.user import User

__all__ = [
    "Adjacency",
    "Area",
    "Band",
    "BandScheme",
    "Capacity",
    "Consortium",
    "Event",
    "Evidence",
    "EvidenceType",
    "Identifier",
    "Income",
    "Job",
    "Membership",
    "Offer",
    "Organisation",
    "Person",
    "ReadinessCriterion",
    "Role",
    "Theme",
    "User",
]
