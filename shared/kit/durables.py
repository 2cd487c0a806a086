"""The durable consumers of all services, made by the broker's administrator: ``python -m shared.kit.durables``.

A service may read through its own durable and acknowledge what that was given, no more: whoever may make consumers may
also make one that pushes facts of his own invention onto another's subjects (P17).
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import os
from collections.abc import Iterable, Sequence

import nats
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from shared.kit.bus import STREAM, ensure_stream
from shared.kit.bus_mark import mark
from shared.kit.consumer import ACK_WAIT_S, MAX_ACK_PENDING
from shared.kit.migrate import SERVICES, package_of
from shared.kit.subscriptions import Subscriptions


def subscriptions_of(service: str) -> list[Subscriptions]:
    """The subscription lists of a service: ``subscriptions``, or ``all_subscriptions`` where there are several.

    None for a service that listens to nothing.
    """
    name = f"{package_of(service)}.consumers"
    if importlib.util.find_spec(name) is None:
        return []
    module = importlib.import_module(name)
    several: Sequence[Subscriptions] | None = getattr(module, "all_subscriptions", None)
    return [module.subscriptions] if several is None else list(several)


def config_of(subscriptions: Subscriptions) -> ConsumerConfig:
    """The durable pull consumer of a subscription list."""
    return ConsumerConfig(
        durable_name=subscriptions.durable,
        filter_subjects=subscriptions.filters,
        ack_policy=AckPolicy.EXPLICIT,
        deliver_policy=DeliverPolicy.ALL,
        ack_wait=ACK_WAIT_S,
        max_ack_pending=MAX_ACK_PENDING,
        max_waiting=4,
    )


async def ensure_durables(url: str, user: str, password: str, wanted: Iterable[Subscriptions]) -> None:
    """Make these durables, or bring what they hear up to date; where they are in the stream stays."""
    client = await nats.connect(url, user=user, password=password, connect_timeout=5, max_reconnect_attempts=3)
    try:
        jetstream = client.jetstream(timeout=10)
        for subscriptions in wanted:
            await jetstream.add_consumer(STREAM, config_of(subscriptions))
    finally:
        await client.close()


async def ensure_bus(url: str, user: str, password: str) -> None:
    """The stream and the durables of every service."""
    await ensure_stream(url, user, password)
    wanted = [subscriptions for service in SERVICES for subscriptions in subscriptions_of(service)]
    await ensure_durables(url, user, password, wanted)
    await mark(url, user, password, [subscriptions.durable for subscriptions in wanted])


def main() -> None:
    """The command; NATS_URL, NATS_USER, NATS_PASSWORD are the administrator's."""
    asyncio.run(ensure_bus(os.environ["NATS_URL"], os.environ["NATS_USER"], os.environ["NATS_PASSWORD"]))


if __name__ == "__main__":
    main()
