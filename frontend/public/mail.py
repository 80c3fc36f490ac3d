"""In the demonstration there is no post office: what would have been sent is shown here."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 20
BETWEEN_MESSAGES = b"-" * 79 + b"\n"
CODE = re.compile(r"^[0-9]{6}$", re.MULTILINE)


@dataclass(frozen=True)
class Letter:
    """One message as the page shows it; `code` is the sign-in code in it, if there is one."""

    to: str
    subject: str
    sent_at: datetime
    body: str
    code: str


@require_safe
@never_cache
def sent_mail(request: HttpRequest) -> HttpResponse:
    """The newest messages, each code in large figures; nothing of the kind outside demonstrations."""
    if not settings.DEMO:
        raise Http404
    return render(
        request, "account/mail.html", {"letters": newest_letters(Path(settings.EMAIL_FILE_PATH))}
    )


def newest_letters(folder: Path) -> list[Letter]:
    """What Django's file backend has written there, newest first."""
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    letters = [_letter(raw) for file in files[:SHOWN] for raw in reversed(_messages(file))]
    return letters[:SHOWN]


def _messages(file: Path) -> list[bytes]:
    return [raw for raw in file.read_bytes().split(BETWEEN_MESSAGES) if raw.strip()]


def _letter(raw: bytes) -> Letter:
    message = message_from_bytes(raw, policy=policy.default)
    part = message.get_body(preferencelist=("plain",))
    body = part.get_content() if part else ""
    code = CODE.search(body)
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(str(message["Date"])).astimezone(UTC),
        body=body.strip(),
        code=code.group() if code else "",
    )
