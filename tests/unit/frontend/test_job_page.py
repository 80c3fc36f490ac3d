"""What the page of a job says, in every state and at every step."""

from dataclasses import replace

import pytest

from consortium.states import LIVE_JOB_STATES, JobState
from frontend.presenters.examples import ExampleJob
from frontend.presenters.job import STEPS, JobPage, job_page

RUNNING = ExampleJob()
FACTS = RUNNING.progress["facts"]


def at(step: int, state: str = "running") -> JobPage:
    return job_page(replace(RUNNING, state=state, progress={"step": step, "facts": FACTS}))


def test_under_way() -> None:
    page = job_page(RUNNING)
    assert page.lead.startswith("We have a plan that covers 91%.")
    assert (page.step_words, page.steps_done) == ("Step 4 of 6", 3)
    assert [step.state for step in page.steps] == ["done", "done", "done", "now", "next", "next"]
    assert page.steps[1].words == "Split it into 42 requirements"
    assert page.steps[0].small == "4 lots, noon, Friday 18 December 2026"
    assert page.stop_words == "Stop and use the 91% plan"
    assert page.small == "Started at 14:02."


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_one_step_is_now(step: int) -> None:
    states = [one.state for one in at(step).steps]
    assert states == ["done"] * (step - 1) + ["now"] + ["next"] * (STEPS - step)


@pytest.mark.parametrize("state", list(JobState))
@pytest.mark.parametrize("step", range(STEPS + 1))
def test_what_can_be_done_in_each_state(state: JobState, step: int) -> None:
    job = replace(RUNNING, state=state, error="It broke.", progress={"step": step, "facts": {}})
    page = job_page(job, result_href="/plan/")
    assert page.is_live == bool(page.stop_words) == (state in LIVE_JOB_STATES)
    assert page.can_retry == (state in {JobState.FAILED, JobState.STOPPED})
    assert bool(page.result_href) == (state == JobState.DONE)
    assert bool(page.problem) == (state == JobState.FAILED)
    assert len(page.steps) == STEPS


def test_nothing_is_known_before_the_first_report() -> None:
    page = job_page(ExampleJob(state="queued", started_at=None, progress={}))
    assert page.lead.startswith("Your plan waits for its turn.")
    assert (page.step_words, page.steps_done, page.stop_words) == ("Step 1 of 6", 0, "Stop")
    assert {step.state for step in page.steps} == {"next"}


def test_a_stop_is_asked_for_once() -> None:
    page = job_page(RUNNING, is_stopping=True)
    assert page.stop_words == ""
    assert page.lead.startswith("We are stopping")


def test_a_failure_says_what_and_where() -> None:
    page = job_page(replace(RUNNING, state="failed", error="The notice has gone."))
    assert page.problem.startswith("The notice has gone. Try again;")
    assert [step.state for step in page.steps][3] == "failed"
