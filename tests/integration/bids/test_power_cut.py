"""The power goes in the middle of a plan; the plan is finished once all the same."""

from tests.integration.runtime.conftest import machine  # noqa: F401 - a fixture
from tests.integration.runtime.machine import Machine

ASK = "from tests.integration.bids.county import ask_for_county_plan; ask_for_county_plan()"


def plans(machine: Machine) -> int:  # noqa: F811
    return machine._query("SELECT count(*) FROM bids_lotplan")[0][0]


def searching(machine: Machine) -> bool:  # noqa: F811
    state, _, step = machine.job()
    return state == "running" and step >= 4


def test_a_plan_killed_in_the_middle_is_finished_once(machine: Machine) -> None:  # noqa: F811
    asked = machine.manage("shell", "-v0", "-c", ASK)
    assert asked.returncode == 0, asked.stderr
    process, _ = machine.serve()
    machine.wait_for(lambda: searching(machine))
    machine.kill(process)
    assert (machine.job()[0], plans(machine)) == ("running", 0)

    machine.serve()
    machine.wait_for(lambda: machine.job()[0] == "done")
    assert (machine.job()[1], plans(machine)) == (2, 1)
    covered, value = machine._query("SELECT covered_pence, value_pence FROM bids_lotplan")[0]
    held = machine._query("SELECT sum(volume * unit_price_pence) FROM bids_planallocation")[0][0]
    assert 0 < covered == held <= value
