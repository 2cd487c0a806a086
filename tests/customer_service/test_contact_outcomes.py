"""Making contacts: once for all, a second try, the next of a series, missed ones, one's own."""

from datetime import datetime
from uuid import uuid4

from shared.contracts.customer_service import ContactDone
from shared.contracts.scheduling import ShootCompleted
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, booked, booking, contacts, local


async def test_the_script_of_a_visit_goes_on_after_each_answer(cs: ServiceUnderTest) -> None:  # CS-11
    order_id = uuid4()
    shot = ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)
    await cs.deliver(booked(order_id), shot)
    (visit,), (call,) = await contacts(cs, "N-19"), await contacts(cs, "PST-18")
    async with cs.client() as client:
        asked, other = [(await client.get(f"/v1/contacts/{one.id}")).json()["after"] for one in (visit, call)]
    assert [one["answers"] for one in asked] == [["SATISFIED"], ["SO_SO", "DISSATISFIED"]]
    assert asked[0]["words"] != asked[1]["words"]
    assert other == []


async def test_first_completion_closes_it_for_all(cs: ServiceUnderTest) -> None:  # A-02, GEN-11
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(24, 9)))
    (n06,) = await contacts(cs, "N-06")
    body = {"outcome": "REACHED", "channel": "PHONE", "note": "comes at nine"}
    async with cs.client(principal("sun.yi")) as first, cs.client(principal("li.na")) as second:
        done = await first.post(f"/v1/contacts/{n06.id}/outcome", json=body)
        again = await second.post(f"/v1/contacts/{n06.id}/outcome", json=body)
        shown = (await second.get(f"/v1/contacts/{n06.id}")).json()
    assert (done.status_code, done.json()["state"]) == (200, "DONE")
    assert (again.status_code, again.json()["code"], again.json()["done_by"]) == (409, "contact.already_done", "sun.yi")
    assert again.json()["detail"] == "Sun Yi did this already on 23 November 2026, 10:00."
    assert [(entry["staff_id"], entry["note"]) for entry in shown["log"]] == [("sun.yi", "comes at nine")]
    (told,) = await cs.published(ContactDone)
    assert (told.rule, told.outcome, told.staff_id) == ("N-06", "REACHED", "sun.yi")


async def test_not_reached_is_tried_once_more_then_given_up(cs: ServiceUnderTest) -> None:  # CS-13
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(28, 9, 30)))
    (n06,) = await contacts(cs, "N-06")
    body = {"outcome": "NOT_REACHED", "channel": "PHONE"}
    async with cs.client() as client:
        first = (await client.post(f"/v1/contacts/{n06.id}/outcome", json=body)).json()
        second = (await client.post(f"/v1/contacts/{n06.id}/outcome", json=body)).json()
    assert (first["state"], datetime.fromisoformat(first["due_at"])) == ("PLANNED", local(23, 17))
    assert second["state"] == "FAILED"


async def test_chase_goes_on_after_a_call(cs: ServiceUnderTest, at: MovableClock) -> None:  # REC-04
    await cs.deliver(booked(uuid4()))
    (first,) = await contacts(cs, "N-03")
    at.set(local(30, 11))
    async with cs.client() as client:
        await client.post(f"/v1/contacts/{first.id}/outcome", json={"outcome": "REACHED", "channel": "PHONE"})
    _, second = await contacts(cs, "N-03")
    assert second.due_at == local(7, 10, month=12)


async def test_missed_calls_are_overdue_in_the_evening(cs: ServiceUnderTest, at: MovableClock) -> None:  # GEN-09
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(24, 9)))
    at.set(local(23, 21, 1))
    await cs.run_jobs("missed contacts")
    async with cs.client() as client:
        listed = (await client.get("/v1/contacts", params={"state": "OVERDUE", "branch_id": BRANCH})).json()
        due = (await client.get("/v1/contacts", params={"state": "DUE", "rule": "N-06"})).json()
    assert {item["rule"] for item in listed["items"]} == {"N-05", "N-06"}
    assert due["items"] == []


async def test_a_call_before_a_past_appointment_has_failed(cs: ServiceUnderTest, at: MovableClock) -> None:  # GEN-11
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(24, 9)))
    at.set(local(24, 21, 1))
    await cs.run_jobs("missed contacts")
    async with cs.client() as client:
        failed = (await client.get("/v1/contacts", params={"state": "FAILED", "branch_id": BRANCH})).json()
        waiting = (await client.get("/v1/contacts", params={"state": "OVERDUE", "branch_id": BRANCH})).json()
    assert {item["rule"] for item in failed["items"]} >= {"N-05", "N-06", "N-08"}
    assert waiting["items"] == []


async def test_own_contact_keeps_quiet_hours_and_numbers_out(cs: ServiceUnderTest) -> None:
    body = {"branch_id": BRANCH, "due_at": local(23, 22).isoformat(), "note": "ask about the album"}
    async with cs.client(principal("li.na")) as client:
        made = await client.post("/v1/contacts", json=body)
        refused = await client.post("/v1/contacts", json=body | {"note": "call 13800000000"})
        elsewhere = await client.post("/v1/contacts", json=body | {"branch_id": "GG02"})
    assert (made.status_code, made.json()["assignee_id"]) == (201, "li.na")
    assert datetime.fromisoformat(made.json()["due_at"]) == local(24, 9)
    assert (refused.status_code, elsewhere.status_code) == (422, 404)


async def test_what_waits_for_a_person_is_listed_with_number_and_people(cs: ServiceUnderTest) -> None:  # CS-10, CS-11
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(24, 9)))
    async with cs.client() as client:
        before = (await client.get("/v1/contacts", params={"to_do": True, "branch_id": BRANCH})).json()["items"]
        (n06,) = [line for line in before if line["rule"] == "N-06"]
        body = {"outcome": "REACHED", "channel": "PHONE"}
        await client.post(f"/v1/contacts/{n06['id']}/outcome", json=body)
        after = (await client.get("/v1/contacts", params={"to_do": True, "branch_id": BRANCH})).json()["items"]
        visits = (await client.get("/v1/contacts", params={"return_visits": True})).json()["items"]
    assert "MESSAGE" not in {line["kind"] for line in before}
    assert n06["order_number"]
    assert n06["person_ids"]
    assert [line["id"] for line in after] == [line["id"] for line in before if line["id"] != n06["id"]]
    assert all(line["return_visit"] for line in visits)


async def test_contacts_that_are_over_are_listed_the_last_first(
    cs: ServiceUnderTest, at: MovableClock
) -> None:  # CS-11
    for order_id in (uuid4(), uuid4()):
        await cs.deliver(booked(order_id), booking(order_id, local(24, 9)))
    made = [str(contact.id) for contact in await contacts(cs, "N-06")]
    async with cs.client() as client:
        for contact_id in made:
            body = {"outcome": "REACHED", "channel": "PHONE"}
            await client.post(f"/v1/contacts/{contact_id}/outcome", json=body)
            at.move(minutes=5)
        over = (await client.get("/v1/contacts", params={"over": True, "branch_id": BRANCH})).json()["items"]
    assert [line["id"] for line in over] == made[::-1]


async def test_summary_counts_what_was_visited_in_time_and_what_customers_said(
    cs: ServiceUnderTest, at: MovableClock
) -> None:  # CS-09, CS-07
    orders = [uuid4() for _ in range(3)]
    for order_id in orders:
        shot = ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)
        await cs.deliver(booked(order_id), shot)
    first, second, _ = await contacts(cs, "N-19")
    at.set(local(24, 11))
    body = {"outcome": "REACHED", "channel": "PHONE", "answer": "SATISFIED"}
    async with cs.client() as client:
        await client.post(f"/v1/contacts/{first.id}/outcome", json=body)
        at.set(local(28, 11))
        late = body | {"answer": "DISSATISFIED", "note": "waited two hours"}
        await client.post(f"/v1/contacts/{second.id}/outcome", json=late)
        query = {"branch_id": BRANCH, "month": "2026-11"}
        report = (await client.get("/v1/return-visit-report", params=query)).json()
    counts = {name: report["all"][name] for name in ("due", "done", "open", "in_time", "satisfied", "dissatisfied")}
    assert counts == {"due": 3, "done": 2, "open": 1, "in_time": 1, "satisfied": 1, "dissatisfied": 1}
    assert [one["rule"] for one in report["kinds"]] == ["N-19"]
    assert [(one["answer"], one["note"]) for one in report["opinions"]] == [("DISSATISFIED", "waited two hours")]
