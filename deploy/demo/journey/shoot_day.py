"""The day of the shoot, from the float to the day close."""

from __future__ import annotations

from deploy.demo import moves
from deploy.demo.crew import at, fen
from deploy.demo.journey.stage import Journey, step
from deploy.demo.moves import days
from deploy.demo.photographs import shoot


@step("reception", "FIN-13, 1.1.1", "At 9:15 the float is counted")
async def count_float(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day, 9, 15))
    counted = await j.crew["cashier"].get(f"/v1/days/{j.crew.branch_id}/{j.shoot_day}")
    left = counted["report"]["float_start"]["amount"]
    told = await j.crew["cashier"].post("/v1/floats", {"branch_id": j.crew.branch_id, "counted": fen(left or 50000)})
    return f"{told['counted']['amount'] // 100} yuan, incident: {told['incident']}"


@step(
    "reception",
    "FIN-03, A-01, M-43",
    "Check-in: arrears are refused, no step may be left out, then the balance is paid",
)
async def check_in(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day, 9, 50))
    desk = j.crew.named(j.order.owner)
    await desk.post(f"{j.order.path}/check-in", {"booking_id": j.order.shoot["id"]})
    await desk.refused("POST", f"{j.order.path}/check-in/NUMBER", code="check_in.step_left_out")
    await desk.post(f"{j.order.path}/check-in/PACKAGE_CHECKED")
    problem = await desk.refused("POST", f"{j.order.path}/check-in/BALANCE", code="check_in.arrears_open")
    receipt = await moves.pay(j.crew["cashier"], j.order, "R3", j.order.total - 100000)
    await desk.post(f"{j.order.path}/check-in/BALANCE")
    numbered = await desk.post(f"{j.order.path}/check-in/NUMBER")
    j.memory["customer_number"] = numbered["customer_number"]
    j.demand(numbered["customer_number"].startswith("H"), "SCH-12: a wedding's customer number begins with H")
    free = await desk.get(f"/v1/storage-places/{j.crew.branch_id}")
    locker = next(place["number"] for place in free["lockers"] if not place.get("order_id"))
    j.memory["deposit"] = await moves.finish_check_in(j.crew, j.order, locker=locker, to_staff=j.crew["makeup1"].name)
    return (
        f"owed {problem['amount']}; receipt {receipt['number']}; number {numbered['customer_number']}; locker {locker}"
    )


@step("scheduling", "FIN-03, SCH-05, SCH-11", "After paying, the selection is booked: two hours, two days later")
async def book_selection(j: Journey) -> str:
    when = at(j.shoot_day + days(2), 14)
    body = {"order_id": j.order.order_id, "kind": "SELECTION", "starts_at": when.isoformat()}
    await j.crew["scheduler"].refused("POST", "/v1/bookings", body, code="clearance.refused")
    token = await moves.clearance(j.crew["scheduler"], j.order, "SELECTION_BOOKING")
    booking = await moves.make_booking(j.crew["scheduler"], j.order, "SELECTION", when, clearance=token)
    return f"{booking['starts_at']} to {booking['ends_at']}"


@step("scheduling", "SHO-05, SHO-08 … SHO-10, GEN-05", "Make-up after the communication sheet, shooting, lunch, done")
async def photograph(j: Journey) -> str:
    stage = f"/v1/bookings/{j.order.shoot['id']}/stages"
    await j.crew["makeup1"].refused("POST", stage, {"stage": "MAKE_UP", "talk_minutes": 6}, code="shoot.sheet_missing")
    await moves.photograph_customer(j.crew, j.order, sets=4, lunch=True)
    return "all four sets"


@step("reception", "REC-19", "The owner visits during the shoot")
async def visit_shoot(j: Journey) -> str:
    topics = {"feeling": 5, "waiting": 4, "lunch": 4, "flow": 5, "technicians": 5}
    await j.crew.named(j.order.owner).post(f"{j.order.path}/shoot-visits", {**topics, "note": "laughing all the time"})
    return "five topics asked"


@step(
    "post-production",
    "SHO-02",
    "Photographs are imported; a broken file and a duplicate are refused, the others are not lost",
)
async def import_photographs(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day, 17))
    pictures = list(shoot(32, at(j.shoot_day, 10, 30).replace(tzinfo=None)))
    broken = type(pictures[0])("IMG_9999.jpg", pictures[0].content[:2000])
    states = await moves.import_photographs(j.crew["photographer2"], j.order, [*pictures, broken, pictures[3]], sets=4)
    j.demand(states.count("REFUSED") == 1 and states.count("DUPLICATE") == 1, f"SHO-02: {states}")
    return f"{states.count('ACCEPTED')} accepted"


@step("reception", "M-43", "The locker's deposit goes back against the same slip only")
async def return_deposit(j: Journey) -> str:
    slip = j.memory["deposit"]
    path = f"/v1/deposits/{slip['id']}/return"
    await j.crew["cashier"].refused(
        "POST", path, {"receipt_number": "D26-XX01-000001", "signature_name": "林"}, code="deposit.other_receipt"
    )
    await j.crew["cashier"].post(path, {"receipt_number": slip["number"], "signature_name": "林"})
    return str(slip["number"])


@step("reception", "FIN-12, FIN-13", "The day is closed: counted against computed cash, two signatures")
async def close_day(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day, 20, 5))
    path = f"/v1/days/{j.crew.branch_id}/{j.shoot_day}"
    report = await j.crew["cashier"].get(path)
    cash = report["report"]["computed_cash"]
    await j.crew["cashier"].post(f"{path}/close", {"counted_cash": cash, "float_left": cash})
    signed = await j.crew["deskhead"].post(f"{path}/signature")
    return f"report {signed['report_number']}"


@step("customer service", "CS-06, CS-11, N-19", "The day after, customer service asks how it was")
async def return_visit(j: Journey) -> str:
    await j.clock.to(at(j.shoot_day + days(1), 15))
    return await j.make_contact("N-19", answer="SATISFIED")
