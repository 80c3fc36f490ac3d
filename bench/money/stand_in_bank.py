"""A bank for proofs: a process with a ledger of its own, which pays a key once and sometimes goes silent.

Started as `python -m bench.money.stand_in_bank PORT LEDGER_FILE DELAY_MS`. `/pay` knows keys; `/naive`
pays whatever it is asked. After it has paid it drops one answer in ten, as when a line breaks.
"""

import json
import random
import sqlite3
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SILENT = 0.1
PAY_A_KEY_ONCE = "INSERT OR IGNORE INTO paid VALUES (?, ?)"
PAY_WHATEVER = "INSERT INTO naive VALUES (?, ?)"


class Till(BaseHTTPRequestHandler):
    """Writes to its ledger first and answers after, or not at all."""

    ledger = ""
    delay = 0.0

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(self.delay)
        write = PAY_A_KEY_ONCE if self.path == "/pay" else PAY_WHATEVER
        with sqlite3.connect(self.ledger, timeout=30) as books:
            books.execute(write, (asked["key"], asked["pence"]))
        if random.random() < SILENT:  # noqa: S311 - no secret
            self.close_connection = True
            return
        content = b'{"answer": "paid"}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: account numbers are nobody's business."""


def main() -> None:
    port, Till.ledger, delay = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    Till.delay = delay / 1000
    with sqlite3.connect(Till.ledger) as books:
        books.execute("PRAGMA journal_mode=WAL")
        books.execute("CREATE TABLE IF NOT EXISTS paid (key TEXT PRIMARY KEY, pence INTEGER)")
        books.execute("CREATE TABLE IF NOT EXISTS naive (key TEXT, pence INTEGER)")
    ThreadingHTTPServer(("127.0.0.1", port), Till).serve_forever()


if __name__ == "__main__":
    main()
