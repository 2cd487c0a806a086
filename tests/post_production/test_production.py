"""The production sheet, its pieces and their rework (PST-14, PST-21, M-76)."""

from uuid import UUID, uuid4

from shared.contracts.pickup import HandoverCompleted
from shared.contracts.post_production import (
    PieceFinished,
    ProductionOrdered,
    ReworkApproved,
    ReworkRejected,
    ReworkRequested,
)
from shared.contracts.reception import OrderCancelled
from shared.kit.testing import MovableClock
from tests.post_production.conftest import ALBUM, ALL_STEPS, FRAME, Answer, House, confirmation, signature

FAULT = {"reason": "spot on page two", "liability": "STUDIO", "back_to": "PRINT"}
DUE = {"due_on": "2026-12-01"}


async def finished(house: House) -> Answer:
    """A piece that went through all steps."""
    piece = (await house.producing(await house.order()))[0]
    return await house.steps(piece["id"], *ALL_STEPS)


async def rework(house: House, piece_id: str, **changes: str) -> Answer:
    """A rework sheet that the store manager signed."""
    sheet = await house.post(f"/pieces/{piece_id}/reworks", {**FAULT, **changes}, by="sun.qi")
    quoted = {"cost": {"amount": 5000, "currency": "CNY"}} if sheet["liability"] == "CUSTOMER" else {}
    return await house.post(f"/reworks/{sheet['id']}/approval", {**DUE, **quoted}, by="manager.gg01")


async def test_nothing_is_made_without_the_customers_word(house: House) -> None:  # PST-17
    order = await house.order()
    await house.designed(order)
    path = f"/orders/{order}/production-orders"
    assert await house.refused(path, {}) == "layouts.not_approved"
    await house.post(f"/orders/{order}/layouts", {"pages": 20})
    assert await house.refused(path, {}) == "layouts.not_approved"


async def test_one_piece_per_unit_of_every_product(house: House) -> None:  # PST-14
    order = await house.order(number="S-0042", products=[ALBUM, FRAME])
    selection, _ = await house.choosing(order)
    seen = await house.call("GET", f"/selections/{selection}", ok=200)
    sold = {"code": "TABLE", "name": "Table frame", "quantity": 1, "unit_price": {"amount": 100, "currency": "CNY"}}
    tag = {"If-Match": seen.headers["etag"]}
    await house.call("PUT", f"/selections/{selection}/products", ok=200, json={"products": [sold]}, headers=tag)
    await house.post(f"/selections/{selection}/signature", signature(4))
    await house.post(f"/selections/{selection}/confirmation", confirmation(review="NONE"))
    book = await house.post("/handover-books", {"branch_id": "GG01", "selection_ids": [selection]})
    await house.post(f"/handover-books/{book['id']}/acceptance", {"accepted": [selection]}, by="zhao.min")
    await house.work(order, "RETOUCH")
    await house.work(order, "DESIGN")
    await house.post(f"/orders/{order}/production-orders")
    told = (await house.service.published(ProductionOrdered))[0]
    assert [(piece.code, piece.product_code) for piece in told.pieces] == [
        ("S-0042-01", "ALBUM-30"),
        ("S-0042-02", "FRAME-24"),
        ("S-0042-03", "FRAME-24"),
        ("S-0042-04", "TABLE"),
    ]
    assert await house.refused(f"/orders/{order}/production-orders", {}) == "production.ordered"


async def test_the_customers_fault_is_quoted_and_the_studios_is_free(house: House) -> None:  # M-76
    fifty = {"amount": 5000, "currency": "CNY"}
    piece = await finished(house)
    path = f"/pieces/{piece['id']}/reworks"
    sheet = await house.post(path, {**FAULT, "liability": "CUSTOMER"}, by="sun.qi")
    approval = f"/reworks/{sheet['id']}/approval"
    assert await house.refused(approval, DUE, by="manager.gg01") == "rework.cost_wrong"
    signed = await house.post(approval, {**DUE, "cost": fifty}, by="manager.gg01")
    assert signed["cost"] == fifty
    other = await finished(house)
    studio = await house.post(f"/pieces/{other['id']}/reworks", FAULT, by="sun.qi")
    free = f"/reworks/{studio['id']}/approval"
    assert await house.refused(free, {**DUE, "cost": fifty}, by="manager.gg01") == "rework.cost_wrong"
    assert (await house.post(free, DUE, by="manager.gg01"))["cost"] is None


async def test_a_piece_takes_every_step(house: House) -> None:  # 1.3.2
    order = await house.order()
    piece = (await house.producing(order))[0]
    assert await house.refused(f"/pieces/{piece['id']}/steps", {"step": "CUT"}) == "state.transition_refused"
    assert len((await house.get("/production-board?branch_id=GG01"))["items"]) == 1
    done = await house.steps(piece["id"], *ALL_STEPS)
    assert done["step"] == "FINISHED"
    told = (await house.service.published(PieceFinished))[0]
    assert (str(told.piece_id), told.code, told.rework_id) == (piece["id"], piece["code"], None)
    shown = (await house.get(f"/orders/{order}/pieces"))[0]
    assert [(step["step"], step["by"]) for step in shown["steps"]] == [(step, "sun.qi") for step in ALL_STEPS]
    assert (await house.get("/production-board"))["items"] == []


async def test_nothing_is_redone_without_the_store_manager(house: House) -> None:  # PST-21
    piece = await finished(house)
    sheet = await house.post(f"/pieces/{piece['id']}/reworks", FAULT, by="sun.qi")
    assert await house.refused(f"/pieces/{piece['id']}/steps", {"step": "PRINT"}) == "rework.open"
    assert await house.refused(f"/pieces/{piece['id']}/reworks", FAULT) == "rework.open"
    assert await house.refused(f"/reworks/{sheet['id']}/approval", DUE, by="sun.qi") == "second_person.needed"
    await house.post(f"/reworks/{sheet['id']}/approval", DUE, by="manager.gg01")
    approved = (await house.service.published(ReworkApproved))[0]
    assert (str(approved.rework_id), approved.back_to) == (sheet["id"], "PRINT")
    assert len(await house.service.published(ReworkRequested)) == 1
    again = await house.steps(piece["id"], "PRINTS_BACK", "CUT", "FINISH", "FINISHED")
    assert (again["step"], again["rework_id"], again["due_on"]) == ("FINISHED", None, "2026-12-01")
    assert str((await house.service.published(PieceFinished))[1].rework_id) == sheet["id"]
    assert (await house.get("/reworks?state=DONE&branch_id=GG01"))["items"][0]["id"] == sheet["id"]


async def test_rework_of_the_files_comes_before_the_print(house: House) -> None:  # PST-21
    piece = await finished(house)
    sheet = await rework(house, piece["id"], back_to="RETOUCH")
    assert await house.refused(f"/pieces/{piece['id']}/steps", {"step": "PRINT"}) == "work.open"
    await house.work(UUID(piece["order_id"]), "RETOUCH")
    again = await house.steps(piece["id"], *ALL_STEPS)
    assert again["step"] == "FINISHED"
    assert str((await house.service.published(PieceFinished))[1].rework_id) == sheet["id"]
    assert (await house.get("/work-items?step=DESIGN&state=WAITING"))["items"] == []


async def test_a_refused_rework_leaves_the_piece(house: House) -> None:  # PST-21
    piece = await finished(house)
    sheet = await house.post(f"/pieces/{piece['id']}/reworks", FAULT, by="sun.qi")
    await house.post(f"/reworks/{sheet['id']}/rejection", {"reason": "within tolerance"}, by="manager.gg01")
    assert (await house.service.published(ReworkRejected))[0].reason == "within tolerance"
    assert (await house.get(f"/orders/{piece['order_id']}/pieces"))[0]["step"] == "FINISHED"


async def test_reworked_twice_and_still_bad_is_replaced(house: House) -> None:  # M-76
    piece = await finished(house)
    replaced: list[bool] = []
    for _ in range(3):
        replaced.append((await rework(house, piece["id"]))["replacement"])
        piece = await house.steps(piece["id"], "PRINTS_BACK", "CUT", "FINISH", "FINISHED")
    assert replaced == [False, False, True]
    assert piece["replacement"]


async def test_what_was_never_started_is_not_redone(house: House) -> None:  # PST-21
    piece = (await house.producing(await house.order()))[0]
    assert await house.refused(f"/pieces/{piece['id']}/reworks", FAULT) == "rework.nothing_made"


async def test_a_due_date_lies_ahead(house: House) -> None:  # PST-21
    piece = await finished(house)
    sheet = await house.post(f"/pieces/{piece['id']}/reworks", FAULT, by="sun.qi")
    yesterday = {"due_on": "2026-11-22"}
    assert await house.refused(f"/reworks/{sheet['id']}/approval", yesterday, by="manager.gg01") == "request.invalid"


async def test_rework_is_counted_by_step_and_fault(house: House) -> None:  # part 5
    for changes in ({}, {"back_to": "CUT", "liability": "CUSTOMER"}):
        await rework(house, (await finished(house))["id"], **changes)
    refused = await house.post(f"/pieces/{(await finished(house))['id']}/reworks", FAULT, by="sun.qi")
    await house.post(f"/reworks/{refused['id']}/rejection", {"reason": "within tolerance"}, by="manager.gg01")
    found = await house.get("/rework-figures/GG01")
    assert (found["finished"], found["asked"], found["refused"]) == (3, 3, 1)
    assert found["causes"] == [
        {"back_to": "CUT", "liability": "CUSTOMER", "reworks": 1},
        {"back_to": "PRINT", "liability": "STUDIO", "reworks": 1},
    ]
    later = await house.get("/rework-figures/GG01?since=2030-01-01")
    assert (later["finished"], later["causes"]) == (0, [])


async def test_what_is_made_for_a_cancelled_order_leaves_the_boards(house: House, at: MovableClock) -> None:
    # M-62, PST-20, PST-21, GEN-14
    order = await house.order()
    piece = (await house.producing(order))[0]
    await house.steps(piece["id"], "PRINT", "PRINTS_BACK")
    await house.post(f"/pieces/{piece['id']}/reworks", FAULT, by="sun.qi")
    ended = OrderCancelled(branch_id="GG01", order_id=order, reason="moved away", approved_by="manager.gg01")
    await house.service.deliver(ended, times=2)
    at.move(days=40)
    assert (await house.get("/production-board?branch_id=GG01"))["items"] == []
    figures = await house.get("/branch-figures/post-production")
    assert [(line["pieces"], line["pieces_late"]) for line in figures["branches"]] == [(0, 0)]
    shown = await house.get(f"/orders/{order}/post-production")
    assert [shown["late"], [one["late"] for one in shown["pieces"]], shown["next_step"]] == [[], [False], "NONE"]
    assert (await house.get("/reworks?state=REQUESTED"))["items"] == []
    assert [one["state"] for one in (await house.get("/reworks"))["items"]] == ["CANCELLED"]


async def test_a_piece_that_came_back_after_the_handover_is_the_next_thing_to_do(house: House) -> None:  # PST-21
    order = await house.order()
    piece = (await house.producing(order))[0]
    await house.steps(piece["id"], *ALL_STEPS)
    taken = HandoverCompleted(branch_id="GG01", order_id=order, handover_id=uuid4(), pieces=1, by_proxy=False)
    await house.service.deliver(taken)
    assert (await house.get(f"/orders/{order}/post-production"))["next_step"] == "NONE"
    await rework(house, piece["id"], back_to="CUT")
    assert (await house.get(f"/orders/{order}/post-production"))["next_step"] == "FINISH"
