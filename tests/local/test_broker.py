"""The embedded NATS, for real: who may say and hear what (P17)."""

import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import nats
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from deploy.local.broker import NatsServer
from deploy.local.names import SERVICES


class Guest:
    """A signed-in client, and what the broker has refused it so far."""

    def __init__(self, client: Client, user: str, refusals: list[str]) -> None:
        self.client, self.refusals = client, refusals
        self._own = f"wake.{user}"

    async def settled(self) -> None:
        """Return when the broker has dealt with all that was sent: a message to oneself comes back after it."""
        echo = await self.client.subscribe(self._own)
        await self.client.publish(self._own, b"")
        await echo.next_msg(timeout=5)
        await echo.unsubscribe()

    async def may_publish(self, subject: str) -> bool:
        """Whether the broker takes a message on this subject."""
        await self.client.publish(subject, b"{}")
        await self.settled()
        return not any(f'publish to "{subject.lower()}"' in line for line in self.refusals)

    async def may_subscribe(self, subject: str) -> bool:
        """Whether the broker lets this subject be listened to."""
        await self.client.subscribe(subject)
        await self.settled()
        return not any(f'subscription to "{subject.lower()}"' in line for line in self.refusals)

    async def durable(self, name: str) -> None:
        """Make a durable consumer on the stream."""
        config = ConsumerConfig(name=name, durable_name=name, ack_policy=AckPolicy.EXPLICIT)
        await self.client.jetstream(timeout=5).add_consumer("EVENTS", config)


@asynccontextmanager
async def signed_in(broker: NatsServer, user: str) -> AsyncIterator[Guest]:
    """Sign in as a service, or as the administrator `studio`."""
    refusals: list[str] = []

    async def note(error: Exception) -> None:
        refusals.append(str(error).lower())

    client = await nats.connect(
        broker.url, user=user, password=broker.passwords[user], inbox_prefix=f"_INBOX_{user}".encode(),
        error_cb=note, allow_reconnect=False,
    )  # fmt: skip
    try:
        yield Guest(client, user, refusals)
    finally:
        await client.close()


@pytest.fixture(scope="module", autouse=True)
async def stream(broker: NatsServer) -> None:
    async with signed_in(broker, "studio") as admin:
        config = StreamConfig(name="EVENTS", subjects=["evt.>"], storage=StorageType.FILE)
        await admin.client.jetstream().add_stream(config)


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_tells_its_own_facts_and_nobody_elses(broker: NatsServer, service: str) -> None:
    async with signed_in(broker, service) as guest:
        ack = await guest.client.jetstream().publish(f"evt.{service}.order.placed.v1.00", b"{}")
        assert ack.stream == "EVENTS"
        assert await guest.may_publish(f"wake.{service}")
        for other in SERVICES:
            if other != service:
                assert not await guest.may_publish(f"evt.{other}.order.placed.v1.00")
                assert not await guest.may_publish(f"wake.{other}")
                assert not await guest.may_publish(f"_INBOX_{other}.reply")


@pytest.mark.parametrize("name", ["reception", "scheduling", "post_production", "pickup", "customer_service"])
async def test_a_service_reads_and_acknowledges_through_its_own_consumer(broker: NatsServer, name: str) -> None:
    async with signed_in(broker, name) as guest:
        await guest.durable(name)
        await guest.client.jetstream().publish(f"evt.{name}.thing.done.v1.00", b"{}")
        subscription = await guest.client.jetstream().pull_subscribe_bind(name, "EVENTS")
        for message in await subscription.fetch(1, timeout=5):
            await message.ack_sync(timeout=5)
        await guest.client.jetstream().consumer_info("EVENTS", name)
        assert not guest.refusals


async def test_the_job_sheet_has_a_consumer_of_its_own_that_can_be_made_anew(broker: NatsServer) -> None:
    async with signed_in(broker, "customer_service") as guest:
        await guest.durable("job_sheet")
        await guest.client.jetstream().delete_consumer("EVENTS", "job_sheet")
        await guest.durable("job_sheet")
        assert await guest.may_publish("hint.job_sheet.b1")


@pytest.mark.parametrize(
    "subject",
    [
        "$JS.API.CONSUMER.CREATE.EVENTS.reception",
        "$JS.API.CONSUMER.DURABLE.CREATE.EVENTS.reception",
        "$JS.API.CONSUMER.CREATE.EVENTS",
        "$JS.API.CONSUMER.MSG.NEXT.EVENTS.reception",
        "$JS.API.CONSUMER.DELETE.EVENTS.reception",
        "$JS.API.CONSUMER.INFO.EVENTS.reception",
        "$JS.ACK.EVENTS.reception.1.1.1.1.0",
        "$JS.API.STREAM.DELETE.EVENTS",
        "$JS.API.STREAM.PURGE.EVENTS",
        "$JS.API.STREAM.UPDATE.EVENTS",
        "$JS.API.STREAM.MSG.GET.EVENTS",
        "$JS.API.STREAM.MSG.DELETE.EVENTS",
        "$JS.API.DIRECT.GET.EVENTS",
        "$JS.API.STREAM.CREATE.MINE",
        "rpc.reception.contact",
        "hint.job_sheet.b1",
    ],
)
async def test_a_service_touches_neither_the_stream_nor_anothers_consumer(broker: NatsServer, subject: str) -> None:
    async with signed_in(broker, "pickup") as guest:
        assert not await guest.may_publish(subject)


@pytest.mark.parametrize(
    "subject", [">", "evt.>", "evt.reception.>", "_INBOX.>", "_INBOX_reception.>", "rpc.>", "wake.*"]
)
async def test_a_service_hears_only_its_own_inbox(broker: NatsServer, subject: str) -> None:
    async with signed_in(broker, "pickup") as guest:
        assert not await guest.may_subscribe(subject)


async def test_the_gateway_hears_facts_and_hints_as_they_pass(broker: NatsServer) -> None:
    async with signed_in(broker, "gateway") as gateway, signed_in(broker, "customer_service") as teller:
        subscription = await gateway.client.subscribe("hint.>")
        assert await gateway.may_subscribe("evt.>")
        await teller.client.publish("hint.job_sheet.b1", b"7")
        assert (await subscription.next_msg(timeout=5)).data == b"7"
        assert not gateway.refusals


async def test_only_customer_service_may_ask_reception_for_a_number(broker: NatsServer) -> None:
    async def answer(message: Msg) -> None:
        await message.respond(b"masked")

    async with signed_in(broker, "reception") as reception, signed_in(broker, "customer_service") as asker:
        await reception.client.subscribe("rpc.reception.>", cb=answer)
        await reception.settled()
        assert (await asker.client.request("rpc.reception.contact", b"id", timeout=5)).data == b"masked"
        assert not await reception.may_publish("_INBOX_customer_service.made.up")


@pytest.mark.parametrize("credentials", ["", '"user": "reception", "pass": "nonsense"'])
def test_nobody_gets_in_without_the_password(broker: NatsServer, credentials: str) -> None:
    with socket.create_connection(("127.0.0.1", broker.port), timeout=5) as line, line.makefile("rb") as answers:
        assert answers.readline().startswith(b"INFO ")
        line.sendall(f"CONNECT {{{credentials}}}\r\nPING\r\n".encode())
        assert b"Authorization Violation" in answers.readline()
    assert stat.S_IMODE((broker.home / "nats.json").stat().st_mode) == 0o600


async def test_a_killed_broker_comes_back_with_its_stream_at_the_same_address(broker: NatsServer) -> None:
    url = broker.url
    async with signed_in(broker, "reception") as guest:
        sequence = (await guest.client.jetstream().publish("evt.reception.order.placed.v1.01", b"kept")).seq
    broker.kill()
    assert broker.identity is None
    later = NatsServer(broker.home)
    later.start()
    try:
        assert later.url == url
        async with signed_in(later, "studio") as admin:
            assert (await admin.client.jetstream().get_msg("EVENTS", sequence)).data == b"kept"
            with pytest.raises(NotFoundError):
                await admin.client.jetstream().get_msg("EVENTS", sequence + 100)
    finally:
        broker.stop()
        later.stop()
        broker.start()
