"""Whoever is on duty calls tomorrow's customers, and sees what they owe (REC-10, REC-12, A-02)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.customer_service.domain.policy import Policy
from services.customer_service.service import policy as in_force
from shared.contracts.base import Event
from shared.contracts.reception import DutyGiven
from shared.contracts.scheduling import BookingKind, LeaveApproved
from shared.kit.testing import MovableClock, ServiceUnderTest
from tests.customer_service.conftest import BRANCH, balance, booked, booking, contacts, local

DUTY = uuid4()


def on_duty(day: int, clerk: str, *, duty_id: UUID | None = None) -> DutyGiven:
    return DutyGiven(branch_id=BRANCH, duty_id=duty_id or uuid4(), day=date(2026, 11, day), clerk_id=clerk)


async def callers(cs: ServiceUnderTest, *rules: str) -> list[str | None]:
    """Who makes the calls of these rules."""
    return [one.assignee_id for rule in rules for one in await contacts(cs, rule)]


@pytest.fixture
async def clerks(cs: ServiceUnderTest) -> None:
    for name in ("wu.qi", "qian.fen"):
        await cs.know_staff(name, "consultant")


@pytest.mark.usefixtures("clerks")
@pytest.mark.parametrize("told_first", [True, False])
async def test_whoever_is_on_duty_that_day_makes_the_calls_of_that_day(
    cs: ServiceUnderTest, told_first: bool
) -> None:  # REC-10, N-05, N-06, N-08
    order_id = uuid4()
    duties: list[Event] = [on_duty(26, "sun.yi"), on_duty(27, "wu.qi"), on_duty(28, "qian.fen")]
    shoot: list[Event] = [booked(order_id), booking(order_id, local(28, 9, 30))]
    await cs.deliver(*(duties + shoot if told_first else shoot + duties), times=2)
    assert await callers(cs, "N-05", "N-06", "N-08") == ["sun.yi", "li.na", "qian.fen"]  # the owner confirms


@pytest.fixture
def clerks_confirm(clerks: None) -> Iterator[None]:
    """A house whose clerks on duty, and not the owners, confirm tomorrow's shoots (REC-10)."""
    in_force.use_policy(Policy(duty_calls=True))
    yield
    in_force.use_policy(Policy())


@pytest.mark.usefixtures("clerks_confirm")
async def test_another_clerk_or_his_proxy_takes_the_calls_over(cs: ServiceUnderTest) -> None:  # REC-10, GEN-03
    order_id = uuid4()
    away = LeaveApproved(
        branch_id=BRANCH, leave_id=uuid4(), staff_id="qian.fen", proxy_id="sun.yi",
        first_day=date(2026, 11, 27), last_day=date(2026, 11, 27),
    )  # fmt: skip
    await cs.deliver(booked(order_id), booking(order_id, local(28, 9, 30)), on_duty(27, "wu.qi", duty_id=DUTY))
    await cs.deliver(on_duty(27, "qian.fen", duty_id=DUTY))
    assert await callers(cs, "N-06") == ["qian.fen"]
    await cs.deliver(away)
    (n06,) = await contacts(cs, "N-06")
    assert (n06.assignee_id, n06.on_behalf_of) == ("sun.yi", "qian.fen")


@pytest.mark.usefixtures("clerks_confirm")
async def test_a_call_put_off_to_the_next_day_is_the_next_clerks(cs: ServiceUnderTest, at: MovableClock) -> None:
    order_id = uuid4()
    await cs.deliver(on_duty(27, "wu.qi"), on_duty(28, "qian.fen"))
    await cs.deliver(booked(order_id), booking(order_id, local(28, 15)))
    at.set(local(27, 16))
    (n06,) = await contacts(cs, "N-06")
    async with cs.client() as client:
        missed = {"outcome": "NOT_REACHED", "channel": "PHONE"}
        assert (await client.post(f"/v1/contacts/{n06.id}/outcome", json=missed)).status_code == 200
    assert await callers(cs, "N-06") == ["qian.fen"]


@pytest.mark.usefixtures("clerks")
async def test_a_selection_is_the_clerks_who_was_booked_for_it_or_of_whoever_is_on_duty(
    cs: ServiceUnderTest,
) -> None:  # REC-12, N-10
    named, nobody = uuid4(), uuid4()
    await cs.deliver(
        on_duty(24, "wu.qi"),
        booked(named),
        booked(nobody),
        booking(named, local(25, 10), kind=BookingKind.SELECTION, staff="qian.fen"),
        booking(nobody, local(25, 14), kind=BookingKind.SELECTION),
    )
    assert {one.order_id: one.assignee_id for one in await contacts(cs, "N-10")} == {named: "qian.fen", nobody: "wu.qi"}
    await cs.deliver(on_duty(24, "sun.yi"))
    assert {one.order_id: one.assignee_id for one in await contacts(cs, "N-10")} == {
        named: "qian.fen",
        nobody: "sun.yi",
    }


@pytest.mark.usefixtures("clerks")
async def test_the_owner_confirms_then_the_clerk_on_duty_then_the_scheduler(cs: ServiceUnderTest) -> None:
    owned, unowned, unstaffed = uuid4(), uuid4(), uuid4()
    await cs.deliver(on_duty(27, "wu.qi"), booked(owned), booking(owned, local(28, 9, 30)))
    await cs.deliver(booking(unowned, local(28, 11)), booking(unstaffed, local(26, 11)))
    found = {one.order_id: (one.assignee_id, one.for_role) for one in await contacts(cs, "N-06")}
    assert found[owned] == ("li.na", None)
    assert (found[unowned][0], found[unstaffed]) == ("wu.qi", (None, "scheduler"))
    await cs.deliver(booked(unowned), on_duty(27, "qian.fen"))
    assert {one.order_id: one.assignee_id for one in await contacts(cs, "N-06")}[unowned] == "li.na"


async def test_whoever_calls_sees_what_is_owed(cs: ServiceUnderTest) -> None:  # REC-10, FIN-03
    owes, paid = uuid4(), uuid4()
    for order_id, yuan in ((owes, 1999), (paid, 0)):
        await cs.deliver(booked(order_id), booking(order_id, local(28, 9, 30)), balance(order_id, yuan, 1))
    async with cs.client() as client:
        listed: list[dict[str, Any]] = (await client.get("/v1/contacts?rule=N-06")).json()["items"]
        one = next(line for line in listed if line["order_id"] == str(owes))
        shown = (await client.get(f"/v1/contacts/{one['id']}")).json()
    assert {line["order_id"]: line["owed"] for line in listed} == {
        str(owes): {"amount": 199900, "currency": "CNY"},
        str(paid): None,
    }
    assert (shown["owed"], shown["on_duty"]) == ({"amount": 199900, "currency": "CNY"}, False)
