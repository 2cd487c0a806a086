"""What people do in the trade, each as one function on the public API; the journey and the demo are made of these."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from deploy.demo.client import Person
from deploy.demo.crew import Crew, fen
from deploy.demo.photographs import Photograph, photograph

SIGNATURE = {"paper_scan_id": "scan-1"}


@dataclass
class Order:
    """What is known of an order while it is worked on."""

    order_id: str
    branch_id: str
    owner: str
    number: str
    total: int
    wedding: bool
    album_photos: int
    person_ids: list[str]
    shoot: dict[str, Any] = field(default_factory=dict)
    selection_id: str = ""
    photo_ids: list[str] = field(default_factory=list)
    photo_set_ids: list[str] = field(default_factory=list)
    pieces: list[dict[str, Any]] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The order's address."""
        return f"/v1/orders/{self.order_id}"


async def register_person(desk: Person, branch_id: str, name: str, phone: str | None, **more: Any) -> str:
    """A person in reception's register (GEN-08)."""
    body = {"branch_id": branch_id, "name": name, "kind": "CUSTOMER", **more}
    person = await desk.post("/v1/people", body | ({"phone": phone} if phone else {}))
    return str(person["id"])


async def walk_in(desk: Person, branch_id: str, **details: Any) -> dict[str, Any]:
    """A customer comes in and is received by whose turn it is (REC-01, GEN-02)."""
    body = {"branch_id": branch_id, "channel": "WALK_IN", **details}
    visit: dict[str, Any] = await desk.post("/v1/visits", body)
    return visit


async def place_order(
    desk: Person,
    branch_id: str,
    package: dict[str, Any],
    person_ids: list[str],
    *,
    visit_id: str | None = None,
    **details: Any,
) -> Order:
    """An order for a package (REC-02)."""
    body: dict[str, Any] = {"branch_id": branch_id, "package_id": package["id"], "person_ids": person_ids, **details}
    if visit_id:
        body["visit_id"] = visit_id
    made = await desk.post("/v1/orders", body)
    return Order(
        order_id=made["id"],
        branch_id=branch_id,
        owner=made["owner_id"],
        number=made["number"],
        total=made["package_total"]["amount"],
        wedding=str(package["category"]).startswith("WEDDING"),
        album_photos=package["album_photos"],
        person_ids=person_ids,
    )


async def pay(
    cashier: Person, order: Order, form: str, amount: int, *, method: str = "WECHAT", **details: Any
) -> dict[str, Any]:
    """Money against a numbered receipt (FIN-01); cash is tested (FIN-07)."""
    body: dict[str, Any] = {"form": form, "amount": fen(amount), "method": method, **details}
    if method == "CASH":
        body.setdefault("note_tested", True)
    receipt: dict[str, Any] = await cashier.post(f"{order.path}/payments", body)
    return receipt


async def ask_for_code(agent: Person, order: Order) -> str:
    """The customer of an order recommends us and wants money for it: the code to give to friends (PCK-08, A-26)."""
    member = f"/v1/members/{order.person_ids[0]}"
    await agent.put(f"{member}/reward", {"reward": "CASH"})
    return str((await agent.get(member))["referral_code"])


async def thank_referrers(crew: Crew, *, unpaid: int = 0, undecided: int = 0) -> None:
    """What referrers earned is approved and paid against a signature, except for the last of them (A-26)."""
    query = {"branch_id": crew.branch_id, "state": "WAITING", "limit": 200}
    earned = (await crew["manager"].get("/v1/cash-backs", **query))["items"]
    approved = earned[: max(0, len(earned) - undecided)]
    paid = approved[: max(0, len(approved) - unpaid)]
    for one in approved:
        await crew["manager"].post(f"/v1/orders/{one['order_id']}/cash-back/approval")
    for number, one in enumerate(paid):
        (referrer,) = (await crew["cashier"].get("/v1/people", ids=one["person_id"]))["items"]
        signed = {"method": ("CASH", "WECHAT")[number % 2], "signature_name": referrer["name"]}
        await crew["cashier"].post(f"/v1/orders/{one['order_id']}/cash-back/payout", signed)


async def write_planning_book(owner: Person, order: Order) -> None:
    """The couple's wishes, the checklist of the booking, the photo before make-up (REC-02)."""
    version = await owner.version_of(order.path)
    await owner.put(
        f"{order.path}/planning-book",
        {"taste": "自然光，少道具", "consumption": "中等", "wishes": "想在老树下拍一组"},
        version=version,
    )
    await owner.put(
        f"{order.path}/booking-checklist",
        {
            "care_notes_given": True,
            "service_card_number": f"B-{order.number[-7:]}",
            "gold_card_number": f"G-{order.number[-7:]}",
        },
    )
    await owner.put_photo(f"{order.path}/before-photo", photograph(0, datetime(2026, 11, 1, 10), 640).content)


async def book(owner: Person, order: Order) -> dict[str, Any]:
    """From placed to booked (REC-02)."""
    booked: dict[str, Any] = await owner.post(f"{order.path}/booking")
    return booked


async def make_booking(desk: Person, order: Order, kind: str, starts_at: datetime, **details: Any) -> dict[str, Any]:
    """People, room and dress together (design: atomic)."""
    body = {"order_id": order.order_id, "kind": kind, "starts_at": starts_at.isoformat(), **details}
    booking: dict[str, Any] = await desk.post("/v1/bookings", body)
    return booking


async def clearance(desk: Person, order: Order, gate: str) -> str:
    """Reception's word that a gate may open."""
    given = await desk.post(f"{order.path}/clearances", {"gate": gate})
    return str(given["token"])


async def check_in(crew: Crew, order: Order, *, locker: str | None = None, to_staff: str) -> dict[str, Any]:
    """All steps of the wizard after the balance is settled (M-43); returns the deposit, if a locker was taken."""
    desk = crew.named(order.owner)
    await desk.post(f"{order.path}/check-in", {"booking_id": order.shoot.get("id")})
    await desk.post(f"{order.path}/check-in/PACKAGE_CHECKED")
    await desk.post(f"{order.path}/check-in/BALANCE")
    await desk.post(f"{order.path}/check-in/NUMBER")
    return await finish_check_in(crew, order, locker=locker, to_staff=to_staff)


async def finish_check_in(crew: Crew, order: Order, *, locker: str | None, to_staff: str) -> dict[str, Any]:
    """Locker, make-up box and hand-over: the rest of the wizard."""
    desk = crew.named(order.owner)
    deposit: dict[str, Any] = {}
    if locker:
        deposit = await crew["cashier"].post(
            f"{order.path}/deposits",
            {"object": "LOCKER", "object_number": locker, "amount": fen(5000), "method": "CASH", "note_tested": True},
        )
        await desk.post(f"{order.path}/check-in/LOCKER", {"deposit_id": deposit["id"]})
    else:
        await desk.post(f"{order.path}/check-in/LOCKER", {"declined_reason": "衣物放在车里"})
    await desk.post(f"{order.path}/check-in/MAKEUP_BOX", {"declined_reason": "自带化妆品"})
    await desk.post(f"{order.path}/check-in/HAND_OVER", {"to_staff_id": to_staff})
    return deposit


async def photograph_customer(crew: Crew, order: Order, *, sets: int, lunch: bool = False) -> None:
    """Make-up and shooting up to the door at the end of the day (SHO-05, SHO-08, SHO-09, SHO-10)."""
    stage = f"/v1/bookings/{order.shoot['id']}/stages"
    await start_make_up(crew, order)
    await crew["makeup1"].post(f"/v1/bookings/{order.shoot['id']}/introduction", {})
    await crew["photographer1"].post(stage, {"stage": "SHOOTING", "talk_minutes": 6})
    if lunch:
        await crew["photographer1"].post(stage, {"stage": "LUNCH"})
        await crew["photographer1"].post(stage, {"stage": "SHOOTING", "talk_minutes": 5})
    await crew["photographer1"].post(
        f"/v1/bookings/{order.shoot['id']}/completion",
        {
            "sets": sets,
            "summary": "沟通顺畅，不拘束",
            "selection_hints": "喜欢特写",
            "equipment_returned": True,
        },
    )
    await crew["makeup1"].post(f"/v1/bookings/{order.shoot['id']}/escort", {})


async def start_make_up(crew: Crew, order: Order) -> None:
    """Communication sheet, then make-up (SHO-09)."""
    artist = crew["makeup1"]
    await artist.post(
        f"/v1/bookings/{order.shoot['id']}/communication-sheet", {"preferences": "底妆清透", "skin_notes": "无过敏"}
    )
    await artist.post(f"/v1/bookings/{order.shoot['id']}/stages", {"stage": "MAKE_UP", "talk_minutes": 6})


async def import_photographs(
    photographer: Person, order: Order, photographs: Sequence[Photograph], *, sets: int
) -> list[str]:
    """Proofs of every set of clothes into their place (SHO-02); returns what became of each file."""
    states: list[str] = []
    share = -(-len(photographs) // sets)
    for number in range(sets):
        made = await photographer.post(
            f"{order.path}/photo-sets", {"clothes_set": number + 1, "booking_id": order.shoot.get("id")}
        )
        part = photographs[number * share : (number + 1) * share]
        taken = await photographer.upload(f"/v1/photo-sets/{made['id']}/photos", [(p.name, p.content) for p in part])
        accepted = [file["photo_id"] for file in taken["files"] if file["state"] == "ACCEPTED"]
        order.photo_ids += accepted
        order.photo_set_ids.append(made["id"])
        await photographer.post(f"/v1/photo-sets/{made['id']}/completion", {"expected_count": len(accepted)})
        states += [file["state"] for file in taken["files"]]
    return states


async def wait_for_previews(clerk: Person, order: Order, seconds: int = 120) -> None:
    """Previews are made in the background; come back when all are there, as the progress on the screen says."""
    for photo_set_id in order.photo_set_ids:
        for _ in range(seconds * 4):
            progress = await clerk.get(f"/v1/photo-sets/{photo_set_id}")
            if progress["ready"] + progress["broken"] == progress["received"]:
                break
            await asyncio.sleep(0.25)


async def prepare_selection(clerk: Person, order: Order) -> None:
    """The four checks of the day (PST-07)."""
    await wait_for_previews(clerk, order)
    body = {
        "count_ok": True,
        "sets_complete": True,
        "no_bloopers": True,
        "corrections_done": True,
        "sales_plan": "推荐第二本相册",
    }
    order.selection_id = (await clerk.post(f"{order.path}/selection-check", body))["id"]


async def choose(clerk: Person, order: Order, *, extra: int = 0) -> int:
    """The customer chooses (PST-01, PST-15); returns how many photos were chosen."""
    path = f"/v1/selections/{order.selection_id}"
    await clerk.post(f"{path}/start", {"design_mode": "TEMPLATE", "difference_explained": True})
    count = min(order.album_photos + extra, len(order.photo_ids))
    choices = [{"photo_id": photo, "purposes": ["ALBUM"]} for photo in order.photo_ids[:count]]
    choices[0]["purposes"] = ["ALBUM", "ENLARGEMENT"]
    await clerk.put(f"{path}/choices", {"choices": choices, "removed": []})
    return count


async def sign_selection(
    clerk: Person, order: Order, *, count: int, pickup_on: date, review_mode: str = "IN_SHOP"
) -> dict[str, Any]:
    """Signature after the lists agree, then confirmation (PST-11, PST-14)."""
    path = f"/v1/selections/{order.selection_id}"
    await clerk.post(f"{path}/signature", {"handwritten_count": count, **SIGNATURE})
    body = agreed(pickup_on, review_mode)
    confirmed: dict[str, Any] = await clerk.post(f"{path}/confirmation", body)
    return confirmed


def agreed(pickup_on: date, review_mode: str = "IN_SHOP") -> dict[str, Any]:
    """What is agreed when a selection is closed; the layout is seen ten days before the pickup (PST-14)."""
    seen_on = pickup_on - timedelta(days=10)
    return {
        "review_mode": review_mode,
        "review_on": seen_on.isoformat(),
        "pickup_on": pickup_on.isoformat(),
        "backup_confirmed": True,
    }


async def hand_to_design(crew: Crew, orders: Sequence[Order]) -> None:
    """The hand-over book, given by selection and accepted by design (PST-13)."""
    ids = [order.selection_id for order in orders]
    handed = await crew["selection"].post("/v1/handover-books", {"branch_id": crew.branch_id, "selection_ids": ids})
    await crew["designer"].post(f"/v1/handover-books/{handed['id']}/acceptance", {"accepted": ids, "refused": []})


async def retouch_and_design(crew: Crew, order: Order) -> None:
    """The work items up to the finished design (PST-16)."""
    for step, job in (("RETOUCH", "retoucher"), ("DESIGN", "designer")):
        items = await crew[job].get(
            "/v1/work-items", branch_id=order.branch_id, order_id=order.order_id, step=step, state="WAITING"
        )
        for item in items["items"]:
            await crew[job].post(f"/v1/work-items/{item['id']}/start", {})
            await crew[job].post(f"/v1/work-items/{item['id']}/done", {})


async def present_layout(crew: Crew, order: Order) -> dict[str, Any]:
    """A layout for the customer's word (PST-17)."""
    layout: dict[str, Any] = await crew["designer"].post(
        f"{order.path}/layouts", {"template_name": "Garden 12", "pages": 12}
    )
    return layout


async def order_production(crew: Crew, order: Order, due_on: date) -> None:
    """The production sheet (PST-14)."""
    made = await crew["designer"].post(f"{order.path}/production-orders", {"due_on": due_on.isoformat()})
    order.pieces = made["pieces"]


STEPS = ("PRINT", "PRINTS_BACK", "CUT", "FINISH", "FINISHED")


async def produce(crew: Crew, piece: dict[str, Any], steps: Sequence[str] = STEPS) -> None:
    """One piece through the steps (1.3.2)."""
    for step in steps:
        await crew["production"].post(f"/v1/pieces/{piece_id(piece)}/steps", {"step": step})


def piece_id(piece: dict[str, Any]) -> str:
    """A piece's id in any department's answer."""
    return str(piece.get("piece_id") or piece["id"])


async def arrive(crew: Crew, piece: dict[str, Any], *, fault: str | None = None, shelf: str = "A-1") -> dict[str, Any]:
    """A piece reaches the desk, counted and checked (PCK-04)."""
    body: dict[str, Any] = {"branch_id": crew.branch_id, "code": piece["code"], "passed": fault is None, "shelf": shelf}
    if fault:
        body["fault"] = fault
    arrived: dict[str, Any] = await crew["pickup"].post("/v1/arrivals", body)
    return arrived


async def hand_over(crew: Crew, order: Order, token: str, pieces: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Pieces leave against a signature, nothing owed (FIN-11, PCK-06)."""
    body = {
        "clearance": token,
        "piece_ids": [piece_id(piece) for piece in pieces],
        "inspections": [{"piece_id": piece_id(piece), "ok": True} for piece in pieces],
        "signature": SIGNATURE,
    }
    done: dict[str, Any] = await crew["pickup"].post(f"{order.path}/handovers", body)
    return done


async def answer_contact(who: Person, contact: dict[str, Any], **outcome: Any) -> dict[str, Any]:
    """A planned call is done (GEN-11)."""
    body = {"outcome": "REACHED", "channel": "PHONE", "note": "已说明清楚", **outcome}
    done: dict[str, Any] = await who.post(f"/v1/contacts/{contact['id']}/outcome", body)
    return done


async def lay_ready(crew: Crew) -> None:
    """Discs are burnt for selections whose photos are here; of every other one the order is pulled too (REC-12)."""
    clerk = crew["consultant1"]
    coming = (await clerk.get("/v1/selection-preparations", branch_id=crew.branch_id))["items"]
    for number, row in enumerate(one for one in coming if not one["missing"]):
        ticks = f"/v1/selection-preparations/{row['booking_id']}/ticks"
        for point in ("DISC_BURNT", "ORDER_PULLED")[: 1 + number % 2]:
            await clerk.post(ticks, {"point": point})


def days(count: int) -> timedelta:
    """That many days."""
    return timedelta(days=count)
