"""A department, or the broker, is away for a while: the desks go on, and everything catches up, nothing twice."""

import asyncio
from collections import Counter

import pytest

from deploy.demo import moves
from deploy.demo.crew import at
from tests.house import House
from tests.system import hurried

pytestmark = pytest.mark.timeout(300)


@pytest.mark.parametrize("department", ["customer_service", "pickup"])
async def test_reception_works_while_a_department_is_down(house: House, department: str) -> None:
    """P11 small: its part of the order page says so, and when it is back it knows everything once."""
    house.system.kill(department)
    try:
        order = await house.booked(name="停电时来的客人")
        page = await house.crew["manager"].get(f"{order.path}/job-sheet")
        assert (page[department]["available"], page["reception"]["available"]) == (False, True)
        assert page["job_sheet"]["data"]["number"] == order.number
    finally:
        await asyncio.to_thread(house.system.start_again, department)
    facts = Counter(await house.facts(order))
    expected = {"order.placed": 1, "order.booked": 1, "payment.received": 1}
    assert {fact: facts[fact] for fact in expected} == expected
    assert Counter(contact["rule"] for contact in await house.contacts(order))["N-01"] == 1
    page = await house.crew["manager"].get(f"{order.path}/job-sheet")
    assert [name for name, part in page.items() if isinstance(part, dict) and part.get("available") is False] == []


async def test_desks_work_while_the_broker_is_down(house: House) -> None:
    """P13 small: local facts and clearances are enough; what is not known yet is said; afterwards all catches up."""
    crew, system = house.crew, house.system
    known = await house.at_shoot()
    day = await house.free_day()
    await house.clock.settle()
    await asyncio.to_thread(system.broker.kill)
    try:
        order = await house.booked(name="断网时来的客人", paid=True)
        token = await moves.clearance(crew["scheduler"], known, "SELECTION_BOOKING")
        booking = await moves.make_booking(crew["scheduler"], known, "SELECTION", at(day, 15), clearance=token)
        assert booking["state"] == "BOOKED"
        wish = {"order_id": order.order_id, "kind": "SHOOT", "starts_at": at(day, 9).isoformat()}
        async with hurried(house.studio, crew["scheduler"].name, house.chain.password) as scheduler:
            await scheduler.refused("POST", "/v1/bookings", wish, code="fact_not_arrived")
        waiting = await system.rows("reception", "SELECT count(*) AS facts FROM outbox WHERE published_at IS NULL")
        assert waiting[0]["facts"] >= 4
    finally:
        await asyncio.to_thread(system.broker.start)

    async def caught_up() -> bool:
        (left,) = await system.rows("reception", "SELECT count(*) AS facts FROM outbox WHERE published_at IS NULL")
        return bool(left["facts"] == 0)

    assert await system.until(caught_up, seconds=20) < 20
    made = await moves.make_booking(crew["scheduler"], order, "SHOOT", at(day, 9))
    assert made["order_id"] == order.order_id
    facts = Counter(await house.facts(order))
    assert [facts[fact] for fact in ("order.placed", "order.booked", "payment.received", "booking.made")] == [1] * 4
