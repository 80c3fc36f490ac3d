"""The stage table, as official result sheets have it: candidates down, stages across."""

from dataclasses import dataclass

from representation.counting.result import Action, CountResult, Stage
from representation.counting.sheet.words import column_heading, outcome
from representation.counting.wording.say import say


@dataclass(frozen=True)
class Row:
    """One line of the table: a name, a cell for each stage (empty once out), and the outcome."""

    name: str
    cells: tuple[str, ...]
    outcome: str = ""
    elected: bool = False


@dataclass(frozen=True)
class StageTable:
    """headings: number and action of each stage. Then candidates, non-transferable votes, and the total."""

    headings: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    non_transferable: Row | None
    total: Row | None


def stage_table(result: CountResult, language: str = "en") -> StageTable:
    """The table in this language. Approval has no total, because a paper counts for several."""
    headings = tuple(
        (str(stage.number), column_heading(result, stage, language)) for stage in result.stages
    )
    rows = tuple(_row(result, c, language) for c in range(len(result.contest.candidates)))
    if result.stages[0].action is Action.APPROVALS:
        return StageTable(headings, rows, None, None)
    lost = tuple(_cell(result, stage, stage.non_transferable) for stage in result.stages)
    totals = tuple(
        _cell(result, stage, sum(stage.votes) + stage.non_transferable) for stage in result.stages
    )
    return StageTable(
        headings,
        rows,
        Row(say("label.no_further", language), lost),
        Row(say("label.total", language), totals),
    )


def _row(result: CountResult, candidate: int, language: str) -> Row:
    cells = []
    out = candidate in result.contest.withdrawn
    for stage in result.stages:
        votes = stage.votes[candidate]
        out = out or candidate in stage.excluded
        cells.append("" if out and not votes else _cell(result, stage, votes))
    return Row(
        result.name(candidate),
        tuple(cells),
        outcome(result, candidate, language),
        candidate in result.elected,
    )


def _cell(result: CountResult, stage: Stage, units: int) -> str:
    """First preferences are whole votes; afterwards every column has the rule's decimals."""
    return result.shown(units) if stage.number == 1 else result.decimal(units)
