"""Production's shape: Redis between the pages, a worker and the clock."""

import shutil
import socket
import subprocess
import time

import pytest
import redis

from tests.integration.runtime.machine import Machine
from tests.services import REDIS_URL

pytestmark = pytest.mark.redis

WORKER = ("-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "ERROR")
CLOCK = ("-m", "celery", "-A", "config", "beat", "--loglevel", "ERROR", "--max-interval", "1")


@pytest.fixture
def server(machine: Machine) -> redis.Redis:
    """The broker, empty, and the machine told to use it."""
    server = redis.Redis.from_url(REDIS_URL)
    server.flushdb()
    machine.environment["REDIS_URL"] = REDIS_URL
    return server


def running(machine: Machine) -> bool:
    state, _, step = machine.job()
    return state == "running" and step >= 3


def test_work_killed_with_its_worker_is_finished_once_by_another(
    machine: Machine, server: redis.Redis
) -> None:
    machine.gate.touch()
    machine.start(*CLOCK)
    worker = machine.start(*WORKER)
    machine.manage("ask_for_slow_work")
    machine.wait_for(lambda: running(machine))
    machine.kill(worker)
    assert machine.products() == 0

    machine.gate.unlink()
    machine.start(*WORKER)
    machine.wait_for(lambda: machine.job()[0] == "done")
    assert (machine.job()[1], machine.starts(), machine.products()) == (2, 2, 1)


def test_work_is_found_again_after_the_broker_forgot_it(
    machine: Machine, server: redis.Redis
) -> None:
    machine.manage("ask_for_slow_work")
    server.flushdb()
    machine.start(*WORKER)
    machine.wait_for(lambda: machine.job()[0] == "done")
    assert machine.products() == 1


def test_work_can_be_asked_for_while_the_broker_is_away(machine: Machine) -> None:
    machine.environment["REDIS_URL"] = "redis://127.0.0.1:1/0"
    assert machine.manage("ask_for_slow_work").returncode == 0
    assert machine.job()[0] == "queued"


@pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server to switch off")
def test_worker_and_clock_outlive_the_broker(machine: Machine) -> None:
    port = free_port()
    machine.environment["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
    broker = start_broker(port)
    try:
        machine.start(*CLOCK)
        machine.start(*WORKER)
        machine.manage("ask_for_slow_work")
        machine.wait_for(lambda: running(machine))
        broker.kill()
        broker.wait()
        machine.wait_for(lambda: machine.job()[0] == "done")
        machine.manage("ask_for_slow_work")
        broker = start_broker(port)
        machine.wait_for(lambda: machine.products() == 2)
    finally:
        broker.kill()
        broker.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_broker(port: int) -> subprocess.Popen[bytes]:
    """A Redis that keeps nothing on disk, once it answers."""
    broker = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        stdout=subprocess.DEVNULL,
    )
    server = redis.Redis(port=port)
    while True:
        try:
            server.ping()
        except redis.ConnectionError:
            assert broker.poll() is None, "redis-server did not start"
            time.sleep(0.05)
        else:
            server.close()
            return broker
