"""Everything pickup listens to."""

from __future__ import annotations

from collections.abc import Sequence

from services.pickup.service import copies
from shared.contracts.base import Event
from shared.contracts.post_production import (
    PieceFinished,
    ProductionOrdered,
    ReworkApproved,
    ReworkRejected,
    ReworkRequested,
)
from shared.contracts.reception import OrderAmended, OrderBalanceChanged, OrderBooked, OrderCancelled
from shared.contracts.scheduling import BookingCancelled, BookingConfirmed, BookingMade, BookingMoved
from shared.kit.db import AsyncSession
from shared.kit.reference import keep_references
from shared.kit.subscriptions import Subscriptions

subscriptions = Subscriptions("pickup", patient=True)
keep_references(subscriptions)


KNOW_THE_ORDER = (OrderBooked, OrderAmended)
"""Number, owner, category, wedding."""

EXPECT_NOTHING_MORE = (OrderCancelled,)
"""Pieces of a cancelled order are not handed over."""

SHOW_WHAT_IS_OWED = (OrderBalanceChanged,)
"""The red word on the pickup board (FIN-10)."""

EXPECT_THE_PIECES = (ProductionOrdered, PieceFinished)
"""What will arrive, and what is on its way."""

KEEP_REWORK_IN_THE_BOOK = (ReworkRequested, ReworkApproved, ReworkRejected)
"""The pickup book shows reworks (PCK-11)."""

KNOW_THE_APPOINTMENT = (BookingMade, BookingMoved, BookingCancelled, BookingConfirmed)
"""When the customer comes to collect."""


@subscriptions.on_runs_of(
    *KNOW_THE_ORDER,
    *EXPECT_NOTHING_MORE,
    *SHOW_WHAT_IS_OWED,
    *EXPECT_THE_PIECES,
    *KEEP_REWORK_IN_THE_BOOK,
    *KNOW_THE_APPOINTMENT,
)
async def keep_copies(events: Sequence[Event], session: AsyncSession) -> None:
    """A run of facts, each in its turn."""
    await copies.note(events, session)
