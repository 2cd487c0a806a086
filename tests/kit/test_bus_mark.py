"""A stream and durables that have not changed are not made again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import nats
import pytest

from deploy.local.broker import NatsServer
from shared.kit import bus_mark
from shared.kit.bus import STREAM
from shared.kit.durables import ensure_bus


@pytest.fixture
async def admin(tmp_path: Path) -> AsyncIterator[tuple[str, str, str]]:
    """The administrator of an empty broker."""
    server = NatsServer(tmp_path)
    await asyncio.to_thread(server.start)
    yield server.url, "studio", server.passwords["studio"]
    await asyncio.to_thread(server.stop)


async def test_the_stream_carries_the_mark_of_its_code(
    admin: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not await bus_mark.is_current(*admin), "there is no stream yet"
    await ensure_bus(*admin)
    assert await bus_mark.is_current(*admin)
    with monkeypatch.context() as other:
        other.setattr(bus_mark, "mark_of_code", lambda: "other code")
        assert not await bus_mark.is_current(*admin)
    url, user, password = admin
    client = await nats.connect(url, user=user, password=password)
    await client.jetstream().delete_consumer(STREAM, "pickup")
    await client.close()
    assert not await bus_mark.is_current(*admin), "a durable is missing"
    await ensure_bus(*admin)
    assert await bus_mark.is_current(*admin)
