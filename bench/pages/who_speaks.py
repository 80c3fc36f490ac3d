"""Hold "who speaks for the sector" of a large network to its budget: 300 ms or less, under 100 KB gzipped.

usage: python -m bench.pages.who_speaks

2,000 organisations, eight forums, 60 boards with 300 seats: the pages of its network, a board, a seat,
and "who speaks for me?". Times are the processor's, the best of five, because other work on the machine
is not the page's. One line of JSON for each page and one for all; exit status 1 if one is over. The
database is one made for this and thrown away (DATABASE_URL names the server for PostgreSQL).
"""

import argparse
import gzip
import json
import os
import sys
import time
from typing import Any

MOST_MS, MOST_BYTES, TIMES = 300, 100_000, 5
DAY = "on=2026-11-22"


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    old = setup_databases(verbosity=0, interactive=False)
    try:
        return proved()
    finally:
        teardown_databases(old, verbosity=0)


def proved() -> int:
    """Make the network and read its pages; 1 where one is over its budget."""
    from django.db import connection

    from tests.factories.big_network import BOARDS, GROUPS, SEATS_EACH, big_network

    pages = [read(address) for address in addresses(big_network().slug)]
    for page in pages:
        told(page)
    over = [
        page["page"]
        for page in pages
        if page["cpu_ms"] > MOST_MS or page["bytes_gzipped"] >= MOST_BYTES
    ]
    told(
        {
            "prove": "who-speaks",
            "engine": connection.vendor,
            "seats": BOARDS * SEATS_EACH,
            "boards": BOARDS,
            "organisations": GROUPS,
            "worst_ms": max(page["cpu_ms"] for page in pages),
            "largest_gzipped": max(page["bytes_gzipped"] for page in pages),
            "over": over,
        }
    )
    return 1 if over else 0


def addresses(slug: str) -> list[str]:
    """The network's page today's way, sorted, narrowed and in a file; a board, a seat, a question."""
    from representation.models import Body

    board = Body.objects.get(name="Board 01").slug
    network = f"/seats/{slug}/"
    return [
        f"{network}?{DAY}",
        f"{network}?{DAY}&sort=name",
        f"{network}?{DAY}&only=vacant",
        f"{network}seats.csv?{DAY}",
        f"/boards/{board}/",
        f"/seats/{board}/1/",
        "/find/?place=District+1",
    ]


def read(address: str) -> dict[str, Any]:
    """The page's processor time, best and worst of five after a first, and its size as it travels."""
    from django.test import Client

    client = Client()
    client.get(address)
    worked = []
    for _ in range(TIMES):
        began = time.process_time()
        answer = client.get(address)
        worked.append(round(1000 * (time.process_time() - began)))
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
    return {
        "page": address,
        "cpu_ms": min(worked),
        "cpu_ms_worst": max(worked),
        "bytes_gzipped": len(gzip.compress(answer.content)),
    }


def told(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    sys.exit(main())
