"""The running pickup service."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from shared.kit.testing import MovableClock, ServiceMaker, ServiceUnderTest


@pytest.fixture
async def pickup(start_service: ServiceMaker, at: MovableClock) -> AsyncIterator[ServiceUnderTest]:
    """Pickup on Monday 2026-11-23 at ten; GG01, GG02 and one colleague are known.

    The clock is set after the start, because a starting service takes the time from its database.
    """
    async with start_service("pickup") as service:
        at.set(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
        await service.know_staff("zhao.min", "pickup_clerk")
        yield service
