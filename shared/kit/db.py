"""The database of a service: engine, sessions with branch scope, and the one place that commits."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any, TypeVar

import asyncpg
from pydantic_core import to_json
from sqlalchemy import Connection, MetaData, bindparam, event, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.ext.asyncio import AsyncSession as SqlAlchemySession
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, with_loader_criteria
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession as SqlModelSession

from shared.kit.errors import KeyInFlight, NotFound, TryAgain
from shared.kit.straight import Straight
from shared.kit.tables import BranchRow, idempotency_key, insert_rows, outbox

log = logging.getLogger(__name__)

ALL_BRANCHES = "*"
"""The scope of jobs, consumers and chain-wide roles."""

SCOPE = re.compile(r"\*|[A-Z0-9]*(,[A-Z0-9]+)*")

TRANSIENT_STATES = frozenset({"40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "53300"})
"""SQLSTATEs after which the same work may succeed: serialization, deadlock, time-outs, shutdown, connections."""

DRIVER_ERRORS = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""How the driver says that the server does not answer as it should; the third, when a connection is just dying."""

T = TypeVar("T")


class AsyncSession(SqlModelSession):
    """SQLModel's session; here ``execute`` is welcome for Core statements, ``exec`` for models."""

    execute = SqlAlchemySession.execute


class ScopedConnection(asyncpg.Connection):  # type: ignore[misc]
    """Sets the branch scope of a transaction together with its beginning, which saves every one a round trip.

    Attributes:
        scope: branch codes of the next transaction; used once, so that none is ever left for a later one.
    """

    scope = ""

    async def execute(self, query: str, *arguments: Any, timeout: float | None = None) -> str:  # noqa: ASYNC109
        """As asyncpg's."""
        if query == "BEGIN;" and self.scope:
            query, self.scope = f"BEGIN; SELECT set_config('studio.branches', '{self.scope}', true);", ""
        status: str = await super().execute(query, *arguments, timeout=timeout)
        return status


class Database:
    """One service's database as its application role sees it.

    Args:
        url: ``postgresql://user:password@host:port/name``.
        name: the service, shown in ``pg_stat_activity``.
        pool_size: connections kept; ``overflow`` more are opened under load.

    Attributes:
        memory: what this process has read of it and knows how to tell that it is still true, by subject.
    """

    def __init__(self, url: str, name: str, *, pool_size: int = 20, overflow: int = 10) -> None:
        self.url = url
        self.name = name
        self.engine: AsyncEngine = create_async_engine(
            url.replace("postgresql://", "postgresql+asyncpg://", 1),
            pool_size=pool_size,
            max_overflow=overflow,
            pool_timeout=2,
            pool_pre_ping=False,
            # The one used last has its statements prepared and planned; the others rest.
            pool_use_lifo=True,
            connect_args={
                "connection_class": ScopedConnection,
                "prepared_statement_cache_size": 500,
                "server_settings": {
                    "application_name": name,
                    "statement_timeout": "15000",
                    "lock_timeout": "5000",
                    "idle_in_transaction_session_timeout": "30000",
                    "timezone": "UTC",
                },
                "timeout": 5,
            },
        )
        self._maker = async_sessionmaker(self.engine, class_=AsyncSession, expire_on_commit=False, autoflush=True)
        self.after_commit: list[Callable[[AsyncSession], None]] = []
        self.memory: dict[str, Any] = {}

    @asynccontextmanager
    async def transaction(
        self, scope: str | Iterable[str] = ALL_BRANCHES, *, actor: str | None = None
    ) -> AsyncIterator[AsyncSession]:
        """A session whose work commits when the block ends and is undone when it raises.

        Args:
            scope: branch codes the work may see, or ``ALL_BRANCHES``.
            actor: the staff id written into published facts.

        Raises:
            TryAgain: the database is busy or away; nothing was done.
        """
        session = self._maker()
        session.info["scope"] = scope if isinstance(scope, str) else frozenset(scope)
        session.info["actor"] = actor
        session.info["database"] = self
        try:
            try:
                yield session
                await write_outbox(session)
                await session.commit()
            except BaseException:
                await asyncio.shield(session.rollback())
                raise
        except (DBAPIError, PoolTimeout, *DRIVER_ERRORS) as error:
            # A database that lets nobody in shows itself as an OSError, before there is anything to go wrong in.
            if is_transient(error):
                raise TryAgain from error
            raise
        finally:
            await asyncio.shield(session.close())
        for notify in self.after_commit:
            notify(session)

    async def direct(self) -> asyncpg.Connection[Any]:
        """A connection of its own, outside the pool: for locks held by a session."""
        return await asyncpg.connect(
            self.url, timeout=5, server_settings={"application_name": f"{self.name} direct", "timezone": "UTC"}
        )

    @asynccontextmanager
    async def leadership(self, work: str) -> AsyncIterator[asyncpg.Connection[Any]]:
        """Wait until no other replica does this work, then hold it for as long as the block and the connection last."""
        connection = await self.direct()
        try:
            await connection.execute("SELECT pg_advisory_lock(hashtextextended($1, 7101))", work)
            yield connection
        finally:
            connection.terminate()

    async def ping(self) -> None:
        """Raise when the database does not answer."""
        async with self.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Give back all connections."""
        await self.engine.dispose()


async def write_outbox(session: AsyncSession) -> None:
    """Write the published facts of this transaction, in order, and the answer kept for retries, in one statement.

    Raises:
        KeyInFlight: the same request has been done in the meantime; its retry gets the stored answer.
    """
    facts, answer = session.info.get("outbox"), session.info.get("answer")
    if answer is None:
        if facts:
            await WRITE_FACTS(session, rows=to_json(facts).decode())
        return
    kept = answer | {"answer": to_json(answer["answer"]).decode()}
    try:
        await WRITE_FACTS_AND_ANSWER(session, rows=to_json(facts or []).decode(), **kept)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "idempotency_key_pkey":
            raise KeyInFlight from error
        raise


FACTS = insert_rows(outbox, "event_id", "type", "nats_subject", "subject", "branch_id", "envelope")
ANSWER = insert(idempotency_key).values(
    {name: bindparam(name) for name in ("principal", "key", "fingerprint", "answer")}
)
WRITE_FACTS, WRITE_FACTS_AND_ANSWER = Straight(FACTS), Straight(FACTS.add_cte(ANSWER.cte("kept")))


def is_transient(error: BaseException) -> bool:
    """Whether the same work may succeed when tried again."""
    if isinstance(error, TryAgain):
        return True
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "pgcode", None)
        return error.connection_invalidated or state in TRANSIENT_STATES or (state or "").startswith("08")
    if isinstance(error, asyncpg.PostgresError):
        return error.sqlstate in TRANSIENT_STATES or (error.sqlstate or "").startswith("08")
    return isinstance(error, (PoolTimeout, *DRIVER_ERRORS))


@event.listens_for(Session, "after_begin")
def _set_scope(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    scope = session.info.get("scope")
    driver = connection.connection.driver_connection
    if scope is not None and isinstance(driver, ScopedConnection):
        driver.scope = words_of(scope)


def scope_of(session: AsyncSession) -> list[str] | None:
    """The branches this transaction may see, for a part of a statement that the session cannot restrict by itself
    (a sub-select); None means all."""
    scope = session.info["scope"]
    return None if isinstance(scope, str) else sorted(scope)


def words_of(scope: str | frozenset[str]) -> str:
    """The scope as PostgreSQL is told it.

    Raises:
        ValueError: not branch codes; nothing else may get into the statement.

    >>> words_of(frozenset({"XH02", "JN01"}))
    'JN01,XH02'
    """
    words = scope if isinstance(scope, str) else ",".join(sorted(scope))
    if not SCOPE.fullmatch(words):
        raise ValueError("a scope is made of branch codes")
    return words


@event.listens_for(Session, "do_orm_execute")
def _keep_branches_apart(state: ORMExecuteState) -> None:
    scope = state.session.info.get("scope")
    if not isinstance(scope, frozenset) or not (state.is_select or state.is_update or state.is_delete):
        return
    if state.is_column_load or state.is_relationship_load:
        return
    owned = [mapper.class_ for mapper in state.all_mappers if issubclass(mapper.class_, BranchRow)]
    if owned:
        state.statement = state.statement.options(*(_only_in(scope, row) for row in owned))


@lru_cache(maxsize=4096)
def _only_in(scope: frozenset[str], row: type[BranchRow]) -> Any:
    # An IN is written anew for every execution, because its length may differ; most people work in one branch.
    mine = col(row.branch_id) == next(iter(scope)) if len(scope) == 1 else col(row.branch_id).in_(sorted(scope))
    return with_loader_criteria(row, mine, include_aliases=True)


async def get_or_404(
    session: AsyncSession, model: type[T], key: Any, *, what: str | None = None, lock: bool = False
) -> T:
    """The row with that primary key, locked for update when asked.

    Raises:
        NotFound: there is none, or it belongs to a branch outside the scope.
    """
    row = await session.get(model, key, with_for_update=True if lock else None)
    if row is None:
        raise NotFound(what=what or model.__name__.lower())
    return row


async def see_branch(session: AsyncSession, branch_id: str, actor: str) -> None:
    """From here on the session sees that branch and nothing else: for who brings a code and is nobody's staff."""
    session.info["scope"], session.info["actor"] = frozenset({branch_id}), actor
    await session.execute(text("SELECT set_config('studio.branches', :branches, true)"), {"branches": branch_id})


POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS keep_branches_apart ON {table};
CREATE POLICY keep_branches_apart ON {table} USING ({condition}) WITH CHECK ({condition});
GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {app};
"""

IN_SCOPE = (
    "(SELECT current_setting('studio.branches', true)) = '*' OR "
    "branch_id = ANY ((SELECT string_to_array(current_setting('studio.branches', true), ','))::text[])"
)


def secure_tables(connection: Connection, metadata: MetaData, app_role: str) -> None:
    """Put every table under row-level security and let the application role use it.

    A table with ``branch_id`` shows only rows in scope; one with a nullable ``branch_id`` also its chain-wide rows;
    a table marked ``info={"scope": "service"}`` or without the column is the service's own and shows all.
    """
    for table in metadata.sorted_tables:
        column = table.columns.get("branch_id")
        if column is None or table.info.get("scope") == "service":
            condition = "true"
        elif column.nullable:
            condition = f"branch_id IS NULL OR {IN_SCOPE}"
        else:
            condition = IN_SCOPE
        for statement in POLICY.format(table=f'"{table.name}"', condition=condition, app=app_role).strip().split(";\n"):
            connection.execute(text(statement.rstrip(";")))
    connection.execute(text(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app_role}"))
