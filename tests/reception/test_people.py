"""People: found, masked, revealed; the search; the answer to the message sender."""

import json
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlmodel import select

from services.reception.models import RevealLog
from services.reception.queries import orders
from services.reception.service.contacts import SUBJECT, ContactRequest, answer_contact
from shared.contracts.reception import PersonRegistered
from shared.kit.testing import principal
from tests.reception.conftest import MANAGER, OWNER, Desk


async def test_gen_08_phones_are_masked_until_revealed_with_a_reason(desk: Desk) -> None:
    person = await desk.person(identity_number="110101199003078515")
    shown = (await desk.get("/people", params={"ids": [person]}))["items"][0]
    assert (shown["name"], shown["phone"], shown["has_identity"]) == ("李娜", "***8000", True)
    path = f"/people/{person}/reveal"
    assert (await desk.send("POST", path, {})).status_code == 422
    revealed = await desk.post(path, {"reason": "customer is late"}, who=MANAGER)
    assert (revealed["phone"], revealed["identity_number"]) == ("+8613800138000", "110101199003078515")
    async with desk.service.session() as session:
        log = (await session.exec(select(RevealLog))).all()
    assert [(row.staff_id, row.reason) for row in log] == [(MANAGER, "customer is late")]


async def test_gen_08_a_reveal_that_was_refused_is_on_record_too(desk: Desk) -> None:
    person = await desk.person()
    stranger = principal("zhou.mei", branches=["GG02"])
    asked = {"reason": "just looking"}
    assert await desk.refused("POST", f"/people/{person}/reveal", asked, who=stranger) == "not_found"
    assert await desk.refused("POST", f"/people/{uuid4()}/reveal", asked, who=stranger) == "not_found"
    async with desk.service.session() as session:
        log = (await session.exec(select(RevealLog))).all()
    assert [(row.staff_id, row.reason, row.branch_id) for row in log] == [
        ("zhou.mei", "(refused) just looking", "GG01")
    ]


async def test_gen_08_no_number_stands_readable_in_the_database(desk: Desk) -> None:
    await desk.person(identity_number="110101199003078515")
    connection: asyncpg.Connection = await desk.service.service.database.direct()
    try:
        async with connection.transaction():
            await connection.execute("SELECT set_config('studio.branches', '*', true)")
            people = await connection.fetch("SELECT person::text AS row FROM person")
            told = await connection.fetch("SELECT envelope::text AS row FROM outbox")
    finally:
        await connection.close()
    assert len(people) == 1
    everything = "".join(row["row"] for row in [*people, *told])
    assert "13800138000" not in everything
    assert "110101199003078515" not in everything
    assert "李娜" not in "".join(row["row"] for row in told)


@pytest.mark.parametrize("phone", ["1380013800", "12345678901", "abc"])
async def test_m_58_a_wrong_number_is_refused(desk: Desk, phone: str) -> None:
    body = {"branch_id": "GG01", "name": "李娜", "phone": phone}
    assert await desk.refused("POST", "/people", body) == "person.phone_invalid"


async def test_lookup_shows_another_branch_only_owner_and_home(desk: Desk) -> None:
    person = await desk.person()
    await desk.order(people=[person], category="FAMILY")
    other = principal(branches=["GG02"])
    found = await desk.get("/people/lookup", params={"phone": "138-0013-8000"}, who=other)
    assert found == {"person_id": person, "owner_id": OWNER, "home_branch_id": "GG01"}
    assert (await desk.get("/people", params={"ids": [person]}, who=other))["items"] == []
    assert (await desk.send("POST", f"/people/{person}/reveal", {"reason": "x"}, who=other)).status_code == 404
    nobody = await desk.send("GET", "/people/lookup", params={"phone": "13700137000"}, who=other)
    assert nobody.status_code == 404


async def test_the_register_tells_that_somebody_is_known_not_who(desk: Desk) -> None:
    person = await desk.person(kind="PROXY", identity_number="370101199001011234")
    told = (await desk.service.published(PersonRegistered))[0]
    assert told.model_dump(mode="json") == {"branch_id": "GG01", "person_id": person, "kind": "PROXY"}


@pytest.mark.parametrize("left", [{"phone": "13900139000"}, {"identity_number": "370101199001011234"}, {}])
async def test_who_collects_for_somebody_else_leaves_phone_and_paper(desk: Desk, left: dict[str, str]) -> None:  # M-40
    body = {"branch_id": "GG01", "name": "王强", "kind": "PROXY", **left}
    assert await desk.refused("POST", "/people", body) == "person.proxy_incomplete"


async def test_free_text_with_a_number_is_refused_with_a_hint(desk: Desk) -> None:
    order = await desk.order()
    body = {"reason": "call 13800138000"}
    answer = await desk.send("POST", f"/orders/{order['id']}/cancellation-requests", body)
    assert answer.status_code == 422
    assert "register the person" in answer.text


@pytest.mark.parametrize("text", ["8000", "13800138000", "李", "李娜", "H26-001", "h26-001", "GG01-261123-001"])
async def test_orders_are_found(desk: Desk, text: str) -> None:
    order = await desk.checked_in()
    hits = (await desk.get("/order-search", params={"q": text}))["items"]
    assert [(hit["order_id"], hit["number"], hit["customer_number"]) for hit in hits] == [
        (order["id"], "GG01-261123-001", "H26-001")
    ]
    assert hits[0]["names"] == ["李娜", "王强"]


@pytest.mark.parametrize("text", ["0000", "娜", "H26-002", "13700137000"])
async def test_what_is_not_there_is_not_found(desk: Desk, text: str) -> None:
    await desk.checked_in()
    assert (await desk.get("/order-search", params={"q": text}))["items"] == []


async def test_search_shows_twenty_of_the_own_branch(desk: Desk) -> None:
    person = await desk.person()
    package = await desk.package(category="FAMILY")
    for _ in range(22):
        await desk.order(people=[person], package_id=package)
    assert len((await desk.get("/order-search", params={"q": "8000"}))["items"]) == 20
    other = principal(branches=["GG02"])
    assert (await desk.get("/order-search", params={"q": "8000"}, who=other))["items"] == []


async def test_the_beginning_of_a_name_finds_those_who_came_last(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many have the name: the others are found by more of it, in every scope."""
    monkeypatch.setattr(orders, "MOST_PEOPLE", 2)
    package = await desk.package(category="FAMILY")
    names = ["李一", "李二", "李三"]
    for number, name in enumerate(names):
        person = await desk.person(name=name, phone=f"1380013800{number}")
        await desk.order(people=[person], package_id=package)
    for who in (principal(), principal(branches=["GG01", "GG02"]), principal(branches="*")):
        found = (await desk.get("/order-search", params={"q": "李"}, who=who))["items"]
        assert [hit["names"] for hit in found] == [["李三"], ["李二"]]
        oldest = (await desk.get("/order-search", params={"q": "李一"}, who=who))["items"]
        assert [hit["names"] for hit in oldest] == [["李一"]]


async def test_message_sender_gets_numbers_and_is_on_record(desk: Desk) -> None:
    order = await desk.order()
    request = ContactRequest(order_id=UUID(order["id"]), purpose="N-01")
    answer = await answer_contact(desk.service.service, request)
    assert [(person.name, person.phone) for person in answer.people] == [
        ("李娜", "+8613800138000"),
        ("王强", "+8613900139000"),
    ]
    async with desk.service.session() as session:
        log = (await session.exec(select(RevealLog))).all()
    assert [(row.staff_id, row.reason) for row in log] == [("customer_service", "N-01")] * 2


async def test_message_sender_is_told_when_nobody_is_there(desk: Desk) -> None:
    served = dict(desk.service.service.bus._subscriptions)
    assert SUBJECT in served

    class Message:
        def __init__(self, data: bytes) -> None:
            self.data, self.answer = data, b""

        async def respond(self, answer: bytes) -> None:
            self.answer = answer

    errors = []
    for data in (b"nonsense", b'{"person_id": "018f0000-0000-7000-8000-000000000000", "purpose": "N-01"}'):
        message = Message(data)
        await served[SUBJECT](message)  # type: ignore[arg-type]
        errors.append(json.loads(message.answer)["error"])
    assert errors == ["request.invalid", "not_found"]
