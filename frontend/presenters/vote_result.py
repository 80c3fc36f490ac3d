"""The result of an election: a sentence, the sheet of the count as far as it may be shown, what to check."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bids.selectors.plan_words import listed
from consortium.selectors.dates import moment_in_words
from frontend.presenters.parts import Cell, Column, Row, Table, table_of
from frontend.presenters.public_votes import in_language, language, unopposed_words
from frontend.templatetags.manyhands import plain_day
from representation.counting.sheet.page import as_fragment
from representation.election_states import ElectionState, FillRule
from representation.evidence.disclosure import Disclosure, Form
from representation.evidence.facts import ChannelAccount
from representation.evidence.pack import as_published
from representation.selectors.election_pages import ContestResult, ResultView
from representation.selectors.outcomes import CameIn

CHANNELS = {
    "web": gettext_lazy("Web"),
    "post": gettext_lazy("Post"),
    "phone": gettext_lazy("Telephone"),
}


@dataclass(frozen=True)
class ResultContest:
    """One contest: `sheet` is the count's own sheet, empty where no vote was held or few voted.

    `later`: who came to seats that fell vacant since.
    """

    title: str
    lead: str
    secrecy: tuple[str, ...]
    sheet: SafeString
    later: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ResultPage:
    title: str
    lead: str
    state: str
    kind: str
    declared: str
    contests: tuple[ResultContest, ...]
    account: Table | None
    pack_href: str
    receipts_href: str
    roll_href: str


def result_page(view: ResultView, pack: dict[str, bytes]) -> ResultPage:
    """`pack`: the files of the evidence pack, of which the page links those that it has."""
    election = view.election
    slug = election.row.slug
    state, kind = _state(election.row.state)
    return ResultPage(
        title=in_language(election.row.title, election.row.title_cy),
        lead=_lead(view),
        state=state,
        kind=kind,
        declared=_declared(view),
        contests=tuple(_contest(view, one, pack) for one in view.contests),
        account=account_table(view.account) if _was_a_vote(view) else None,
        pack_href=reverse("public:vote-pack", args=[slug]),
        receipts_href=reverse("public:vote-receipts", args=[slug]) if _was_a_vote(view) else "",
        roll_href=reverse("public:vote-roll", args=[slug]) if election.roll_size else "",
    )


def account_table(account: tuple[ChannelAccount, ...]) -> Table:
    """Papers by channel; channels of few papers stand together."""
    columns = (
        Column(_("Channel")),
        Column(_("Could be used"), is_number=True),
        Column(_("Came in"), is_number=True),
        Column(_("Not counted"), is_number=True),
        Column(_("Counted"), is_number=True),
    )
    rows = tuple(
        Row(
            (
                Cell(_channel(one.channel)),
                *(Cell(str(n)) for n in (one.issued, one.returned, one.refused, one.counted)),
            )
        )
        for one in account
    )
    return table_of(Table(_("Account of the ballot papers"), columns, rows))


def _was_a_vote(view: ResultView) -> bool:
    return any(one.result for one in view.contests)


def _channel(name: str) -> str:
    return ", ".join(str(CHANNELS.get(part, part)) for part in name.split(" + "))


def _lead(view: ResultView) -> str:
    names = [name for one in view.contests for name in one.elected]
    words = ngettext("Elected: %(names)s.", "Elected: %(names)s.", len(names)) % {
        "names": listed(names)
    }
    if not names:
        words = _("Nobody is elected.")
    turnout = view.election.turnout
    if _was_a_vote(view) and turnout is not None and view.election.roll_size:
        words += " " + _("%(voted)s of %(all)s organisations voted.") % {
            "voted": turnout,
            "all": view.election.roll_size,
        }
    vacant = sum(one.vacant for one in view.contests)
    if vacant:
        words += " " + ngettext(
            "%(n)s place stays vacant.", "%(n)s places stay vacant.", vacant
        ) % {"n": vacant}
    return words


def _state(state: str) -> tuple[str, str]:
    return {
        ElectionState.DECLARED: (_("Declared"), "go"),
        ElectionState.CHALLENGED: (_("Challenged"), "due"),
        ElectionState.VOID: (_("Void"), "no"),
    }.get(ElectionState(state), (_("Final"), "ok"))


def _declared(view: ResultView) -> str:
    steps = [one for one in view.election.steps if one.state == ElectionState.DECLARED]
    return _("Declared: %(at)s. Returning officer: %(name)s.") % {
        "at": moment_in_words(steps[0].at),
        "name": view.election.returning_officer,
    }


def _contest(view: ResultView, one: ContestResult, pack: dict[str, bytes]) -> ResultContest:
    slug, sheet, told = view.election.row.slug, "", one.disclosure
    if one.result is not None and told is not None and told.form is not Form.WINNERS:
        shown = as_published(one.result, told)
        sheet = as_fragment(shown, language(), has_digest=told.published is not None)
    return ResultContest(
        title=in_language(one.contest.title, one.contest.title_cy),
        lead=_contest_lead(one),
        secrecy=_secrecy(told) if told else (),
        # The sheet escapes every name that it prints.
        sheet=mark_safe(sheet),  # noqa: S308
        later=tuple(_came_in(who, view.election.fill_rule) for who in one.came_in),
        files=_files(slug, one.contest.number, pack),
    )


def _came_in(who: CameIn, rule: str) -> str:
    words = {
        FillRule.COUNTBACK: _("%(seat)s: %(name)s came in on %(day)s, by countback."),
        FillRule.RUNNER_UP: _("%(seat)s: %(name)s came in on %(day)s, as runner-up."),
    }[FillRule(rule)]
    return words % {"seat": who.seat, "name": who.name, "day": plain_day(who.start_on)}


def _contest_lead(one: ContestResult) -> str:
    if one.result is None:
        return unopposed_words(len(one.contest.candidates))
    return _("Elected: %(names)s.") % {"names": listed(list(one.elected))}


def _secrecy(told: Disclosure) -> tuple[str, ...]:
    """What is left out because so few voted, and by how much it would have told."""
    found = []
    params = {"unique": told.unique, "papers": told.papers}
    if told.unanimous:
        found.append(
            _(
                "Everybody gave the same first choice, so everybody’s is known. No way of voting hides that."
            )
        )
    if told.form is Form.USED:
        found.append(
            _(
                "Choices that the count never looked at are left out, because with few papers a full order "
                "can point to one organisation: %(unique)s of %(papers)s were one organisation’s alone."
            )
            % params
        )
    if told.form is Form.STAGES:
        found.append(
            _(
                "With %(papers)s papers the papers themselves are not published: %(unique)s of them were "
                "one organisation’s alone. Scrutineers may count them at the returning officer’s."
            )
            % params
        )
    if told.form is Form.WINNERS:
        found.append(
            _(
                "With %(papers)s papers any figure would tell how somebody voted, so only who is elected "
                "is published."
            )
            % params
        )
    return tuple(found)


def _files(slug: str, number: int, pack: dict[str, bytes]) -> tuple[tuple[str, str], ...]:
    names = {
        "stages.csv": _("The stages as a table (CSV)"),
        "result.json": _("The whole count (JSON)"),
        "ballots.blt": _("The papers, for other programs (BLT)"),
        "lot.txt": _("The order of the lot"),
    }
    return tuple(
        (reverse("public:vote-file", args=[slug, f"contest-{number}/{name}"]), words)
        for name, words in names.items()
        if f"contest-{number}/{name}" in pack
    )
