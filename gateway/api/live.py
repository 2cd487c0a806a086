"""Live updates for the desks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from gateway.api import CallerDep, PartsDep
from gateway.front.callers import Caller
from shared.kit.auth import Principal, may

router = APIRouter(tags=["live"])


class EventStream(StreamingResponse):
    """Server-sent events."""

    media_type = "text/event-stream"


@router.get("/events/stream", response_class=EventStream)
async def stream_events(
    parts: PartsDep, caller: CallerDep, who: Annotated[Principal, may("gateway.events.read")]
) -> EventStream:
    """Server-sent events of my branches and departments: type, id, subject, branch and version only."""
    lines: AsyncIterator[bytes] = parts.hub.stream(caller if caller.signed_in else Caller(who, "operator"))
    return EventStream(lines, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
