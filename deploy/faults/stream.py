"""What lies in the stream, and putting it there a second and a third time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from nats.aio.msg import Msg
from nats.errors import TimeoutError as NoMore
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from deploy.faults.system import TrialSystem
from deploy.local.names import SERVICES
from shared.kit.bus import STREAM

BATCH = 500
FORGETFUL_S = 0.2
"""How long the broker knows an id while facts are repeated, instead of two minutes."""


@dataclass(frozen=True, slots=True)
class Published:
    """A fact as it lies in the stream."""

    subject: str
    body: bytes
    message_id: str


async def read_stream(system: TrialSystem) -> list[Published]:
    """Every fact of the stream, in order."""
    client = await system.connect()
    try:
        jetstream = client.jetstream(timeout=10)
        left = (await jetstream.stream_info(STREAM)).state.messages
        config = ConsumerConfig(ack_policy=AckPolicy.NONE, deliver_policy=DeliverPolicy.ALL, inactive_threshold=60)
        info = await jetstream.add_consumer(STREAM, config)
        reader = await jetstream.pull_subscribe_bind(consumer=info.name, stream=STREAM)
        found: list[Msg] = []
        while len(found) < left:
            try:
                found += await reader.fetch(min(BATCH, left - len(found)), timeout=5)
            except NoMore:
                break
        await jetstream.delete_consumer(STREAM, info.name)
    finally:
        await client.close()
    return [Published(one.subject, one.data, (one.headers or {}).get("Nats-Msg-Id", "")) for one in found]


async def told_ids(system: TrialSystem) -> set[str]:
    """The ids of all facts the databases say were told."""
    ids: set[str] = set()
    for service in SERVICES:
        ids |= {str(row["event_id"]) for row in await system.rows(service, "SELECT event_id FROM outbox")}
    return ids


async def publish_again(system: TrialSystem, facts: list[Published]) -> int:
    """Publish the facts once more under their own ids, past the time for which the broker knows them.

    Returns:
        How many the broker took for new: all of them.
    """
    client = await system.connect()
    try:
        jetstream = client.jetstream(timeout=10)
        config = (await jetstream.stream_info(STREAM)).config
        await jetstream.update_stream(config.evolve(duplicate_window=FORGETFUL_S))
        for fact in facts:
            headers = {"Nats-Msg-Id": fact.message_id}
            while True:
                if not (await jetstream.publish(fact.subject, fact.body, headers=headers)).duplicate:
                    break
                await asyncio.sleep(FORGETFUL_S)  # between two looks whether the broker has forgotten it
        await jetstream.update_stream(config)
    finally:
        await client.close()
    return len(facts)
