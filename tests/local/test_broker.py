"""The embedded NATS, for real: who may say and hear what (P17)."""

import socket
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import nats
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.errors import NotFoundError

from deploy.local.broker import NatsServer
from deploy.local.names import SERVICES
from shared.kit.durables import ensure_bus, subscriptions_of

LISTENERS = [service for service in SERVICES if subscriptions_of(service)]


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
    """The stream and all durables, as the administrator makes them."""
    await ensure_bus(broker.url, "studio", broker.passwords["studio"])


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


@pytest.mark.parametrize("name", LISTENERS)
async def test_a_service_reads_and_acknowledges_through_its_own_consumer(broker: NatsServer, name: str) -> None:
    heard = subscriptions_of(name)[0].events[0]
    async with signed_in(broker, heard.publisher) as teller:
        await teller.client.jetstream().publish(heard.nats_filter().replace("*", "00"), b"{}")
    async with signed_in(broker, name) as guest:
        subscription = await guest.client.jetstream().pull_subscribe_bind(name, "EVENTS")
        for message in await subscription.fetch(1, timeout=5):
            await message.ack_sync(timeout=5)
        await guest.client.jetstream().consumer_info("EVENTS", name)
        assert not guest.refusals


async def test_the_job_sheet_can_be_read_again_from_the_beginning(broker: NatsServer) -> None:
    async with signed_in(broker, "customer_service") as guest:
        answer = await guest.client.request("$JS.API.CONSUMER.RESET.EVENTS.job_sheet", b'{"seq": 1}', timeout=5)
        assert b'"error"' not in answer.data
        assert await guest.may_publish("hint.job_sheet.b1")


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_makes_and_deletes_no_consumer_not_even_its_own(broker: NatsServer, service: str) -> None:
    """A consumer that pushes would say whatever its maker wrote on whatever subject he chose."""
    durables = [subscriptions.durable for subscriptions in subscriptions_of(service)] or [service]
    async with signed_in(broker, service) as guest:
        for durable in durables:
            for call in ("DURABLE.CREATE.EVENTS.{}", "CREATE.EVENTS.{}", "CREATE.EVENTS.{}.evt.>", "CREATE.EVENTS"):
                assert not await guest.may_publish("$JS.API.CONSUMER." + call.format(durable).replace(">", "x"))
            for call in ("DELETE", "PAUSE", "LEADER.STEPDOWN", "UNPIN"):
                assert not await guest.may_publish(f"$JS.API.CONSUMER.{call}.EVENTS.{durable}")


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_touches_no_other_services_consumer(broker: NatsServer, service: str) -> None:
    """Every service against the durables of every other: reading, acknowledging, setting back, asking."""
    async with signed_in(broker, service) as guest:
        for other in set(LISTENERS) - {service}:
            for subscriptions in subscriptions_of(other):
                durable = subscriptions.durable
                for call in ("MSG.NEXT", "INFO", "DELETE", "RESET", "DURABLE.CREATE", "CREATE"):
                    assert not await guest.may_publish(f"$JS.API.CONSUMER.{call}.EVENTS.{durable}")
                assert not await guest.may_publish(f"$JS.ACK.EVENTS.{durable}.1.1.1.1.0")
                assert not await guest.may_subscribe(f"_INBOX_{other}.>")


async def test_what_is_read_into_anothers_ear_stays_what_it_was(broker: NatsServer) -> None:
    """A pull may name any subject for its answer; the message arrives under the subject it was published on."""
    reply = "evt.reception.payment.received.v1.07"
    async with signed_in(broker, "customer_service") as guest, signed_in(broker, "gateway") as gateway:
        heard = await gateway.client.subscribe("evt.>")
        await gateway.settled()
        await guest.client.jetstream().publish("evt.customer_service.contact.done.v1.00", b"made up")
        assert (await heard.next_msg(timeout=5)).subject == "evt.customer_service.contact.done.v1.00"
        ask = b'{"batch": 1000, "expires": 1000000000}'
        await guest.client.publish("$JS.API.CONSUMER.MSG.NEXT.EVENTS.job_sheet", ask, reply=reply)
        await guest.settled()
        while (message := await heard.next_msg(timeout=5)).data != b"made up":
            assert message.subject != reply
        assert message.subject == "evt.customer_service.contact.done.v1.00"


@pytest.mark.parametrize(
    "subject",
    [
        "$JS.API.STREAM.DELETE.EVENTS",
        "$JS.API.STREAM.PURGE.EVENTS",
        "$JS.API.STREAM.UPDATE.EVENTS",
        "$JS.API.STREAM.MSG.GET.EVENTS",
        "$JS.API.STREAM.MSG.DELETE.EVENTS",
        "$JS.API.STREAM.SNAPSHOT.EVENTS",
        "$JS.API.DIRECT.GET.EVENTS",
        "$JS.API.STREAM.CREATE.MINE",
        "rpc.reception.contact",
        "hint.job_sheet.b1",
    ],
)
async def test_a_service_does_not_touch_the_stream(broker: NatsServer, subject: str) -> None:
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
