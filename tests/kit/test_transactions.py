"""What a transaction does in few round trips is the same as in many: scope, order of facts, one effect per key."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from deploy.local.processes import free_port
from shared.contracts.reception import VisitRegistered
from shared.kit.db import Database, words_of
from shared.kit.errors import KeyInFlight, TryAgain
from shared.kit.idempotency import Once
from shared.kit.outbox import publish
from shared.kit.tables import idempotency_key
from shared.kit.testing import ServiceUnderTest, principal
from tests.kit.notes import NoteIn, NoteOut, keep

SCOPE = text("SELECT current_setting('studio.branches', true)")
WHO = principal()


async def test_every_transaction_has_its_own_scope(notes: ServiceUnderTest) -> None:
    for branches in (["GG01"], ["GG02", "GG01"], []):
        async with notes.session(principal(branches=branches)) as session:
            assert (await session.scalar(SCOPE) or "") == ",".join(sorted(branches))
            await session.rollback()
            assert (await session.scalar(SCOPE) or "") == ",".join(sorted(branches)), "and after an undone one"


async def test_no_scope_is_left_for_whoever_has_the_connection_next(notes: ServiceUnderTest) -> None:
    async with notes.session(principal(branches=["GG01"])):
        pass  # a scope was asked for, and nothing said
    async with notes.service.database.engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
        assert not await connection.scalar(SCOPE)


@pytest.mark.parametrize("scope", ["GG01'", "gg01", "GG01;", "*,GG01", "GG01\n"])
def test_only_branch_codes_get_into_the_statement(scope: str) -> None:
    with pytest.raises(ValueError, match="branch codes"):
        words_of(scope)


async def test_facts_are_written_in_the_order_they_were_told(notes: ServiceUnderTest) -> None:
    visits = [uuid4() for _ in range(40)]
    async with notes.session(WHO) as session:
        for visit in visits:
            publish(session, VisitRegistered(branch_id="GG01", visit_id=visit, receiver_id="wang.li"))
    async with notes.session() as session:
        rows = await session.execute(text("SELECT subject FROM outbox ORDER BY id"))
        assert list(rows.scalars()) == [str(visit) for visit in visits]


async def test_a_key_taken_in_the_same_instant_undoes_the_second_effect(notes: ServiceUnderTest) -> None:
    """P9: whoever claimed the key just as the first request let go of it has not seen its answer; nothing is done."""
    once = Once("wang.li", "k", "same")

    async def effect() -> NoteOut:
        made = await keep(second, WHO, NoteIn(branch_id="GG01", words="twice"))
        async with notes.session() as first:
            values = {"principal": "wang.li", "key": "k", "fingerprint": "same", "answer": {"words": "once"}}
            await first.execute(idempotency_key.insert().values(values))
        return made

    with pytest.raises(KeyInFlight):
        async with notes.session(WHO) as second:
            await once.run(second, NoteOut, effect)
    async with notes.session() as session:
        assert await session.scalar(text("SELECT count(*) FROM note")) == 0
        assert await session.scalar(text("SELECT count(*) FROM outbox")) == 0


async def test_a_database_that_lets_nobody_in_is_worth_another_try() -> None:
    """Whoever asks is told to try again (503), also where no route is reached yet: at the gateway's door."""
    nobody = Database(f"postgresql://nobody:x@127.0.0.1:{free_port()}/nothing", "nobody")
    with pytest.raises(TryAgain):
        async with nobody.transaction() as session:
            await session.execute(SCOPE)
    await nobody.close()
