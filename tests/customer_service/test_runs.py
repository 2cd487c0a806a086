"""Facts that come together leave what they leave one by one, and cost a few statements."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event
from sqlmodel import select

from services.customer_service.models import Contact, Member, MessageRow
from services.customer_service.models.contacts import MessageState
from shared.contracts.base import Event
from shared.contracts.reception import OrderCancelled
from shared.contracts.scheduling import BookingMade, BookingMoved, LeaveApproved
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import BRANCH, balance, booked, booking, contacts, local, payment, whole_way

AGREE = ("rule", "state", "due_at", "assignee_id", "on_behalf_of", "for_role", "reason", "version")


def moved(of: BookingMade, day: int) -> BookingMoved:
    """The appointment is on another day."""
    values = of.model_dump() | {"starts_at": local(day, 9), "ends_at": local(day, 11)}
    return BookingMoved(**values, previous_starts_at=of.starts_at, reason="asked for")


def story(order_id: UUID, person: UUID, owner: str) -> list[Event]:
    """An order that is moved there and back, whose owner goes on leave, and that is called off."""
    shoot = booking(order_id, local(28, 9), staff="wu.fang")
    leave = LeaveApproved(
        branch_id=BRANCH, leave_id=uuid4(), staff_id=owner, proxy_id="sun.yi",
        first_day=date(2026, 11, 23), last_day=date(2026, 11, 27),
    )  # fmt: skip
    return [
        payment(order_id, 1000),
        booked(order_id, person_ids=[person], owner_id=owner),
        balance(order_id, 2999, 1),
        shoot,
        moved(shoot, 29),
        moved(shoot, 28),
        leave,
        moved(shoot, 30),
        payment(order_id, 500),
        OrderCancelled(branch_id=BRANCH, order_id=order_id, reason="moved away", approved_by="li.na"),
    ]


async def left(cs: ServiceUnderTest, order_id: UUID, person: UUID, owner: str) -> list[Any]:
    """What there is of an order: its contacts, its message, its member."""
    async with cs.session() as session:
        found = (await session.exec(select(Contact).where(Contact.order_id == order_id))).all()
        messages = (await session.exec(select(MessageRow.state).where(MessageRow.order_id == order_id))).all()
        member = await session.get_one(Member, person)
    rows = sorted(tuple(str(getattr(row, name)).replace(owner, "owner") for name in AGREE) for row in found)
    return [rows, sorted(messages), member.spent, member.points, member.version]


async def test_a_run_leaves_what_its_facts_leave_one_by_one(cs: ServiceUnderTest) -> None:
    """P3, P4: also when an appointment goes there and back within the run, and with a fact between two runs."""
    together, singly = (uuid4(), uuid4(), "li.na"), (uuid4(), uuid4(), "gao.yu")
    await cs.deliver(*story(*together), times=2, at=local(23, 10))
    for fact in story(*singly):
        await cs.deliver(fact, at=local(23, 10))
    found = await left(cs, *together)
    assert await cs.parked() == 0
    assert found == await left(cs, *singly)
    assert found[1] == [MessageState.CANCELLED]


async def test_each_of_a_role_gets_as_many_within_a_run(cs: ServiceUnderTest) -> None:
    """CS-04: those planned a moment ago count."""
    await cs.know_staff("gao.yu", "service_agent")
    ways = [whole_way(uuid4()) for _ in range(4)]
    await cs.deliver(*(fact for way in ways for fact in way))
    visits = Counter(c.assignee_id for c in await contacts(cs) if c.rule in ("N-19", "N-21"))
    assert visits == {"gao.yu": 4, "he.mei": 4}


@contextmanager
def statements(cs: ServiceUnderTest) -> Iterator[list[str]]:
    """What is sent to the database meanwhile."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    engine = cs.service.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_a_run_of_many_orders_costs_a_few_statements(cs: ServiceUnderTest) -> None:
    facts = [fact for _ in range(20) for fact in whole_way(uuid4())]
    with statements(cs) as sent:
        await cs.deliver(*facts)
    assert len(sent) <= 40
