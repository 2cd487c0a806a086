"""The durable that adds everything up to the job sheet; the only one that is ever rebuilt."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence

from services.customer_service.service import job_sheet
from shared.contracts.base import Envelope, Event
from shared.kit.db import AsyncSession
from shared.kit.subscriptions import Subscriptions

subscriptions = Subscriptions(job_sheet.DURABLE)

Publish = Callable[[str, bytes], Awaitable[None]]


@subscriptions.on_everything(lambda kind: "order_id" in kind.model_fields)
async def add_up(events: Sequence[Event], session: AsyncSession) -> None:
    """Every fact about an order goes onto its sheet."""
    await job_sheet.project(session, events)


def tell_desks(publish: Publish) -> None:
    """After each commit, hint at the changed sheets, so that a reload already sees the change."""

    async def hint(envelopes: Sequence[Envelope]) -> None:
        for envelope in envelopes:
            order_id = envelope.data.get("order_id")
            if order_id is not None:
                body = {"order_id": order_id, "event_id": str(envelope.id), "type": envelope.type}
                await publish(f"hint.job_sheet.{envelope.branchid}", json.dumps(body).encode())

    subscriptions.after_commit[:] = [hint]
