"""Showing a photo: which file, and whether it can be shown yet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

from services.post_production.domain.errors import PhotoNotReady
from services.post_production.domain.states import PhotoState
from services.post_production.models import Photo
from services.post_production.service.imports import store_of
from services.post_production.service.store import PhotoStore, Rendering
from shared.kit.db import AsyncSession, get_or_404


async def open_photo(session: AsyncSession, photo_id: UUID, rendering: Rendering) -> tuple[str, AsyncIterator[bytes]]:
    """The content tag and the bytes of a photo.

    Raises:
        PhotoNotReady: its preview is not made, or it is broken; the original is always there.
    """
    photo = await get_or_404(session, Photo, photo_id)
    if rendering is not Rendering.ORIGINAL and photo.state is not PhotoState.READY:
        raise PhotoNotReady(state=photo.state.value)
    key = photo.original_key
    if rendering is not Rendering.ORIGINAL:
        key = PhotoStore.derived_key(photo.sha256, rendering)
    return f'"{photo.sha256[:32]}-{rendering.value}"', await store_of(session).open(key)
