from consortium.models.area import Adjacency, Area
from consortium.models.budget import Budget, Fund
from consortium.models.capacity import Capacity, Offer
from consortium.models.connection import Connection
from consortium.models.consortium import Consortium, Membership
from consortium.models.event import Event
from consortium.models.evidence import Evidence, EvidenceType, ReadinessCriterion
from consortium.models.job import Job
from consortium.models.ledger import Account, LedgerEntry, LedgerHead, PublishedHead
from consortium.models.organisation import (
    Band,
    BandScheme,
    Identifier,
    Income,
    Organisation,
    Theme,
)
from consortium.models.payee import BankCall, BankDetail, Payee
from consortium.models.payment import (
    BankLine,
    Batch,
    BatchSignature,
    Due,
    MoneyRecord,
    PaymentLine,
)
from consortium.models.payment_scheme import (
    FeeBandProposal,
    FeeBandRow,
    PaymentScheme,
    RateRow,
)
from consortium.models.person import Person, Role
from consortium.models.user import User

__all__ = [
    "Account",
    "Adjacency",
    "Area",
    "Band",
    "BandScheme",
    "BankCall",
    "BankDetail",
    "BankLine",
    "Batch",
    "BatchSignature",
    "Budget",
    "Capacity",
    "Connection",
    "Consortium",
    "Due",
    "Event",
    "Evidence",
    "EvidenceType",
    "FeeBandProposal",
    "FeeBandRow",
    "Fund",
    "Identifier",
    "Income",
    "Job",
    "LedgerEntry",
    "LedgerHead",
    "Membership",
    "MoneyRecord",
    "Offer",
    "Organisation",
    "Payee",
    "PaymentLine",
    "PaymentScheme",
    "Person",
    "PublishedHead",
    "RateRow",
    "ReadinessCriterion",
    "Role",
    "Theme",
    "User",
]
