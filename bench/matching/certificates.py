"""Certificates beside networkx's greatest flow, and what the verifier says when they are tampered with."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace

from bench.matching.cases import accredited, case, shared_by_one_set, throttled
from bench.matching.compare import flow_shortfall
from bench.matching.report import Figures, told
from bids.matching.plan import Certificate
from bids.matching.problem import Problem
from bids.matching.solving.arrays import Arrays, all_eligible
from bids.matching.solving.certificate import certify
from bids.matching.verify import verify_certificate

MUTATIONS = 1_000
SECONDS = 0.1
TRIES = 5
KINDS = 5
OF_CASES = 3


def prove_certificates(sizes: tuple[str, ...], seed: int, broken: list[str]) -> Figures:
    """Shortfalls equal those of the greatest flow, in time; mutated certificates are refused."""
    figures: Figures = {}
    proved: list[tuple[Problem, Certificate]] = []
    for name, problem in short_cases(sizes, seed):
        arrays = all_eligible(problem)
        certificate, seconds = certified(arrays)
        shortfall = certificate.shortfall if certificate else 0
        figures[name] = {"shortfall": shortfall, "seconds": seconds}
        told({"certificate": name, **figures[name]})
        if shortfall != flow_shortfall(arrays):
            broken.append(f"certificate of {name}: not the shortfall of the greatest flow")
        if seconds > SECONDS:
            broken.append(f"certificate of {name}: {seconds} seconds")
        if certificate is not None:
            proved.append((problem, certificate))
            broken += [
                f"certificate of {name}: {one}" for one in verify_certificate(problem, certificate)
            ]
    refused = mutations_refused(proved, seed)
    if refused < MUTATIONS:
        broken.append(f"{MUTATIONS - refused} mutated certificates are taken for true")
    return {"certificates": len(proved), "mutations_refused": refused, **figures}


def certified(arrays: Arrays) -> tuple[Certificate | None, float]:
    """The certificate and the least of a few times that it took: a busy machine only adds to them."""
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        certificate = certify(arrays)
        times.append(time.perf_counter() - began)
    return certificate, round(min(times), 4)


def short_cases(sizes: tuple[str, ...], seed: int) -> Iterator[tuple[str, Problem]]:
    """Cases in which something is missing: heavy loads, and three of our own making."""
    county = case("county", seed)
    yield "county-throttled", throttled(county)
    yield "county-accredited", accredited(county)
    yield "county-shared-by-one-set", shared_by_one_set(county)
    for size in sizes:
        for number in (seed, seed + 1):
            yield f"{size}-{number}-115", case(size, number, 115)
    yield f"{sizes[-1]}-throttled", throttled(case(sizes[-1], seed))


def mutations_refused(proved: list[tuple[Problem, Certificate]], seed: int) -> int:
    """How many of the mutated certificates, of the smaller cases in turn, the verifier refuses."""
    rng = random.Random(seed)  # noqa: S311 (mutations, not secrets)
    refused = 0
    for number in range(MUTATIONS):
        problem, certificate = proved[number % OF_CASES]
        wrong = mutated(problem, certificate, number % KINDS, rng)
        refused += bool(verify_certificate(problem, wrong))
    return refused


def mutated(problem: Problem, true: Certificate, kind: int, rng: random.Random) -> Certificate:
    """A certificate with a line too few or too many, or one of its sums wrong."""
    lines, off = list(true.lines), rng.choice([-1, 1]) * rng.randint(1, 10**6)
    others = [line.id for line in problem.lines if line.id not in true.lines and line.volume]
    if kind == 0:
        return replace(true, lines=tuple(rng.sample(lines, len(lines) - 1)))
    if kind == 1:
        return replace(true, lines=(*lines, rng.choice(others)))
    if kind == 2:
        return replace(true, demand=true.demand + off, shortfall=true.shortfall + off)
    if kind == 3:
        less = true.supply - abs(off)
        return replace(true, supply=less, shortfall=true.demand - less)
    return replace(true, shortfall=true.shortfall + off)
