"""Somebody turns the logs up to look for a fault: no account number and no receipt is written to them."""

import copy
import io
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Engine
from django.test import Client

from consortium.treasury.sealing import BankAccount
from representation.claims.states import ClaimState
from tests.canary import CANARY
from tests.factories import claims as make
from tests.factories.claim_paths import PATHS

NUMBER = "77310009"


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """The product's own logging, but for its root and Django's, which say everything."""
    written = io.StringIO()
    kept = (logging.root.handlers[:], logging.root.level)
    config = copy.deepcopy(settings.LOGGING)
    config["handlers"]["console"]["stream"] = written
    config["root"]["level"] = "DEBUG"
    config["loggers"]["django"] = {"level": "DEBUG"}
    logging.config.dictConfig(config)
    yield written
    logging.getLogger("django").setLevel("INFO")
    logging.config.dictConfig(settings.LOGGING)
    logging.root.handlers[:], level = kept
    logging.root.setLevel(level)


def test_the_root_is_really_turned_up(logs: io.StringIO) -> None:
    logging.getLogger("consortium").debug("heard")
    assert "heard" in logs.getvalue()


def test_what_a_template_was_given_is_not_written(logs: io.StringIO) -> None:
    template = Engine().from_string("{{ account.nothing }}{{ sent.nothing }}{{ nothing }}")
    account = BankAccount("Priya", "608371", NUMBER)
    template.render(Context({"account": account, "sent": {"number": NUMBER}}))
    assert not CANARY.search(logs.getvalue())


@pytest.mark.django_db
def test_pages_with_accounts_and_receipts_write_none_of_them(
    logs: io.StringIO, client: Client
) -> None:
    at = make.world()
    PATHS[ClaimState.IN_PAYMENT](at)
    client.force_login(at.user)
    account = f"/claims/account/{at.money.network.slug}/"
    for number in (NUMBER, NUMBER + "9", "7731 0009"):
        given = {"name": "Priya Nair", "sort_code": "608371", "number": number}
        client.post(account, given)
    photo = SimpleUploadedFile("r.jpg", b"\xff\xd8\xff 7731receipt", "image/jpeg")
    client.post(f"/claims/{at.structure.pk}/receipt/", {"kind": "childcare", "receipt": photo})
    client.force_login(at.money.treasurer)
    file = SimpleUploadedFile("batch.csv", f"608371,{NUMBER},PRIYA".encode())
    client.post("/money/payments/1/check/", {"file": file})
    for page in ("/money/payments/1/", "/money/payees/", "/no/such/page/"):
        client.get(page)
    assert not CANARY.search(logs.getvalue())
