"""One thing of every kind in branch GG01 of every service, by the names of path parameters and fields."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import select

from services.customer_service.domain.templates import templates
from services.customer_service.models import Contact
from shared.contracts.customer_service import CashBackEarned, ReferralCodeIssued
from shared.contracts.scheduling import ShootCompleted
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.testing import MONDAY, MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import balance, booked, booking, local, payment
from tests.pickup.orders import hand_over, ready
from tests.pictures import jpeg
from tests.post_production.conftest import House
from tests.post_production.conftest import booking as choosing_soon
from tests.reception.conftest import CASHIER, CLERK, MANAGER, OWNER, Desk, cny
from tests.scheduling.conftest import THURSDAY, Studio, on, row

Things = dict[str, str]


async def of_reception(service: ServiceUnderTest) -> Things:
    """An order checked in, another with money on the way out, a visit, a deposit."""
    for staff in (OWNER, CASHIER, CLERK):
        await service.know_staff(staff, "consultant")
    await service.know_staff(MANAGER, "reception_manager")
    desk = Desk(service)
    await desk.put(
        "/storage-places/GG01", {"lockers": ["L1", "L2"], "makeup_boxes": ["B1"]}, headers={"If-Match": '"0"'}
    )
    package = await desk.package()
    person = await desk.person()
    order = await desk.checked_in(package_id=package, people=[person, await desk.person(name="王强", phone=None)])
    lent = {"object": "LOCKER", "object_number": "L1", "amount": cny(20), "method": "WECHAT"}
    deposit = await desk.post(f"/orders/{order['id']}/deposits", lent)
    bag = await desk.post(f"/orders/{order['id']}/stored-belongings", {"locker": "L2", "contents": "a bag"})
    other = await desk.order(package_id=package)
    receipt = await desk.pay(other["id"], "R1", 1000)
    ask = {"order_id": other["id"], "receipt_number": receipt["number"], "amount": cny(5), "reason": "asked"}
    refund = await desk.post("/refund-requests", ask)
    cancellation = await desk.post(f"/orders/{other['id']}/cancellation-requests", {"reason": "separated"})
    owing = await desk.booked(package_id=package)
    request = await desk.post(f"/orders/{owing['id']}/arrears-override-requests", {"reason": "transfer"})
    await desk.put(f"/rotas/GG01/{MONDAY}", {"staff_ids": [OWNER]})
    visit = await desk.post(
        "/visits", {"branch_id": "GG01", "channel": "WALK_IN", "phone": "13700137000", "receiver_id": OWNER}
    )
    line = {"name": "lashes", "quantity": 1, "unit_price": cny(30)}
    sale = await desk.post(f"/orders/{order['id']}/sales", {"items": [line], "seller_id": CLERK, "method": "WECHAT"})
    left = {"branch_id": "GG01", "kind": "GOODS", "description": "a scarf", "place": "hall"}
    found = await desk.post("/found-items", left)
    await desk.upload(f"/found-items/{found['id']}/photo", jpeg())
    await desk.upload(f"/orders/{order['id']}/before-photo", jpeg())
    mother = await desk.person(name="周敏", phone=None)
    code = ReferralCodeIssued(branch_id="GG01", person_id=UUID(mother), code="AB2CD3EF")
    earned = [
        CashBackEarned(branch_id="GG01", order_id=UUID(one["id"]), person_id=UUID(mother), amount=Money.yuan(100))
        for one in (order, owing)
    ]
    await service.deliver(code, *earned)
    await desk.post(f"/orders/{owing['id']}/cash-back/approval", who=CASHIER)
    paying = {"method": "WECHAT", "signature_name": "周敏"}
    await desk.post(f"/orders/{owing['id']}/cash-back/payout", paying)
    await desk.post("/invitations/AB2CD3EF/leads", {"name": "孙悦", "phone": "13600136000"})
    lead = (await desk.get("/leads"))["items"][0]
    dress = {"thing": "own dress", "condition": "as new", "place": "rack 3"}
    custody = await desk.post(f"/orders/{order['id']}/custody-records", dress)
    service = (await desk.post("/extra-services", {"code": "FRAME", "branch_id": "GG01"}))["id"]
    framing = {"name": "framing", "unit": "piece", "price": cny(120)}
    await desk.post(f"/extra-services/{service}/versions", framing, headers={"If-Match": '"0"'})
    at = f"{MONDAY}T15:00:00+08:00"
    work = await desk.post(f"/orders/{order['id']}/work-orders", {"service_id": service, "appointed_at": at})
    torn = {"kind": "DAMAGED", "thing": "own veil", "happened": "torn in the studio"}
    damage = await desk.post(f"/orders/{order['id']}/damages", torn)
    drawn = await desk.post("/member-checks", {"branch_id": "GG01", "month": "2026-11"})
    note = {"branch_id": "GG01", "amount": cny(100), "exchanged": True}
    incident = await desk.post("/counterfeit-notes", note, who=CASHIER)
    slip = await desk.pay((await desk.order(package_id=package))["id"], "R1", 1000)
    paper = {"buyer": "PERSON", "title": "李娜", "amount": cny(10), "receipt_numbers": [slip["number"]]}
    invoice = await desk.post(f"/orders/{slip['order_id']}/invoices", paper | {"slips_collected": True})
    cards = await desk.post(f"/job-cards/GG01/{MONDAY}/hand-overs", {"order_ids": [order["id"]]}, who=CLERK)
    left = {"branch_id": "GG01", "kind": "URGENT", "note": "the lift is stuck"}
    note = await desk.post("/shift-notes", left, who=CLERK)
    return {
        "order_id": order["id"],
        "note_id": note["id"],
        "clerk_id": OWNER,
        "hand_over_id": cards["id"],
        "person_id": person,
        "package_id": package,
        "service_id": service,
        "work_order_id": work["id"],
        "worker_id": OWNER,
        "damage_id": damage["id"],
        "code": "A" * 24,
        "invoice_id": invoice["id"],
        "incident_id": incident["id"],
        "check_id": drawn["items"][0]["id"],
        "supervisor_id": CLERK,
        "sale_id": sale["id"],
        "seller_id": OWNER,
        "item_id": found["id"],
        "counted_with": MANAGER,
        "supervised_by": CLERK,
        "custody_id": custody["id"],
        "deposit_id": deposit["id"],
        "stored_id": bag["id"],
        "receipt_id": receipt["id"],
        "receipt_number": receipt["number"],
        "refund-requests/order_id": other["id"],
        "refund_id": refund["id"],
        "cancellation_id": cancellation["id"],
        "request_id": request["id"],
        "arrears-override-requests/order_id": owing["id"],
        "visit_id": visit["id"],
        "step": "PACKAGE_CHECKED",
        "staff_id": OWNER,
        "print/order_id": owing["id"],
        "referral_code": "AB2CD3EF",
        "lead_id": lead["id"],
        "referrer_person_id": mother,
    }


async def of_scheduling(service: ServiceUnderTest) -> Things:
    """An order with a shoot, a resource, a leave, a plan."""
    studio = Studio(service)
    for name in ("A", "B"):
        await studio.add_team(name)
    await studio.keep(row("ROOM", "Room A"), row("SELECTION_SEAT", "Seat 1"))
    for staff in ("wang.li", "photo.a", "photo.b"):
        await service.know_staff(staff, "photographer")
    order = await studio.order()
    shoot = await studio.booked(order)
    fitting = await studio.booked(order, "FITTING", on(THURSDAY - timedelta(days=1), 14))
    asked = {"first_day": str(THURSDAY), "last_day": str(THURSDAY), "proxy_id": "photo.b", "reason": "family"}
    leave = await studio.call("POST", "/leaves", asked)
    assert leave.status_code == 201, leave.text
    photographer = studio.people["photo.a"]["id"]
    trained = {"starts_at": on(THURSDAY, 20), "ends_at": on(THURSDAY, 21), "reason": "training"}
    away = await studio.call("POST", f"/resources/{photographer}/absences", trained)
    veil = await studio.did("POST", "/things", {"branch_id": "GG01", "kind": "VEIL", "name": "long", "quantity": 9})
    lines = [{"thing_id": veil["id"], "quantity": 2}]
    lent = {"borrower_id": "photo.a", "purpose": "beach", "due_at": on(THURSDAY, 20), "lines": lines}
    loan = (await studio.did("POST", "/loans", lent))["loans"][0]
    torn = {"thing_id": veil["id"], "cause": "BROKEN", "reason": "torn"}
    slips = [await studio.did("POST", "/write-offs", torn) for _ in range(2)]
    bought = await studio.did(
        "POST", f"/write-offs/{slips[1]['id']}/approval", {"replace": True}, who=principal("chen.ye")
    )
    sheet = await studio.did("POST", "/stock-takes", {"branch_id": "GG01", "kind": "VEIL"})
    pads = {"branch_id": "GG01", "department": "RECEPTION", "name": "pads", "unit": "box"}
    supply = await studio.did("POST", "/supplies", pads | {"minimum": 3})
    wish = {"supply_id": supply["id"], "quantity": 9, "price": cny(5), "reason": "low"}
    wishes = [await studio.did("POST", "/purchases", wish) for _ in range(3)]
    for one in wishes[1:]:
        await studio.did("POST", f"/purchases/{one['id']}/approval", {"reason": "low"}, who=principal("chen.ye"))
    await studio.did("POST", f"/purchases/{wishes[1]['id']}/arrivals", {"quantity": 5})
    return {
        "order_id": str(order),
        "booking_id": shoot["id"],
        "fitting/booking_id": fitting["id"],
        "resource_id": photographer,
        "absence_id": away.json()["id"],
        "leave_id": leave.json()["id"],
        "starts_at": on(THURSDAY, 15),
        "due_at": on(THURSDAY, 20),
        "proxy_id": "photo.b",
        "borrower_id": "photo.a",
        "keeper_id": "photo.a",
        "thing_id": veil["id"],
        "loan_id": loan["id"],
        "write_off_id": slips[0]["id"],
        "arrival/write_off_id": bought["id"],
        "stock_take_id": sheet["id"],
        "supply_id": supply["id"],
        "department": "RECEPTION",
        "taken_by": "photo.a",
        "purchase_id": wishes[0]["id"],
        "arrivals/purchase_id": wishes[1]["id"],
        "end/purchase_id": wishes[2]["id"],
    }


async def of_post_production(service: ServiceUnderTest) -> Things:
    """An order in production, with everything on the way there, and one that waits for its selection."""
    house = House(service)
    order = await house.order()
    await house.accepted(order, review="ONLINE")
    book = (await house.get("/handover-books"))["items"][0]["id"]
    item = (await house.get("/work-items?step=RETOUCH"))["items"][0]["id"]
    for step in ("RETOUCH", "DESIGN"):
        await house.work(order, step)
    picture = [("files", ("1.jpg", jpeg(), "image/jpeg"))]
    brought = await house.call("POST", f"/orders/{order}/layout-pages", ok=201, files=picture)
    page = brought.json()["files"][0]["page_id"]
    layout = await house.post(f"/orders/{order}/layouts", {"page_ids": [page], "template_name": "Spring"})
    pin = await house.post(f"/layouts/{layout['id']}/pins", {"page_id": page, "x": 5, "y": 5, "remark": "eyes"})
    word = {
        "by_customer": True,
        "channel": "IN_SHOP",
        "pickup_on": (clock.now() + timedelta(days=30)).date().isoformat(),
    }
    await house.post(f"/layouts/{layout['id']}/approval", word)
    sheet = await house.post(f"/orders/{order}/production-orders")
    piece = sheet["pieces"][0]["id"]
    await house.steps(piece, "PRINT")
    rework = await house.post(
        f"/pieces/{piece}/reworks", {"reason": "spot", "liability": "STUDIO", "back_to": "PRINT"}, by="sun.qi"
    )
    view = await house.get(f"/orders/{order}/post-production")
    photo = (await house.get(f"/orders/{order}/photos"))["items"][0]["id"]
    check = (await house.get("/quality-checks"))["items"][0]["id"]
    coming = choosing_soon(await house.order(), clock.now() + timedelta(days=1))
    await service.deliver(coming)
    return {
        "order_id": str(order),
        "photo_set_id": view["photo_sets"][0]["id"],
        "photo_id": photo,
        "check_id": check,
        "selection_id": view["selection"]["id"],
        "accepted": view["selection"]["id"],
        "book_id": book,
        "item_id": item,
        "layout_id": layout["id"],
        "page_id": page,
        "pin_id": pin["id"],
        "code": "A" * 24,
        "size": "thumbnail",
        "piece_id": piece,
        "rework_id": rework["id"],
        "booking_id": str(coming.booking_id),
    }


async def of_pickup(service: ServiceUnderTest) -> Things:
    """An order ready for pickup, with a card for the wedding day."""
    await service.know_staff("zhao.min", "pickup_clerk")
    order = await ready(service)
    assert (await hand_over(service, order, pieces=order.ids[:1])).status_code == 201
    async with service.client() as client:
        card = await client.post(
            f"/v1/orders/{order.order_id}/service-card", json={}, headers={"Idempotency-Key": str(uuid4())}
        )
    assert card.status_code == 201, card.text
    return {
        "order_id": str(order.order_id),
        "piece_id": str(order.ids[0]),
        "card_id": card.json()["id"],
        "code": order.codes[0],
    }


async def visit_drawn(service: ServiceUnderTest) -> str:
    """A return visit that he.mei made and the head office drew to look into."""
    order = uuid4()
    shot = ShootCompleted(branch_id="GG01", order_id=order, booking_id=uuid4(), sets=4)
    await service.deliver(booked(order), shot)
    async with service.session() as session:
        visit = (await session.exec(select(Contact).where(Contact.rule == "N-19"))).one()
    answer = {"outcome": "REACHED", "channel": "PHONE", "answer": "SATISFIED"}
    async with service.client(principal("he.mei")) as client:
        made = await client.post(f"/v1/contacts/{visit.id}/outcome", json=answer)
        assert made.status_code == 200, made.text
    month = made.json()["done_at"][:7]
    async with service.client() as client:
        drawn = await client.post("/v1/visit-checks", json={"branch_id": "GG01", "month": month})
    assert drawn.status_code == 201, drawn.text
    return str(drawn.json()["id"])


async def of_customer_service(service: ServiceUnderTest) -> Things:
    """An order with contacts, a complaint and its issue, and a member."""
    await service.know_staff("li.na", "consultant")
    await service.know_staff("he.mei", "service_agent")
    order, person = uuid4(), uuid4()
    shoot = booking(order, local(26, 9), staff="li.na")
    await service.deliver(
        booked(order, person_ids=[person]),
        balance(order, 2999, 1),
        shoot,
        payment(order, 1000),
    )
    check = await visit_drawn(service)
    async with service.client() as client:
        complaint = await client.post(
            "/v1/complaints",
            json={
                "branch_id": "GG01",
                "order_id": str(order),
                "channel": "PHONE",
                "nature": "VALID",
                "content": "late",
            },
            headers={"Idempotency-Key": str(uuid4())},
        )
        link = await client.post(f"/v1/orders/{order}/customer-links", json={})
        gold = {"branch_id": "GG01", "kind": "GOLD", "number": "G-1"}
        card = await client.post(f"/v1/members/{person}/cards", json=gold)
        code = (await client.get(f"/v1/members/{person}")).json()["referral_code"]
        day = (clock.now() + timedelta(days=3)).date().isoformat()
        plan = {"branch_id": "GG01", "kind": "HOLIDAY", "occasion": "spring", "first_day": day, "last_day": day}
        campaign = await client.post("/v1/campaigns", json=plan, headers={"Idempotency-Key": str(uuid4())})
        assert campaign.status_code == 201, campaign.text
        many = {"branch_id": "GG01", "subject": "late", "complaint_ids": [complaint.json()["id"]]}
        issue = await client.post("/v1/complaint-issues", json=many, headers={"Idempotency-Key": str(uuid4())})
        assert issue.status_code == 201, issue.text
        asked = {"branch_id": "GG01", "subject": "photographs under water", "order_id": str(order)}
        wish = await client.post("/v1/wishes", json=asked, headers={"Idempotency-Key": str(uuid4())})
        same = {**asked, "subject": "underwater photographs"}
        other = await client.post("/v1/wishes", json=same, headers={"Idempotency-Key": str(uuid4())})
        assert {wish.status_code, other.status_code} == {201}, (wish.text, other.text)
    clerk = principal("li.na", permissions=["customer_service.delays.record"])
    late = {"stage": "PRODUCTION", "cause": "late", "compensation": {"amount": 10_000, "currency": "CNY"}}
    async with service.client(clerk) as client:
        delay = await client.post(f"/v1/orders/{order}/delays", json=late, headers={"Idempotency-Key": str(uuid4())})
    assert {complaint.status_code, link.status_code, card.status_code} == {201}, (complaint.text, link.text, card.text)
    async with service.session() as session:
        contact = (await session.exec(select(Contact).where(Contact.state == "PLANNED"))).first()
    assert contact is not None
    return {
        "order_id": str(order),
        "person_id": str(person),
        "booking_id": str(shoot.booking_id),
        "link_id": link.json()["id"],
        "code": link.json()["code"],
        "complaint_id": complaint.json()["id"],
        "issue_id": issue.json()["id"],
        "delay_id": delay.json()["id"],
        "card_id": card.json()["id"],
        "referral_code": code,
        "contact_id": str(contact.id),
        "campaign_id": campaign.json()["id"],
        "subject_id": wish.json()["subject_id"],
        "into_id": other.json()["subject_id"],
        "check_id": check,
        "template_id": next(iter(templates())),
    }


THINGS: dict[str, Callable[[ServiceUnderTest], Awaitable[Things]]] = {
    "reception": of_reception,
    "scheduling": of_scheduling,
    "post_production": of_post_production,
    "pickup": of_pickup,
    "customer_service": of_customer_service,
}


def begin(at: MovableClock) -> None:
    """Monday at ten in Shanghai; a service that starts has put business time back to what its database says."""
    at.set(datetime(MONDAY.year, MONDAY.month, MONDAY.day, 2, 0, tzinfo=UTC))


def mentions(body: str, things: Things) -> list[str]:
    """Which things of GG01 an answer names."""
    ids = {value for value in things.values() if _is_id(value)}
    return sorted(found for found in {*ids, '"GG01"'} if found in body)


def _is_id(value: Any) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
