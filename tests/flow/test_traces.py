"""What runs beside the work: traces, the one place of personal data, and a projection that can be made again."""

import asyncio
import json
import secrets
from uuid import uuid4

import nats
import pytest

from deploy.demo import moves
from deploy.demo.crew import yuan
from deploy.local.environment import administrator
from deploy.local.names import SERVICES
from deploy.local.operations import running_backing
from shared.kit.bus import STREAM
from tests.house import House, new_phone

pytestmark = pytest.mark.timeout(300)

TRACES = "SELECT type, envelope->>'traceparent' AS traceparent FROM outbox WHERE subject = $1 OR envelope::text LIKE $2"


async def test_a_trace_runs_from_the_request_into_the_other_service(house: House) -> None:
    """Money taken at reception grants points at customer service; both facts carry the trace of the request."""
    order, trace = await house.booked("FAMILY", paid=False), secrets.token_hex(16)
    body = {"form": "R3", "amount": yuan(1000), "method": "WECHAT"}
    headers = {"Idempotency-Key": str(uuid4()), "traceparent": f"00-{trace}-{secrets.token_hex(8)}-01"}
    await house.crew["cashier"].call("POST", f"{order.path}/payments", body, headers=headers)
    await house.clock.settle()
    told = {
        (service, row["type"])
        for service in ("reception", "customer_service")
        for row in await house.system.rows(service, TRACES, order.order_id, f"%{order.person_ids[0]}%")
        if (row["traceparent"] or "").split("-")[1:2] == [trace]
    }
    assert ("reception", "studio.payment.received.v1") in told
    assert ("customer_service", "studio.points.granted.v1") in told


async def test_personal_data_stay_at_reception(house: House) -> None:
    """P18 small: names and numbers of customers and complainants are in no other database, no stream and no log."""
    crew = house.crew
    name, other = f"欧阳{secrets.choice('泽浩宇涵')}{secrets.choice('梓萱怡悦')}氏", f"端木{secrets.token_hex(3)}"
    phone, address = new_phone(), f"幸福路{secrets.randbelow(9000) + 1000}号"
    order = await house.booked(name=name, phone=phone)
    complainant = await moves.register_person(
        crew["consultant1"], crew.branch_id, other, new_phone(), kind="COMPLAINANT", address=address
    )
    complaint = {"branch_id": crew.branch_id, "order_id": order.order_id, "complainant_person_id": complainant}
    words = {"channel": "PHONE", "nature": "VALID", "content": "the room was cold"}
    await crew["service"].post("/v1/complaints", complaint | words)
    assert (await crew["consultant1"].get("/v1/search", q=phone[-4:]))["items"]
    assert (await crew["consultant1"].get("/v1/search", q=name))["items"]
    await crew["consultant1"].get("/v1/people/lookup", phone=phone)
    await crew["manager"].post(f"/v1/people/{order.person_ids[0]}/reveal", {"reason": "calls back"})
    await house.clock.settle()

    seeded = [name, other, phone, address, json.dumps(name)[1:-1]]
    found = [f"{service}: {where}" for service in SERVICES for where in await mentions(house, service, seeded)]
    found += [f"stream: {words}" for message in await stream(house) for words in seeded if words in message]
    found += [f"{log}: {words}" for log, text in house.system.logs().items() for words in seeded if words in text]
    assert [where for where in found if not where.startswith("reception: ")] == []
    assert [where for where in found if phone in where] == [], "numbers are encrypted at rest"


async def mentions(house: House, service: str, words: list[str]) -> list[str]:
    """Tables of the service's database of which a row, all columns as text, has one of the words."""
    tables = await house.system.rows(
        service, "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    )
    found = []
    for table in tables:
        rows = await house.system.rows(
            service,
            f"SELECT word FROM unnest($1::text[]) AS word WHERE EXISTS "
            f'(SELECT FROM "{table["relname"]}" AS whole WHERE position(word IN whole::text) > 0)',
            words,
        )
        found += [f"{table['relname']} has {row['word']}" for row in rows]
    return found


async def stream(house: House) -> list[str]:
    """Every message of the event stream."""
    url, user, password = administrator(running_backing(house.system.home))
    client = await nats.connect(url, user=user, password=password)
    try:
        jetstream = client.jetstream()
        left = (await jetstream.stream_info(STREAM)).state.messages
        subscription = await jetstream.subscribe("evt.>", ordered_consumer=True)
        messages = [(await subscription.next_msg(timeout=10)).data.decode() for _ in range(left)]
        await subscription.unsubscribe()
    finally:
        await client.close()
    return messages


async def test_the_job_sheet_made_again_is_the_same(house: House) -> None:
    """P12 small: dropped and replayed from the stream it equals itself, and nobody is called again."""
    orders = [await house.booked(name=f"重建{number}") for number in range(3)]
    await everything_sent(house, orders)
    before = [await house.job_sheet(order) for order in orders]
    called = [len(await house.contacts(order)) for order in orders]
    all_contacts = await house.system.rows("customer_service", "SELECT count(*) AS number FROM contact")
    await asyncio.to_thread(house.system.run, "deploy.local", "rebuild", "job-sheet")
    assert [await house.job_sheet(order) for order in orders] == before
    assert [len(await house.contacts(order)) for order in orders] == called
    assert await house.system.rows("customer_service", "SELECT count(*) AS number FROM contact") == all_contacts


async def everything_sent(house: House, orders: list[moves.Order]) -> None:
    """Go on until none of their messages waits for another try: one that is sent adds to its job sheet."""
    waiting = "SELECT FROM message WHERE order_id = ANY($1) AND state IN ('QUEUED', 'SENDING')"
    for _ in range(30):
        await house.clock.settle()
        if not await house.system.rows("customer_service", waiting, [order.order_id for order in orders]):
            return
        await house.clock.forward(hours=1)
    raise AssertionError("a message is never sent")
