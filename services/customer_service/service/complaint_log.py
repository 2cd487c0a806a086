"""The log of a complaint, of which its customer reads what he was told (M-11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.customer_service.domain.complaints import TOLD
from services.customer_service.domain.contacts import Channel
from services.customer_service.models import Complaint, ComplaintEntry
from services.customer_service.service import complaint_hands as hands
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id


def write(session: AsyncSession, complaint: Complaint, by: str, action: str, **details: Any) -> None:
    """A line of the log."""
    known = {name: value for name, value in details.items() if value is not None}
    session.add(
        ComplaintEntry(
            id=new_id(),
            branch_id=complaint.branch_id,
            complaint_id=complaint.id,
            at=clock.now(),
            by=by,
            action=action,
            details=known,
        )
    )


async def tell(
    session: AsyncSession,
    complaint: Complaint,
    by: str,
    note: str,
    *,
    channel: Channel | None = None,
    resolve_by: datetime | None = None,
    **about: Any,
) -> None:
    """Keep what the complainant was told, who waits for more; the first time is the first answer (M-11, M-22)."""
    complaint.answered_at = complaint.answered_at or clock.now()
    complaint.version += 1
    promised = None if resolve_by is None else resolve_by.isoformat()
    write(session, complaint, by, TOLD, channel=channel and channel.value, note=note, resolve_by=promised, **about)
    await hands.keep_informed(session, complaint)
