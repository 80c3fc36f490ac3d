"""A machine of our own to switch off: its folder, its database file, its processes."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

PATIENCE = 240.0  # seconds; far more than anything here takes on a slow machine


class Machine:
    """Runs `manage.py` commands in a folder of its own, on a SQLite file."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.log = folder / "slow-work.log"
        self.gate = folder / "slow-work.gate"
        self.processes: list[subprocess.Popen[str]] = []
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = kept | {
            "DJANGO_SETTINGS_MODULE": "tests.integration.runtime.slow_settings",
            "MANYHANDS_VAR": str(folder),
            "MANYHANDS_JOB_LEASE": "4",
            "SLOW_WORK_LOG": str(self.log),
            "SLOW_WORK_GATE": str(self.gate),
            **environment,
        }

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a process, as the leader of a group, so that it can be killed with its children."""
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def serve(self) -> tuple[subprocess.Popen[str], str]:
        """Start the embedded product on a free port; the process and its address."""
        process = self.start("manage.py", "run", "--port", "0")
        assert process.stdout is not None
        first_line = process.stdout.readline()
        assert first_line.startswith("Manyhands is at http://"), first_line
        return process, first_line.split()[-1]

    def kill(self, process: subprocess.Popen[str]) -> None:
        """As when the power goes: no signal handler gets a say."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def switch_off(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)
            if process.stdout is not None:
                process.stdout.close()

    def job(self) -> tuple[str, int, int]:
        """State, attempts and step of the only job."""
        state, attempts, progress = self._query(
            "SELECT state, attempts, progress FROM consortium_job"
        )[0]
        return state, attempts, json.loads(progress).get("step", 0)

    def products(self) -> int:
        """How many times the work was written."""
        return self._query("SELECT count(*) FROM consortium_event WHERE kind = 'slow.finished'")[0][
            0
        ]

    def starts(self) -> int:
        return self.log.read_text().count("started") if self.log.exists() else 0

    def wait_for(self, condition: Callable[[], bool]) -> None:
        give_up_at = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < give_up_at, f"it never happened; the job: {self.job()}"
            time.sleep(0.05)

    def _query(self, sql: str) -> list[tuple]:
        connection = sqlite3.connect(self.folder / "manyhands.sqlite3", timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


def status_of(url: str) -> int:
    """The status of a page's answer."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
            return answer.status
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return refusal.code
