"""A new row is what SQLModel would have made of it; what is set later is written."""

from uuid import uuid4

from sqlalchemy import text

from shared.kit.tables import Row, document
from shared.kit.testing import ServiceUnderTest
from tests.kit.notes import Note


class Mixed(Row):
    """A class without a table."""

    name: str
    tags: list[str] = document(default_factory=list)


def test_what_is_not_given_has_its_default_and_lists_are_each_rows_own() -> None:
    one, other = Mixed(name="a"), Mixed(name="b", tags=["x"], **{"colour": "is no column"})
    one.tags.append("mine")
    assert (one.model_dump(), other.model_dump()) == ({"name": "a", "tags": ["mine"]}, {"name": "b", "tags": ["x"]})
    assert Mixed(name="c").tags == []


async def test_a_row_that_is_made_changed_and_read_again_is_what_was_said(notes: ServiceUnderTest) -> None:
    key = uuid4()
    async with notes.session() as session:
        note = Note(id=key, branch_id="GG01", words="before")
        session.add(note)
        note.heard = 3
        await session.flush()
        note.heard = 4
    async with notes.session() as session:
        found = await session.get_one(Note, key)
        assert (found.words, found.heard, found.version, found.due_at) == ("before", 4, note.version, None)
        assert found.values() == found.model_dump()
        found.words = "after"
    async with notes.session() as session:
        assert await session.scalar(text("SELECT words FROM note")) == "after"
