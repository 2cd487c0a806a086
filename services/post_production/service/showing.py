"""Showing pictures: which file, and whether it can be shown yet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from services.post_production.domain.errors import PhotoNotReady
from services.post_production.domain.states import PhotoState
from services.post_production.models import LayoutPage, Photo
from services.post_production.service.imports import store_of
from services.post_production.service.pictures import proof_of
from services.post_production.service.store import PhotoStore, Rendering
from shared.kit.db import AsyncSession, get_or_404

Shown = tuple[str, AsyncIterator[bytes]]
"""The content tag and the bytes of a picture."""


async def open_photo(session: AsyncSession, photo_id: UUID, rendering: Rendering) -> Shown:
    """The content tag and the bytes of a photo.

    Raises:
        PhotoNotReady: its preview is not made, or it is broken; the original is always there.
    """
    photo = await get_or_404(session, Photo, photo_id)
    if rendering is Rendering.ORIGINAL:
        return _tag(photo.sha256, rendering), await store_of(session).open(photo.original_key)
    if photo.state is not PhotoState.READY:
        raise PhotoNotReady(state=photo.state.value)
    return await _open_derived(session, photo.sha256, rendering)


async def open_page(session: AsyncSession, page_id: UUID, rendering: Rendering) -> Shown:
    """The content tag and the bytes of a layout's page."""
    page = await get_or_404(session, LayoutPage, page_id, what="layout page")
    return await _open_derived(session, page.sha256, rendering)


async def _open_derived(session: AsyncSession, sha256: str, rendering: Rendering) -> Shown:
    store = store_of(session)
    key = PhotoStore.derived_key(sha256, rendering)
    if rendering is Rendering.PROOF and not await store.has(key):
        # Made when a customer first looks: most photos are never opened on a telephone.
        preview = await store.get(PhotoStore.derived_key(sha256, Rendering.PREVIEW))
        await store.put(key, await asyncio.to_thread(proof_of, preview))
    return _tag(sha256, rendering), await store.open(key)


def _tag(sha256: str, rendering: Rendering) -> str:
    return f'"{sha256[:32]}-{rendering.value}"'
