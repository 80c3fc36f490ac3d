from representation.models.appointment import Appointment, AppointmentStep, StandIn
from representation.models.body import Body, Composition, VotingHome
from representation.models.seat import Seat
from representation.models.structure import Structure, StructureMembership, StructureVersion

__all__ = [
    "Appointment",
    "AppointmentStep",
    "Body",
    "Composition",
    "Seat",
    "StandIn",
    "Structure",
    "StructureMembership",
    "StructureVersion",
    "VotingHome",
]
