"""The child process in which HiGHS runs: programs come in by standard input, answers leave by output.

It is a process of its own because a time limit is not always kept inside HiGHS, and a call into it
cannot be interrupted; this can be killed. Its lines are read by `solver_process`.
"""

import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

import highspy
import numpy as np

from bids.matching.solving.messages import receive, send

SOLVED = {highspy.HighsModelStatus.kOptimal}
ENDED_EARLY = {
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kIterationLimit,
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kUnknown,
}


def load(arrays: Mapping[str, Any]) -> highspy.HighsLp:
    """The program of a message, as HiGHS takes it."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(arrays["cost"]), len(arrays["row_low"])
    lp.col_cost_ = arrays["cost"]
    lp.col_lower_, lp.col_upper_ = arrays["low"], arrays["high"]
    lp.row_lower_, lp.row_upper_ = arrays["row_low"], arrays["row_high"]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = arrays["starts"].astype(np.int32)
    lp.a_matrix_.index_ = arrays["columns"].astype(np.int32)
    lp.a_matrix_.value_ = arrays["values"]
    if arrays["integer"].any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in arrays["integer"]]
    return lp


def solve(request: Mapping[str, Any], arrays: Mapping[str, Any], output: BinaryIO) -> None:
    """Solve one program and answer it; better solutions found on the way are sent as they come."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    for name, value in request["options"].items():
        highs.setOptionValue(name, value)
    highs.passModel(load(arrays))
    if len(arrays["start"]):
        solution = highspy.HighsSolution()
        solution.col_value = arrays["start"].tolist()
        highs.setSolution(solution)
    if request["follow"]:
        follow(highs, output)
    highs.run()
    answer(highs, bool(arrays["integer"].any()), output)


def follow(highs: highspy.Highs, output: BinaryIO) -> None:
    """Send each better solution of a mixed-integer program with the bound at that moment."""

    def better(event: Any) -> None:
        found = event.data_out
        facts = {
            "kind": "better",
            "objective": found.objective_function_value,
            "bound": found.mip_dual_bound,
        }
        send(output, facts, {"x": np.array(found.mip_solution, dtype=np.float64)})

    highs.cbMipImprovingSolution.subscribe(better)


def answer(highs: highspy.Highs, mixed: bool, output: BinaryIO) -> None:
    status, info, solution = highs.getModelStatus(), highs.getInfo(), highs.getSolution()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    state = "solved" if status in SOLVED else "early" if status in ENDED_EARLY else "failed"
    facts = {
        "kind": "result",
        "state": state if found or mixed else "failed",
        "objective": info.objective_function_value if found else None,
        "bound": info.mip_dual_bound if mixed else None,
        "nodes": int(info.mip_node_count) if mixed else 0,
        "found": found,
    }
    results = {"x": np.array(solution.col_value, dtype=np.float64)} if found else {}
    if solution.dual_valid:
        results["row_dual"] = np.array(solution.row_dual, dtype=np.float64)
    send(output, facts, results)


def main() -> None:
    """Answer requests until standard input closes."""
    source, output = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not end up in an answer
    while (message := receive(source)) is not None:
        solve(message.facts, message.arrays, output)


if __name__ == "__main__":
    main()
