"""Files that a browser keeps instead of showing them."""

from django.http import HttpResponse


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """The file under this name; `kind` is its media type."""
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
