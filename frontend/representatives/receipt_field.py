"""A receipt that somebody sends: read and looked at before anything is saved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from representation.claims.receipts import LARGEST_BYTES, ReceiptRefused, scan
from representation.services.claim_receipts import receipt_fault


class ReceiptField(forms.FileField):
    """A photo or a PDF, as its bytes."""

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        sent = super().clean(data, initial)
        if not sent:
            return None
        content = bytes(sent.read(LARGEST_BYTES + 1))
        try:
            scan(content)
        except ReceiptRefused as error:
            raise ValidationError(receipt_fault(error.fault)) from None
        return content
