from typing import Any

from django.core.management.base import BaseCommand

from consortium.services.jobs import enqueue


class Command(BaseCommand):
    help = "Enqueue one slow job."

    def handle(self, *args: Any, **options: Any) -> None:
        enqueue(by=None, kind="slow", payload={})
