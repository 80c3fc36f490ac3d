"""What somebody read or heard of a vote, typed as the candidates' numbers, contest by contest."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from frontend.page_forms import PageForm
from representation.selectors.contests import candidates_on_paper, contested

if TYPE_CHECKING:
    from representation.models import Contest, Election

Rankings = dict[int, tuple[int, ...]]


class RankingsForm(PageForm):
    """A box for each contest; an empty one is a blank paper."""

    def __init__(self, election: "Election", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contests = [one.number for one in contested(election)]
        for one in contested(election):
            self.fields[f"contest{one.number}"] = forms.CharField(
                label=one.title,
                help_text=_("%(candidates)s. Numbers, the first choice first, like 3 1 2")
                % {"candidates": ", ".join(f"{n} {name}" for n, name in _numbered(one))},
                required=False,
                max_length=400,
            )

    def clean(self) -> dict[str, Any]:
        """`rankings` by contest."""
        data: dict[str, Any] = super().clean() or {}
        try:
            rankings = {n: ranking_in(data.get(f"contest{n}", "")) for n in self.contests}
        except ValueError:
            raise ValidationError(_("Write numbers with spaces between, like 3 1 2")) from None
        return data | {"rankings": rankings}


def _numbered(contest: "Contest") -> list[tuple[int, str]]:
    """Who stands, by the number on the paper."""
    return [(one.paper_number or 0, one.name) for one in candidates_on_paper(contest)]


def ranking_in(text: str) -> tuple[int, ...]:
    """The numbers of a ranking as it is typed. Raises ValueError for what is no number."""
    return tuple(int(word) for word in text.replace(",", " ").split())
