"""Who refers to something not heard of yet waits a moment for it; not so many that the department is full of them."""

import asyncio
import time
from uuid import uuid4

import pytest

from shared.kit.errors import FactNotArrived
from shared.kit.facts import MOST_WAITING, PATIENCE_S, Facts, arrived
from shared.kit.testing import ServiceUnderTest
from tests.kit.notes import Note


async def test_it_is_there_as_soon_as_it_is_heard_of(notes: ServiceUnderTest) -> None:
    key = uuid4()
    async with notes.session() as session:
        asking = asyncio.create_task(arrived(session, Note, key))
        async with notes.session() as other:
            other.add(Note(id=key, branch_id="GG01", words="heard"))
        while not asking.done():
            notes.service.facts.arrived([str(key)])
            await asyncio.sleep(0)
        assert (await asking).words == "heard"


async def test_a_few_wait_and_the_others_are_told_at_once(notes: ServiceUnderTest) -> None:
    """P13: a broker that is away leaves room for those who need only what is known."""
    facts: Facts = notes.service.facts
    waiting = [asyncio.create_task(facts.wait(str(uuid4()), 60)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    begun = time.monotonic()
    async with notes.session() as session:
        with pytest.raises(FactNotArrived):
            await arrived(session, Note, uuid4())
    assert time.monotonic() - begun < PATIENCE_S / 2
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert not facts.crowded
