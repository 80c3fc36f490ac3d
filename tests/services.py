"""Where the tests look for what a bare machine may lack."""

import os
import shutil

DATABASE_URL = os.environ.get(
    "MANYHANDS_TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/manyhands"
)
REDIS_URL = os.environ.get("MANYHANDS_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
CHROMIUM = os.environ.get("MANYHANDS_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
