"""Belongings in lockers (M-37)."""

from __future__ import annotations

from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import StaffId


class BelongingsStored(Event, name="belongings.stored"):
    """A customer's things are in a locker for the day (M-37)."""

    order_id: UUID
    stored_id: UUID
    locker: str


class BelongingsReleased(Event, name="belongings.released"):
    """They are with the customer again, who gave the token back or paid for it (M-37)."""

    order_id: UUID
    stored_id: UUID
    locker: str
    token_lost: bool = False


class TokensChecked(Event, name="tokens.checked", about="check_id"):
    """Tokens were matched with lockers at opening or closing; what was left in lockers is counted (M-37)."""

    check_id: UUID
    time: str
    missing: int
    surplus: int
    left: int
    checked_by: StaffId
