"""Sales on the shoot day, things left behind, things entrusted."""

import io
from typing import Any
from uuid import uuid4

from PIL import Image

from shared.contracts.customer_service import ContactDone
from shared.contracts.reception import FoundItemCounted, FoundItemRecorded, FoundItemSettled, FoundItemTold
from shared.kit.testing import MovableClock, principal
from tests.pictures import jpeg
from tests.reception.conftest import CASHIER, CLERK, DAY, MANAGER, OWNER, Desk, cny
from tests.reception.test_days import PATH, close

LASHES: dict[str, Any] = {
    "items": [
        {"name": "假睫毛", "quantity": 2, "unit_price": cny(30)},
        {"name": "眼影", "quantity": 1, "unit_price": cny(80)},
    ],
    "seller_id": CLERK,
    "method": "CASH",
    "note_tested": True,
}


async def test_fin_14_a_sale_has_a_paper_and_counts_in_the_day_but_not_in_the_order(desk: Desk) -> None:
    order = await desk.booked()
    path = f"/orders/{order['id']}/sales"
    sale = await desk.post(path, LASHES, who=CASHIER)
    assert (sale["number"], sale["amount"], sale["seller_id"]) == ("S26-GG01-000001", cny(140), CLERK)
    wrong = await desk.post(path, LASHES, who=CASHIER)
    await desk.post(f"/sales/{wrong['id']}/void", {"reason": "miswritten"})
    assert await desk.refused("POST", f"/sales/{wrong['id']}/void", {"reason": "again"}) == "sale.void_before"
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == order["balance"]
    report = (await desk.get(PATH))["report"]
    assert [(line["number"], line["state"]) for line in report["sales"]] == [
        ("S26-GG01-000001", "ISSUED"),
        ("S26-GG01-000002", "VOID"),
    ]
    assert (report["sold"], report["sold_by_seller"]) == (cny(140), {CLERK: cny(140)})
    assert (report["taken"], report["computed_cash"]) == (cny(1000), cny(1140))
    listed = await desk.get("/sales", params={"branch_id": "GG01", "day": DAY, "order_id": order["id"]})
    assert [one["id"] for one in listed["items"]] == [sale["id"], wrong["id"]]
    paper = await desk.send("GET", f"/sales/{sale['id']}/print", expect=200)
    assert paper.content.startswith(b"%PDF-")


async def test_fin_14_the_sellers_commission_is_noted_and_summed_for_the_day(desk: Desk) -> None:
    path = f"/orders/{(await desk.booked())['id']}/sales"
    too_much = LASHES | {"commission": cny(141)}
    assert await desk.refused("POST", path, too_much) == "sale.commission_too_high"
    sale = await desk.post(path, LASHES | {"commission": cny(14)})
    assert sale["commission"] == cny(14)
    await desk.post(path, LASHES)
    wrong = await desk.post(path, LASHES | {"commission": cny(9)})
    await desk.post(f"/sales/{wrong['id']}/void", {"reason": "miswritten"})
    report = (await desk.get(PATH))["report"]
    assert report["commission_by_seller"] == {CLERK: cny(14)}
    assert [line["commission"] for line in report["sales"]] == [cny(14), cny(0), cny(9)]


async def test_fin_14_a_sale_obeys_the_rules_of_money(desk: Desk) -> None:
    order = await desk.booked()
    path = f"/orders/{order['id']}/sales"
    assert await desk.refused("POST", path, LASHES | {"note_tested": False}) == "receipt.notes_not_tested"
    assert await desk.refused("POST", path, LASHES | {"seller_id": "nobody"}) == "fact_not_arrived"
    one, again = [await desk.post(path, LASHES, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert one == again
    await close(desk, counted=1140)
    assert await desk.refused("POST", path, LASHES) == "day.closed"
    assert await desk.refused("POST", f"/sales/{one['id']}/void", {"reason": "late"}) == "day.closed"


async def test_rec_21_a_left_thing_is_counted_by_two_told_and_signed_for(desk: Desk) -> None:
    order = await desk.booked()
    found = {"branch_id": "GG01", "order_id": order["id"], "kind": "BELONGING", "description": "红色披肩",
             "place": "2号棚", "found_by": CLERK}  # fmt: skip
    assert await desk.refused("POST", "/found-items", found | {"counted_with": OWNER}) == "found.no_manager"
    alone = found | {"found_by": MANAGER, "counted_with": MANAGER}
    assert await desk.refused("POST", "/found-items", alone) == "found.counted_alone"
    item = await desk.post("/found-items", found | {"counted_with": MANAGER})
    named = (item["number"], item["found_by"], item["counted_with"], item["state"])
    assert named == ("F26-GG01-000001", CLERK, MANAGER, "KEPT")
    assert (await desk.post(f"/found-items/{item['id']}/notice", who=CLERK))["told_by"] == CLERK
    other = await desk.booked()
    listed = [(await desk.get("/found-items", params={"order_id": one["id"]}))["items"] for one in (order, other)]
    assert [[one["number"] for one in theirs] for theirs in listed] == [[item["number"]], []]
    claim = {"signature_name": "李娜", "identity": "ID_CARD", "supervised_by": MANAGER}
    claimed = await desk.post(f"/found-items/{item['id']}/claim", claim)
    assert (claimed["state"], claimed["supervised_by"], claimed["identity"]) == ("CLAIMED", MANAGER, "ID_CARD")
    assert await desk.refused("POST", f"/found-items/{item['id']}/claim", claim) == "state.transition_refused"
    assert (await desk.get("/found-items", params={"branch_id": "GG01", "state": "KEPT"}))["items"] == []


async def test_rec_21_a_manager_who_was_not_there_is_told_and_counts_it_later(desk: Desk) -> None:
    found = {"branch_id": "GG01", "kind": "BELONGING", "description": "a scarf", "place": "hall"}
    item = await desk.post("/found-items", found, who=CLERK)
    assert (item["found_by"], item["counted_with"]) == (CLERK, None)
    assert await desk.service.published(FoundItemCounted) == []
    count = f"/found-items/{item['id']}/count"
    clerk = principal(MANAGER, permissions=["reception.keeping.do"])
    assert await desk.refused("POST", count, who=clerk) == "forbidden"
    assert await desk.refused("POST", count, who=CLERK) == "found.counted_alone"
    assert (await desk.post(count, who=MANAGER))["counted_with"] == MANAGER
    assert await desk.refused("POST", count, who=MANAGER) == "found.counted_before"
    told = await desk.service.published(FoundItemCounted)
    assert [(str(one.item_id), one.counted_with) for one in told] == [(item["id"], MANAGER)]


async def test_m_36_a_thing_has_a_photo_without_what_the_camera_noted(desk: Desk) -> None:
    item = await desk.post("/found-items", {"branch_id": "GG01", "kind": "GOODS", "description": "x", "place": "hall"})
    path = f"/found-items/{item['id']}/photo"
    assert await desk.refused("GET", path) == "picture.missing"
    assert (await desk.upload(path, jpeg(size=(3000, 2000), orientation=6)))["photo_at"] is not None
    shown = await desk.send("GET", path, expect=200)
    picture = Image.open(io.BytesIO(shown.content))
    assert (shown.headers["content-type"], picture.size, dict(picture.getexif())) == ("image/jpeg", (853, 1280), {})
    known = {"If-None-Match": shown.headers["etag"]}
    assert (await desk.send("GET", path, headers=known)).status_code == 304


async def test_m_36_whoever_gives_a_left_thing_out_is_not_the_one_who_watches(desk: Desk) -> None:
    found = {"branch_id": "GG01", "kind": "BELONGING", "description": "x", "place": "前台"}
    item = await desk.post("/found-items", found)
    alone = {"signature_name": "李娜", "identity": "ID_CARD", "supervised_by": OWNER}
    assert await desk.refused("POST", f"/found-items/{item['id']}/claim", alone) == "found.supervised_alone"
    assert (await desk.get("/found-items", params={"branch_id": "GG01", "state": "KEPT"}))["items"] != []


async def test_m_36_food_goes_after_12_hours_other_things_after_3_days_valuables_after_90(
    desk: Desk, at: MovableClock
) -> None:
    made = [
        await desk.post("/found-items", {"branch_id": "GG01", "kind": kind, "description": "x", "place": "前台"})
        for kind in ("PERISHABLE", "BELONGING", "VALUABLE")
    ]  # fmt: skip
    cake, scarf, ring = [f"/found-items/{one['id']}/disposal" for one in made]
    refused = [
        await desk.send("POST", cake, {}, headers={"Accept-Language": language}, expect=409)
        for language in ("zh-CN", "en")
    ]
    told = [answer.json()["detail"] for answer in refused]
    assert told == ["须保管至 2026年11月23日 22:00。", "It is kept until 23 November 2026, 22:00."]
    at.move(hours=12)
    clerk, given = principal(CLERK, permissions=["reception.keeping.do"]), {"note": "given to a charity"}
    assert (await desk.post(cake, {}, who=clerk))["state"] == "DISPOSED"
    assert await desk.refused("POST", scarf, given) == "found.still_kept"
    at.move(hours=60)
    assert await desk.refused("POST", scarf, given, who=clerk) == "forbidden"
    assert await desk.refused("POST", scarf, {}) == "found.disposal_unexplained"
    assert (await desk.post(scarf, given))["disposal_note"] == given["note"]
    at.move(days=87, minutes=-1)
    assert await desk.refused("POST", ring, given) == "found.still_kept"
    at.move(minutes=1)
    assert (await desk.post(ring, given))["state"] == "DISPOSED"


async def test_m_42_an_entrusted_thing_goes_back_against_its_own_paper(desk: Desk) -> None:
    order = await desk.booked()
    path = f"/orders/{order['id']}/custody-records"
    kept = await desk.post(path, {"thing": "自带婚纱", "condition": "裙摆有一处勾丝", "place": "礼服间 3 号架"})
    assert kept["number"] == "C26-GG01-000001"
    paper = await desk.send("GET", f"/custody-records/{kept['id']}/print", expect=200)
    assert paper.content.startswith(b"%PDF-")
    back = {"number": "C26-GG01-000009", "signature_name": "李娜"}
    away = f"/custody-records/{kept['id']}/return"
    assert await desk.refused("POST", away, back) == "custody.other_paper"
    returned = await desk.post(away, back | {"number": kept["number"]}, who=CLERK)
    assert (returned["state"], returned["signature_name"], returned["returned_by"]) == ("RETURNED", "李娜", CLERK)
    assert len((await desk.get("/custody-records", params={"order_id": order["id"]}))["items"]) == 1


async def test_n_28_a_call_that_reached_the_customer_tells_of_everything_left_behind(desk: Desk) -> None:
    order = await desk.order()
    left = {"branch_id": "GG01", "kind": "BELONGING", "place": "counter"}
    for thing in ("a scarf", "a ring"):
        await desk.post("/found-items", left | {"description": thing, "order_id": order["id"]})
    other = await desk.post("/found-items", left | {"description": "an umbrella"})
    recorded = await desk.service.published(FoundItemRecorded)
    assert [(one.thing, one.place, str(one.order_id)) for one in recorded[:2]] == [
        ("a scarf", "counter", order["id"]),
        ("a ring", "counter", order["id"]),
    ]
    call = {"branch_id": "GG01", "contact_id": uuid4(), "rule": "N-28", "channel": "PHONE", "order_id": order["id"]}
    await desk.service.deliver(ContactDone(**call, outcome="NOT_REACHED", staff_id=CLERK))
    assert await desk.service.published(FoundItemTold) == []
    await desk.service.deliver(ContactDone(**call | {"contact_id": uuid4()}, outcome="REACHED", staff_id=CLERK))
    items = (await desk.get("/found-items", params={"branch_id": "GG01"}))["items"]
    assert {item["number"]: item["told_by"] for item in items if item["told_by"]} == {
        one.item_number: CLERK for one in recorded[:2]
    }
    await desk.post(
        f"/found-items/{other['id']}/claim", {"signature_name": "李娜", "identity": "ID_CARD", "supervised_by": MANAGER}
    )
    settled = await desk.service.published(FoundItemSettled)
    assert [(str(one.item_id), one.claimed) for one in settled] == [(other["id"], True)]
