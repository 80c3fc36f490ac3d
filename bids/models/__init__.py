from bids.models.line import LineEvidence, RequirementLine
from bids.models.notice import Notice
from bids.models.plan import LotPlan, PlanAllocation, PlanLot
from bids.models.plan_request import PlanRequest
from bids.models.tender import Tender, TenderCriterion, TenderLot

__all__ = [
    "LineEvidence",
    "LotPlan",
    "Notice",
    "PlanAllocation",
    "PlanLot",
    "PlanRequest",
    "RequirementLine",
    "Tender",
    "TenderCriterion",
    "TenderLot",
]
