"""Size bands, kinds of evidence and themes: what a new installation begins with."""

from typing import Any

from django.core.management.base import BaseCommand

from consortium.services.reference_data import ensure_reference_data


class Command(BaseCommand):
    help = "Add the size bands, kinds of evidence and themes that are missing; change none."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_reference_data()
