"""The product's settings, with what tests must not share with it."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("BANK_KEY", "only-for-tests")
os.environ.setdefault("MANYHANDS_VAR", os.path.join(tempfile.gettempdir(), "manyhands-tests"))

from config.settings import *  # noqa: F403
from config.settings import DATABASES, VAR_DIR

DEMO = False
MEDIA_ROOT = VAR_DIR / f"files-{os.getpid()}"  # a run's own, searched for canaries at its end
WHITENOISE_AUTOREFRESH = True  # static files are served from where they are written
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A database for each run, so that two at once do not share one; on SQLite a file, as in the product,
# because threads cannot race in memory. What a power cut would lose is no matter here.
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_manyhands_{os.getpid()}"}
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
else:
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
    OPTIONS = DATABASES["default"]["OPTIONS"]
    OPTIONS["init_command"] = OPTIONS["init_command"].replace("=FULL", "=OFF")
