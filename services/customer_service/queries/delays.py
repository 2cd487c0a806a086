"""Delays of a branch with the calls about them (GEN-07)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from services.customer_service.domain.delays import Offer
from services.customer_service.models import Contact, Delay, OrderCopy
from services.customer_service.schemas.delays import DelayOut
from shared.kit import clock
from shared.kit.db import AsyncSession


def list_delays(branch_id: str | None, offer: Offer | None) -> Select[Any]:
    """Delays of a branch, or those whose compensation stands like that."""
    query = select(Delay)
    for column, value in ((Delay.branch_id, branch_id), (Delay.offer, offer)):
        if value is not None:
            query = query.where(col(column) == value)
    return query


async def show_delays(session: AsyncSession, delays: Sequence[Delay]) -> list[DelayOut]:
    """Delays as listed, each with its order's number and its call."""
    calls = {delay.contact_id for delay in delays if delay.contact_id is not None}
    orders = {delay.order_id for delay in delays}
    contacts = {one.id: one for one in await session.exec(select(Contact).where(col(Contact.id).in_(calls)))}
    numbers = {
        one.order_id: one.number
        for one in await session.exec(select(OrderCopy).where(col(OrderCopy.order_id).in_(orders)))
    }
    now = clock.now()
    return [
        DelayOut.of(
            delay, contacts.get(delay.contact_id) if delay.contact_id else None, now, numbers.get(delay.order_id)
        )
        for delay in delays
    ]
