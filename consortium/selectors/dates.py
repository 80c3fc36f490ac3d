"""Dates as people say them, in Europe/London and the language of the page."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

DAY = "l j F Y"


def day_in_words(day: date) -> str:
    """Friday 18 December 2026."""
    return date_format(day, DAY)


def moment_in_words(at: datetime) -> str:
    """noon, Friday 18 December 2026; 5pm, ...; 5:30pm, ...; 11:59pm, ...

    `at` is an aware time; midnight is called so, because the day it belongs to is easily mistaken.
    """
    local = timezone.localtime(at)
    return _("%(time)s, %(day)s") % {
        "time": _clock(local.time()),
        "day": day_in_words(local.date()),
    }


def _clock(at: time) -> str:
    if (at.hour, at.minute) == (12, 0):
        return _("noon")
    if (at.hour, at.minute) == (0, 0):
        return _("midnight")
    half = _("pm") if at.hour >= 12 else _("am")
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{half}"
