"""What needs somebody now: tasks by deadline, with the minutes they take, and then no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.readiness.criteria import Finding, Standing
from consortium.rules import reason_of
from consortium.selectors.dates import day_in_words
from consortium.selectors.members import MemberView
from consortium.selectors.networks import NetworkView
from consortium.selectors.organisations import OrganisationView
from frontend.presenters.kinds import STANDINGS
from frontend.presenters.meetings import clock_span
from frontend.presenters.parts import Task, Words
from frontend.presenters.public_votes import in_language
from frontend.templatetags.manyhands import short_day
from representation.selectors.voting_links import OwnVote
from representation.services.claim_chances import Chance


@dataclass(frozen=True)
class NowTask:
    """A task, the minutes it takes, and its day (None: no deadline; those come last)."""

    task: Task
    minutes: int
    due_on: date | None = None


@dataclass(frozen=True)
class NowPage:
    """`about`: for whom, when and how long in all. `tasks` in the order to do them."""

    about: str
    tasks: tuple[Task, ...]


def now_page(tasks: Iterable[NowTask], acting_for: str, day: date) -> NowPage:
    """`acting_for`: the organisations by name, or nothing."""
    found = sorted(tasks, key=lambda one: (one.due_on is None, one.due_on or day))
    minutes = sum(one.minutes for one in found)
    about = ", ".join(part for part in (acting_for, day_in_words(day)) if part) + "."
    if minutes:
        about += " " + ngettext(
            "About %(n)s minute in all.", "About %(n)s minutes in all.", minutes
        ) % {"n": minutes}
    return NowPage(about, tuple(one.task for one in found))


def evidence_tasks(
    view: MemberView, names: Mapping[str, str], network: NetworkView
) -> list[NowTask]:
    """What its network asks of every full member, and this one lacks or will lack soon."""
    return [
        _evidence_task(finding, names[finding.criterion.code], view.row.slug, network.name)
        for finding in view.row.findings
        if finding.standing is not Standing.MET
    ]


def fact_tasks(view: OrganisationView) -> list[NowTask]:
    """What an organisation has not said of itself yet, though it matters."""
    if view.incomes:
        return []
    small = _("Small organisations are promised a share. Without it you do not count as small.")
    return [
        _task(
            _("Tell us your income"),
            reverse("members:income-add", args=[view.slug]),
            2,
            small,
        )
    ]


def vote_tasks(votes: Iterable[OwnVote]) -> list[NowTask]:
    """Votes that can be cast now and are not in yet."""
    return [
        _task(
            _("Vote: %(election)s") % {"election": in_language(one.vote.title, one.vote.title_cy)},
            reverse("members:vote", args=[one.token]),
            1,
            _("Your vote is for: %(name)s.") % {"name": one.vote.name},
            short_day(one.vote.closes_at),
            "due",
            timezone.localdate(one.vote.closes_at),
        )
        for one in votes
        if one.vote.is_open and not one.vote.has_voted and not one.vote.by_post
    ]


def claim_tasks(chances: Iterable[Chance]) -> list[NowTask]:
    """Meetings that the person was at and may claim for: their group's time away, what it cost them."""
    return [
        _task(
            _("Claim for %(day)s") % {"day": day_in_words(timezone.localdate(found.starts_at))},
            reverse("representatives:claim-new", args=[found.attendance]),
            2,
            _("You attended: %(body)s, %(span)s.")
            % {"body": found.body, "span": clock_span(found.starts_at, found.ends_at)},
        )
        for found in (one.meeting for one in chances if one.may)
    ]


def offer_tasks(view: MemberView, network: NetworkView) -> list[NowTask]:
    """A member that offers nothing cannot be given a part."""
    if view.offers:
        return []
    small = _("%(network)s can only count on what you have offered.") % {"network": network.name}
    href = reverse("members:offer-add", args=[view.row.slug, network.slug])
    return [_task(_("Say what you can offer"), href, 5, small)]


def _evidence_task(finding: Finding, name: str, slug: str, network: str) -> NowTask:
    words = _("Renew: %(evidence)s") if finding.held else _("Add: %(evidence)s")
    small = reason_of(finding, name)
    if finding.held is None:
        small = _("%(network)s asks every full member for it.") % {"network": network}
    due_on = finding.held.expires_on if finding.held else None
    standing, kind = STANDINGS[finding.standing]
    tag = short_day(due_on) if finding.standing is Standing.EXPIRING else standing
    href = reverse("members:evidence-add", args=[slug, finding.criterion.code])
    return _task(words % {"evidence": name}, href, 2, small, tag, kind, due_on)


def _task(
    words: Words,
    href: str,
    minutes: int,
    small: str,
    tag: Words = "",
    kind: str = "plain",
    due_on: date | None = None,
) -> NowTask:
    time = ngettext("About %(n)s minute.", "About %(n)s minutes.", minutes) % {"n": minutes}
    return NowTask(Task(words, href, f"{time} {small}", tag, kind), minutes, due_on)
