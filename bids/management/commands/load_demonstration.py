"""Load the demonstration, once."""

from typing import Any

from django.core.management.base import BaseCommand

from bids.services.demonstration import load_demonstration


class Command(BaseCommand):
    help = "Load fictional networks in real places, a tender and its plan; what is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in load_demonstration() or ["The demonstration is loaded already."]:
            self.stdout.write(line)
