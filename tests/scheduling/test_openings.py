"""What is offered on the telephone when the day is full: another day, another branch (M-47)."""

from datetime import datetime, timedelta
from typing import Any

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.models import Resource
from shared.kit.ids import new_id
from shared.kit.testing import principal
from tests.scheduling.conftest import THURSDAY, Studio, on

CLERK = principal("li.na", branches=["GG01"], permissions=("scheduling.bookings.read",))


async def asked(studio: Studio, category: str = "WEDDING_STUDIO") -> Any:
    """What the clerk of GG01 reads for Thursday."""
    query = {"branch_id": "GG01", "category": category, "day": str(THURSDAY)}
    answer = await studio.call("GET", "/shoot-openings", params=query, who=CLERK)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def fill(studio: Studio) -> None:
    """Both teams of GG01 have two couples on Thursday."""
    for hour in (9, 9, 13, 13):
        await studio.booked(await studio.order(), starts_at=on(THURSDAY, hour))


async def neighbour(studio: Studio, branch_id: str, **state: Any) -> None:
    """A branch with one team and a room."""
    await studio.service.know_branch(branch_id, **state)
    team = new_id()
    rows = [("TEAM", None), ("PHOTOGRAPHER", team), ("MAKEUP_ARTIST", team), ("ASSISTANT", team), ("ROOM", None)]
    await studio.keep(
        *(
            Resource(
                id=team if kind == "TEAM" else new_id(),
                branch_id=branch_id,
                kind=ResourceKind(kind),
                name=f"{kind} {branch_id}",
                team_id=of,
            )
            for kind, of in rows
        )
    )


async def test_a_day_with_time_needs_nothing_else(studio: Studio) -> None:
    await neighbour(studio, "GG02")
    found = await asked(studio)
    assert datetime.fromisoformat(found["starts"][0]) == datetime.fromisoformat(on(THURSDAY, 9))
    assert (found["other_days"], found["other_branches"]) == ([], [])


async def test_a_full_day_offers_other_days_and_branches_near_by(studio: Studio) -> None:
    await neighbour(studio, "AA09", city="Qingdao", phone="0532-8888")
    await neighbour(studio, "GG02")
    await studio.service.know_branch("GG03")
    await fill(studio)
    found = await asked(studio)
    assert found["starts"] == []
    days = [one["day"] for one in found["other_days"]]
    assert days == [str(THURSDAY + timedelta(days=ahead)) for ahead in (1, 2, 3)]
    others = [(one["branch_id"], one["city"], one["phone"]) for one in found["other_branches"]]
    assert others == [("GG02", "", ""), ("AA09", "Qingdao", "0532-8888")]


async def test_nobody_asks_for_a_branch_that_is_not_his(studio: Studio) -> None:
    query = {"branch_id": "GG02", "category": "FAMILY", "day": str(THURSDAY)}
    await studio.service.know_branch("GG02")
    assert (await studio.call("GET", "/shoot-openings", params=query, who=CLERK)).status_code == 404
