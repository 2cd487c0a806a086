"""How many photos there are and how far they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col
from sqlmodel import select as rows

from services.post_production.domain.rules import missing_for_selection
from services.post_production.domain.states import PhotoState
from services.post_production.models import OrderCopy, Photo, PhotoSet
from services.post_production.schemas.photos import Count, PhotoSetOut
from shared.kit.db import AsyncSession


async def counts_of_sets(session: AsyncSession, photo_set_ids: Iterable[UUID]) -> dict[UUID, Count]:
    """Photos of each set by state."""
    grouped = await session.execute(
        select(col(Photo.photo_set_id), col(Photo.state), func.count())
        .where(col(Photo.photo_set_id).in_(list(photo_set_ids)))
        .group_by(col(Photo.photo_set_id), col(Photo.state))
    )
    return counted(grouped)


def counted(grouped: Iterable[tuple[UUID, PhotoState, int]]) -> dict[UUID, Count]:
    """The counts by set."""
    counts: dict[UUID, Count] = defaultdict(Count)
    for photo_set_id, state, number in grouped:
        count = counts[photo_set_id]
        if state is PhotoState.RECEIVED:
            count.received = number
        elif state is PhotoState.READY:
            count.ready = number
        else:
            count.broken = number
    return counts


async def count_of_set(session: AsyncSession, photo_set_id: UUID) -> Count:
    """Photos of the set by state."""
    return (await counts_of_sets(session, [photo_set_id]))[photo_set_id]


async def sets_of_order(session: AsyncSession, order_id: UUID) -> list[PhotoSetOut]:
    """The photo sets of an order with their progress."""
    query = rows(PhotoSet).where(PhotoSet.order_id == order_id).order_by(col(PhotoSet.clothes_set), col(PhotoSet.id))
    sets = (await session.exec(query)).all()
    counts = await counts_of_sets(session, [photo_set.id for photo_set in sets])
    return [PhotoSetOut.of(photo_set, counts[photo_set.id]) for photo_set in sets]


async def photos_ready(session: AsyncSession, order_id: UUID) -> int:
    """Proofs of the order that can be shown."""
    query = select(func.count()).where(col(Photo.order_id) == order_id, col(Photo.state) == PhotoState.READY)
    return int((await session.execute(query)).scalar_one())


async def missing_of_order(session: AsyncSession, order: OrderCopy, *, checked: bool) -> list[str]:
    """What a selection of the order still lacks (PST-05)."""
    return missing_of(order, await sets_of_order(session, order.order_id), checked=checked)


def missing_of(order: OrderCopy, sets: Sequence[PhotoSetOut], *, checked: bool) -> list[str]:
    """What a selection of the order with these photo sets still lacks (PST-05)."""
    return missing_for_selection(
        shot=order.shot_at is not None,
        photos=sum(one.ready for one in sets),
        sets_here=len({one.clothes_set for one in sets}),
        sets_ordered=order.clothes_sets,
        developing=sum(one.received - one.ready - one.broken for one in sets),
        short=sum(_short(one) for one in sets),
        checked=checked,
    )


def _short(photo_set: PhotoSetOut) -> int:
    if photo_set.expected_count is None:
        return 1
    return max(0, photo_set.expected_count - (photo_set.received - photo_set.broken))
