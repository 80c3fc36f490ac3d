"""The fair-share panel: the sector, the seats, and the fairest split of as many seats."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontend.pictures.bars import BASIS_POINTS, BarPicture, bar_of
from frontend.templatetags.manyhands import percent
from representation.selectors.fair_share import FairShareView

SMALL_FILL, LARGER_FILL = 1, 3


def fair_share_words(share: FairShareView) -> str:
    """How many seats would have to change hands to reach the fairest split."""
    found = share.measures
    if found is None:
        return _(
            "There is nothing to compare yet: the sizes of the holders’ organisations, "
            "or of the sector’s, are not known."
        )
    small, larger = found.fairest
    if not found.to_move:
        return _(
            "The seats are split as fairly as so few seats can be: %(small)s and %(larger)s."
        ) % {
            "small": small,
            "larger": larger,
        }
    words = ngettext(
        "%(n)s of %(seats)s filled seats would need to change hands to reach the fairest split: "
        "%(small)s small, %(larger)s larger.",
        "%(n)s of %(seats)s filled seats would need to change hands to reach the fairest split: "
        "%(small)s small, %(larger)s larger.",
        found.to_move,
    )
    return words % {
        "n": found.to_move,
        "seats": sum(share.seats),
        "small": small,
        "larger": larger,
    }


def fair_share_bars(share: FairShareView) -> tuple[BarPicture, ...]:
    """Three bars: the sector by size, the seats now, the fairest split."""
    if share.measures is None:
        return ()
    return (
        _bar(_("The sector"), share.sector, in_per_cent=True),
        _bar(_("Seats now"), share.seats),
        _bar(_("Fairest split"), (share.measures.fairest[0], share.measures.fairest[1])),
    )


def fair_share_note(share: FairShareView) -> str:
    """The indices, for those who want them, and what was left out."""
    found = share.measures
    if found is None:
        return ""
    parts = [
        _(
            "Loosemore-Hanby %(distance)s, Gallagher %(gallagher)s; "
            "the least that so many seats allow is %(floor)s."
        )
        % {
            "distance": hundredths(found.distance),
            "gallagher": hundredths(found.gallagher),
            "floor": hundredths(found.floor),
        }
    ]
    if share.not_counted:
        parts.append(
            ngettext(
                "%(n)s holder is not counted: the size of the organisation is not known.",
                "%(n)s holders are not counted: the sizes of their organisations are not known.",
                share.not_counted,
            )
            % {"n": share.not_counted}
        )
    if share.unknown:
        parts.append(
            ngettext(
                "%(n)s organisation of the sector is of unknown size.",
                "%(n)s organisations of the sector are of unknown size.",
                share.unknown,
            )
            % {"n": share.unknown}
        )
    return " ".join(parts)


def hundredths(number: Fraction) -> str:
    """69.00 as 69.0, 2.3333 as 2.33: at least one decimal, at most two, rounded half up."""
    scaled = (number * 200 + 1) // 2
    text = f"{scaled // 100}.{scaled % 100:02}"
    return text[:-1] if text.endswith("0") else text


def _bar(label: str, counts: tuple[int, int], *, in_per_cent: bool = False) -> BarPicture:
    total = sum(counts)
    first = BASIS_POINTS * counts[0] // total if total else 0
    small, larger = counts
    if in_per_cent:
        words = _("%(small)s micro and small, %(larger)s larger") % {
            "small": percent(first),
            "larger": percent(BASIS_POINTS - first),
        }
    else:
        words = _("%(small)s micro and small, %(larger)s larger") % {
            "small": small,
            "larger": larger,
        }
    return bar_of(label, words, ((first, SMALL_FILL), (BASIS_POINTS - first, LARGER_FILL)))
