"""What `manage.py split` does: a case file in, a plan on standard output, or one line of complaint."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bids.matching.document import audit_document, plan_document
from bids.matching.document_reader import LARGEST_DOCUMENT, ProblemError
from bids.matching.fairness import audit
from bids.matching.plan import Effort
from bids.matching.reading import read_problem
from bids.matching.solve import solve
from bids.matching.solving.solver_process import SolverFailed
from consortium.faults import Fault

NO_PLAN = 1
BAD_INPUT = 2


@dataclass(frozen=True)
class Asked:
    """What was asked about the case in a file; `with_audit` adds the fairest share of every member."""

    path: str
    effort: Effort = Effort.NORMAL
    seed: int = 0
    with_audit: bool = False


def split_file(asked: Asked, output: TextIO, errors: TextIO) -> int:
    """Solve the case in a file and print its plan as JSON; the exit status."""
    try:
        problem = read_problem(_content(asked.path))
    except ProblemError as error:
        errors.write(f"{error}\n")
        return BAD_INPUT
    try:
        plan = solve(problem, effort=asked.effort, seed=asked.seed)
        document = plan_document(plan)
        if asked.with_audit:
            document["audit"] = audit_document(audit(plan))
    except SolverFailed as error:
        errors.write(f"{error}\n")
        return NO_PLAN
    json.dump(document, output, separators=(",", ":"))
    output.write("\n")
    return 0


def _content(path: str) -> bytes:
    """The file's bytes, as far as a case may reach: one byte more is enough to be refused."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(LARGEST_DOCUMENT + 1)
    except (OSError, ValueError) as error:
        reason = (
            error.strerror if isinstance(error, OSError) and error.strerror else "not a file name"
        )
        raise ProblemError(repr(path), Fault(reason.lower())) from None
