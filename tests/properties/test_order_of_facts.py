"""P4: facts of one order repeated, early, late and in batches of any size leave what they leave in order."""

from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlalchemy import select, text
from sqlmodel import col

from services.customer_service.domain.job_sheet import Fact, fold
from services.customer_service.models import JobSheet
from services.pickup.models import PickupOrder
from shared.contracts.base import Envelope, Event
from shared.contracts.values import Money
from shared.kit.applier import Applier
from shared.kit.deliveries import Delivery
from shared.kit.testing import ServiceUnderTest, wrap
from tests.customer_service.conftest import MISCOUNTED, local, whole_way
from tests.customer_service.conftest import cs as cs
from tests.pickup.conftest import pickup as pickup
from tests.pickup.orders import sheet
from tests.properties.driving import Driven, drive
from tests.properties.profiles import LONG, examples


class Stream(Driven):
    """Two orders' facts, delivered in any order, again and again, some to a consumer that dies before it acknowledges.

    Each delivery is a batch; in the end every fact has come at least once, as the stream promises.
    """

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

    @rule(data=st.data())
    def some(self, data: st.DataObject) -> None:
        """Any of the facts, in any order, repeats in one batch included."""
        self.deliver(data.draw(st.lists(st.integers(0, len(self.told) - 1), min_size=1, max_size=8)))

    @rule(first=st.integers(0, 100), length=st.integers(1, 15))
    def a_run(self, first: int, length: int) -> None:
        """A stretch of the stream, as after a lost acknowledgement."""
        first %= len(self.told)
        self.deliver(list(range(first, min(first + length, len(self.told)))))

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


@pytest.mark.timeout(7200 if LONG else 180)
async def test_the_job_sheet_is_the_same_however_its_facts_come(cs: ServiceUnderTest) -> None:
    JobSheets.under_test = cs
    await drive(JobSheets, examples(12, 5_000, steps=12))


@pytest.mark.timeout(7200 if LONG else 180)
async def test_pickup_knows_the_same_however_the_facts_come(pickup: ServiceUnderTest) -> None:
    PickupCopies.under_test = pickup
    await drive(PickupCopies, examples(12, 5_000, steps=12))
