"""All branches of a person side by side: what lies here, and what nobody came for (GEN-14)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.kit.db import ALL_BRANCHES
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.pickup.orders import arrive, call, hand_over, produced, ready

MONDAY_TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


async def figures(pickup: ServiceUnderTest, branches: Any = ALL_BRANCHES) -> dict[str, dict[str, Any]]:
    """The lines by branch."""
    answer = await call(pickup, "GET", "/branch-figures/pickup", who=principal("han.zong", branches=branches))
    assert answer.status_code == 200, answer.text
    return {line["branch_id"]: line for line in answer.json()["branches"]}


async def counts(pickup: ServiceUnderTest) -> tuple[int, int, int]:
    line = (await figures(pickup))["GG01"]
    return line["pieces"], line["uncollected"], line["uncollected_orders"]


async def test_whoever_works_in_one_branch_sees_one_and_head_office_sees_all(pickup: ServiceUnderTest) -> None:
    await ready(pickup)  # GEN-14
    assert list(await figures(pickup)) == ["GG01", "GG02"]
    other = await figures(pickup, ["GG02"])
    assert (list(other), other["GG02"]["pieces"]) == (["GG02"], 0)


async def test_pieces_nobody_came_for_are_counted_from_the_day_after_the_last_appointment(
    pickup: ServiceUnderTest, at: MovableClock
) -> None:
    order = await ready(pickup)
    await pickup.deliver(order.booking(MONDAY_TEN + timedelta(hours=5)))
    assert await counts(pickup) == (2, 0, 0)
    at.move(days=1)
    assert await counts(pickup) == (2, 2, 1)
    await pickup.deliver(order.booking(MONDAY_TEN + timedelta(days=3)))
    assert await counts(pickup) == (2, 0, 0)
    at.move(days=3)
    assert await counts(pickup) == (2, 2, 1)
    await hand_over(pickup, order, pieces=order.ids[:1])
    assert await counts(pickup) == (1, 1, 1)


async def test_without_an_appointment_the_day_is_that_of_the_production_sheet(
    pickup: ServiceUnderTest, at: MovableClock
) -> None:
    order = await produced(pickup)
    await arrive(pickup, order.codes[0])
    at.move(days=1)
    assert await counts(pickup) == (1, 0, 0)
    at.move(days=1)
    assert await counts(pickup) == (1, 1, 1)
