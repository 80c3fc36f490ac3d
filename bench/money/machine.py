"""PostgreSQL, Redis, a bank and workers of the proof's own, to be killed at will."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg
import redis

STARTING = 120.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(is_ready: Callable[[], bool], what: str) -> None:
    ends_at = time.monotonic() + STARTING
    while time.monotonic() < ends_at:
        if is_ready():
            return
        time.sleep(0.1)
    raise TimeoutError(f"{what} did not start")


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Machine:
    """Everything in a folder of its own; `stop` ends only what was started here."""

    def __init__(self, folder: Path, *, lease: int, bank_delay_ms: int) -> None:
        self.folder = folder
        self.postgres_port, self.redis_port, self.bank_port = (free_port() for _ in range(3))
        self.programs = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"))), None)
        self.bank_delay_ms = bank_delay_ms
        self.workers: list[subprocess.Popen[bytes]] = []
        self.beat: subprocess.Popen[bytes] | None = None
        self.redis_server: subprocess.Popen[bytes] | None = None
        self.bank: subprocess.Popen[bytes] | None = None
        self.bank_ledger = folder / "bank.sqlite3"
        self.environment = os.environ | {
            "DATABASE_URL": f"postgres://postgres@127.0.0.1:{self.postgres_port}/manyhands",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "MANYHANDS_VAR": str(folder / "var"),
            "MANYHANDS_JOB_LEASE": str(lease),
            "BANK_GATEWAY": "bench.money.gateway.StandInGateway",
            "BENCH_BANK": f"http://127.0.0.1:{self.bank_port}",
        }

    def start(self) -> None:
        """Start the servers and make the database."""
        self._start_postgres()
        self.start_redis()
        self.bank = self.run_behind(
            "-m", "bench.money.stand_in_bank", self.bank_port, self.bank_ledger, self.bank_delay_ms
        )
        wait_for(self._bank_answers, "the bank")
        self.python("manage.py", "migrate", "-v0")

    def stop(self) -> None:
        """End the servers and workers of this proof."""
        self.kill_workers()
        for one in (self.bank, self.redis_server):
            if one is not None:
                one.kill()
                one.wait()
        self._control("stop", "-m", "immediate")

    def python(self, *arguments: object) -> str:
        """Run one Python program to its end; what it printed."""
        done = subprocess.run(  # noqa: S603 - our own programs
            [sys.executable, *map(str, arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stderr[-2000:]}")
        return done.stdout

    def run_behind(self, *arguments: object) -> subprocess.Popen[bytes]:
        """Start a Python program as the leader of a group of processes."""
        return subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, *map(str, arguments)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def start_workers(self, number: int) -> None:
        """So many workers of two processes each, and one beat, as in production."""
        self.beat = self.run_behind("-m", "celery", "-A", "config", "beat", "-l", "CRITICAL")
        for _ in range(number):
            self.start_worker()

    def start_worker(self) -> None:
        command = ("-m", "celery", "-A", "config", "worker", "--concurrency", "2", "-l", "CRITICAL")
        name = f"w{len(self.workers)}-{free_port()}@proof"
        self.workers.append(self.run_behind(*command, "-n", name))

    def kill_oldest_worker(self) -> None:
        """`kill -9` to a whole group: nobody gets a say."""
        _kill_group(self.workers.pop(0))

    def kill_workers(self) -> None:
        """The same to all of them, and to beat."""
        for one in (*self.workers, *([self.beat] if self.beat else [])):
            _kill_group(one)
        self.workers, self.beat = [], None

    def start_redis(self) -> None:
        self.redis_server = subprocess.Popen(  # noqa: S603 - found on the path
            ["redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", ""],  # noqa: S607
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(self._redis_answers, "Redis")

    def lose_the_brokers_memory(self) -> None:
        """Redis dies and comes back knowing nothing of any message."""
        assert self.redis_server is not None  # noqa: S101 - it was started
        self.redis_server.kill()
        self.redis_server.wait()
        self.start_redis()

    def restart_the_database(self) -> None:
        """PostgreSQL stops in the middle of what it does, and recovers."""
        self._control("restart", "-m", "immediate", "-w")

    def _start_postgres(self) -> None:
        if self.programs is None:
            raise SystemExit("PostgreSQL's programs are not found")
        data = self.folder / "postgres"
        data.mkdir()
        if os.getuid() == 0:
            shutil.chown(data, "postgres", "postgres")
        self._as_owner("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        options = f"-p {self.postgres_port} -k {data} -h 127.0.0.1"
        self._control("start", "-o", options, "-l", str(data / "log"), "-w")
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE manyhands")

    def _control(self, *arguments: str) -> None:
        self._as_owner("pg_ctl", "-D", self.folder / "postgres", *arguments)

    def _as_owner(self, program: str, *arguments: object) -> None:
        assert self.programs is not None  # noqa: S101 - looked for at the start
        owner: Sequence[str] = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [*owner, str(self.programs / program), *map(str, arguments)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )

    def _url(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.postgres_port}/{database}"

    def _redis_answers(self) -> bool:
        try:
            return bool(redis.Redis(port=self.redis_port).ping())
        except redis.RedisError:
            return False

    def _bank_answers(self) -> bool:
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.bank_port)) == 0
