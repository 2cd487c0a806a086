"""Facts that come together cost pickup a few statements."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event

from services.pickup.models import PickupOrder
from shared.contracts.base import Event
from shared.contracts.scheduling import BookingKind
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import balance, booked, booking, local


def told(order_id: UUID) -> list[Event]:
    """An order, what is owed, when it is fetched."""
    return [
        balance(order_id, 2999, 1),
        booked(order_id),
        balance(order_id, 0, 2),
        booking(order_id, local(25, 9), kind=BookingKind.PICKUP),
    ]


async def test_a_run_of_many_orders_costs_a_few_statements(pickup: ServiceUnderTest) -> None:
    orders, sent = [uuid4() for _ in range(20)], list[str]()

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    engine = pickup.service.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await pickup.deliver(*(fact for order_id in orders for fact in told(order_id)))
    event.remove(engine, "before_cursor_execute", note)
    assert len(sent) <= 20
    await pickup.deliver(*(balance(order_id, 7, 3) for order_id in orders))
    async with pickup.session() as session:
        owed = [(await session.get_one(PickupOrder, order_id)).balance for order_id in orders]
    assert (owed, await pickup.parked()) == ([700] * 20, 0)


async def test_a_bad_fact_in_a_run_stops_its_order_only(pickup: ServiceUnderTest) -> None:
    """P5: what PostgreSQL cannot keep is parked; the orders it came together with are kept."""
    bad, good = uuid4(), [uuid4() for _ in range(6)]
    facts = [fact for order_id in good for fact in told(order_id)]
    facts.insert(9, booked(bad, number="O26\x00"))
    await pickup.deliver(*facts, balance(bad, 5, 9))
    async with pickup.session() as session:
        kept = [(await session.get_one(PickupOrder, order_id)).number for order_id in good]
        assert await session.get(PickupOrder, bad) is None
    assert (kept, await pickup.parked()) == (["O26-GG01-0001"] * 6, 2)
