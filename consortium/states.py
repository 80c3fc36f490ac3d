"""The words that rows may carry: kinds, classes and states, with who may move what where."""

from enum import StrEnum


class AreaKind(StrEnum):
    NATION = "nation"
    COUNTY = "county"
    DISTRICT = "district"
    WARD = "ward"


class LegalForm(StrEnum):
    """How an organisation is constituted, as small groups say it."""

    GROUP = "group"
    CHARITY = "charity"
    CIO = "cio"
    COMPANY_CHARITY = "company-charity"
    CIC_GUARANTEE = "cic-guarantee"
    CIC_SHARES = "cic-shares"
    COMPANY = "company"
    COOPERATIVE = "cooperative"
    PUBLIC_BODY = "public-body"


class ConsortiumKind(StrEnum):
    """A CIC tenders and contracts as one body; a network speaks and does not contract."""

    CIC = "cic"
    NETWORK = "network"


class MembershipClass(StrEnum):
    """Full members are contract-ready; associates are on their way."""

    FULL = "full"
    ASSOCIATE = "associate"


class RoleKind(StrEnum):
    LEAD = "lead"
    COORDINATOR = "coordinator"
    TREASURER = "treasurer"
    RETURNING_OFFICER = "returning-officer"
    CHAIR = "chair"
    VOTING_CONTACT = "voting-contact"
    MEMBER_CONTACT = "member-contact"


class EvidenceKind(StrEnum):
    ACCREDITATION = "accreditation"
    INSURANCE = "insurance"
    POLICY = "policy"


class JobState(StrEnum):
    """Where a piece of background work stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


LIVE_JOB_STATES = frozenset({JobState.QUEUED, JobState.RUNNING})
