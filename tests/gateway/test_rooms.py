"""How many requests a department gets: what it can answer in good time (P14)."""

import asyncio

import pytest

from gateway.domain import GatewayBusy
from gateway.front import rooms
from gateway.front.rooms import Room


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The clock the rooms look at."""
    standing = Watch()
    monkeypatch.setattr(rooms, "time", standing)
    return standing


async def answers(room: Room, watch: Watch, seconds: float, count: int) -> None:
    """So many requests at once, each answered after so long."""
    entered = [await room.enter() for _ in range(count)]
    watch.now += seconds
    for moment in entered:
        room.leave(moment)


async def test_a_department_with_a_standing_queue_gets_fewer_until_it_is_quick_again(watch: Watch) -> None:
    room = Room("reception", 256)
    for _ in range(10):
        await answers(room, watch, 1.0, room.limit)
    assert room.limit == rooms.LEAST
    for _ in range(40):
        await answers(room, watch, 0.1, room.limit)
        watch.now += rooms.LOOK_S
        with pytest.raises(GatewayBusy):
            await fill_and_ask(room)
    assert room.limit > rooms.BEGIN


async def fill_and_ask(room: Room) -> None:
    """One more than fits, with nobody leaving."""
    room.at_work += room.limit
    try:
        room._waiting |= {asyncio.get_running_loop().create_future(): None for _ in range(room.limit)}
        await room.enter()
    finally:
        room._waiting.clear()
        room.at_work -= room.limit


async def test_one_slow_request_is_no_queue(watch: Watch) -> None:
    room = Room("reception", 256)
    for _ in range(5):
        slow = await room.enter()
        for _ in range(10):
            await answers(room, watch, 0.05, 1)
        watch.now += 3
        room.leave(slow)
    assert room.limit == rooms.BEGIN


async def test_a_request_waits_briefly_for_its_turn() -> None:
    room = Room("reception", 1)
    first = await room.enter()
    second = asyncio.create_task(room.enter())
    await asyncio.sleep(0)
    room.leave(first)
    room.leave(await second)
    assert room.at_work == 0


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long whoever waited for a turn was ready to wait."""
    noted: list[float] = []
    timeout = asyncio.timeout

    def note(seconds: float) -> asyncio.Timeout:
        noted.append(seconds)
        return timeout(60)

    monkeypatch.setattr(asyncio, "timeout", note)
    return noted


async def test_a_slow_department_leaves_less_time_to_wait_for_a_turn(watch: Watch, patience: list[float]) -> None:
    room = Room("reception", 1)
    for _ in range(30):
        await answers(room, watch, 0.4, 1)
    entered = await room.enter()
    waiting = asyncio.create_task(room.enter())
    await asyncio.sleep(0)
    room.leave(entered)
    room.leave(await waiting)
    assert patience == [pytest.approx(rooms.GOOD_S - 0.4, abs=0.02)]


async def test_a_burst_is_waited_for_and_a_standing_queue_is_not(watch: Watch, patience: list[float]) -> None:
    room = Room("reception", 1)
    entered = await room.enter()
    waiting = [asyncio.create_task(room.enter())]
    for _ in range(3):
        await asyncio.sleep(0)
        watch.now += 0.3
        waiting.append(asyncio.create_task(room.enter()))
        await asyncio.sleep(0)
        room.leave(entered)
        entered = await waiting.pop(0)
    assert patience == [rooms.WAIT_S] * 3 + [rooms.BRIEF_S], "the queue has stood all the while"
    room.leave(entered)
    room.leave(await waiting.pop(0))
    entered = await room.enter()
    again = asyncio.create_task(room.enter())
    await asyncio.sleep(0)
    room.leave(entered)
    room.leave(await again)
    assert patience[-1] == rooms.WAIT_S, "the queue was empty in between"


async def test_who_gives_up_waiting_leaves_no_trace() -> None:
    room = Room("reception", 1)
    first = await room.enter()
    with pytest.raises(GatewayBusy):
        await room.enter()
    waiting = asyncio.create_task(room.enter())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    room.leave(first)
    assert (room.at_work, len(room._waiting)) == (0, 0)
    room.leave(await room.enter())


async def test_a_place_that_comes_free_as_somebody_gives_up_is_not_lost() -> None:
    room = Room("reception", 1)
    first = await room.enter()
    early = asyncio.create_task(room.enter())
    await asyncio.sleep(0)
    early.cancel()
    room.leave(first)
    await asyncio.gather(early, return_exceptions=True)
    second = await room.enter()
    late = asyncio.create_task(room.enter())
    await asyncio.sleep(0)
    room.leave(second)
    late.cancel()
    await asyncio.gather(late, return_exceptions=True)
    assert (room.at_work, len(room._waiting)) == (0, 0)
