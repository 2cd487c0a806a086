"""The bride's make-up artist is there before the bride, so that nobody waits for a brush (SCH-14)."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.scheduling.domain.booking import SHOOTS, Policy
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind


def artist_due(
    kind: BookingKind, category: Category, starts_at: datetime, now: datetime, policy: Policy
) -> datetime | None:
    """When the artist has to be there; None where the rule asks for nobody.

    The time booked begins with make-up, unless the house books the studio alone. A shoot that is booked at shorter
    notice than that asks for the artist by the beginning of make-up, and at once when that is over too.
    """
    if kind not in SHOOTS or not category.is_wedding:
        return None
    make_up = starts_at - timedelta(minutes=policy.makeup_before_minutes)
    due = make_up - timedelta(minutes=policy.artist_early_minutes)
    return due if due >= now else max(make_up, now)


def is_missing(due_at: datetime | None, here_at: datetime | None, now: datetime) -> bool:
    """Whether the artist should be there by now and is not."""
    return due_at is not None and here_at is None and due_at <= now
