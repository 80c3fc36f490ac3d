"""One settings file, driven by the environment; every default is right for one machine.

DATABASE_URL        PostgreSQL; without it SQLite in the var folder
REDIS_URL           Celery's broker; without it one process with an in-memory broker
BANK_KEY            seals bank details; without it a key is made once and kept in the var folder
BANK_KEYS_BEFORE    keys used before, comma separated: they still open what they sealed
BANK_GATEWAY        a class that sends payments to a bank's interface; without it files are sent by hand
SECRET_KEY          without it a key is made once and kept in the var folder
MANYHANDS_VAR       where the database, secrets and collected static files live (default: var)
MANYHANDS_HOSTS     host names, comma separated
MANYHANDS_ADDRESS   what links in mail begin with: https://vote.example.org
MANYHANDS_HTTPS     1 behind TLS: secure cookies, HSTS, redirect
MANYHANDS_DEBUG     1 for tracebacks in the browser
MANYHANDS_DEMO      1 shows sent mail on a page, so that a visitor can sign in; never where it matters
MANYHANDS_PROXIES   how many proxies of ours stand before the pages, for rate limits by address
MANYHANDS_JOB_LEASE seconds after which a silent worker is taken for dead
EMAIL_URL           smtp://user:password@host:port (smtps: for TLS); without it mail is printed
EMAIL_FROM          the sender's name and address
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse

import dj_database_url
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("MANYHANDS_VAR", BASE_DIR / "var"))


def flag(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


def kept_secret(name: str) -> str:
    """The named secret: from the environment, else from the var folder, made there on the first run."""
    if value := os.environ.get(name):
        return value
    path = VAR_DIR / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        try:
            os.link(fresh, path)  # the first of two processes wins, and both read the same key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


DEBUG = flag("MANYHANDS_DEBUG")
DEMO = flag("MANYHANDS_DEMO")
SECRET_KEY = kept_secret("SECRET_KEY")
BANK_KEYS = [
    kept_secret("BANK_KEY"),
    *filter(None, os.environ.get("BANK_KEYS_BEFORE", "").split(",")),
]
BANK_GATEWAY = os.environ.get("BANK_GATEWAY", "")
# What links in mail begin with.
SITE_ADDRESS = os.environ.get("MANYHANDS_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("MANYHANDS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "consortium",
    "representation",
    "bids",
    "frontend",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "frontend.acting.ActingPersonMiddleware",
    "frontend.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "frontend" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "frontend.context.everywhere",
            ],
        },
    },
]

# WAL with IMMEDIATE transactions gives no "database is locked"; FULL keeps the last commits on power loss.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
}
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'manyhands.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "consortium.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "config.sign_in.CodesOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail is slow to come where signals are weak
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# Five codes in ten minutes, three tries each, at one chance in a million.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,5/10m/key"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MANYHANDS_PROXIES", "0"))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/now/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [BASE_DIR / "frontend" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # a receipt never lies on the disk as it came

JOB_LEASE_SECONDS = float(os.environ.get("MANYHANDS_JOB_LEASE", "20"))
JOB_LONGEST_SECONDS = 3600  # a handler that hangs for longer loses its lease

REDIS_URL = os.environ.get("REDIS_URL", "")
# Rate limits and signs of life: shared by all processes, or in the one process there is.
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
# In memory the default interval of one second would cap the worker at two tasks a second. A page
# does not wait for a broker that is away: the sweep tells it later.
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "socket_connect_timeout": 2,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
    }
    if REDIS_URL
    else {"polling_interval": 0.05}
)
# A message may be lost, for the sweep wakes a worker again; one acknowledged only after the work
# would kill a worker whose broker went away in the meantime.
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    # A sweep that waited for its turn is of no use any more: the next one is there.
    "sweep-jobs": {"task": "consortium.sweep_jobs", "schedule": 2.0, "options": {"expires": 2.0}},
    "resume-sending": {"task": "consortium.resume_sending", "schedule": 30.0},
    "publish-heads": {"task": "consortium.publish_heads", "schedule": 3600.0},
    "end-seats": {"task": "representation.end_what_ran_out", "schedule": 3600.0},
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"

HTTPS = flag("MANYHANDS_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600

email = urlparse(os.environ.get("EMAIL_URL", ""))
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend"
    if email.hostname
    else "filebased.EmailBackend"
    if DEMO
    else "console.EmailBackend"
)
EMAIL_HOST = email.hostname or "localhost"
EMAIL_PORT = email.port or 25
EMAIL_HOST_USER = unquote(email.username or "")
EMAIL_HOST_PASSWORD = unquote(email.password or "")
EMAIL_USE_TLS = email.scheme == "smtps"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "Manyhands <noreply@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # At DEBUG these write what a template or a query was given: names, answers, account numbers. They
    # keep their own level, so that turning up the root or "django" to look for a fault does not let them.
    "loggers": {
        name: {"level": "WARNING"}
        for name in ("django.template", "django.db.backends", "django.request", "celery", "kombu")
    },
}
