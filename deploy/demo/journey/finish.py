"""Production, rework, pickup, cards, and the call afterwards."""

from __future__ import annotations

from deploy.demo import moves
from deploy.demo.crew import at
from deploy.demo.journey.stage import Journey, step
from deploy.demo.moves import SIGNATURE, days, piece_id


@step("post-production", "PST-14, 1.3.2", "The production sheet makes pieces; they are printed, cut and finished")
async def produce(j: Journey) -> str:
    await moves.order_production(j.crew, j.order, j.memory["pickup_on"] - days(3))
    await j.clock.to(at(j.shoot_day + days(15), 10))
    for piece in j.order.pieces:
        await moves.produce(j.crew, piece)
    return f"{len(j.order.pieces)} pieces"


@step("pickup", "PCK-04", "Pieces arrive and are checked; one has a fault")
async def arrive(j: Journey) -> str:
    await j.clock.settle()
    await moves.arrive(j.crew, j.order.pieces[0], fault="a scratch on the cover")
    for piece in j.order.pieces[1:]:
        await moves.arrive(j.crew, piece)
    return f"{len(j.order.pieces) - 1} passed, one did not"


@step("post-production", "PST-21", "Rework needs the store manager; then the piece goes back to finishing and passes")
async def rework(j: Journey) -> str:
    piece = j.order.pieces[0]
    body = {"reason": "scratched cover", "liability": "STUDIO", "back_to": "FINISH"}
    asked = await j.crew["pickup"].post(f"/v1/pieces/{piece_id(piece)}/reworks", body)
    due = (await j.clock.read()).date() + days(5)
    approval = f"/v1/reworks/{asked['id']}/approval"
    await j.crew["production"].refused("POST", approval, {"due_on": due.isoformat()}, code="forbidden")
    await j.crew["manager"].post(approval, {"due_on": due.isoformat()})
    await j.clock.to(at(j.shoot_day + days(18), 10))
    await moves.produce(j.crew, piece, ("FINISHED",))
    await j.clock.settle()
    await moves.arrive(j.crew, piece)
    return "signed by the store manager"


@step("customer service", "N-16", "Everything is there and checked: the customer is told")
async def announce(j: Journey) -> str:
    await j.clock.settle()
    return await j.make_contact("N-16")


@step(
    "pickup",
    "PCK-01, PCK-02, N-15",
    "The pickup is booked; two days and one day before, all is complete, and the customer is called",
)
async def book_pickup(j: Journey) -> str:
    day = j.memory["pickup_on"]
    await moves.make_booking(j.crew["scheduler"], j.order, "PICKUP", at(day, 15))
    await j.clock.to(at(day - days(1), 14))
    return await j.make_contact("N-15")


@step("reception", "FIN-11, PCK-05", "One yuan is owed: no clearance, no hand-over, and nobody can override it")
async def one_yuan(j: Journey) -> str:
    await j.clock.to(at(j.memory["pickup_on"], 15))
    gate = {"gate": "PICKUP"}
    problem = await j.crew["pickup"].refused("POST", f"{j.order.path}/clearances", gate, code="order.arrears_open")
    await j.crew["general"].refused("POST", f"{j.order.path}/clearances", gate, code="forbidden")
    body = {
        "clearance": "none",
        "piece_ids": [piece_id(piece) for piece in j.order.pieces],
        "inspections": [{"piece_id": piece_id(piece), "ok": True} for piece in j.order.pieces],
        "signature": SIGNATURE,
    }
    await j.crew["pickup"].refused("POST", f"{j.order.path}/handovers", body, code="clearance.refused")
    return str(problem["detail"])


@step("pickup", "FIN-05, PCK-06", "The yuan is paid; every piece leaves against a signature")
async def hand_over(j: Journey) -> str:
    receipt = await moves.pay(j.crew["cashier"], j.order, "R5", 100, handler_id=j.crew["selection"].name, method="CASH")
    token = await moves.clearance(j.crew["pickup"], j.order, "PICKUP")
    await moves.hand_over(j.crew, j.order, token, j.order.pieces)
    return f"receipt {receipt['number']}; {len(j.order.pieces)} pieces"


@step(
    "pickup",
    "PCK-07, PCK-08",
    "The wedding-day card is issued, and never a second time; the suggestion card is filled in",
)
async def cards(j: Journey) -> str:
    card = await j.crew["pickup"].post(f"{j.order.path}/service-card", {})
    await j.crew["pickup"].refused("POST", f"{j.order.path}/service-card", {}, code="service_card.not_replaced")
    await j.crew["pickup"].post(f"{j.order.path}/suggestions", {"text": "more outdoor corners, please", "rating": 5})
    return f"card {card['card_number']}, book by {card['book_by']}"


@step("customer service", "CS-14, N-21", "A week and some days later, the last call: satisfied")
async def last_call(j: Journey) -> str:
    await j.clock.to(at(j.memory["pickup_on"] + days(12), 15))
    return await j.make_contact("N-21", answer="SATISFIED")
