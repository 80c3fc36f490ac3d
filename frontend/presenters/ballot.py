"""What the pages of a ballot say: one contest a page, in both languages where the election has both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from consortium.selectors.dates import moment_in_words
from frontend.presenters.parts import Step
from representation.selectors.ballots import BallotView
from representation.selectors.election_pages import CandidateView, ContestView

APPROVAL, PLURALITY = "approval", "plurality"
ENGLISH, WELSH = "en", "cy"


@dataclass(frozen=True)
class Said:
    """Words in a language that the page marks as such."""

    language: str
    words: str


Both = tuple[Said, ...]


@dataclass(frozen=True)
class CandidateLine:
    """A candidate on the paper: `field` is the name of the form's field for them."""

    field: str
    name: str
    organisation: Both
    size: Both
    statement: Both
    value: str


@dataclass(frozen=True)
class ContestPage:
    """A contest as it is marked: `kind` is rank, approval or plurality."""

    title: Both
    how: Both
    kind: str
    candidates: tuple[CandidateLine, ...]


@dataclass(frozen=True)
class CheckedContest:
    """A contest as it will be cast: who is marked, in order, and what is left blank."""

    title: Both
    intro: str
    chosen: tuple[CandidateLine, ...]
    small: str


def ballot_title(ballot: BallotView) -> Both:
    """The election's title in each language of the paper, the page's own first."""
    return both(ballot.title, ballot.title_cy)


def contest_page(contest: ContestView, rule: str, *, in_both: bool) -> ContestPage:
    """The contest to mark. `in_both`: the paper is in both languages, with equal weight."""
    kind = rule if rule in {APPROVAL, PLURALITY} else "rank"
    return ContestPage(
        title=both(contest.title, contest.title_cy if in_both else ""),
        how=_in_each(lambda: _how(kind, contest.places), in_both=in_both),
        kind=kind,
        candidates=tuple(_line(one, in_both=in_both) for one in contest.candidates),
    )


def checked_contest(
    contest: ContestView, rule: str, ranking: tuple[int, ...], name: str, *, in_both: bool
) -> CheckedContest:
    """The contest as it was marked. `name`: the organisation whose vote it is."""
    by_number = {one.number: one for one in contest.candidates}
    left = [one.name for one in contest.candidates if one.number not in ranking]
    return CheckedContest(
        title=both(contest.title, contest.title_cy if in_both else ""),
        intro=_intro(rule, ranking, name),
        chosen=tuple(_line(by_number[number], in_both=in_both) for number in ranking),
        small=_left(left) if ranking and rule != PLURALITY else "",
    )


def after_steps(ballot: BallotView) -> tuple[Step, ...]:
    """What happens to a vote that is in the box."""
    return (
        Step(
            _("Now"),
            "now",
            _("Changed your mind? Use the same link to vote again. Only the last one counts."),
        ),
        Step(
            moment_in_words(ballot.closes_at),
            "next",
            _("Voting closes. Your name and your vote are separated for good."),
        ),
        Step(_("The count"), "next", _("The result is published, with every stage of the count.")),
    )


def ballot_address(token: str, page: str = "") -> str:
    """Where a page of this ballot is: the ballot itself, `check` or `done`."""
    return reverse(f"members:vote-{page}" if page else "members:vote", args=[token])


def both(english: str, welsh: str) -> Both:
    """Texts that exist, each marked with its language; the one that the page is in first."""
    texts = [Said(ENGLISH, english)] + ([Said(WELSH, welsh)] if welsh else [])
    return tuple(reversed(texts)) if (get_language() or "").startswith(WELSH) else tuple(texts)


def _in_each(say: Callable[[], str], *, in_both: bool) -> Both:
    if not in_both:
        return (Said(get_language() or ENGLISH, say()),)
    with override("en-gb"):
        english = say()
    with override(WELSH):
        welsh = say()
    return both(english, welsh)


def _line(one: CandidateView, *, in_both: bool) -> CandidateLine:
    is_small = one.is_small
    size: Both = ()
    if is_small is not None:
        size = _in_each(lambda: _("Small") if is_small else _("Larger"), in_both=in_both)
    return CandidateLine(
        field=f"n{one.number}",
        name=one.name,
        organisation=both(one.organisation, one.organisation_cy if in_both else ""),
        size=size,
        statement=_statement(one),
        value=str(one.number),
    )


def _statement(one: CandidateView) -> Both:
    """What the candidate says, in each language in which they say it."""
    return tuple(said for said in both(one.statement, one.statement_cy) if said.words)


def _how(kind: str, places: int) -> str:
    if kind == PLURALITY:
        return _("Choose one.")
    if kind == APPROVAL:
        return _("Tick everybody whom you would accept: as many or as few as you like.")
    order = _(
        "Put 1 by your first choice, 2 by your second, and so on. Rank as many or as few as you like. "
        "Use the arrows or type."
    )
    elected = ngettext("%(n)s person is elected.", "%(n)s people are elected.", places)
    return f"{elected % {'n': places}} {order}"


def _intro(rule: str, ranking: tuple[int, ...], name: str) -> str:
    if not ranking:
        return _("You marked nobody. A blank paper is counted as blank, and elects nobody.")
    if rule in {APPROVAL, PLURALITY}:
        return _("%(name)s votes for:") % {"name": name}
    return _("%(name)s votes in this order:") % {"name": name}


def _left(names: Iterable[str]) -> str:
    found = ", ".join(names)
    return _("Left blank: %(names)s. That is fine.") % {"names": found} if found else ""
