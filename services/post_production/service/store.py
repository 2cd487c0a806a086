"""The place where photo files lie: a folder or an object store, by one address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from services.post_production.domain.errors import PhotoFileLost

CHUNK = 1024 * 1024


class Rendering(StrEnum):
    """What can be shown of a photo."""

    THUMBNAIL = "thumbnail"
    PROOF = "proof"
    PREVIEW = "preview"
    ORIGINAL = "original"


class PhotoStore:
    """Files by key. Derived files are kept by content, so that the same picture is never developed twice.

    Args:
        url: ``file:///folder`` or ``s3://bucket/prefix``.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._store: ObjectStore
        if parts.scheme == "file":
            folder = Path(unquote(parts.path))
            folder.mkdir(parents=True, exist_ok=True)
            self._store = LocalStore(folder, mkdir=True)
        else:
            self._store = from_url(url)

    @staticmethod
    def derived_key(sha256: str, rendering: Rendering) -> str:
        """Where a preview or thumbnail lies."""
        return f"derived/{sha256[:2]}/{sha256}-{rendering.value}.jpg"

    async def put(self, key: str, data: bytes) -> None:
        """Write a file; the same key always has the same content, so that writing twice does no harm."""
        await obstore.put_async(self._store, key, data)

    async def get(self, key: str) -> bytes:
        """A whole file.

        Raises:
            PhotoFileLost: it is not there.
        """
        try:
            found = await obstore.get_async(self._store, key)
        except (NotFoundError, FileNotFoundError) as error:
            raise PhotoFileLost from error
        return bytes(await found.bytes_async())

    async def open(self, key: str) -> AsyncIterator[bytes]:
        """A file in pieces, once it is known to be there.

        Raises:
            PhotoFileLost: it is not there.
        """
        try:
            found = await obstore.get_async(self._store, key)
        except (NotFoundError, FileNotFoundError) as error:
            raise PhotoFileLost from error
        return _pieces(found)

    async def has(self, key: str) -> bool:
        """Whether the file is there."""
        try:
            await obstore.head_async(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return False
        return True

    async def delete(self, key: str) -> None:
        """Remove a file for good; one that is gone already is no error."""
        try:
            await obstore.delete_async(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return

    async def is_developed(self, sha256: str) -> bool:
        """Whether preview and thumbnail of that content are there; the preview is always written last."""
        return await self.has(self.derived_key(sha256, Rendering.PREVIEW))


async def _pieces(found: obstore.GetResult) -> AsyncIterator[bytes]:
    async for piece in found.stream(min_chunk_size=CHUNK):
        yield bytes(piece)
