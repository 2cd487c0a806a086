"""A statement that goes past SQLAlchemy is in the same transaction, sees the same branches and finds the same."""

from uuid import uuid4

import pytest
from sqlalchemy import ARRAY, Text, any_, bindparam, literal, select, text

from shared.kit.errors import TryAgain
from shared.kit.straight import Straight
from shared.kit.testing import ServiceUnderTest, principal
from tests.kit.notes import Base, Note

WORDS = bindparam("words", type_=ARRAY(Text))
NOTES = Base.metadata.tables["note"]
FOUND = select(NOTES.c.branch_id, NOTES.c.words).where(NOTES.c.words == any_(WORDS)).order_by(NOTES.c.words)
STRAIGHT = Straight(FOUND)


async def _keep(notes: ServiceUnderTest, *places: str) -> None:
    async with notes.session() as session:
        session.add_all(Note(id=uuid4(), branch_id=branch, words=branch.lower()) for branch in places)


async def test_it_finds_what_sqlalchemy_finds(notes: ServiceUnderTest) -> None:
    await _keep(notes, "GG01", "GG02", "GG03")
    wanted = {"words": ["gg01", "gg03", "gg09"]}
    async with notes.session() as session:
        assert [tuple(row) for row in await STRAIGHT(session, **wanted)] == list(await session.execute(FOUND, wanted))


async def test_a_transaction_that_begins_with_it_sees_its_own_branches_only(notes: ServiceUnderTest) -> None:
    await _keep(notes, "GG01", "GG02")
    async with notes.session(principal(branches=["GG02"])) as session:
        rows = await STRAIGHT(session, words=["gg01", "gg02"])
    assert [row["branch_id"] for row in rows] == ["GG02"]


async def test_it_comes_after_what_the_session_has_to_write_and_is_undone_with_it(notes: ServiceUnderTest) -> None:
    async def keep_and_fail() -> None:
        async with notes.session() as session:
            session.add(Note(id=uuid4(), branch_id="GG01", words="new"))
            assert [tuple(row) for row in await STRAIGHT(session, words=["new"])] == [("GG01", "new")]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await keep_and_fail()
    async with notes.session() as session:
        assert not await STRAIGHT(session, words=["new"])


async def test_a_connection_that_died_is_worth_another_try_and_is_not_given_out_again(notes: ServiceUnderTest) -> None:
    who, dead = Straight(select(text("pg_backend_pid()"))), set()

    async def ask_when_ended() -> None:
        async with notes.session() as session:
            (pid,) = (await who(session))[0]
            async with notes.session() as other:
                await other.execute(text(f"SELECT pg_terminate_backend({pid})"))
            dead.add(pid)
            await who(session)

    with pytest.raises(TryAgain):
        await ask_when_ended()
    for _ in range(5):
        async with notes.session() as session:
            assert (await who(session))[0][0] not in dead


async def test_what_is_not_given_is_missed_and_what_the_statement_says_itself_is_kept(notes: ServiceUnderTest) -> None:
    said = Straight(select(literal("mine"), bindparam("given", type_=Text)))
    async with notes.session() as session:
        assert tuple((await said(session, given="yours"))[0]) == ("mine", "yours")
        with pytest.raises(KeyError, match="given"):
            await said(session)


async def test_a_text_that_would_change_with_its_lists_is_refused(notes: ServiceUnderTest) -> None:
    async with notes.session() as session:
        with pytest.raises(TypeError, match="depends on what is given"):
            await Straight(select(NOTES.c.id).where(NOTES.c.words.in_(["a", "b"])))(session)
