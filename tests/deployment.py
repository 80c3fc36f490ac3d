"""`check --deploy` as in production, where a warning is a failure: `python -m tests.deployment`."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        production = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "DATABASE_URL": "postgres://manyhands@127.0.0.1/manyhands",
            "REDIS_URL": "redis://127.0.0.1:6379/0",
            "MANYHANDS_HOSTS": "bids.example.org",
            "MANYHANDS_ADDRESS": "https://bids.example.org",
            "MANYHANDS_HTTPS": "1",
            "MANYHANDS_VAR": folder,
            "EMAIL_URL": "smtps://sender:secret@mail.example.org:587",
            "PATH": os.environ.get("PATH", ""),
        }
        command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        return subprocess.run(command, cwd=ROOT, env=production).returncode


if __name__ == "__main__":
    sys.exit(main())
