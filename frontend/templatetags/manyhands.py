"""How pages write money, shares, dates, counts, and what fields carry beside their widgets."""

from datetime import date, datetime

from django import forms, template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bids.selectors.plan_words import pounds
from consortium.selectors.dates import day_in_words, moment_in_words

register = template.Library()
BASIS_POINTS_IN_A_PERCENT = 100


@register.filter
def money(pence: int | None) -> str:
    """£1,712,000 or £43.50; a dash for nothing known. Whole pence only: a float is a mistake."""
    if pence is None:
        return "–"
    if isinstance(pence, bool) or not isinstance(pence, int):
        raise TypeError("money takes whole pence")
    return f"−{pounds(-pence)}" if pence < 0 else pounds(pence)


@register.filter
def money_to_the_penny(pence: int | None) -> str:
    """£43.50 and £10,000.00: where money is paid, every figure has its pence."""
    words = money(pence)
    return words if pence is None or "." in words else f"{words}.00"


@register.filter
def percent(basis_points: int | None) -> str:
    """93.7% or 92% of 9370 or 9200; rounded down, so that only a whole is called 100%."""
    if basis_points is None:
        return "–"
    whole, rest = divmod(basis_points, BASIS_POINTS_IN_A_PERCENT)
    tenth = rest // 10
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


@register.filter
def whole_percent(basis_points: int | None) -> str:
    """92% of 9204; rounded down."""
    return "–" if basis_points is None else f"{basis_points // BASIS_POINTS_IN_A_PERCENT}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """Friday 18 December 2026, in London."""
    return "–" if value is None else day_in_words(_local_day(value))


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """18 December 2026: where days stand in columns."""
    return "–" if value is None else date_format(_local_day(value), "j F Y")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """18 December."""
    return "–" if value is None else date_format(_local_day(value), "j F")


@register.filter
def moment(value: datetime | None) -> str:
    """noon, Friday 18 December 2026."""
    return "–" if value is None else moment_in_words(value)


@register.filter
def in_words(count: int) -> str:
    """Two; Four; from ten on 10: a count that begins a sentence."""
    return WORDS[count]() if 0 <= count < len(WORDS) else str(count)


WORDS = (
    lambda: _("None"),
    lambda: _("One"),
    lambda: _("Two"),
    lambda: _("Three"),
    lambda: _("Four"),
    lambda: _("Five"),
    lambda: _("Six"),
    lambda: _("Seven"),
    lambda: _("Eight"),
    lambda: _("Nine"),
)


@register.filter
def error_count(form: forms.BaseForm) -> int:
    """Sentences in the summary of errors."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def target(field: forms.BoundField) -> str:
    """The id that an error links to: of the control, or of the first of several."""
    if field.use_fieldset:
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.filter
def unit_before(field: forms.BoundField) -> str:
    """What stands before the box: £."""
    return str(getattr(field.form, "units_before", {}).get(field.name, ""))


@register.filter
def unit_after(field: forms.BoundField) -> str:
    """What stands after the box: hours a week."""
    return str(getattr(field.form, "units_after", {}).get(field.name, ""))


def _local_day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
