"""Everything in one process: the pages, a worker and the clock that wakes it."""

import errno
import os
import signal
import socket
import sys
from argparse import ArgumentParser
from threading import Thread
from typing import Any, NoReturn

import waitress
from celery import current_app
from celery.beat import EmbeddedService
from celery.signals import worker_ready
from celery.worker import WorkController
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application

from consortium.models import Organisation
from consortium.selectors.sign_in import addresses_of_leads
from consortium.services.job_runner import put_back_all


class Command(BaseCommand):
    help = "Serve the pages and do the background work in one process, on a database made ready."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        for request_to_stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(request_to_stop, _exit_main_loop)
        listener = _listen(host, port)
        if "MANYHANDS_ADDRESS" not in os.environ:
            settings.SITE_ADDRESS = f"http://{host}:{listener.getsockname()[1]}"
        _prepare()
        server = waitress.create_server(get_wsgi_application(), sockets=[listener], threads=4)
        Thread(target=_work, daemon=True, name="worker").start()
        clock = EmbeddedService(
            current_app, max_interval=1, thread=True, scheduler_cls=settings.CELERY_BEAT_SCHEDULER
        )
        clock.daemon = True
        clock.start()
        self._greet(f"http://{host}:{listener.getsockname()[1]}")
        server.run()
        put_back_all()
        self.stdout.write("Stopped.")
        _leave()

    def _greet(self, address: str) -> None:
        self.stdout.write(f"Manyhands is at {address}/")
        self.stdout.write(_how_to_sign_in(address))
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()


def _prepare() -> None:
    """Bring the database and the static files up to date; the demonstration is loaded once."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMO and not Organisation.objects.exists():
        call_command("load_demonstration")


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that a port in use is known before anything is done."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise CommandError(_why_not(host, port, error), returncode=2) from None
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use already; choose another: make run PORT={port + 1}"
    return f"cannot serve on {host}:{port}: {error.strerror or error}"


def _work() -> None:
    """A Celery worker with two threads, in this thread."""
    worker = WorkController(
        app=current_app._get_current_object(),
        pool_cls="threads",
        concurrency=2,
        hostname="embedded@localhost",
        without_mingle=True,
        without_gossip=True,
        without_heartbeat=True,
        # Celery's own command announces the worker; a bare WorkController leaves that to us.
        ready_callback=lambda consumer: worker_ready.send(sender=consumer),
    )
    worker.start()


def _how_to_sign_in(address: str) -> str:
    leads = addresses_of_leads()
    if settings.DEMO and leads:
        return f"Sign in at {address}/sign-in/ as {leads[0]}; the code comes to {address}/mail/"
    return f"Sign in at {address}/sign-in/"


def _exit_main_loop(signum: int, frame: Any) -> NoReturn:
    raise SystemExit


def _leave() -> NoReturn:
    """Without waiting for threads in the middle of a job: the job is back in the queue."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
