"""A ballot paper as a form: what is typed in a contest, moved up and down, and read as a ranking.

Nothing here is kept: what is marked lives in the page that was sent, and in no session and no log.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from frontend.page_forms import PageForm
from representation.selectors.election_pages import CandidateView, ContestView

APPROVAL, PLURALITY = "approval", "plurality"
CHOICE = "choice"


class Move(StrEnum):
    """What the buttons beside a number do."""

    HIGHER = "higher"
    LOWER = "lower"


class BallotForm(PageForm):
    """One contest of a ballot paper: a number for each candidate, or a tick, or one of them."""

    def __init__(self, contest: ContestView, rule: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"c{contest.number}", **kwargs)
        self.contest, self.rule = contest, rule
        if rule == PLURALITY:
            self.fields[CHOICE] = _one_of(contest)
        else:
            make = _tick if rule == APPROVAL else _number
            self.fields |= {_name(one): make(one) for one in contest.candidates}

    def clean(self) -> dict[str, Any]:
        """Numbers from 1 to as many as stand, each given once."""
        data: dict[str, Any] = super().clean() or {}
        if self.rule not in {APPROVAL, PLURALITY}:
            self._check_numbers(data)
        return data

    def ranking(self) -> tuple[int, ...]:
        """Paper numbers, most preferred first; of a form that is valid."""
        data = self.cleaned_data
        if self.rule == PLURALITY:
            return (int(data[CHOICE]),) if data[CHOICE] else ()
        if self.rule == APPROVAL:
            return tuple(_paper(one) for one in self.contest.candidates if data[_name(one)])
        return _in_order(self.contest, {name: str(value) for name, value in data.items()})

    def moved(self, name: str, move: Move) -> "BallotForm":
        """The same paper with one candidate a place higher or lower, renumbered from 1."""
        typed = {field: self[field].value() or "" for field in self.fields}
        order = list(_in_order(self.contest, typed))
        by_name = {_name(one): _paper(one) for one in self.contest.candidates}
        if name in by_name:
            order = shifted(order, by_name[name], move)
        places = {number: str(place) for place, number in enumerate(order, start=1)}
        left = {field: text for field, text in typed.items() if not _place(self.contest, text)}
        initial = {field: places.get(by_name[field], left.get(field, "")) for field in typed}
        return BallotForm(self.contest, self.rule, initial=initial)

    def marks(self) -> list[tuple[str, str]]:
        """What is typed, as hidden fields carry it to the next page."""
        found = [(self.add_prefix(name), self[name].value()) for name in self.fields]
        return [(name, "on" if value is True else str(value)) for name, value in found if value]

    def _check_numbers(self, data: Mapping[str, Any]) -> None:
        taken: dict[int, str] = {}
        for one in self.contest.candidates:
            text = str(data.get(_name(one), "")).strip()
            place = _place(self.contest, text)
            params = {"name": one.name, "most": len(self.contest.candidates), "number": place}
            if text and place is None:
                self.add_error(
                    _name(one), _("Use whole numbers from 1 to %(most)s: %(name)s") % params
                )
            elif place is not None and place in taken:
                params |= {"other": taken[place]}
                self.add_error(
                    _name(one), _("Give number %(number)s once: %(other)s, %(name)s") % params
                )
            elif place is not None:
                taken[place] = one.name


def shifted(order: list[int], number: int, move: Move) -> list[int]:
    """Higher: a place up, or to the end for who had none. Lower: a place down, and from the end out."""
    if number not in order:
        return [*order, number] if move is Move.HIGHER else order
    place = order.index(number)
    rest = [one for one in order if one != number]
    if move is Move.HIGHER:
        return [*rest[: max(place - 1, 0)], number, *rest[max(place - 1, 0) :]]
    return rest if place == len(rest) else [*rest[: place + 1], number, *rest[place + 1 :]]


def _in_order(contest: ContestView, typed: Mapping[str, str]) -> tuple[int, ...]:
    """Who has a number that can be read, by that number, then in the order of the paper."""
    placed = [
        (place, _paper(one))
        for one in contest.candidates
        if (place := _place(contest, str(typed.get(_name(one), ""))))
    ]
    return tuple(number for _place_, number in sorted(placed))


def _place(contest: ContestView, text: str) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(len(contest.candidates)))):
        return None
    return int(text) if 1 <= int(text) <= len(contest.candidates) else None


def _paper(one: CandidateView) -> int:
    return one.number or 0


def _name(one: CandidateView) -> str:
    return f"n{_paper(one)}"


def _number(one: CandidateView) -> forms.Field:
    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": False})
    return forms.CharField(label=one.name, required=False, widget=widget)


def _tick(one: CandidateView) -> forms.Field:
    return forms.BooleanField(label=one.name, required=False)


def _one_of(contest: ContestView) -> forms.Field:
    choices = [(str(_paper(one)), one.name) for one in contest.candidates]
    return forms.ChoiceField(
        label=_("Choose one"),
        required=False,
        choices=[*choices, ("", _("Nobody"))],
        widget=forms.RadioSelect({"autocomplete": "off"}),
    )
