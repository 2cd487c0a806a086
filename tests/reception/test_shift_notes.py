"""One shift leaves customers, urgent matters and prospects to the next (M-64)."""

from shared.contracts.reception import ShiftNoteTaken, ShiftNoteWritten
from shared.kit.testing import principal
from tests.reception.conftest import CLERK, MANAGER, OWNER, Desk


async def test_m_64_what_is_left_is_taken_over_once_and_by_somebody_else(desk: Desk) -> None:
    order = await desk.order()
    body = {"branch_id": "GG01", "kind": "CUSTOMER", "note": "comes at seven for the ring"}
    assert await desk.refused("POST", "/shift-notes", body) == "shift_note.whose"
    left = await desk.post("/shift-notes", body | {"order_number": order["number"].lower()})
    urgent = {"branch_id": "GG01", "kind": "URGENT", "note": "the lift is stuck"}
    other = await desk.post("/shift-notes", urgent, who=CLERK)
    assert (left["order_id"], left["order_number"], left["written_by"]) == (order["id"], order["number"], OWNER)
    taking = f"/shift-notes/{left['id']}/taking"
    assert await desk.refused("POST", taking) == "shift_note.own"
    assert (await desk.post(taking, who=CLERK))["taken_by"] == CLERK
    assert await desk.refused("POST", taking, who=MANAGER) == "shift_note.taken"
    waiting = (await desk.get("/shift-notes?branch_id=GG01&open=true"))["items"]
    assert [line["id"] for line in waiting] == [other["id"]]
    assert [line["id"] for line in (await desk.get("/shift-notes"))["items"]] == [other["id"], left["id"]]
    assert len(await desk.service.published(ShiftNoteWritten)) == 2
    assert [fact.taken_by for fact in await desk.service.published(ShiftNoteTaken)] == [CLERK]


async def test_m_64_a_note_names_orders_of_its_branch_and_holds_no_numbers(desk: Desk) -> None:  # GEN-08
    body = {"branch_id": "GG01", "kind": "PROSPECT", "note": "wants to think, likes the garden"}
    assert await desk.refused("POST", "/shift-notes", body | {"order_number": "JN02-261123-001"}) == "not_found"
    assert await desk.refused("POST", "/shift-notes", body | {"note": "call 13800138000"}) == "request.invalid"
    stranger = principal("zhou.mei", branches=["GG02"])
    assert (await desk.send("POST", "/shift-notes", body, who=stranger)).status_code == 404
