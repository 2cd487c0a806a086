"""Why a picture that somebody brought is not taken."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Why a file was not taken or later given up."""

    NOT_JPEG = "NOT_JPEG"
    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    TOO_MANY_PIXELS = "TOO_MANY_PIXELS"
    TRUNCATED = "TRUNCATED"
    UNREADABLE = "UNREADABLE"
    FILE_LOST = "FILE_LOST"


class PictureRefused(Exception):
    """These bytes are not taken; ``why`` is what the uploader is told."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why
