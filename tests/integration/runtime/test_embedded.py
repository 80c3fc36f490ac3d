"""The one process that does everything: killed, stopped, started beside itself."""

import signal
import socket

from tests.integration.runtime.machine import PATIENCE, Machine, status_of

NO_HURRY = "60"  # nobody dies in the test, and a slow machine shall not pass for a dead one


def half_done(machine: Machine) -> bool:
    state, _, step = machine.job()
    return state == "running" and step >= 3


def done(machine: Machine) -> bool:
    return machine.job()[0] == "done"


def test_work_killed_in_the_middle_is_finished_once_after_a_restart(machine: Machine) -> None:
    machine.gate.touch()
    machine.manage("ask_for_slow_work")
    process, _ = machine.serve()
    machine.wait_for(lambda: half_done(machine))
    machine.kill(process)
    assert (machine.job()[0], machine.products()) == ("running", 0)

    machine.gate.unlink()
    machine.serve()
    machine.wait_for(lambda: done(machine))
    assert machine.job()[1] == 2
    assert (machine.starts(), machine.products()) == (2, 1)


def test_two_processes_on_one_database_do_the_work_once(machine: Machine) -> None:
    machine.environment["MANYHANDS_JOB_LEASE"] = NO_HURRY
    machine.manage("ask_for_slow_work")
    machine.serve()
    machine.serve()
    machine.wait_for(lambda: done(machine))
    assert (machine.starts(), machine.products()) == (1, 1)


def test_a_stop_on_request_is_clean_and_counts_no_attempt(machine: Machine) -> None:
    machine.environment["MANYHANDS_JOB_LEASE"] = NO_HURRY
    machine.gate.touch()
    machine.manage("ask_for_slow_work")
    process, _ = machine.serve()
    machine.wait_for(lambda: half_done(machine))
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=PATIENCE) == 0
    assert machine.job()[:2] == ("queued", 0)

    machine.gate.unlink()
    machine.serve()
    machine.wait_for(lambda: done(machine))
    assert (machine.job()[1], machine.products()) == (1, 1)


def test_it_says_that_it_is_well(machine: Machine) -> None:
    _, address = machine.serve()
    machine.wait_for(lambda: status_of(f"{address}health/") == 200)


def test_a_port_in_use_is_one_clear_line(machine: Machine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = machine.manage("run", "--port", str(port))
    assert answer.returncode == 2
    assert answer.stderr.splitlines() == [
        f"CommandError: port {port} is in use already; choose another: make run PORT={port + 1}"
    ]
