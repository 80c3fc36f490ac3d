"""What has changed since a plan was made, and what members have given up."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bids.selectors.part_answers import GivenUp
from bids.selectors.plan_words import listed
from bids.services.plan_changes import ChangedLine, ChangesSince
from frontend.templatetags.manyhands import money

MOST_NAMED = 5


@dataclass(frozen=True)
class GivenUpRow:
    """What a member has given up, in words; `return_url` takes it back, where the reader may."""

    words: str
    return_url: str
    name: str


def given_up_rows(
    said: tuple[GivenUp, ...], tender_id: int, number: int, *, may_answer: bool
) -> tuple[GivenUpRow, ...]:
    """What members will not do, each with the way back."""
    return tuple(
        GivenUpRow(
            given_up_words(one),
            reverse("staff:part-return", args=[tender_id, number, one.ref]) if may_answer else "",
            one.name,
        )
        for one in said
    )


def given_up_words(one: GivenUp) -> str:
    """Ash Trust has left the bid: “no staff”."""
    if one.has_withdrawn:
        words = _("%(member)s has left the bid") % {"member": one.name}
    else:
        words = _("%(member)s has given up %(lines)s") % {
            "member": one.name,
            "lines": _some(sorted(one.lines)),
        }
    reasons = listed([f"“{reason}”" for reason in one.reasons])
    return f"{words}: {reasons}." if reasons else f"{words}."


def change_sentences(changes: ChangesSince) -> tuple[str, ...]:
    """Everything that is not as it was when the plan was asked for."""
    return tuple(_changes(changes))


def _changes(changes: ChangesSince) -> Iterator[str]:
    yield from map(given_up_words, changes.given_up)
    for names, words in (
        (changes.lines_added, _("New requirements: %(names)s.")),
        (changes.lines_gone, _("Requirements taken away: %(names)s.")),
        (changes.members_joined, _("Asked now, and not before: %(names)s.")),
        (changes.members_gone, _("No longer asked: %(names)s.")),
        (changes.offers, _("Offer or hold other than they did: %(names)s.")),
    ):
        if names:
            yield words % {"names": _some(list(names))}
    yield from (_line(one) for one in changes.lines_changed[:MOST_NAMED])
    more = len(changes.lines_changed) - MOST_NAMED
    if more > 0:
        yield ngettext(
            "%(n)s other requirement has changed.", "%(n)s other requirements have changed.", more
        ) % {"n": more}


def _line(one: ChangedLine) -> str:
    parts = []
    if one.volume[0] != one.volume[1]:
        parts.append(
            _("%(before)s units then, %(after)s now")
            % {"before": f"{one.volume[0]:,}", "after": f"{one.volume[1]:,}"}
        )
    if one.price[0] != one.price[1]:
        parts.append(
            _("%(before)s a unit then, %(after)s now")
            % {"before": money(one.price[0]), "after": money(one.price[1])}
        )
    what = listed(parts) or _("its place or its number of members")
    return _("Requirement %(ref)s has changed: %(what)s.") % {"ref": one.ref, "what": what}


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    if more < 1:
        return listed(names)
    others = ngettext("%(n)s other", "%(n)s others", more) % {"n": more}
    return listed([*names[:MOST_NAMED], others])
