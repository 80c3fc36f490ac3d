"""The control: pay, then note it; no key, no lease. `python -m bench.money.naive TABLE_FILE`."""

import sqlite3
import sys
import urllib.error
import urllib.request
from os import environ

PAY_LATER = "SELECT key FROM work WHERE is_paid = 0 ORDER BY key LIMIT 1"


def main() -> None:
    work = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
    while (row := work.execute(PAY_LATER).fetchone()) is not None:
        body = f'{{"key": "{row[0]}", "pence": 100}}'.encode()
        try:
            request = urllib.request.Request(f"{environ['BENCH_BANK']}/naive", data=body)  # noqa: S310
            with urllib.request.urlopen(request, timeout=10):  # noqa: S310
                work.execute("UPDATE work SET is_paid = 1 WHERE key = ?", row)
        except (urllib.error.URLError, ConnectionError):
            continue


if __name__ == "__main__":
    main()
