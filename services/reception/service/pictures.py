"""Taking and showing pictures: the face before make-up (REC-02), a thing that was left behind (M-36)."""

from __future__ import annotations

import asyncio
import hashlib
from uuid import UUID

import pyvips
from fastapi import UploadFile
from sqlalchemy import delete, inspect
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.reception.domain.orders import OVER
from services.reception.domain.pictures import (
    EDGE,
    MOST_BYTES,
    MOST_PIXELS,
    QUALITY,
    WHY,
    PictureMissing,
    PictureUnusable,
)
from services.reception.models import BeforePhoto, FoundItem, FoundPhoto, Order
from services.reception.schemas.keeping import FoundOut
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Conflict
from shared.kit.pictures import fitted, header_of, written
from shared.kit.refusals import PictureRefused, Refusal


def _small(data: bytes) -> bytes:
    header_of(data, max_bytes=MOST_BYTES, max_pixels=MOST_PIXELS)
    try:
        return written(fitted(data, EDGE), quality=QUALITY)
    except pyvips.Error as error:
        raise PictureRefused(Refusal.UNREADABLE) from error


async def _usable(file: UploadFile) -> bytes:
    """The picture as it is kept; looked at in a thread, before any row is read.

    Raises:
        PictureUnusable: no photograph.
    """
    try:
        return await asyncio.to_thread(_small, await file.read(MOST_BYTES + 1))
    except PictureRefused as refused:
        raise PictureUnusable(why=WHY[refused.why]) from refused


async def take_before_photo(session: AsyncSession, who: Principal, order_id: UUID, file: UploadFile) -> Order:
    """妆前照: keep the face before make-up, which ticks the checklist; another one takes its place (REC-02).

    Raises:
        PictureUnusable: no photograph; nothing is changed.
        Conflict: the order has ended.
    """
    image = await _usable(file)
    order = await get_or_404(session, Order, order_id, lock=True)
    if order.state in OVER:
        raise Conflict(reason=Both("the order has ended", "订单已结束"))
    about = {"order_id": order_id, "branch_id": order.branch_id}
    await _keep(session, BeforePhoto, about, image, who)
    order.booking_checklist = {**order.booking_checklist, "before_photo_taken": True}
    order.edited()
    return order


async def see_before_photo(session: AsyncSession, order_id: UUID) -> BeforePhoto:
    """The face before make-up, while the order goes on.

    Raises:
        PictureMissing: none was taken, or the order has ended.
    """
    await get_or_404(session, Order, order_id)
    photo = await session.get(BeforePhoto, order_id)
    if photo is None:
        raise PictureMissing
    return photo


async def forget_face(session: AsyncSession, order_id: UUID) -> None:
    """The order has ended, and nobody needs the face before make-up any more (P18)."""
    await session.execute(delete(BeforePhoto).where(col(BeforePhoto.order_id) == order_id))


async def take_found_photo(session: AsyncSession, who: Principal, item_id: UUID, file: UploadFile) -> FoundOut:
    """What the left-behind thing looks like; another photo takes its place (M-36).

    Raises:
        PictureUnusable: no photograph; nothing is changed.
    """
    image = await _usable(file)
    item = await get_or_404(session, FoundItem, item_id, lock=True)
    about = {"item_id": item_id, "branch_id": item.branch_id}
    await _keep(session, FoundPhoto, about, image, who)
    item.photo_at = clock.now()
    return FoundOut.of(item)


async def see_found_photo(session: AsyncSession, item_id: UUID) -> FoundPhoto:
    """What the left-behind thing looks like.

    Raises:
        PictureMissing: none was taken.
    """
    await get_or_404(session, FoundItem, item_id)
    photo = await session.get(FoundPhoto, item_id)
    if photo is None:
        raise PictureMissing
    return photo


async def _keep(
    session: AsyncSession,
    kind: type[BeforePhoto | FoundPhoto],
    about: dict[str, object],
    image: bytes,
    who: Principal,
) -> None:
    taken = {"taken_at": clock.now(), "taken_by": who.staff_id}
    news = {"image": image, "sha256": hashlib.sha256(image).hexdigest(), **taken}
    (key,) = inspect(kind).primary_key
    statement = insert(kind).values(**about, **news)
    await session.execute(statement.on_conflict_do_update(index_elements=[key], set_=news))
