"""Ways of an order through the departments that are not the journey's."""

import asyncio
from datetime import date

import pytest

from deploy.demo import moves
from deploy.demo.client import Refused
from deploy.demo.crew import at, fen
from deploy.demo.moves import days, piece_id
from tests.house import House
from tests.system import status_of

pytestmark = pytest.mark.timeout(300)


async def test_cancellation_frees_the_bookings_and_gives_the_money_back(house: House) -> None:
    """Somebody else approves, the refund goes the way the money came, nobody is called any more (M-39)."""
    crew, order = house.crew, await house.placed("FAMILY")
    receipt = await moves.pay(crew["cashier"], order, "R1", 50000, method="ALIPAY")
    owner = crew.named(order.owner)
    await moves.write_planning_book(owner, order)
    await moves.book(owner, order)
    day = await house.free_day()
    order.shoot = await moves.make_booking(crew["scheduler"], order, "SHOOT", at(day, 10))
    await house.clock.settle()
    assert [contact for contact in await house.contacts(order) if contact["state"] in {"PLANNED", "DUE"}]

    wish = {"reason": "moving away", "refunds": [{"receipt_number": receipt["number"], "amount": fen(50000)}]}
    asked = await crew["deskhead"].post(f"{order.path}/cancellation-requests", wish)
    path = f"/v1/cancellations/{asked['id']}/approval"
    assert await status_of(crew["deskhead"].post(path)) == (409, "approval.by_requester")
    assert (await status_of(owner.post(path)))[0] == 403
    approved = await crew["manager"].post(path)
    refund = await crew["cashier"].post(f"/v1/refunds/{approved['refund_ids'][0]}/payout")
    assert (refund["method"], refund["amount"]) == ("ALIPAY", fen(50000))

    facts = await house.facts(order)
    assert {"order.cancelled", "refund.made", "booking.cancelled"} <= set(facts)
    after = await owner.get(order.path)
    assert (after["state"], after["balance"], after["package_paid"]) == ("CANCELLED", fen(0), fen(0))
    booking = await crew["scheduler"].get(f"/v1/bookings/{order.shoot['id']}")
    assert booking["state"] == "CANCELLED"
    assert [one["rule"] for one in await house.contacts(order) if one["state"] in {"PLANNED", "DUE", "OVERDUE"}] == []
    other = await house.booked("FAMILY")
    same = [resource["resource_id"] for resource in order.shoot["resources"]]
    again = await moves.make_booking(crew["scheduler"], other, "SHOOT", at(day, 10), resource_ids=same)
    assert again["starts_at"] == order.shoot["starts_at"]


async def test_an_unfinished_shoot_is_taken_up_again(house: House) -> None:
    """Rain: a new date within the limit is booked with the word itself, and the order goes on from there (SCH-10)."""
    crew, order = house.crew, await house.at_shoot()
    stages = f"/v1/bookings/{order.shoot['id']}"
    await crew["photographer1"].post(f"{stages}/stages", {"stage": "SHOOTING", "talk_minutes": 6})
    await crew["photographer1"].post(f"{stages}/unfinished", {"reason": "WEATHER", "missing": "the garden set"})
    facts = await house.facts(order)
    assert "shoot.left_unfinished" in facts
    assert "shoot.completed" not in facts

    day = await house.free_day(ahead=2)
    order.shoot = await moves.make_booking(crew["scheduler"], order, "RESHOOT", at(day, 10))
    await house.clock.to(at(day, 9, 50))
    part = await crew["scheduler"].get(f"{order.path}/scheduling")
    assert [booking["kind"] for booking in part["bookings"]] == ["SHOOT", "RESHOOT"]
    await moves.check_in(crew, order, to_staff=crew["makeup1"].name)
    await house.clock.settle()
    await moves.photograph_customer(crew, order, sets=house.chain.packages["CHILD"]["clothes_sets"])
    sheet = await house.job_sheet(order)
    assert sheet["stage"] == "SHOT"


async def test_rework_from_the_fault_at_the_desk_to_the_pickup(house: House) -> None:
    """A piece with a fault goes back with the store manager's word only, and leaves when it is made again (PST-21)."""
    crew, order = house.crew, await house.in_production()
    (piece,) = order.pieces
    await moves.produce(crew, piece)
    await house.clock.settle()
    await moves.arrive(crew, piece, fault="bent corner")
    wish = {"reason": "bent corner", "liability": "STUDIO", "back_to": "FINISH"}
    asked = await crew["pickup"].post(f"/v1/pieces/{piece_id(piece)}/reworks", wish)
    due = {"due_on": (await house.clock.read() + days(3)).date().isoformat()}
    path = f"/v1/reworks/{asked['id']}/approval"
    assert (await status_of(crew["production"].post(path, due)))[0] == 403
    await house.clock.settle()
    token = await moves.clearance(crew["pickup"], order, "PICKUP")
    assert (await status_of(moves.hand_over(crew, order, token, [piece])))[0] == 409
    await crew["manager"].post(path, due)
    await moves.produce(crew, piece, ("FINISHED",))
    await house.clock.settle()
    await moves.arrive(crew, piece)
    await house.clock.settle()
    token = await moves.clearance(crew["pickup"], order, "PICKUP")
    await moves.hand_over(crew, order, token, [piece])
    facts = await house.facts(order)
    assert [fact for fact in facts if fact.startswith("rework.")] == ["rework.requested", "rework.approved"]
    assert facts.count("piece.finished") == 2
    assert "handover.completed" in facts
    assert (await crew["manager"].get(order.path))["state"] == "CLOSED"


async def test_one_place_for_sixteen_clients(house: House) -> None:
    """P7, P8 small: one of them gets the room, the others are told of free times; receipt numbers have no gaps."""
    crew = house.crew
    orders = await asyncio.gather(*(house.booked("PERSONAL", name=f"客人{number}") for number in range(16)))
    rooms = await crew["scheduler"].get("/v1/resources", branch_id=crew.branch_id, kind="ROOM")
    day = await house.free_day()
    await house.clock.settle()

    async def wish(order: moves.Order) -> dict[str, object]:
        body = {"order_id": order.order_id, "kind": "SHOOT", "starts_at": at(day, 13).isoformat()}
        try:
            made = await crew["scheduler"].post("/v1/bookings", body | {"resource_ids": [rooms["items"][0]["id"]]})
        except Refused as refusal:
            return {"status": refusal.status, **refusal.problem}
        return {"status": 201, **made}

    answers = await asyncio.gather(*(wish(order) for order in orders))
    assert sorted({str(answer["status"]) for answer in answers}) == ["201", "409"]
    assert [answer["status"] for answer in answers].count(201) == 1
    assert all(answer["alternatives"] for answer in answers if answer["status"] == 409)

    await asyncio.gather(*(moves.pay(crew["cashier"], order, "R3", order.total - 50000) for order in orders))
    numbers = await receipt_numbers(house, date.fromisoformat(day.isoformat()))
    assert numbers == list(range(1, len(numbers) + 1))


async def receipt_numbers(house: House, day: date) -> list[int]:
    """The consecutive part of every receipt number of the year and branch, sorted."""
    rows = await house.system.rows(
        "reception", "SELECT number FROM receipt WHERE branch_id = $1 AND number LIKE $2",
        house.crew.branch_id, f"R{day:%y}-%",
    )  # fmt: skip
    return sorted(int(row["number"].rpartition("-")[2]) for row in rows)
