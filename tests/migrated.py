"""A SQLite file with every table and nothing entered, made once for each state of the migrations.

To migrate an empty database takes seconds; to copy one that is migrated takes milliseconds.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
from django.conf import settings

UNUSED_FOR = 24 * 60 * 60  # seconds until the file of an older state is cleared away


def copy_to(path: Path) -> None:
    """Put a migrated database there."""
    folder = settings.VAR_DIR / "migrated"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = folder / f"{_state()}.sqlite3"
        if not kept.exists():
            _forget_unused(folder)
            _migrate(kept)
        os.utime(kept)
        shutil.copyfile(kept, path)


def _state() -> str:
    """What the tables follow from: Django and the text of every migration of ours."""
    digest = hashlib.sha256(django.get_version().encode())
    for source in sorted(settings.BASE_DIR.glob("*/migrations/*.py")):
        digest.update(source.relative_to(settings.BASE_DIR).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(kept: Path) -> None:
    """By a process of its own, so that nothing of these tests is in it; whole or not at all."""
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        there = {"MANYHANDS_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=settings.BASE_DIR,
            env=environment | there,
            check=True,
        )
        os.replace(Path(folder) / "manyhands.sqlite3", kept)


def _forget_unused(folder: Path) -> None:
    for older in folder.glob("*.sqlite3"):
        if older.stat().st_mtime < time.time() - UNUSED_FOR:
            older.unlink()
