"""Prove that every payment is made once: real workers, killed; a broker that forgets; a database that falls.

python -m bench.money.prove_paid_once [--payments N] [--kills N] [--losses N] [--restarts N] [--seed N]
Ends with one line of JSON; the status is 1 where a figure falls short.
"""

# ruff: noqa: T201 - it prints

import argparse
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.money.machine import Machine

LEASE = 3
WORKERS = 4
BANK_DELAY_MS = 400
CONTROL_PAYMENTS, CONTROL_KILLS = 200, 25
HEALING = 300.0


def run(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    machine = Machine(folder, lease=LEASE, bank_delay_ms=BANK_DELAY_MS)
    try:
        machine.start()
        machine.python("-m", "bench.money.many_payments", "send", given.payments)
        before = time.monotonic()
        under = nemeses(machine, given)
        healed = heal(machine)
        machine.kill_workers()
        found = compare(machine)
        control = naive_control(machine, folder)
    finally:
        machine.stop()
    return {
        **found,
        **under,
        "healed_in_s": round(healed),
        "seconds": round(time.monotonic() - before),
        "naive_control": control,
    }


def nemeses(machine: Machine, given: argparse.Namespace) -> dict[str, int]:
    """Kill the oldest worker again and again; at some kills the broker forgets, or the database falls."""
    rng = random.Random(given.seed)  # noqa: S311 - a seed, to be run again
    losses = set(rng.sample(range(given.kills), given.losses))
    restarts = set(rng.sample(range(given.kills), given.restarts))
    while_working = 0
    machine.start_workers(WORKERS)
    for number in range(given.kills):
        paid = bank_paid(machine)
        wait_for_work(machine, paid, given.payments)
        time.sleep(rng.random())
        if number in losses:
            machine.lose_the_brokers_memory()
        if number in restarts:
            machine.restart_the_database()
        machine.kill_oldest_worker()
        machine.start_worker()
        while_working += bank_paid(machine) > paid
        if number % 10 == 9:
            print(f"{number + 1} kills, the bank has paid {bank_paid(machine)}", flush=True)
    return {
        "kills": given.kills,
        "kills_that_met_work": while_working,
        "broker_losses": len(losses),
        "database_restarts": len(restarts),
    }


def wait_for_work(machine: Machine, paid: int, payments: int) -> None:
    """Until the workers have paid something, there is nothing more to pay, or half a minute is over."""
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at and paid < payments and bank_paid(machine) == paid:
        time.sleep(0.1)


def heal(machine: Machine) -> float:
    """Leave the workers alone until no job is alive; how long that took."""
    started = time.monotonic()
    while time.monotonic() - started < HEALING:
        found = standing(machine)
        if not found["live_jobs"] and set(found["states"]) == {"paid"}:
            break
        time.sleep(2)
    return time.monotonic() - started


def standing(machine: Machine) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        machine.python("-m", "bench.money.many_payments", "stand").splitlines()[-1]
    )
    return found


def compare(machine: Machine) -> dict[str, Any]:
    """Our rows beside the bank's own ledger."""
    ours = standing(machine)
    with sqlite3.connect(machine.bank_ledger) as books:
        rows = books.execute("SELECT key, pence FROM paid").fetchall()
    bank = dict(rows)
    states = ours["states"]
    return {
        "payments": len(ours["payments"]),
        "attempts": ours["attempts"],
        "lost": len(set(ours["payments"]) - set(bank)),
        "twice": len(rows) - len({pence for _, pence in rows}),  # every sum is another
        "stuck": sum(count for state, count in states.items() if state != "paid"),
        "bank_has_what_we_do_not": len(set(bank) - set(ours["payments"])),
        "ledger_equals_bank": ours["payments"] == bank
        and ours["paid_pence"] == sum(bank.values())
        and ours["committed_pence"] == 0,
        "books_stand": ours["books_stand"],
        "states": states,
    }


def naive_control(machine: Machine, folder: Path) -> dict[str, int]:
    """Pay and then note it, killed as often: what the bank paid twice."""
    work = folder / "naive.sqlite3"
    with sqlite3.connect(work) as table:
        table.execute("CREATE TABLE work (key TEXT PRIMARY KEY, is_paid INTEGER)")
        table.executemany(
            "INSERT INTO work VALUES (?, 0)", [(f"n{i}",) for i in range(CONTROL_PAYMENTS)]
        )
    rng = random.Random(1)  # noqa: S311 - a seed
    for _ in range(CONTROL_KILLS):
        machine.workers = [machine.run_behind("-m", "bench.money.naive", work)]
        time.sleep(1 + rng.random() * 2)
        machine.kill_workers()
    with sqlite3.connect(machine.bank_ledger) as books:
        twice = books.execute("SELECT count(*) - count(DISTINCT key) FROM naive").fetchone()[0]
        paid = books.execute("SELECT count(*) FROM naive").fetchone()[0]
    return {"kills": CONTROL_KILLS, "paid": paid, "twice": twice}


def bank_paid(machine: Machine) -> int:
    with sqlite3.connect(machine.bank_ledger, timeout=30) as books:
        found: int = books.execute("SELECT count(*) FROM paid").fetchone()[0]
        return found


def main() -> int:
    parser = argparse.ArgumentParser()
    for name, default in (
        ("payments", 1_000),
        ("kills", 100),
        ("losses", 10),
        ("restarts", 10),
        ("seed", 20260406),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="paid-once-"))
    folder.chmod(0o755)
    try:
        found = run(given, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    is_proved = (
        found["lost"] == found["twice"] == found["stuck"] == found["bank_has_what_we_do_not"] == 0
        and found["ledger_equals_bank"]
        and found["books_stand"]
        and found["naive_control"]["twice"] > 0
    )
    print(json.dumps({"proved": is_proved, "engine": "postgresql", "seed": given.seed, **found}))
    return 0 if is_proved else 1


if __name__ == "__main__":
    sys.exit(main())
