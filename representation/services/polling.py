"""Opening the poll, reminding those who have not voted, and closing it to the second."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.models import Job, Person, User
from consortium.selectors.dates import moment_in_words
from consortium.services import jobs
from representation.election_states import Action, ElectionState
from representation.models import Election, Envelope, PaperIssue, RollLine
from representation.rules.elections import can_close_poll, can_open_poll
from representation.selectors.electors import current_voter
from representation.selectors.voting_links import link_token
from representation.services.election_moves import advance, allowed, database_now
from representation.services.seals import seal

REMINDERS_JOB = "election-reminders"


@transaction.atomic
def open_poll(*, by: User, election: Election) -> Election:
    """Open voting; key, roll and candidates change no more. Office: the returning officer. Raises Refused.

    Effects: a job that sends each elector the link to their ballot.
    """
    election = allowed(Action.OPEN_POLL, by=by, election=election)
    can_open_poll(election, database_now()).require()
    election = advance(election, ElectionState.OPEN, by=by)
    seal(election, "poll", "candidates", "key holders")
    _enqueue_letters(election, by=by)
    return election


@transaction.atomic
def close_poll(*, by: User, election: Election) -> Election:
    """Close the box after the closing time. Votes stopped at that time whenever this is done. Raises Refused.

    Waits for every vote that was in time and is still being written.
    """
    election = allowed(Action.CLOSE_POLL, by=by, election=election)
    can_close_poll(election, database_now()).require()
    election = advance(election, ElectionState.CLOSED, by=by)
    seal(election, "roll corrections", "papers issued", "envelopes")
    return election


@transaction.atomic
def remind_electors(*, by: User, election: Election) -> Job:
    """Ask those who have not voted, and no others, to vote. Office: the returning officer. Raises Refused.

    Effects: a job, which looks at the box when it runs; one at a time.
    """
    election = allowed(Action.REMIND, by=by, election=election)
    record("election.reminded", subject=election, by=by)
    return _enqueue_letters(election, by=by)


def _enqueue_letters(election: Election, *, by: User) -> Job:
    return jobs.enqueue(
        by=by,
        kind=REMINDERS_JOB,
        payload={"election": election.pk},
        dedupe_key=f"{REMINDERS_JOB}:{election.pk}",
    )


def send_reminders(election: Election) -> int:
    """Write to each elector whose vote is not in and to whom no paper was sent; how many letters.

    A voter of several organisations gets a letter for each.
    """
    if election.state != ElectionState.OPEN:
        return 0
    sent = 0
    for voter, lines in _still_to_vote(election).items():
        if voter.user is not None:
            with translation.override(voter.language):
                for line in lines:
                    _write_to(voter, line, election)
                    sent += 1
    return sent


def _still_to_vote(election: Election) -> dict[Person, list[RollLine]]:
    """Electors with the lines that they have not voted for."""
    voted = Envelope.objects.filter(election=election).values("line")
    by_post = PaperIssue.objects.filter(line__election=election).values("line")
    waiting: dict[Person, list[RollLine]] = {}
    for line in election.roll.exclude(pk__in=voted).exclude(pk__in=by_post).order_by("number"):
        voter = current_voter(line)
        if voter is not None:
            waiting.setdefault(voter, []).append(line)
    return waiting


def _write_to(voter: Person, line: RollLine, election: Election) -> None:
    """One letter for each vote, with the link that opens its ballot and no other."""
    is_welsh = voter.language.startswith("cy")
    network = election.structure.consortium
    params = {
        "title": (election.title_cy if is_welsh else "") or election.title,
        "closes": moment_in_words(election.closes_at),
        "name": line.name,
        "link": settings.SITE_ADDRESS + reverse("members:vote", args=[link_token(line, voter)]),
        "help_name": network.help_name,
        "help_phone": network.help_phone,
    }
    parts = [_("Voting closes at %(closes)s. It takes about a minute:"), "%(link)s"]
    if network.help_phone:
        parts.append(_("No web? Ring %(help_name)s on %(help_phone)s."))
    parts.append(_("You get this because you vote for: %(name)s. The link is yours alone."))
    send_mail(
        _("%(title)s: vote by %(closes)s") % params,
        "\n\n".join(parts) % params,
        None,
        [voter.user.email] if voter.user else [],
    )
