"""What people type: days, pounds and counts, in the ways that they write them."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
POUNDS = re.compile(r"£?([0-9]{1,15})(?:\.([0-9]{1,2}))?")
CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?([ap]m)?")
COUNT = re.compile(r"[0-9]{1,18}")
MOST_PENCE = 10**15
MOST_UNITS = 10**12


class DayField(forms.DateField):
    """31/3/2027, 31 March 2027 or 2027-03-31; shown again as 31/3/2027."""

    widget = forms.TextInput(attrs={"class": "short"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("For example 31/3/2027"))
        super().__init__(input_formats=DAY_FORMATS, **kwargs)
        self.error_messages["invalid"] = _("Give a day, like 31/3/2027: %(field)s") % {
            "field": self.label
        }

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise ValidationError(self.error_messages["invalid"])
        return day

    def prepare_value(self, value: Any) -> Any:
        return date_format(value, "j/n/Y") if isinstance(value, date) else value


class ClockField(forms.CharField):
    """10:00, 10.30, 14:00 or 2pm, as a time of day; shown again as 10:00."""

    widget = forms.TextInput(attrs={"class": "short"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("For example 10:00 or 2:30pm"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = CLOCK.fullmatch("".join(text.lower().split()))
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (-1, 0)
        half = found[3] if found else None
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half or (found and not found[2]):
            hour = -1
        if not (0 <= hour < 24 and minute < 60):
            words = _("Give a time, like 10:00 or 2:30pm: %(field)s")
            raise ValidationError(words % {"field": self.label})
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class PoundsField(forms.CharField):
    """£1,250, 1250 or 1,250.50, as whole pence."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        """`least`: in pence."""
        super().__init__(**kwargs)
        self.least = least

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = POUNDS.fullmatch("".join(text.replace(",", "").split()))
        if found is None:
            words = _("Give an amount in pounds, like 25 or 25.50: %(field)s")
            raise ValidationError(words % {"field": self.label})
        pence = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
        if not self.least <= pence <= MOST_PENCE:
            raise ValidationError(_("Too small or too large: %(field)s") % {"field": self.label})
        return pence

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        whole, odd = divmod(value, 100)
        return f"{whole:,}.{odd:02}" if odd else f"{whole:,}"


class CountField(forms.CharField):
    """1200 or 1,200, as a whole number of at least one."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})

    def __init__(self, *, least: int = 1, most: int = MOST_UNITS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        plain = "".join(text.replace(",", "").split())
        if not (plain.isascii() and COUNT.fullmatch(plain)):
            words = _("Give a whole number, like 12: %(field)s")
            raise ValidationError(words % {"field": self.label})
        if not self.least <= int(plain) <= self.most:
            raise ValidationError(_("Too small or too large: %(field)s") % {"field": self.label})
        return int(plain)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if isinstance(value, int) else value
