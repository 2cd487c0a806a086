"""P4: facts of one order repeated, early, late and in batches of any size leave what they leave in order."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy import text
from sqlmodel import col, select

from services.customer_service.domain.job_sheet import Fact, fold
from services.customer_service.models import BookingCopy, Contact, JobSheet, OrderCopy
from services.pickup.models import PickupOrder
from shared.contracts.base import Envelope, Event
from shared.contracts.pickup import OrderReadyForPickup
from shared.contracts.post_production import ReworkApproved
from shared.contracts.reception import OrderAmended, OrderCancelled, OrderPlaced
from shared.contracts.scheduling import (
    BookingCancelled,
    BookingKind,
    BookingMade,
    BookingMoved,
    ShootCompleted,
    ShootLeftUnfinished,
)
from shared.contracts.values import Money
from shared.kit.applier import Applier
from shared.kit.deliveries import Delivery
from shared.kit.testing import ServiceUnderTest, wrap
from tests.customer_service.conftest import BRANCH, MISCOUNTED, balance, booked, booking, content, local, whole_way
from tests.customer_service.conftest import cs as cs
from tests.customer_service.test_runs import moved
from tests.pickup.conftest import pickup as pickup
from tests.pickup.orders import sheet
from tests.properties.driving import Driven, drive
from tests.properties.profiles import LONG, examples


class Told(Driven):
    """Two orders' facts and a consumer that hears them in batches."""

    under_test: ClassVar[ServiceUnderTest]
    durable: ClassVar[str]

    @initialize()
    def tell(self) -> None:
        """What happened, in the order it happened."""
        self.orders = self.story()
        self.told = [envelope for envelopes in self.orders.values() for envelope in envelopes]
        self.missing = set(range(len(self.told)))

    def story(self) -> dict[UUID, list[Envelope]]:
        """The facts of each order."""
        raise NotImplementedError

    @property
    def applier(self) -> Applier:
        return next(c.applier for c in self.under_test.service.consumers if c.name == self.durable)

    def deliver(self, numbers: list[int]) -> None:
        """A batch, as the consumer sorts it: by its place in the stream."""
        self.missing -= set(numbers)
        self.wait(self.applier.apply([Delivery(self.told[n], n) for n in numbers]))

    def teardown(self) -> None:
        """The rest comes too, latest first; then the copies are what the facts in order say."""
        if not hasattr(self, "orders"):
            return
        for number in sorted(self.missing, reverse=True):
            self.deliver([number])
        self.wait(self.compare())

    async def compare(self) -> None:
        """Nothing is parked, and the state is the model's."""
        assert await self.under_test.parked() == 0


class Stream(Told):
    """Facts delivered in any order, again and again, some to a consumer that dies before it acknowledges.

    Each delivery is a batch; in the end every fact has come at least once, as the stream promises.
    """

    @rule(data=st.data())
    def some(self, data: st.DataObject) -> None:
        """Any of the facts, in any order, repeats in one batch included."""
        self.deliver(data.draw(st.lists(st.integers(0, len(self.told) - 1), min_size=1, max_size=8)))

    @rule(first=st.integers(0, 100), length=st.integers(1, 15))
    def a_run(self, first: int, length: int) -> None:
        """A stretch of the stream, as after a lost acknowledgement."""
        first %= len(self.told)
        self.deliver(list(range(first, min(first + length, len(self.told)))))


class JobSheets(Stream):
    """The job sheet is a fold of facts in the order they happened (1.8)."""

    durable = "job_sheet"

    def story(self) -> dict[UUID, list[Envelope]]:
        orders = {uuid4(): list[Envelope](), uuid4(): list[Envelope]()}
        for order_id, envelopes in orders.items():
            for hour, event in enumerate(whole_way(order_id)):
                envelopes.append(wrap(event, at=local(1, 9) + timedelta(hours=hour)))
        return orders

    async def compare(self) -> None:
        await super().compare()
        async with self.under_test.session() as session:
            rows = await session.execute(
                select(col(JobSheet.order_id), col(JobSheet.sheet)).where(col(JobSheet.order_id).in_(self.orders))
            )
            kept = {row.order_id: row.sheet for row in rows}
            assert (await session.execute(text(MISCOUNTED))).all() == []
        for order_id, envelopes in self.orders.items():
            facts = [Fact.of(event) for envelope in envelopes if (event := envelope.open()) is not None]
            assert kept[order_id] == fold(facts).document()


class PickupCopies(Stream):
    """Pickup's copy of an order: pieces, debts and cancellation, with the newest news winning."""

    durable = "pickup"

    def story(self) -> dict[UUID, list[Envelope]]:
        orders: dict[UUID, list[Envelope]] = {}
        self.last: dict[UUID, Any] = {}
        for cancelled in (False, True):
            made = sheet(pieces=3)
            events: list[Event] = [
                made.booked(), made.balance(Money.yuan(3999), version=1), made.balance(Money.yuan(0), version=2),
                made.production(), *(made.finished(n) for n in range(3)), made.balance(Money.yuan(40), version=3),
            ]  # fmt: skip
            events += [made.cancelled()] if cancelled else []
            orders[made.order_id] = [wrap(event, at=local(1, 9) + timedelta(hours=n)) for n, event in enumerate(events)]
            self.last[made.order_id] = (cancelled, 4000, 3, made.booked().content.number)
        return orders

    async def compare(self) -> None:
        await super().compare()
        async with self.under_test.session() as session:
            for order_id, wanted in self.last.items():
                order = await session.get(PickupOrder, order_id)
                assert order is not None
                assert (order.cancelled, order.balance, order.balance_version, order.number) == wanted
                assert order.sheet_known


class ServiceCopies(Stream):
    """Customer service's copies of an order and its bookings: the newest news wins, what is over stays over."""

    durable = "customer_service"

    def story(self) -> dict[UUID, list[Envelope]]:
        return {
            order_id: there_and_back(order_id, cancelled) for order_id, cancelled in ((uuid4(), False), (uuid4(), True))
        }

    async def compare(self) -> None:
        await super().compare()
        async with self.under_test.session() as session:
            for order_id, envelopes in self.orders.items():
                order = await session.get_one(OrderCopy, order_id)
                rows = (await session.exec(select(BookingCopy).where(col(BookingCopy.order_id) == order_id))).all()
                kept = {row.booking_id: (row.kind, row.starts_at if row.live else None, row.live) for row in rows}
                wanted, cancelled = last_of(envelopes)
                assert kept == wanted
                assert (order.amendment, order.package_name, order.balance_version) == (2, "Changed twice", 3)
                assert (order.booked, order.shot, order.complete, order.ready) == (True, True, True, 2)
                assert order.cancelled is cancelled


def there_and_back(order_id: UUID, cancelled: bool) -> list[Envelope]:
    """An order that was amended, moved, left unfinished, shot, made, remade, and perhaps called off."""
    ids = {"branch_id": BRANCH, "order_id": order_id}
    first, second = booking(order_id, local(28, 9), staff="wu.fang"), booking(order_id, local(30, 9))
    fitting = booking(order_id, local(27, 9), kind=BookingKind.FITTING)
    events: list[Event] = [
        OrderPlaced(**ids, content=content(package_name="Placed")),
        booked(order_id, package_name="Booked"),
        balance(order_id, 2999, 1),
        first,
        moved(first, 29),
        moved(first, 28),
        fitting,
        BookingCancelled(**ids, booking_id=fitting.booking_id, kind=fitting.kind, reason="no dress wanted"),
        OrderAmended(**ids, content=content(package_name="Changed"), amendment=1, note="one more set"),
        ShootLeftUnfinished(**ids, booking_id=first.booking_id, reason="rain", missing="4", agree_by=date(2026, 12, 5)),
        second,
        balance(order_id, 0, 2),
        ShootCompleted(**ids, booking_id=second.booking_id, sets=4),
        OrderAmended(**ids, content=content(package_name="Changed twice"), amendment=2, note="two more sets"),
        OrderReadyForPickup(**ids, pieces=2),
        ReworkApproved(**ids, rework_id=uuid4(), piece_id=uuid4(), back_to="PRINT", due_on=date(2026, 12, 9)),
        OrderReadyForPickup(**ids, pieces=2),
        balance(order_id, 40, 3),
    ]  # fmt: skip
    events += [OrderCancelled(**ids, reason="moved away", approved_by="chen.jie")] if cancelled else []
    return [wrap(event, at=local(23, 10) + timedelta(hours=n)) for n, event in enumerate(events)]


def last_of(envelopes: list[Envelope]) -> tuple[dict[UUID, tuple[BookingKind, datetime | None, bool]], bool]:
    """What the facts in their order say of the bookings, and whether the order was called off."""
    bookings: dict[UUID, tuple[BookingKind, datetime | None, bool]] = {}
    cancelled = False
    for event in filter(None, (envelope.open() for envelope in envelopes)):
        match event:
            case BookingMade() | BookingMoved():
                bookings[event.booking_id] = (event.kind, event.starts_at, True)
            case BookingCancelled() | ShootLeftUnfinished():
                bookings[event.booking_id] = (bookings[event.booking_id][0], None, False)
            case OrderCancelled():
                cancelled = True
    return bookings, cancelled


class Contacts(Told):
    """Contacts follow the stream's order (decision 25): however it is cut and repeated, each is planned once."""

    durable = "customer_service"

    def story(self) -> dict[UUID, list[Envelope]]:
        self.heard = 0
        return {order_id: self.way(order_id) for order_id in (uuid4(), uuid4())}

    def way(self, order_id: UUID) -> list[Envelope]:
        return [wrap(event, at=local(23, 10) + timedelta(hours=n)) for n, event in enumerate(whole_way(order_id))]

    @rule(length=st.integers(1, 12), again=st.integers(0, 12))
    def on(self, length: int, again: int) -> None:
        """The next facts, behind some that were heard before."""
        until = min(self.heard + length, len(self.told))
        self.deliver(list(range(max(0, self.heard - again), until)))
        self.heard = until

    @rule(data=st.data())
    def heard_before(self, data: st.DataObject) -> None:
        """Any that were heard before, in any order."""
        if self.heard:
            self.deliver(data.draw(st.lists(st.integers(0, self.heard - 1), min_size=1, max_size=8)))

    def teardown(self) -> None:
        if hasattr(self, "orders"):
            self.deliver(list(range(self.heard, len(self.told))) or [0])
        super().teardown()

    async def compare(self) -> None:
        await super().compare()
        singly = uuid4()
        for number, envelope in enumerate(self.way(singly)):
            await self.applier.apply([Delivery(envelope, number)])
        wanted = await self.planned(singly)
        assert wanted
        for order_id in self.orders:
            assert await self.planned(order_id) == wanted

    async def planned(self, order_id: UUID) -> list[tuple[str, ...]]:
        """The contacts of an order, as far as they do not name it."""
        async with self.under_test.session() as session:
            rows = (await session.exec(select(Contact).where(col(Contact.order_id) == order_id))).all()
        return sorted(
            (row.rule, row.state, str(row.due_at), str(row.deadline_at), str(row.assignee_id)) for row in rows
        )


@pytest.mark.timeout(7200 if LONG else 180)
async def test_the_job_sheet_is_the_same_however_its_facts_come(cs: ServiceUnderTest) -> None:
    JobSheets.under_test = cs
    await drive(JobSheets, examples(12, 5_000, steps=12))


@pytest.mark.timeout(7200 if LONG else 180)
async def test_pickup_knows_the_same_however_the_facts_come(pickup: ServiceUnderTest) -> None:
    PickupCopies.under_test = pickup
    await drive(PickupCopies, examples(12, 5_000, steps=12))


@pytest.mark.timeout(7200 if LONG else 180)
async def test_customer_service_knows_the_same_however_the_facts_come(cs: ServiceUnderTest) -> None:
    ServiceCopies.under_test = cs
    await drive(ServiceCopies, examples(12, 5_000, steps=12))


@pytest.mark.timeout(7200 if LONG else 180)
async def test_contacts_are_the_same_however_their_facts_are_cut_and_repeated(cs: ServiceUnderTest) -> None:
    Contacts.under_test = cs
    await drive(Contacts, examples(12, 2_000, steps=8))
