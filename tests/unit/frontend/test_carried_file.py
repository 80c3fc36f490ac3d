"""A file that a page carries to its confirmation."""

import base64
import os
import zlib

import pytest
from django.core.exceptions import SuspiciousOperation
from hypothesis import given
from hypothesis import strategies as st

from consortium.spreadsheets import LARGEST_FILE
from frontend.staff.carried_file import FileTooLarge, carried, packed


@given(st.binary(max_size=2_000))
def test_it_comes_back_as_it_went(content: bytes) -> None:
    assert carried(packed(content)) == content


def test_what_does_not_fit_a_page_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        packed(os.urandom(4_000_000))


@pytest.mark.parametrize("bytes_unpacked", [LARGEST_FILE * 2, LARGEST_FILE * 20])
def test_a_bomb_is_not_unpacked(bytes_unpacked: int) -> None:
    with pytest.raises(SuspiciousOperation):
        carried(base64.b64encode(zlib.compress(bytes(bytes_unpacked))).decode())


@given(st.text(max_size=80))
def test_anything_else_is_refused(text: str) -> None:
    try:
        carried(text)
    except SuspiciousOperation:
        return
    assert packed(carried(text)) == text  # hypothesis has found a packed file
