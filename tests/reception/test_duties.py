"""The clerk on duty: by turns among who is there, as the manager says, and what leave does to it (REC-10)."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select, text

from services.reception.schemas.duties import DutyIn
from services.reception.service import duties
from shared.contracts.reception import DutyGiven
from shared.contracts.scheduling import LeaveApproved
from shared.kit.testing import MONDAY, MovableClock, principal
from tests.reception.conftest import CASHIER, CLERK, DAY, MANAGER, OWNER, Desk


def leave(staff: str, first: date, *, proxy: str = OWNER) -> LeaveApproved:
    return LeaveApproved(
        branch_id="GG01", leave_id=uuid4(), staff_id=staff, proxy_id=proxy, first_day=first, last_day=first
    )


async def three_receive(desk: Desk) -> None:
    await desk.put(f"/rotas/GG01/{DAY}", {"staff_ids": [OWNER, CASHIER, CLERK]})


async def on_duty(desk: Desk, days: int = 5) -> list[str | None]:
    """Who is on duty today and on the days after it."""
    return [one["clerk_id"] for one in (await desk.get("/duties/GG01"))["days"][:days]]


async def choose(desk: Desk, day: date, clerk: str, version: int) -> dict[str, Any]:
    tag = {"If-Match": f'"{version}"'}
    return await desk.put(f"/duties/GG01/{day}", {"clerk_id": clerk}, who=MANAGER, headers=tag)


async def test_clerks_take_turns_a_week_ahead(desk: Desk, at: MovableClock) -> None:  # REC-10
    await three_receive(desk)
    await desk.service.run_jobs("clerks on duty")
    assert await on_duty(desk) == [OWNER, CASHIER, CLERK, OWNER, CASHIER]
    assert (await on_duty(desk, 14))[8:] == [None] * 6
    told = await desk.service.published(DutyGiven)
    assert [(one.day, one.clerk_id) for one in told[:2]] == [(MONDAY, OWNER), (MONDAY + timedelta(days=1), CASHIER)]
    at.move(days=1)
    await desk.service.run_jobs("clerks on duty")
    assert await on_duty(desk, 3) == [CASHIER, CLERK, OWNER]
    assert len(await desk.service.published(DutyGiven)) == len(told) + 1


async def test_what_the_manager_chose_stands_and_the_turns_go_on_from_there(desk: Desk) -> None:
    await three_receive(desk)
    tomorrow = MONDAY + timedelta(days=1)
    chosen = await choose(desk, tomorrow, CLERK, 1)
    assert (chosen["clerk_id"], chosen["chosen_by"], chosen["version"]) == (CLERK, MANAGER, 2)
    await desk.service.run_jobs("clerks on duty")
    assert (await on_duty(desk, 2)) == [OWNER, CLERK]
    path = f"/duties/GG01/{tomorrow}"
    stale = await desk.refused("PUT", path, {"clerk_id": OWNER}, headers={"If-Match": '"1"'})
    await desk.service.know_staff("xu.lei", "production")
    other = await desk.refused("PUT", path, {"clerk_id": "xu.lei"}, headers={"If-Match": '"2"'})
    gone = f"/duties/GG01/{MONDAY - timedelta(days=1)}"
    over = await desk.refused("PUT", gone, {"clerk_id": OWNER}, headers={"If-Match": '"0"'})
    assert (stale, other, over) == ("version.stale", "duty.no_clerk", "duty.over")


async def test_what_the_manager_chooses_while_turns_are_settled_stands(desk: Desk, at: MovableClock) -> None:
    await three_receive(desk)
    at.move(days=1)
    newest, watching = MONDAY + timedelta(days=8), select(func.count()).select_from(text("pg_locks"))
    waits = watching.where(text("locktype = 'transactionid' AND NOT granted"))
    async with desk.service.session() as looking, desk.service.session() as choosing:
        await duties.choose(choosing, principal(MANAGER), "GG01", newest, DutyIn(clerk_id=MANAGER), 0)
        await choosing.flush()
        settling = asyncio.create_task(desk.service.run_jobs("clerks on duty"))
        while not (await looking.execute(waits)).scalar():
            await asyncio.wait({settling}, timeout=0.01)
    await settling
    (chosen,) = [day for day in (await desk.get("/duties/GG01"))["days"] if day["day"] == newest.isoformat()]
    assert (chosen["clerk_id"], chosen["chosen_by"]) == (MANAGER, MANAGER)


async def test_whoever_goes_on_leave_leaves_the_turn_and_not_what_he_was_given(desk: Desk) -> None:  # GEN-03
    await three_receive(desk)
    tomorrow, later = (MONDAY + timedelta(days=days) for days in (1, 2))
    await choose(desk, later, CLERK, 1)
    await desk.service.deliver(leave(CASHIER, tomorrow), leave(CLERK, later), times=2)
    days = (await desk.get("/duties/GG01"))["days"]
    assert days[1]["clerk_id"] == CLERK
    assert (days[2]["clerk_id"], days[2]["proxy_id"]) == (CLERK, OWNER)
    assert [one.clerk_id for one in await desk.service.published(DutyGiven) if one.day == tomorrow] == [CASHIER, CLERK]


async def test_nobody_known_to_be_there_is_on_duty(desk: Desk) -> None:
    await desk.service.know_branch("JN02")
    await desk.service.run_jobs("clerks on duty")
    assert {one.branch_id for one in await desk.service.published(DutyGiven)} == {"GG01"}
    assert set(await on_duty(desk)) == {OWNER, CASHIER, CLERK}
