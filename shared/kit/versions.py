"""``ETag`` and ``If-Match``: no edit is overwritten unseen (P10)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Response

from shared.kit.errors import VersionMissing, VersionStale


def set_etag(response: Response, version: int) -> None:
    """Tell the caller which version this answer shows."""
    response.headers["ETag"] = f'"{version}"'


async def _if_match(
    if_match: Annotated[str | None, Header(description="the ETag of the version that was edited")] = None,
) -> int:
    if not if_match:
        raise VersionMissing
    number = if_match.removeprefix("W/").strip('"')
    if not number.isdigit():
        raise VersionMissing
    return int(number[:9])


IfMatch = Annotated[int, Depends(_if_match)]


def check_version(current: int, edited: int) -> None:
    """Refuse an edit of an older version.

    Raises:
        VersionStale: it was changed in the meantime.
    """
    if current != edited:
        raise VersionStale(version=current)
