"""All branches of a person side by side say what each branch's own pages say (GEN-14)."""

from typing import Any
from uuid import uuid4

from shared.kit.db import ALL_BRANCHES
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, booked, booking, local
from tests.customer_service.test_complaints import report, walk

NOT_ESTABLISHED = {"verdict": "NOT_ESTABLISHED", "class": "INVALID", "explanation": "both prints are in the bag"}


async def figures(cs: ServiceUnderTest, branches: Any = ALL_BRANCHES) -> dict[str, dict[str, Any]]:
    """The lines by branch."""
    async with cs.client(principal("han.zong", branches=branches)) as client:
        answer = await client.get("/v1/branch-figures/customer-service")
    assert answer.status_code == 200, answer.text
    return {line["branch_id"]: line for line in answer.json()["branches"]}


async def test_orders_and_late_ones_are_those_of_the_stages(cs: ServiceUnderTest, at: MovableClock) -> None:
    order, elsewhere = uuid4(), uuid4()  # GEN-09, GEN-14
    await cs.deliver(booked(order), booking(order, local(28, 9)), booked(elsewhere, branch="GG02"))
    at.set(local(28, 9, 30))
    line, other = (await figures(cs)).values()
    async with cs.client() as client:
        stages = (await client.get("/v1/stage-counts", params={"branch_id": BRANCH})).json()
    assert (line["orders"], line["late"]) == (stages["orders"], stages["late"]) == (1, 1)
    assert (other["branch_id"], other["orders"]) == ("GG02", 1)
    assert list(await figures(cs, [BRANCH])) == [BRANCH]


async def test_complaints_are_counted_until_they_are_filed_and_late_until_they_are_answered(
    cs: ServiceUnderTest, at: MovableClock
) -> None:  # M-14
    await report(cs)
    answered = await report(cs)
    at.move(hours=1)
    await walk(cs, answered["id"], ("progress", {"note": "we look for them"}))
    line = (await figures(cs))[BRANCH]
    assert (line["complaints"], line["complaints_late"]) == (2, 1)
    await walk(cs, answered["id"], ("judgement", NOT_ESTABLISHED), ("summary", {"summary": "counted together"}))
    assert (await figures(cs))[BRANCH]["complaints"] == 1
