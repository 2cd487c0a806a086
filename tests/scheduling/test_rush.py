"""Many desks at once: the database never lets two bookings hold the same thing."""

import asyncio
import random

from sqlalchemy import text

from shared.contracts.reception import Category
from shared.kit.errors import TryAgain
from tests.scheduling.conftest import THURSDAY, Studio, on

CLIENTS = 64

OVERLAPS = text(
    "SELECT count(*) FROM occupation a JOIN occupation b ON a.resource_id = b.resource_id AND a.id < b.id "
    "AND a.active AND b.active AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at"
)
HALF_HELD = text(
    "SELECT count(*) FROM booking WHERE jsonb_array_length(resources) <> "
    "(SELECT count(*) FROM occupation o WHERE o.booking_id = booking.id AND o.active)"
)


async def test_sixty_four_desks_want_overlapping_times(studio: Studio) -> None:
    """Each wants two seats and a desk; none overlap, losers hear why and what is free."""
    things = [await studio.add("SELECTION_SEAT", f"Rush {n}") for n in range(3)] + [await studio.add("DESK", "Desk")]
    dice = random.Random(7)
    orders = [await studio.order(category=Category.PERSONAL_ART) for _ in range(CLIENTS)]

    async def want(order: object, seed: int) -> tuple[int, dict[str, object]]:
        pick = random.Random(seed)
        wish = {
            "starts_at": on(THURSDAY, pick.choice([9, 10, 11]), pick.choice([0, 30])),
            "resource_ids": [thing["id"] for thing in pick.sample(things, 3)],
        }
        while True:
            answer = await studio.book(order, "SELECTION", **wish)  # type: ignore[arg-type]
            if answer.status_code != TryAgain.status:
                return answer.status_code, answer.json()

    answers = await asyncio.gather(*(want(order, dice.randrange(10**6)) for order in orders))
    won = [body for status, body in answers if status == 201]
    lost = [body for status, body in answers if status == 409]
    assert len(won) + len(lost) == CLIENTS
    assert len(won) >= 1
    assert lost
    assert {body["code"] for body in lost} == {"booking.conflict"}
    assert all(body["conflicts"] and body["alternatives"] for body in lost)
    async with studio.service.session() as session:
        assert (await session.execute(OVERLAPS)).scalar() == 0
        assert (await session.execute(HALF_HELD)).scalar() == 0


async def test_desks_without_a_wish_share_the_teams(studio: Studio) -> None:
    """Both teams are found even when everybody asks in the same moment."""
    orders = [await studio.order() for _ in range(12)]
    answers = await asyncio.gather(*(studio.book(order) for order in orders))
    teams = [answer.json()["team_id"] for answer in answers if answer.status_code == 201]
    assert sorted(teams) == sorted(team["id"] for team in studio.teams)
    assert {answer.json()["code"] for answer in answers if answer.status_code != 201} == {"booking.conflict"}


async def test_moves_that_cross_each_other(studio: Studio) -> None:
    """Two bookings swap places while others ask: no overlap, no lost booking."""
    seat = next(item for item in (await studio.get("/resources", kind="SELECTION_SEAT"))["items"])
    early = await studio.booked(await studio.order(), "SELECTION", on(THURSDAY, 9), resource_ids=[seat["id"]])
    late = await studio.booked(await studio.order(), "SELECTION", on(THURSDAY, 14), resource_ids=[seat["id"]])
    moves = [
        studio.act(early, "move", starts_at=on(THURSDAY, 14), reason="swap"),
        studio.act(late, "move", starts_at=on(THURSDAY, 9), reason="swap"),
        studio.book(await studio.order(), "SELECTION", on(THURSDAY, 9), resource_ids=[seat["id"]]),
    ]
    statuses = {answer.status_code for answer in await asyncio.gather(*moves)}
    assert statuses <= {200, 201, 409}
    async with studio.service.session() as session:
        assert (await session.execute(OVERLAPS)).scalar() == 0
        assert (await session.execute(HALF_HELD)).scalar() == 0
