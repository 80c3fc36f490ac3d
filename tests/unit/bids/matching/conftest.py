"""One solver process for all small problems, and problems large enough for the local search."""

from collections.abc import Iterator

import pytest

from bids.matching.solving.solver_process import SolverProcess


@pytest.fixture(scope="package")
def solver() -> Iterator[SolverProcess]:
    with SolverProcess() as process:
        yield process
