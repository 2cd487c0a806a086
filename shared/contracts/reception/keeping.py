"""Things left behind in the house (REC-21, M-36)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import StaffId


class FoundItemRecorded(Event, name="found_item.recorded", about="item_id"):
    """Something was left behind (REC-21, N-28)."""

    item_id: UUID
    item_number: str
    thing: str
    place: str
    keep_until: datetime
    order_id: UUID | None = None


class FoundItemCounted(Event, name="found_item.counted", about="item_id"):
    """A manager counted it together with the finder (REC-21)."""

    item_id: UUID
    counted_with: StaffId


class FoundItemTold(Event, name="found_item.told", about="item_id"):
    """The customer knows that it is here (REC-21)."""

    item_id: UUID


class FoundItemSettled(Event, name="found_item.settled", about="item_id"):
    """Its owner took it, or its time was over (M-36)."""

    item_id: UUID
    claimed: bool
