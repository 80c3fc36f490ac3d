"""Hold the page of a long plan to its budget: 300 ms or less, under 100 KB gzipped.

usage: python -m bench.pages.plan_page CASE.json

Makes the rows of the case, asks for its plan through the services, does the job as a worker would,
and reads the plan's pages as a signed-in lead: first, last, by service, area and holder, members.
One line of JSON for each page and one for all; exit status 1 if a median is over. The database is
one made for this and thrown away (DATABASE_URL names the server for PostgreSQL).
"""

import argparse
import gzip
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

MOST_MS, MOST_BYTES, TIMES = 300, 100_000, 9


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    case = parser.parse_args().case
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    old = setup_databases(verbosity=0, interactive=False)
    try:
        return proved(case)
    finally:
        teardown_databases(old, verbosity=0)


def proved(case: Path) -> int:
    """Plan the case and read its pages; 1 where one is over its budget."""
    from django.db import connection

    tender, allocations = planned(case)
    pages = [read(address) for address in addresses(tender)]
    for page in pages:
        told(page)
    over = [p["page"] for p in pages if p["ms"] > MOST_MS or p["bytes_gzipped"] >= MOST_BYTES]
    told(
        {
            "prove": "plan-page",
            "case": case.stem,
            "engine": connection.vendor,
            "allocations": allocations,
            "worst_ms": max(page["ms"] for page in pages),
            "largest_gzipped": max(page["bytes_gzipped"] for page in pages),
            "over": over,
        }
    )
    return 1 if over else 0


def planned(case: Path) -> tuple[Any, int]:
    """The tender of the case, with its first plan; and how many allocations that has."""
    from bench.pages.case_rows import lead_of, tender_of
    from bids.matching.reading import read_problem
    from bids.selectors.plans import plan_of
    from bids.services.planning import request_plan
    from consortium.services.job_runner import run_job

    tender = tender_of(read_problem(case.read_bytes()))
    request = request_plan(by=lead_of(tender.consortium), tender=tender)
    if request.job_id:
        run_job(request.job_id)
    plan = plan_of(tender, request.number)
    if plan is None:
        sys.exit("no plan was made")
    return tender, plan.allocations.count()


def addresses(tender: Any) -> list[str]:
    """The pages of the plan, plain and filtered."""
    line = tender.lines.select_related("area").earliest("position")
    base = f"/tenders/{tender.pk}/plans/1/"
    service = line.service.replace(" ", "+")
    queries = ["", "?page=999", f"?service={service}", f"?area={line.area.code}", "?member=1"]
    return [*(base + query for query in queries), f"{base}members/", f"{base}what-if/"]


def read(address: str) -> dict[str, Any]:
    """The page's median time over some readings, its first apart, and its size as it travels.

    `cpu_ms` is what the page itself worked: on a machine that does other things too it is the fairer.
    """
    from django.test import Client

    from consortium.models import User

    client = Client()
    client.force_login(User.objects.get())
    seconds, worked = [], []
    for _ in range(TIMES):
        began, working = time.perf_counter(), time.process_time()
        answer = client.get(address)
        seconds.append(time.perf_counter() - began)
        worked.append(time.process_time() - working)
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
    return {
        "page": address,
        "ms": round(1000 * statistics.median(seconds[1:])),
        "cpu_ms": round(1000 * statistics.median(worked[1:])),
        "first_ms": round(1000 * seconds[0]),
        "bytes_gzipped": len(gzip.compress(answer.content)),
    }


def told(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    sys.exit(main())
