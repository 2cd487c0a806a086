"""Import of proofs: a set per clothes, files one by one, the photographer's count (SHO-02)."""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath
from uuid import UUID

from fastapi import UploadFile
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select, update

from services.post_production.domain.errors import SetComplete
from services.post_production.domain.quality import Sampled
from services.post_production.domain.rules import FIRST_THING, Rules
from services.post_production.domain.states import FileVerdict, PhotoState, WorkState, WorkStep
from services.post_production.models import OrderCopy, Photo, PhotoSet, WorkItem
from services.post_production.queries.photos import count_of_set
from services.post_production.schemas.photos import Count, FileOut, PhotoSetIn, PhotoSetOut, UploadOut
from services.post_production.service import samples
from services.post_production.service.darkroom import RECEIVED_MARK
from services.post_production.service.orders import known_order, rules_of
from services.post_production.service.pictures import Picture, examine
from services.post_production.service.store import PhotoStore
from shared.contracts.values import StaffId
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.privacy import check_free_text
from shared.kit.reference import get_branch
from shared.kit.refusals import PictureRefused


def store_of(session: AsyncSession) -> PhotoStore:
    """The photo store of the running service."""
    store: PhotoStore = session.info["service"].extras["store"]
    return store


async def open_set(session: AsyncSession, who: Principal, order_id: UUID, body: PhotoSetIn) -> PhotoSetOut:
    """Begin the import of one set of clothes."""
    order = await known_order(session, order_id)
    photographer: StaffId | None = body.photographer_id or order.photographer_id
    photo_set = PhotoSet(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order_id,
        booking_id=body.booking_id,
        clothes_set=body.clothes_set,
        photographer_id=photographer,
        opened_at=clock.now(),
        opened_by=who.staff_id,
    )
    session.add(photo_set)
    return PhotoSetOut.of(photo_set, Count())


async def take_files(session: AsyncSession, photo_set_id: UUID, files: list[UploadFile]) -> UploadOut:
    """Take what is a real JPEG and refuse the rest, one by one.

    Files are looked at and stored before anything is written, while no connection is held.

    Raises:
        SetComplete: the set was closed with the right number.
    """
    photo_set = await get_or_404(session, PhotoSet, photo_set_id)
    order = await get_or_404(session, OrderCopy, photo_set.order_id)
    order.require_alive()
    count = await count_of_set(session, photo_set_id)
    if photo_set.completed_at is not None and count.good >= (photo_set.expected_count or 0):
        raise SetComplete
    zone = clock.zone((await get_branch(session, photo_set.branch_id)).state.time_zone)
    branch_id, order_id, rules, store = photo_set.branch_id, photo_set.order_id, rules_of(session), store_of(session)
    await session.rollback()

    outcome: list[FileOut] = []
    kept: list[tuple[int, Photo]] = []
    for place, file in enumerate(files):
        try:
            data = await file.read(rules.max_file_bytes + 1)
            picture = await asyncio.to_thread(examine, data, rules, zone)
        except PictureRefused as refused:
            name = shown_name(file.filename)
            outcome.append(FileOut(name=name, state=FileVerdict.REFUSED, reason=refused.why))
            continue
        photo = _photo(picture, branch_id, order_id, photo_set_id, shown_name(file.filename))
        await store.put(photo.original_key, data)
        if await store.is_developed(photo.sha256):
            photo.settle(None, clock.now())
        outcome.append(FileOut(name=photo.name, photo_id=photo.id, state=FileVerdict.ACCEPTED))
        kept.append((place, photo))
    for place, photo in kept:
        outcome[place] = await _keep(session, photo)
    return await _count_outcome(session, photo_set_id, outcome)


def shown_name(sent: str | None) -> str:
    """The file's own name without folders; a number that could be a person's is not kept."""
    name = PurePosixPath((sent or "").replace("\\", "/")).name
    name = "".join(character for character in name if character.isprintable())[-120:]
    try:
        return check_free_text(name) or "photo.jpg"
    except ValueError:
        return "photo.jpg"


def _photo(picture: Picture, branch_id: str, order_id: UUID, photo_set_id: UUID, name: str) -> Photo:
    return Photo(
        id=new_id(),
        branch_id=branch_id,
        order_id=order_id,
        photo_set_id=photo_set_id,
        name=name,
        sha256=picture.sha256,
        size=picture.size,
        width=picture.width,
        height=picture.height,
        orientation=picture.orientation,
        taken_at=picture.taken_at,
        state=PhotoState.RECEIVED,
        received_at=clock.now(),
    )


async def _keep(session: AsyncSession, photo: Photo) -> FileOut:
    """Write the row unless the order has this picture already, from whichever set or upload."""
    written = (
        await session.execute(
            insert(Photo)
            .values(**photo.model_dump())
            .on_conflict_do_nothing(constraint="photo_once_per_order")
            .returning(col(Photo.id))
        )
    ).scalar()
    if written is not None:
        session.info[RECEIVED_MARK] = True
        return FileOut(name=photo.name, photo_id=written, state=FileVerdict.ACCEPTED)
    known = select(Photo.id).where(Photo.order_id == photo.order_id, Photo.sha256 == photo.sha256)
    return FileOut(name=photo.name, photo_id=(await session.exec(known)).one(), state=FileVerdict.DUPLICATE)


async def _count_outcome(session: AsyncSession, photo_set_id: UUID, files: list[FileOut]) -> UploadOut:
    verdicts = [file.state for file in files]
    refused = verdicts.count(FileVerdict.REFUSED)
    if refused:
        await session.execute(
            update(PhotoSet).where(col(PhotoSet.id) == photo_set_id).values(refused=PhotoSet.refused + refused)
        )
    return UploadOut(
        photo_set_id=photo_set_id,
        files=files,
        accepted=verdicts.count(FileVerdict.ACCEPTED),
        duplicates=verdicts.count(FileVerdict.DUPLICATE),
        refused=refused,
    )


async def complete_set(session: AsyncSession, photo_set_id: UUID, expected: int) -> PhotoSetOut:
    """Close the set with the photographer's count; weddings and families are colour-corrected first (PST-18).

    Raises:
        CountDiffers: another number arrived; nothing is closed.
    """
    photo_set = await get_or_404(session, PhotoSet, photo_set_id, lock=True)
    order = await get_or_404(session, OrderCopy, photo_set.order_id, lock=True)
    order.require_alive()
    count = await count_of_set(session, photo_set_id)
    publish(session, photo_set.complete(expected, count.good, clock.now()))
    await samples.draw(session, order, Sampled.PHOTOS, photo_set.id, photo_set.photographer_id or order.photographer_id)
    if order.category in FIRST_THING:
        await _ask_for_colour(session, order, rules_of(session))
    return PhotoSetOut.of(photo_set, count)


async def _ask_for_colour(session: AsyncSession, order: OrderCopy, rules: Rules) -> None:
    open_items = select(func.count(col(WorkItem.id))).where(
        WorkItem.order_id == order.order_id,
        WorkItem.step == WorkStep.COLOUR,
        col(WorkItem.state).in_([WorkState.WAITING, WorkState.RUNNING]),
    )
    if (await session.exec(open_items)).one():
        return
    branch = await get_branch(session, order.branch_id)
    session.add(
        WorkItem(
            id=new_id(),
            branch_id=order.branch_id,
            order_id=order.order_id,
            step=WorkStep.COLOUR,
            state=WorkState.WAITING,
            due_on=rules.due_on(WorkStep.COLOUR, branch.today(order.shot_at), urgent=order.urgent),
            urgent=order.urgent,
            created_at=clock.now(),
        )
    )
