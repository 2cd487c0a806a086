"""All branches of a person side by side say what each branch's own queues say (GEN-14)."""

from typing import Any

from shared.kit.db import ALL_BRANCHES
from shared.kit.testing import MovableClock, principal
from tests.post_production.conftest import House


async def figures(house: House, branches: Any = ALL_BRANCHES) -> dict[str, dict[str, Any]]:
    """The lines by branch."""
    async with house.service.client(principal("han.zong", branches=branches)) as client:
        answer = await client.get("/v1/branch-figures/post-production")
    assert answer.status_code == 200, answer.text
    return {line["branch_id"]: line for line in answer.json()["branches"]}


async def test_work_and_pieces_are_those_of_the_queues_and_late_after_their_day(
    house: House, at: MovableClock
) -> None:  # GEN-14, PST-20
    await house.accepted(await house.order())
    pieces = await house.producing(await house.order())
    at.move(days=60)
    line, other = (await figures(house)).values()
    board = (await house.get("/production-board?branch_id=GG01"))["items"]
    work = [
        item for state in ("WAITING", "RUNNING") for item in (await house.get(f"/work-items?state={state}"))["items"]
    ]
    assert (line["pieces"], line["pieces_late"]) == (len(board), sum(one["late"] for one in board))
    assert (line["work"], line["work_late"], line["pieces_late"]) == (len(work), len(work), len(pieces))
    assert (other["work"], other["pieces"]) == (0, 0)
    at.move(days=-60)
    assert (await figures(house))["GG01"]["work_late"] == 0
    assert list(await figures(house, ["GG02"])) == ["GG02"]
