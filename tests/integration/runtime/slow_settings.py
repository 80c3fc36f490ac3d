"""The product's own settings, and an app whose work takes its time."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.integration.runtime.slow_work"]
