"""Writing the audit (M-78)."""

from __future__ import annotations

from typing import Any

from gateway.domain import AuditKind
from gateway.models import AuditEntry
from shared.kit import clock, ids
from shared.kit.db import AsyncSession


def note(
    session: AsyncSession, kind: AuditKind, staff_id: str | None, *, address: str | None = None, **detail: Any
) -> None:
    """Keep what happened, in the transaction in which it happened."""
    session.add(
        AuditEntry(
            id=ids.new_id(),
            at=clock.wall(),
            kind=kind,
            staff_id=staff_id,
            actor_id=session.info.get("actor"),
            address=address,
            detail=detail,
        )
    )
