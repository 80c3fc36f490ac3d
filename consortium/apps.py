from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConsortiumConfig(AppConfig):
    name = "consortium"

    def ready(self) -> None:
        # Pages that enqueue a job must know its handler as the worker does.
        autodiscover_modules("tasks")
