"""Votes by post: a paper is sent, its envelope comes back, and two tellers read what was in it, apart."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import User
from representation.election_states import Action
from representation.models import Election, Envelope, PaperEntry, PaperIssue, PaperReturn, RollLine
from representation.sealing.errors import SealingError
from representation.sealing.paper import Vote, check_vote
from representation.sealing.readings import write_reading
from representation.selectors.contests import paper_of
from representation.services.election_moves import allowed
from representation.services.sealing_words import refusal_for


@transaction.atomic
def issue_paper(*, by: User, line: RollLine) -> PaperIssue:
    """Send a ballot paper; from then on the line votes by post alone. Raises Refused.

    Office: the returning officer. Whoever has voted on the web or by telephone gets no paper.
    """
    allowed(Action.ISSUE_PAPER, by=by, election=line.election)
    RollLine.objects.select_for_update().get(pk=line.pk)
    if Envelope.objects.filter(line=line).exists():
        refuse(
            _("This organisation has voted already; a later vote on the web replaces it.")
        ).require()
    if PaperIssue.objects.filter(line=line).exists():
        refuse(_("A ballot paper was sent to this organisation already.")).require()
    issue = PaperIssue.objects.create(line=line, by=by, issued_on=timezone.localdate())
    record("election.paper-issued", subject=line.election, by=by, line=line.number)
    return issue


@transaction.atomic
def return_paper(*, by: User, line: RollLine) -> PaperReturn:
    """The outer envelope is back. A teller opens it later, with others, so that nobody's is known.

    Office: tellers, who attest that it came before the close. Raises Refused.
    """
    allowed(Action.RETURN_PAPER, by=by, election=line.election)
    issue = PaperIssue.objects.filter(line=line).first()
    if issue is None:
        return _refused(_("No ballot paper was sent to this organisation."))
    if PaperReturn.objects.filter(issue=issue).exists():
        return _refused(_("This envelope is noted already."))
    return PaperReturn.objects.create(issue=issue, by=by)


@transaction.atomic
def enter_paper(
    *,
    by: User,
    election: Election,
    paper: int,
    rankings: Mapping[int, tuple[int, ...]] | None = None,
    refused: str = "",
) -> PaperEntry:
    """What one teller reads on a paper: its rankings, or why it does not count. Raises Refused.

    paper: the number written on it when the mixed papers were counted. Two tellers read each; a teller
    who reads again replaces their own reading, and nobody sees the other's before giving theirs.
    """
    election = allowed(Action.ENTER_PAPER, by=by, election=election)
    returned = PaperReturn.objects.filter(issue__line__election=election).count()
    if not 1 <= paper <= returned:
        refuse(_("Papers are numbered from 1 to %(count)s.") % {"count": returned}).require()
    if (rankings is None) == (not refused.strip()):
        refuse(_("Write what is marked, or why the paper does not count.")).require()
    others = PaperEntry.objects.filter(election=election, paper=paper).exclude(teller=by)
    if others.count() > 1:
        refuse(_("Two others have read this paper already.")).require()
    reading = "" if rankings is None else _reading(election, rankings)
    entry, _is_new = PaperEntry.objects.update_or_create(
        election=election,
        paper=paper,
        teller=by,
        defaults={"reading": reading, "refused": refused.strip()},
    )
    return entry


def _reading(election: Election, rankings: Mapping[int, tuple[int, ...]]) -> str:
    paper = paper_of(election)
    whole = {number: tuple(rankings.get(number, ())) for number in {*paper.candidates, *rankings}}
    try:
        check_vote(Vote("", whole), paper)
    except SealingError as error:
        raise refusal_for(error) from None
    return write_reading(whole)


def _refused(reason: str) -> PaperReturn:
    refuse(reason).require()
    raise AssertionError("a refusal raises")
