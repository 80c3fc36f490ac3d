"""Days that people give, as the moments that the law of an election compares."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def start_of(day: date) -> datetime:
    """Midnight in London, when the day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """Midnight in London, when the day is over: the first moment that is too late."""
    return start_of(day + timedelta(days=1))


def last_day_before(moment: datetime) -> date:
    """The last day that is whole, or has begun, before the moment."""
    return timezone.localdate(moment - timedelta(microseconds=1))
