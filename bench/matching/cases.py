"""Where cases come from: the generator beside the project, and changes of them that leave something missing.

`MANYHANDS_TOOLS` names the folder of `make_case.py` and `verify_plan.py`, ../shared/tools if not set.
"""

import json
import os
import runpy
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bids.matching.problem import Line, Member, Problem
from bids.matching.reading import read_problem

TOOLS = Path(os.environ.get("MANYHANDS_TOOLS", "../shared/tools"))
BETWEEN = (600, 18, 6, 5, 6)
"""Members, services, width and height in areas, seed: a size between county and region."""


@cache
def _tool(name: str) -> dict[str, Any]:
    return runpy.run_path(str(TOOLS / name))


def case_text(size: str, seed: int | None = None, load: int = 100) -> str:
    """A case as the generator writes it; sizes are its own and `between`."""
    generator = _tool("make_case.py")
    generator["make"].__globals__["SIZES"]["between"] = BETWEEN
    return json.dumps(generator["make"](size, seed, load), separators=(",", ":"))


def case(size: str, seed: int | None = None, load: int = 100) -> Problem:
    return read_problem(case_text(size, seed, load))


def checked(text: str, plan: dict[str, Any]) -> dict[str, Any]:
    """What the checker beside the project, which shares nothing with it, says of a plan's document."""
    check: Callable[..., dict[str, Any]] = _tool("verify_plan.py")["check"]
    return check(json.loads(text), plan)


def throttled(problem: Problem) -> Problem:
    """The most wanted service can hardly be had in three of its areas."""
    wanted = max(problem.lines, key=lambda line: (line.value, line.id)).service
    places = {line.locality for line in of_service(problem, wanted)[:3]}

    def with_less(member: Member) -> Member:
        offers = tuple(
            replace(offer, capacity=min(offer.capacity, 5))
            if offer.service == wanted and offer.localities & places
            else offer
            for offer in member.offers
        )
        return replace(member, offers=offers)

    return replace(problem, members=tuple(map(with_less, problem.members)))


def accredited(problem: Problem) -> Problem:
    """The most wanted service asks for an accreditation that three of its members hold."""
    wanted = max(problem.lines, key=lambda line: (line.value, line.id)).service
    holders = {member.id for member in problem.members if member.offer_of(wanted)}
    chosen = sorted(holders)[:3]
    lines = tuple(
        replace(line, accreditations=line.accreditations | {"rare"})
        if line.service == wanted
        else line
        for line in problem.lines
    )
    members = tuple(
        replace(member, accreditations=member.accreditations | {"rare"})
        if member.id in chosen
        else member
        for member in problem.members
    )
    return replace(problem, lines=lines, members=members)


def shared_by_one_set(problem: Problem) -> Problem:
    """Whoever offers either of the two most wanted services has half of its turnover cap left."""
    ranked = sorted(problem.lines, key=lambda line: (-line.value, line.id))
    first, second = list(dict.fromkeys(line.service for line in ranked))[:2]
    members = tuple(
        replace(member, turnover_cap=member.turnover_cap // 2)
        if member.offer_of(first) or member.offer_of(second)
        else member
        for member in problem.members
    )
    return replace(problem, members=members)


def of_service(problem: Problem, service: str) -> list[Line]:
    """A service's lines, those of most value first."""
    found = [line for line in problem.lines if line.service == service]
    return sorted(found, key=lambda line: (-line.value, line.id))
