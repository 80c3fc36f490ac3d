from bids.models.fairness import FairnessCell, FairnessTable
from bids.models.line import LineEvidence, RequirementLine
from bids.models.notice import Notice
from bids.models.part_answer import PartAnswer
from bids.models.plan import LotPlan, PlanAllocation, PlanChoice, PlanLot
from bids.models.plan_request import PlanRequest
from bids.models.tender import Tender, TenderCriterion, TenderLot

__all__ = [
    "FairnessCell",
    "FairnessTable",
    "LineEvidence",
    "LotPlan",
    "Notice",
    "PartAnswer",
    "PlanAllocation",
    "PlanChoice",
    "PlanLot",
    "PlanRequest",
    "RequirementLine",
    "Tender",
    "TenderCriterion",
    "TenderLot",
]
