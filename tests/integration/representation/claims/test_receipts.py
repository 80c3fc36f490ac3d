"""Receipts at rest: sealed to their row, opened for few, gone with their line."""

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.test import Client

from consortium.decisions import Refused
from consortium.models import Event
from representation.claims.pricing import LineAsked
from representation.claims.states import LineKind
from representation.models import Claim, ClaimReceipt
from representation.services import claim_receipts, claims
from tests.factories import claims as make
from tests.factories import consortium as people

pytestmark = pytest.mark.django_db
PHOTO = b"\xff\xd8\xff 7731receipt of a childminder in Belper"
FARE = LineAsked(LineKind.FARE, cost_pence=420)


@pytest.fixture
def at(settings: LazySettings, tmp_path: Path) -> make.World:
    settings.MEDIA_ROOT = tmp_path
    return make.world()


@pytest.fixture
def receipt(at: make.World) -> ClaimReceipt:
    claim = make.draft(at, make.CHILDCARE, FARE)
    return claim_receipts.add_receipt(by=at.user, claim=claim, kind="childcare", content=PHOTO)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def opened(at: make.World, receipt: ClaimReceipt) -> bytes:
    fresh = ClaimReceipt.objects.get(pk=receipt.pk)
    return claim_receipts.open_receipt(by=at.user, receipt=fresh)


def test_nothing_of_a_receipt_is_on_the_disk(
    at: make.World, receipt: ClaimReceipt, tmp_path: Path
) -> None:
    (path,) = kept(tmp_path)
    assert not any(PHOTO[i : i + 8] in path.read_bytes() for i in range(len(PHOTO) - 7))
    assert receipt.digest not in str(path)
    assert opened(at, receipt) == PHOTO


def test_a_byte_that_was_changed_is_noticed(
    at: make.World, receipt: ClaimReceipt, tmp_path: Path
) -> None:
    (path,) = kept(tmp_path)
    sealed = path.read_bytes()
    for offset in range(len(sealed)):
        path.write_bytes(sealed[:offset] + bytes([sealed[offset] ^ 1]) + sealed[offset + 1 :])
        with pytest.raises(Refused, match="gone or was changed"):
            opened(at, receipt)
    path.unlink()
    with pytest.raises(Refused, match="gone or was changed"):
        opened(at, receipt)
    assert not Event.objects.filter(kind="receipt.opened").exists()


def test_a_receipt_opens_only_as_its_own_row(at: make.World, receipt: ClaimReceipt) -> None:
    fare = receipt.line.claim.lines.get(kind="fare")
    ClaimReceipt.objects.filter(pk=receipt.pk).update(line=fare)
    with pytest.raises(Refused, match="gone or was changed"):
        opened(at, receipt)


def test_a_key_that_was_used_before_still_opens(
    at: make.World, receipt: ClaimReceipt, settings: LazySettings
) -> None:
    before = settings.BANK_KEYS
    settings.BANK_KEYS = ["another secret", *before]
    assert opened(at, receipt) == PHOTO
    settings.BANK_KEYS = ["another secret"]
    with pytest.raises(Refused, match="gone or was changed"):
        opened(at, receipt)


def test_a_receipt_goes_with_its_line(
    at: make.World,
    receipt: ClaimReceipt,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        claims.set_lines(by=at.user, claim=receipt.line.claim, lines=[FARE])
    assert kept(tmp_path) == []


def test_no_row_without_a_seal(receipt: ClaimReceipt) -> None:
    for fields in ({"name": "x"}, {"key_id": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ClaimReceipt.objects.update(**fields)


def test_receipts_from_before_are_sealed_and_their_plain_files_go(
    at: make.World,
    receipt: ClaimReceipt,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    migration = import_module("representation.migrations.0008_receipts_sealed")
    for path in kept(tmp_path):
        path.unlink()
    plain = migration.place(receipt.digest)
    plain.parent.mkdir(parents=True, exist_ok=True)
    plain.write_bytes(PHOTO)
    with django_capture_on_commit_callbacks(execute=True):
        migration.seal_receipts(apps, SimpleNamespace(connection=connection))
    assert not plain.exists()
    (path,) = kept(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert opened(at, receipt) == PHOTO


def test_who_may_see_the_claim_is_served_and_nobody_else(
    at: make.World, receipt: ClaimReceipt, client: Client
) -> None:
    claim = Claim.objects.get()
    own, desk = (
        f"{page}/{claim.pk}/receipts/{receipt.pk}/" for page in ("/claims", "/money/claims")
    )
    contact = people.role(people.RoleKind.MEMBER_CONTACT, of=at.money.network, email="m@c.example")
    for user, page, status in (
        (at.user, own, 200), (at.user, desk, 404), (at.money.treasurer, desk, 200),
        (at.money.treasurer, own, 404), (contact, desk, 403), (contact, own, 404),
    ):  # fmt: skip
        client.force_login(user)
        answer = client.get(page)
        assert answer.status_code == status, (user, page)
        if status == 200:
            assert answer.content == PHOTO
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(at.user)
    assert own in client.get(f"/claims/{claim.pk}/").content.decode()
