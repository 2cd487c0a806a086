"""Keeping personal data out of free text: what looks like a phone or identity number is refused with a hint."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")


def check_free_text(text: str) -> str:
    """The text, if it holds no phone or identity number.

    Raises:
        PydanticCustomError: it does; people belong into reception's register and are referred to from there.
    """
    if "\x00" in text:
        raise ValueError("a NUL character cannot be stored")
    if MOBILE.search(text) or IDENTITY.search(text):
        raise PydanticCustomError(
            "numbers_in_text",
            "write no phone or identity numbers here: register the person at reception and refer to them",
        )
    return text


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a NUL character cannot be stored")
    return text


PlainText = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True), AfterValidator(check_free_text)]
"""A remark: at most 2000 characters, without phone or identity numbers."""

Words = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True, min_length=1), AfterValidator(_no_nul)]
"""A short name or label that may not be empty."""
