from representation.models.appointment import Appointment, AppointmentStep, StandIn
from representation.models.ballot_box import (
    Ballot,
    Envelope,
    KeyShareHolder,
    PaperEntry,
    Receipt,
)
from representation.models.body import Body, Composition, VotingHome
from representation.models.candidacy import Candidacy, CandidacyStep, Endorsement
from representation.models.claim import Claim, ClaimLine, ClaimReceipt, ClaimStep, SchemeUse
from representation.models.count import AccountLine, Count, Outcome
from representation.models.election import Contest, ContestSeat, Election, ElectionStep, Seal
from representation.models.meeting import Attendance, Meeting, MeetingGuest
from representation.models.roll import PaperIssue, PaperReturn, RollCorrection, RollLine
from representation.models.seat import Seat
from representation.models.seat_request import SeatRequest, SeatRequestStep
from representation.models.structure import Structure, StructureMembership, StructureVersion
from representation.models.support import SupportArrangement

__all__ = [
    "AccountLine",
    "Appointment",
    "AppointmentStep",
    "Attendance",
    "Ballot",
    "Body",
    "Candidacy",
    "CandidacyStep",
    "Claim",
    "ClaimLine",
    "ClaimReceipt",
    "ClaimStep",
    "Composition",
    "Contest",
    "ContestSeat",
    "Count",
    "Election",
    "ElectionStep",
    "Endorsement",
    "Envelope",
    "KeyShareHolder",
    "Meeting",
    "MeetingGuest",
    "Outcome",
    "PaperEntry",
    "PaperIssue",
    "PaperReturn",
    "Receipt",
    "RollCorrection",
    "RollLine",
    "SchemeUse",
    "Seal",
    "Seat",
    "SeatRequest",
    "SeatRequestStep",
    "StandIn",
    "Structure",
    "StructureMembership",
    "StructureVersion",
    "SupportArrangement",
    "VotingHome",
]
