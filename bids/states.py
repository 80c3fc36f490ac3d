"""The words that rows of bids may carry."""

from enum import StrEnum


class NoticeSource(StrEnum):
    """Who published a notice, told by its ocid's prefix."""

    FIND_A_TENDER = "find-a-tender"
    CONTRACTS_FINDER = "contracts-finder"
    SELL2WALES = "sell2wales"
    PUBLIC_CONTRACTS_SCOTLAND = "public-contracts-scotland"
    OTHER = "other"


class CriterionKind(StrEnum):
    """What an award criterion weighs (OCDS codes of awardCriteria.criteria[].type)."""

    PRICE = "price"
    COST = "cost"
    QUALITY = "quality"
    UNSTATED = ""


class PlanEffort(StrEnum):
    """How long to look for a better plan."""

    QUICK = "quick"
    NORMAL = "normal"
    DEEP = "deep"


class PartAnswerKind(StrEnum):
    """What a member says of its part in a bid; the latest word counts."""

    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


LARGEST_PENCE = 10**15  # £10 million million: sums of more may not be exact in the solver
LARGEST_VOLUME = 10**9
