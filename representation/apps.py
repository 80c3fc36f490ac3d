from django.apps import AppConfig


class RepresentationConfig(AppConfig):
    name = "representation"
