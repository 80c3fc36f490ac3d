"""What `check --deploy` says of a server that is not set up yet."""

import pytest
from django.conf import LazySettings

from config.checks import demonstration_is_off, links_lead_here, mail_is_sent


@pytest.mark.parametrize(
    "address, is_right",
    [
        ("https://bids.example.org", True),
        ("http://bids.example.org", False),
        ("http://127.0.0.1:8000", False),
        ("https://127.0.0.1", False),
        ("https://elsewhere.example.org", False),
        ("", False),
    ],
)
def test_links_in_mail_lead_to_these_pages(
    settings: LazySettings, address: str, is_right: bool
) -> None:
    settings.ALLOWED_HOSTS = ["bids.example.org", "127.0.0.1"]
    settings.SITE_ADDRESS = address
    assert (links_lead_here() == []) is is_right


def test_the_demonstration_is_off_and_mail_is_sent(settings: LazySettings) -> None:
    settings.DEMO, settings.EMAIL_BACKEND = False, "django.core.mail.backends.smtp.EmailBackend"
    assert [*demonstration_is_off(), *mail_is_sent()] == []
    settings.DEMO, settings.EMAIL_BACKEND = True, "django.core.mail.backends.console.EmailBackend"
    assert [one.id for one in (*demonstration_is_off(), *mail_is_sent())] == [
        "manyhands.W001",
        "manyhands.W002",
    ]
