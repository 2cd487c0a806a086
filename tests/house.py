"""One running system with the demo chain for all stories that need the whole house, and what the stories begin with."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

from deploy.demo import moves
from deploy.demo.client import Person, Studio
from deploy.demo.crew import BusinessClock, Crew, at
from deploy.demo.fill import Chain, load_chain
from deploy.demo.moves import Order
from deploy.demo.photographs import shoot
from deploy.local.home import Home
from tests.system import System


@dataclass
class House:
    """A branch of the running system with its people signed in, and its clock."""

    system: System
    studio: Studio
    admin: Person
    crew: Crew
    chain: Chain
    clock: BusinessClock
    _last_day: date = field(default=date.min)

    async def free_day(self, ahead: int = 3) -> date:
        """A day that no story before has used, so that no team is full."""
        today = (await self.clock.read()).date()
        self._last_day = max(today + timedelta(days=ahead), self._last_day + timedelta(days=1))
        return self._last_day

    async def placed(self, package: str = "CHILD", *, name: str = "周小朋", phone: str = "") -> Order:
        """A customer has ordered a package."""
        desk = self.crew["consultant1"]
        person = await moves.register_person(desk, self.crew.branch_id, name, phone or new_phone())
        return await moves.place_order(desk, self.crew.branch_id, self.chain.packages[package], [person])

    async def booked(self, package: str = "CHILD", *, paid: bool = False, **more: str) -> Order:
        """An order booked with a deposit of 500 yuan, or paid in full."""
        order = await self.placed(package, **more)
        form, amount = ("R2", order.total) if paid else ("R1", 50000)
        await moves.pay(self.crew["cashier"], order, form, amount)
        owner = self.crew.named(order.owner)
        await moves.write_planning_book(owner, order)
        await moves.book(owner, order)
        return order

    async def at_shoot(self, package: str = "CHILD", *, ahead: int = 2) -> Order:
        """An order paid in full whose customer has come to the shoot and is made up."""
        order = await self.booked(package, paid=True)
        day = await self.free_day(ahead)
        order.shoot = await moves.make_booking(self.crew["scheduler"], order, "SHOOT", at(day, 10))
        await self.clock.to(at(day, 9, 50))
        await moves.check_in(self.crew, order, to_staff=self.crew["makeup1"].name)
        await self.clock.settle()
        await moves.start_make_up(self.crew, order)
        return order

    async def at_selection(self, package: str = "CHILD") -> Order:
        """An order photographed, its proofs imported, and everything ready for choosing."""
        order, crew = await self.at_shoot(package), self.crew
        sets = self.chain.packages[package]["clothes_sets"]
        stage = {"stage": "SHOOTING", "talk_minutes": 6}
        await crew["photographer1"].post(f"/v1/bookings/{order.shoot['id']}/stages", stage)
        done = {"sets": sets, "summary": "calm", "selection_hints": "close-ups", "equipment_returned": True}
        await crew["photographer1"].post(f"/v1/bookings/{order.shoot['id']}/completion", done)
        day = date.fromisoformat(order.shoot["day"])
        pictures = shoot(order.album_photos + 2, at(day, 11).replace(tzinfo=None), long_side=320)
        await moves.import_photographs(crew["photographer1"], order, pictures, sets=sets)
        await moves.prepare_selection(crew["selection"], order)
        return order

    async def in_production(self, package: str = "CHILD") -> Order:
        """An order photographed, selected, designed and approved; its production sheet is written."""
        order, crew = await self.at_selection(package), self.crew
        day = date.fromisoformat(order.shoot["day"])
        count = await moves.choose(crew["selection"], order)
        pickup = day + timedelta(days=20)
        await moves.sign_selection(crew["selection"], order, count=count, pickup_on=pickup)
        await moves.hand_to_design(crew, [order])
        await moves.retouch_and_design(crew, order)
        layout = await moves.present_layout(crew, order)
        word = {"by_customer": True, "channel": "IN_SHOP", "pickup_on": pickup.isoformat()}
        await crew["designer"].post(f"/v1/layouts/{layout['id']}/approval", word)
        await moves.order_production(crew, order, day + timedelta(days=12))
        return order

    async def job_sheet(self, order: Order) -> dict[str, Any]:
        """What the order's job sheet says after everything has been heard of."""
        await self.clock.settle()
        found: dict[str, Any] = await self.crew["manager"].get(f"/v1/job-sheets/{order.order_id}")
        return found

    async def facts(self, order: Order) -> list[str]:
        """The facts on the job sheet, in order."""
        sheet = await self.job_sheet(order)
        return [str(entry["type"]).removeprefix("studio.").removesuffix(".v1") for entry in sheet["entries"]]

    async def contacts(self, order: Order) -> list[dict[str, Any]]:
        """All contacts of the order."""
        query = {"branch_id": order.branch_id, "order_id": order.order_id, "limit": 200}
        found: list[dict[str, Any]] = (await self.crew["servicehead"].get("/v1/contacts", **query))["items"]
        return found


def new_phone() -> str:
    """A mobile number that nobody has."""
    return f"138{secrets.randbelow(10**8):08d}"


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The whole system; nothing of it is left afterwards."""
    running = System(Home(tmp_path_factory.mktemp("studio")))
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(system: System) -> AsyncIterator[House]:
    """The first branch of the demo chain on a morning."""
    patch = pytest.MonkeyPatch()
    # The demo keeps its sign-ins in the state folder.
    patch.setenv("STUDIO_HOME", str(system.home.path))
    async with Studio(system.url) as studio:
        admin = await studio.sign_in("admin", system.admin_password)
        chain = await load_chain(studio, admin)
        crew = await Crew.sign_in(studio, chain.branches[0], chain.password)
        clock = BusinessClock(admin)
        tomorrow = (await clock.read()).date() + timedelta(days=1)
        await clock.to(at(tomorrow, 10))
        await asyncio.gather(*(_be_on_duty(crew, tomorrow + timedelta(days=more)) for more in range(2)))
        yield House(system, studio, admin, crew, chain, clock)
    patch.undo()


async def _be_on_duty(crew: Crew, day: date) -> None:
    rota = [f"consultant{number}.{crew.branch_id.lower()}" for number in (1, 2, 3)]
    await crew["deskhead"].put(f"/v1/rotas/{crew.branch_id}/{day}", {"staff_ids": rota})
