"""Orders by the number people know them by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from sqlmodel import col, select

from services.post_production.models import OrderCopy
from shared.kit.db import AsyncSession


class Numbered(Protocol):
    """A line of a list that names an order."""

    order_id: UUID
    order_number: str | None


async def add_numbers(session: AsyncSession, lines: Iterable[Numbered]) -> None:
    """Write the orders' numbers into the lines."""
    named = list(lines)
    ids = {line.order_id for line in named}
    query = select(OrderCopy.order_id, OrderCopy.number).where(col(OrderCopy.order_id).in_(ids))
    numbers = {order_id: number for order_id, number in (await session.exec(query)).all()}
    for line in named:
        line.order_number = numbers.get(line.order_id)
