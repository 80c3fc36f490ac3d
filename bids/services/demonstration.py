"""The demonstration: networks and their structures, a fictional notice with lines, a plan by the engine."""

from pathlib import Path

from bids import demonstration
from bids.models import LotPlan, Notice, Tender
from bids.services.line_import import import_lines
from bids.services.notice_import import import_notices
from bids.services.planning import request_plan
from bids.services.tenders import open_tender
from consortium.models import Consortium, Organisation, User
from consortium.services.demonstration import load_networks
from consortium.services.job_runner import run_job
from consortium.states import RoleKind
from representation.services.claims_demonstration import load_claims
from representation.services.election_demonstration import (
    Poll,
    begin_elections,
    finish_election,
    is_short,
    vote_in,
)
from representation.services.structure_demonstration import load_structures

BIDDING = "pompey-families"
FOLDER = Path(demonstration.__file__).parent


def load_demonstration() -> list[str]:
    """Load what is not there yet, each part in a transaction of its own; a sentence for each done."""
    before = Organisation.objects.count()
    networks = {one.slug: one for one in load_networks()}
    done = []
    if made := Organisation.objects.count() - before:
        done.append(f"Loaded {len(networks)} networks with {made} organisations.")
    done += load_structures(tuple(networks.values()))
    done += load_claims(tuple(networks.values()))
    consortium = networks[BIDDING]
    polls = begin_elections(consortium)
    done += [_votes_in(poll) for poll in polls]
    lead = _lead_of(consortium)
    tender = _tender(lead, consortium)
    if not tender.lines.exists():
        content = (FOLDER / "requirements.csv").read_bytes()
        lines = import_lines(by=lead, tender=tender, content=content)
        done.append(f"Opened “{tender.title}” with {len(lines.added)} requirement lines.")
    if not LotPlan.objects.filter(request__tender=tender).exists():
        done.append(_make_plan(lead, tender))
    done += [finish_election(poll) for poll in polls if is_short(poll)]
    return done


def _votes_in(poll: Poll) -> str:
    return (
        f"Opened “{poll.election.title}”: {vote_in(poll)} of {poll.election.roll_size} have voted."
    )


def _lead_of(consortium: Consortium) -> User:
    return User.objects.get(people__roles__kind=RoleKind.LEAD, people__roles__consortium=consortium)


def _tender(lead: User, consortium: Consortium) -> Tender:
    imported = import_notices(by=lead, data=(FOLDER / "notice.json").read_bytes())
    notice = Notice.objects.get(pk=imported.notices[0])
    return open_tender(by=lead, consortium=consortium, notice=notice)


def _make_plan(lead: User, tender: Tender) -> str:
    """Ask for a plan and do its job here, as a worker would."""
    request = request_plan(by=lead, tender=tender)
    if request.job_id is not None:
        run_job(request.job_id)
    plan = LotPlan.objects.get(request=request)
    return (
        f"Made a plan that covers {plan.lines_covered} of {plan.lines_asked} lines "
        f"with {plan.members_with_part} of {plan.members_asked} members."
    )
