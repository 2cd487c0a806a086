"""Orders: placing, booking, amending, cancelling."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from sqlmodel import select

from services.reception.models import BeforePhoto
from shared.contracts.pickup import HandoverCompleted
from shared.contracts.reception import (
    CancellationRefused,
    CancellationRequested,
    OrderAmended,
    OrderBalanceChanged,
    OrderBooked,
    OrderCancelled,
    OrderPlaced,
)
from shared.contracts.scheduling import BookingCancelled, BookingKind
from shared.kit import clock
from shared.kit.testing import MONDAY, MovableClock, principal
from tests.pictures import bomb, jpeg, png
from tests.reception.conftest import CASHIER, CLERK, MANAGER, OWNER, Desk, cny, confirmed, version_of
from tests.reception.test_day_of_the_shoot import made, moved


async def test_rec_02_order_is_placed_with_number_and_owner(desk: Desk) -> None:
    order = await desk.order(wedding_date="2027-05-01")
    assert (order["number"], order["state"], order["owner_id"]) == ("GG01-261123-001", "PLACED", OWNER)
    assert order["balance"] == cny(3999)
    assert (await desk.order())["number"] == "GG01-261123-002"
    told = (await desk.service.published(OrderPlaced))[0]
    assert (told.content.clothes_sets, str(told.content.wedding_date)) == (4, "2027-05-01")


async def test_gen_01_the_visits_receiver_owns_the_order(desk: Desk) -> None:
    await desk.put("/rotas/GG01/2026-11-23", {"staff_ids": ["sun.yu"]})
    visit = await desk.post("/visits", {"branch_id": "GG01", "channel": "WALK_IN", "phone": "13700137000"})
    order = await desk.order(visit_id=visit["id"])
    assert order["owner_id"] == "sun.yu"
    assert (await desk.get(f"/visits/{visit['id']}"))["state"] == "ORDERED"


async def test_a_36_a_wedding_needs_two_people(desk: Desk) -> None:
    alone = [await desk.person()]
    package = await desk.package()
    body = {"branch_id": "GG01", "person_ids": alone, "package_id": package}
    assert await desk.refused("POST", "/orders", body) == "order.persons_wrong"
    assert (await desk.order(people=alone, category="PERSONAL_ART"))["state"] == "PLACED"


async def test_sho_05_who_photographs_reads_the_planning_book_and_no_money(desk: Desk) -> None:
    order = await desk.order()
    path, team = (
        f"/orders/{order['id']}/planning-book",
        principal("li.photo", permissions=["reception.planning_books.read"]),
    )
    assert (await desk.get(path, who=team))["filled"] is False
    await desk.plan(order["id"])
    book = await desk.get(path, who=team)
    assert (book["filled"], book["wishes"]["taste"], book["package_sets"]) == (True, "film", 4)
    assert "3999" not in str(book)
    assert await desk.refused("GET", f"/orders/{order['id']}", who=team) == "forbidden"


async def test_rec_02_booking_names_what_is_missing(desk: Desk) -> None:
    order = await desk.order(people=[await desk.person(phone=None), await desk.person(phone=None)])
    answer = await desk.send("POST", f"/orders/{order['id']}/booking", expect=409)
    assert answer.json()["code"] == "order.not_bookable"
    assert answer.json()["missing"] == ["contact", "receipt", "planning_book"]


async def test_rec_02_booked_with_receipt_and_planning_book(desk: Desk) -> None:
    order = await desk.booked()
    assert order["state"] == "BOOKED"
    assert "gold_card_number" in order["warnings"]
    ticked = await desk.put(
        f"/orders/{order['id']}/booking-checklist",
        {"care_notes_given": True, "service_card_number": "S1", "gold_card_number": "G1"},
    )
    assert ticked["warnings"] == ["before_photo_taken"]
    assert [str(told.order_id) for told in await desk.service.published(OrderBooked)] == [order["id"]]
    assert await desk.refused("POST", f"/orders/{order['id']}/booking") == "state.transition_refused"


async def test_rec_02_the_photo_before_make_up_is_a_file_that_ticks_the_checklist(desk: Desk) -> None:
    order = await desk.booked()
    path = f"/orders/{order['id']}/before-photo"
    artist = principal("makeup.a", permissions=["reception.before_photos.see", "reception.planning_books.read"])
    assert await desk.refused("GET", path, who=artist) == "picture.missing"
    first = await desk.upload(path, jpeg(size=(1600, 2400)))
    assert first["booking_checklist"]["before_photo_taken"] is True
    before = await desk.send("GET", path, who=artist, expect=200)
    await desk.upload(path, jpeg())
    after = await desk.send("GET", path, who=artist, expect=200)
    assert [Image.open(io.BytesIO(one.content)).size for one in (before, after)] == [(853, 1280), (400, 300)]
    assert (await desk.get(f"/orders/{order['id']}/planning-book", who=artist))["before_photo"] is True
    ticked = await desk.put(f"/orders/{order['id']}/booking-checklist", {"care_notes_given": True})
    assert ticked["warnings"] == ["service_card_number", "gold_card_number"]


async def test_rec_02_a_face_is_shown_to_whom_it_serves_and_as_long_as_it_does(desk: Desk) -> None:  # P18
    order = await desk.booked()
    path = f"/orders/{order['id']}/before-photo"
    await desk.upload(path, jpeg())
    reader = principal(permissions=["reception.orders.read", "reception.planning_books.read"])
    assert await desk.refused("GET", path, who=reader) == "forbidden"
    assert await desk.refused("GET", path, who=principal(branches=["GG02"])) == "not_found"
    asked = await desk.post(f"/orders/{order['id']}/cancellation-requests", {"reason": "separated"})
    await desk.post(f"/cancellations/{asked['id']}/approval", who=MANAGER)
    assert await desk.refused("GET", path) == "picture.missing"
    assert (await desk.upload(path, jpeg(), expect=409))["code"] == "conflict"
    collected = await desk.booked()
    await desk.upload(f"/orders/{collected['id']}/before-photo", jpeg())
    handed_over = HandoverCompleted(
        branch_id="GG01", order_id=collected["id"], handover_id=uuid4(), pieces=1, by_proxy=False
    )
    await desk.service.deliver(handed_over, times=2)
    async with desk.service.session() as session:
        assert (await session.exec(select(BeforePhoto))).all() == []


@pytest.mark.parametrize("file", [b"", png(), jpeg(size=(1200, 900))[:-2], b"\xff\xd8\xff" + b"0" * 10_000_001, bomb()])
async def test_rec_02_what_is_no_photograph_ticks_nothing(desk: Desk, file: bytes) -> None:  # P19
    order = await desk.booked()
    told = await desk.upload(f"/orders/{order['id']}/before-photo", file, expect=422)
    assert (told["code"], told["errors"][0]["field"]) == ("picture.unusable", "body.file")
    assert "before_photo_taken" in (await desk.get(f"/orders/{order['id']}"))["warnings"]


async def test_rec_02_a_void_receipt_does_not_book(desk: Desk) -> None:
    order = await desk.order()
    receipt = await desk.pay(order["id"], "R1", 1000)
    await desk.post(f"/receipts/{receipt['id']}/void", {"reason": "wrong name"})
    await desk.plan(order["id"])
    answer = await desk.send("POST", f"/orders/{order['id']}/booking")
    assert answer.json()["missing"] == ["receipt"]


async def test_m_75_an_order_keeps_its_version(desk: Desk) -> None:
    package = await desk.package(price=3000)
    old = await desk.order(package_id=package)
    await desk.post(f"/packages/{package}/versions", version_of(price=3500), headers={"If-Match": '"1"'})
    new = await desk.order(package_id=package)
    again = await desk.get(f"/orders/{old['id']}")
    assert (again["package"]["version"], again["package_total"]) == (1, cny(3000))
    assert (new["package"]["version"], new["package_total"]) == (2, cny(3500))


async def test_a_version_somebody_else_saved_is_not_overwritten_unseen(desk: Desk) -> None:  # M-75, P10
    path = f"/packages/{await desk.package(price=3000)}/versions"
    assert await desk.refused("POST", path, version_of(price=3500)) == "version.missing"
    await desk.post(path, version_of(price=3500), headers={"If-Match": '"1"'})
    assert await desk.refused("POST", path, version_of(price=2900), headers={"If-Match": '"1"'}) == "version.stale"


async def test_a_version_sent_again_after_a_lost_answer_is_the_same_version(desk: Desk) -> None:  # M-75, P9
    path = f"/packages/{await desk.package(price=3000)}/versions"
    once = {"If-Match": '"1"', "Idempotency-Key": "the answer was lost"}
    answers = [await desk.send("POST", path, version_of(price=3500), headers=once, expect=201) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert [answer.headers["etag"] for answer in answers] == ['"2"', '"2"']
    assert await desk.refused("POST", path, version_of(price=2900), headers=once) == "idempotency.key_reused"


async def test_a_planned_price_begins_on_its_day_although_todays_was_mended_after_it(
    desk: Desk, monday_morning: MovableClock
) -> None:  # M-75
    package = await desk.package(price=3000)
    later = str(MONDAY + timedelta(days=7))
    for known, version in ((1, version_of(price=2500, valid_from=later)), (2, version_of(price=3100))):
        await desk.post(f"/packages/{package}/versions", version, headers={"If-Match": f'"{known}"'})
    (listed,) = [one for one in await desk.get("/packages") if one["id"] == package]
    assert (listed["current"]["price"], listed["planned"]["price"]) == (cny(3100), cny(2500))
    assert (await desk.order(package_id=package))["package_total"] == cny(3100)
    monday_morning.move(days=7)
    assert (await desk.order(package_id=package))["package_total"] == cny(2500)


async def amend(desk: Desk, order_id: str, body: dict[str, Any], **more: Any) -> Any:
    tag = (await desk.send("GET", f"/orders/{order_id}")).headers["etag"]
    return await desk.send("POST", f"/orders/{order_id}/amendments", body, headers={"If-Match": tag}, **more)


async def test_m_62_another_category_waits_until_the_booked_shoot_is_given_up(desk: Desk) -> None:
    order = await desk.booked()
    children = {"note": "now the child, 2026-11-23", "package_id": await desk.package(category="PERSONAL_ART")}
    shoot = made(order["id"], clock.now() + timedelta(days=2))
    await desk.service.deliver(shoot, made(order["id"], clock.now(), BookingKind.SELECTION))
    for day in ("2026-11-25", "2026-11-26"):
        refused = await amend(desk, order["id"], children)
        assert (refused.status_code, refused.json()["code"]) == (409, "order.shoot_booked")
        assert day in refused.json()["detail"]
        await desk.service.deliver(moved(shoot, 1))
    same = {"note": "a larger one", "package_id": await desk.package(price=4999)}
    assert (await amend(desk, order["id"], same)).status_code == 201
    about = shoot.model_dump(include={"branch_id", "order_id", "booking_id", "kind"})
    await desk.service.deliver(BookingCancelled(**about, reason="another kind of shoot"))
    assert (await amend(desk, order["id"], children)).json()["category"] == "PERSONAL_ART"


async def test_m_62_an_amendment_keeps_its_history(desk: Desk) -> None:
    order = await desk.booked()
    dearer = await desk.package(price=4999)
    body = {"note": "wants the larger album", "package_id": dearer, "wedding_date": "2027-06-01"}
    assert (await amend(desk, order["id"], body)).status_code == 201
    history = await desk.get(f"/orders/{order['id']}/amendments")
    assert history[0]["changes"]["wedding_date"] == {"from": None, "to": "2027-06-01"}
    assert history[0]["by"] == OWNER
    told = (await desk.service.published(OrderAmended))[0]
    assert (told.amendment, told.content.package_total.amount) == (1, 499900)
    assert (await desk.service.published(OrderBalanceChanged))[-1].balance.amount == 399900


async def test_m_62_after_the_selection_only_with_a_right_of_its_own(desk: Desk) -> None:
    order = await desk.selected()
    body = {"note": "another date", "wedding_date": "2027-06-01"}
    clerk = principal(permissions=["reception.orders.amend", "reception.orders.read"])
    assert (await amend(desk, order["id"], body, who=clerk)).status_code == 403
    assert (await amend(desk, order["id"], body, who=MANAGER)).status_code == 201


async def test_two_edits_of_one_version_only_one_wins(desk: Desk) -> None:
    order = await desk.order()
    path, tag = f"/orders/{order['id']}/planning-book", {"If-Match": '"1"'}
    await desk.put(path, {"taste": "film"}, headers=tag)
    assert await desk.refused("PUT", path, {"taste": "bright"}, headers=tag) == "version.stale"
    assert await desk.refused("PUT", path, {"taste": "bright"}) == "version.missing"


async def test_discount_needs_right_and_reason(desk: Desk) -> None:
    clerk = principal(permissions=["reception.orders.place"])
    people, package = [await desk.person(), await desk.person()], await desk.package()
    body = {"branch_id": "GG01", "person_ids": people, "package_id": package, "discount": cny(100)}
    assert await desk.refused("POST", "/orders", body | {"discount_reason": "fair"}, who=clerk) == "forbidden"
    assert await desk.refused("POST", "/orders", body) == "order.discount_wrong"
    order = await desk.post("/orders", body | {"discount_reason": "fair"})
    assert order["package_total"] == cny(3899)
    manager = principal(permissions=["reception.orders.place", "reception.discounts.grant"])
    tenth = body | {"discount": {"amount": 39_990, "currency": "CNY"}, "discount_reason": "fair"}
    over = tenth | {"discount": {"amount": 39_991, "currency": "CNY"}}
    assert await desk.refused("POST", "/orders", over, who=manager) == "order.discount_too_high"
    assert (await desk.post("/orders", tenth, who=manager))["package_total"] == {"amount": 359_910, "currency": "CNY"}
    assert (await desk.post("/orders", over))["package_total"] == {"amount": 359_909, "currency": "CNY"}


async def test_m_39_cancelling_needs_a_second_person_and_pays_back(desk: Desk) -> None:
    order = await desk.booked(paid=1000)
    receipt = (await desk.get(f"/orders/{order['id']}/reception"))["receipts"][0]["number"]
    body = {"reason": "moved away", "refunds": [{"receipt_number": receipt, "amount": cny(800)}]}
    request = await desk.post(f"/orders/{order['id']}/cancellation-requests", body)
    approval = f"/cancellations/{request['id']}/approval"
    assert await desk.refused("POST", approval) == "approval.by_requester"
    second = {"reason": "again"}
    assert await desk.refused("POST", f"/orders/{order['id']}/cancellation-requests", second) == "cancellation.pending"
    await desk.post(approval, who=MANAGER)
    assert await desk.refused("POST", approval, who=MANAGER) in ("request.decided", "state.transition_refused")
    assert (await desk.service.published(OrderCancelled))[0].approved_by == MANAGER
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == cny(-800)
    await desk.post(f"/refunds/{request['refund_ids'][0]}/payout", who=CASHIER)
    cancelled = await desk.get(f"/orders/{order['id']}")
    assert (cancelled["state"], cancelled["balance"]) == ("CANCELLED", cny(0))


async def test_m_39_cancellations_that_wait_are_listed_with_their_refunds(desk: Desk) -> None:
    order = await desk.booked(paid=1000)
    receipt = (await desk.get(f"/orders/{order['id']}/reception"))["receipts"][0]["number"]
    body = {"reason": "moved away", "refunds": [{"receipt_number": receipt, "amount": cny(800)}]}
    request = await desk.post(f"/orders/{order['id']}/cancellation-requests", body)
    waiting = "/cancellations?branch_id=GG01&state=REQUESTED"
    assert (await desk.get(waiting))["items"] == [request]
    await desk.post(f"/cancellations/{request['id']}/rejection", who=MANAGER)
    assert (await desk.get(waiting))["items"] == []
    assert [fact.reason for fact in await desk.service.published(CancellationRequested)] == ["moved away"]
    assert [fact.refused_by for fact in await desk.service.published(CancellationRefused)] == [MANAGER]


async def test_a_rejected_cancellation_frees_its_refunds(desk: Desk) -> None:
    order = await desk.booked(paid=1000)
    receipt = (await desk.get(f"/orders/{order['id']}/reception"))["receipts"][0]["number"]
    body = {"reason": "moved away", "refunds": [{"receipt_number": receipt, "amount": cny(1000)}]}
    request = await desk.post(f"/orders/{order['id']}/cancellation-requests", body)
    await desk.post(f"/cancellations/{request['id']}/rejection", who=MANAGER)
    again = await desk.post(f"/orders/{order['id']}/cancellation-requests", body)
    assert again["state"] == "REQUESTED"


async def test_an_order_of_another_branch_does_not_exist(desk: Desk) -> None:
    order = await desk.selected(extra=100)
    other = principal(branches=["GG02"])
    reads = ["", "/reception", "/check-in", "/amendments"]
    for part in reads:
        answer = await desk.send("GET", f"/orders/{order['id']}{part}", who=other)
        assert answer.status_code == 404, part
    writes: dict[str, dict[str, Any]] = {
        "booking": {},
        "clearances": {"gate": "PICKUP"},
        "payments": {"form": "R5", "amount": cny(1), "method": "WECHAT", "handler_id": OWNER},
        "arrears-override": {"reason": "x"},
        "cancellation-requests": {"reason": "x"},
    }
    for part, body in writes.items():
        answer = await desk.send("POST", f"/orders/{order['id']}/{part}", body, who=other)
        assert answer.status_code == 404, part
    assert (await desk.get("/orders", who=other))["items"] == []
    receipt = (await desk.get(f"/orders/{order['id']}/reception"))["receipts"][0]["id"]
    assert (await desk.send("GET", f"/receipts/{receipt}/print", who=other)).status_code == 404


async def test_orders_are_listed_by_state_and_owner(desk: Desk) -> None:
    await desk.booked()
    await desk.order(who="sun.yu")
    booked = await desk.get("/orders", params={"state": "BOOKED", "branch_id": "GG01"})
    owned = await desk.get("/orders", params={"owner_id": "sun.yu"})
    assert [len(booked["items"]), len(owned["items"])] == [1, 1]
    named = await desk.get("/orders", params={"ids": [owned["items"][0]["id"]]})
    assert named["items"] == owned["items"]


async def test_same_key_same_order(desk: Desk) -> None:
    people, package = [await desk.person(), await desk.person()], await desk.package()
    body = {"branch_id": "GG01", "person_ids": people, "package_id": package}
    one, two = [await desk.post("/orders", body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert one["id"] == two["id"]


async def test_fin_09_second_sale_delivered_twice_counts_once(desk: Desk) -> None:
    order = await desk.checked_in()
    event = confirmed(order["id"], yuan=500)
    await desk.service.deliver(event, times=2)
    await desk.service.deliver(event)
    sold = await desk.get(f"/orders/{order['id']}")
    assert (sold["state"], sold["selection_total"], sold["arrears"]) == ("SELECTED", cny(500), True)
    part = await desk.get(f"/orders/{order['id']}/reception")
    assert part["selection_clerk_id"] == CLERK  # FIN-06: the handler of its money
