"""Core statements given to the driver as they are: compiled once, without a cursor and a result made for every call.

SQLAlchemy takes six times as long for a statement as the driver does. Where the statement never changes – what a run
of facts writes, the outbox of a request – nothing that it does is needed any more.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy import Executable, select
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BindParameter, ClauseElement

from shared.kit.measured import statement_traced

if TYPE_CHECKING:
    from shared.kit.db import AsyncSession

DIALECT = dialect()  # type: ignore[no-untyped-call]
NOTHING = select(1)


class Straight:
    """A statement of Core whose text never changes; lists come as arrays (``any_``), never as ``in_``.

    What it finds are the driver's records: a document is text here, a word of an enumeration a plain word.

    >>> seen = Straight(select(inbox.c.event_id).where(inbox.c.consumer == bindparam("consumer")))
    >>> rows = await seen(session, consumer="pickup")
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement

    @cached_property
    def _compiled(self) -> tuple[str, list[str], dict[str, Any]]:
        """The text, its parameters in order, and those whose value the statement itself gives."""
        assert isinstance(self._statement, ClauseElement)
        compiled = self._statement.compile(dialect=DIALECT)
        assert isinstance(compiled, SQLCompiler)
        if compiled.post_compile_params:
            raise TypeError(f"this text depends on what is given: {compiled.string}")
        names = list(compiled.positiontup or ())
        fixed = {name: _value(compiled.binds[name]) for name in names if not compiled.binds[name].required}
        return compiled.string, names, fixed

    async def __call__(self, session: AsyncSession, **given: Any) -> list[asyncpg.Record]:
        """Run it in the session's transaction, after what the session has still to write.

        Raises:
            asyncpg.PostgresError: as the driver raises it.
            KeyError: a parameter is not given.
        """
        text, names, fixed = self._compiled
        if session.new or session.dirty or session.deleted:
            await session.flush()
        connection = await session.connection()
        driver = (await connection.get_raw_connection()).driver_connection
        assert isinstance(driver, asyncpg.Connection)
        if not driver.is_in_transaction():
            await connection.execute(NOTHING)  # SQLAlchemy begins the transaction with its first statement
        values = fixed | given
        try:
            with statement_traced(text):
                found: list[asyncpg.Record] = await driver.fetch(text, *[values[name] for name in names])
        except Exception:
            if driver.is_closed():
                await connection.invalidate()  # the pool must not hand it out again
            raise
        return found


def _value(bind: BindParameter[Any]) -> Any:
    """The statement's own value as the driver takes it."""
    process = bind.type.dialect_impl(DIALECT).bind_processor(DIALECT)
    return bind.value if process is None else process(bind.value)
