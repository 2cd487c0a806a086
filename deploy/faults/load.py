"""Customers who keep coming while things break: register, order, pay, book, choose a date, pay the rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from deploy.demo import moves
from deploy.demo.client import Refused
from deploy.demo.crew import Crew, at
from deploy.demo.moves import Order
from deploy.faults.world import World, new_phone

DEPOSIT = 50000
TAKEN_ELSEWHERE = frozenset({409, 412})
"""Answers of a second attempt whose first one had been done when the connection broke."""

ENOUGH = 5
"""Who has been told so often that a fact has not arrived does nothing but wait for it."""


@dataclass
class Load:
    """A bounded number of customers at a time, one after another at each place, until told to stop."""

    world: World
    at_once: int
    served: int = 0
    cut_short: int = 0
    orders: list[Order] = field(default_factory=list)
    _stop: bool = False

    @asynccontextmanager
    async def coming(self) -> AsyncIterator[Load]:
        """Customers come while the block runs; those inside are served to their end."""
        places = [asyncio.create_task(self._place(number)) for number in range(self.at_once)]
        try:
            yield self
        finally:
            self._stop = True
            await asyncio.gather(*places)

    async def more(self, acknowledged: int, seconds: float = 60.0, *, or_waiting: bool = False) -> None:
        """Return when so many more requests have been acknowledged.

        Args:
            or_waiting: or when the customers only hear that a fact has not arrived, because the broker is away.
        """
        ledger = self.world.ledger
        wanted, told = len(ledger.acknowledged) + acknowledged, ledger.answers["409"] + ENOUGH * self.at_once

        async def there() -> bool:
            return len(ledger.acknowledged) >= wanted or (or_waiting and ledger.answers["409"] >= told)

        await self.world.system.until(there, seconds, f"{acknowledged} more requests acknowledged")

    async def _place(self, number: int) -> None:
        crew = self.world.crews[number % len(self.world.crews)]
        while not self._stop:
            try:
                self.orders.append(await serve(self.world, crew, self.world.next_customer()))
                self.served += 1
            except Refused as refusal:
                if refusal.status not in TAKEN_ELSEWHERE:
                    raise
                self.cut_short += 1


async def serve(world: World, crew: Crew, number: int) -> Order:
    """One customer, from the door to a date for the shoot."""
    desk = crew[f"consultant{number % 3 + 1}"]
    person = await moves.register_person(desk, crew.branch_id, f"客人{number}", new_phone())
    order = await moves.place_order(desk, crew.branch_id, world.chain.packages["CHILD"], [person])
    await moves.pay(crew["cashier"], order, "R1", DEPOSIT)
    owner = crew.named(order.owner)
    await moves.write_planning_book(owner, order)
    await moves.book(owner, order)
    await find_a_date(world, crew, order, number)
    await moves.pay(crew["cashier"], order, "R3", order.total - DEPOSIT)
    return order


async def find_a_date(world: World, crew: Crew, order: Order, number: int) -> None:
    """A date far enough away for everybody to find one; who finds the house full comes back another time."""
    day = world.clock.now.date() + moves.days(5 + number // 4)
    try:
        order.shoot = await moves.make_booking(crew["scheduler"], order, "SHOOT", at(day, 9 + 2 * (number % 4)))
    except Refused as refusal:
        if refusal.status != 409:
            raise
