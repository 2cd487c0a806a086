"""Several queries in one round trip find what they would find one by one."""

from datetime import UTC, datetime

from sqlalchemy import Text, bindparam, event
from sqlmodel import col, func, select

from shared.kit.ids import new_id
from shared.kit.testing import ServiceUnderTest, principal
from shared.kit.together import Together
from tests.kit.notes import Note

WORDS = bindparam("words", type_=Text)
ALL = select(Note).where(Note.words == WORDS).order_by(col(Note.version))
NONE = select(Note).where(Note.words == "nobody wrote this")
HOW_MANY = select(func.count(col(Note.id))).where(Note.words == WORDS)
PAIRS = select(col(Note.branch_id), col(Note.due_at)).where(Note.words == WORDS).order_by(col(Note.branch_id))
NOTES = Together(ALL, NONE, HOW_MANY, PAIRS)

DUE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


async def write(notes: ServiceUnderTest) -> None:
    async with notes.session() as session:
        session.add(Note(id=new_id(), branch_id="GG01", words="hello", version=2, due_at=DUE))
        session.add(Note(id=new_id(), branch_id="GG02", words="hello", version=1))


async def test_everything_is_found_at_once(notes: ServiceUnderTest) -> None:
    await write(notes)
    asked: list[str] = []
    engine = notes.service.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    async with notes.session() as session:
        found = await NOTES.read(session, words="hello")
    assert len(asked) == 1
    assert [(note.branch_id, note.version, note.due_at) for note in found[ALL]] == [("GG02", 1, None), ("GG01", 2, DUE)]
    assert found.first(NONE) is None
    assert found.first(HOW_MANY) == 2
    assert found[PAIRS] == [("GG01", DUE), ("GG02", None)]


async def test_branches_are_kept_apart_by_the_statement_itself(notes: ServiceUnderTest) -> None:
    await write(notes)
    async with notes.session(principal(branches="*")) as session:
        session.info["scope"] = frozenset({"GG02"})  # the database still shows everything
        found = await NOTES.read(session, words="hello")
    assert [note.branch_id for note in found[ALL]] == ["GG02"]
    assert found.first(HOW_MANY) == 1
    assert found[PAIRS] == [("GG02", None)]
