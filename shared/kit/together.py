"""Rows of several queries in one round trip: what a page shows of many tables, the database is asked for once.

Asking takes longer than answering when each of ten tables has a row or two about an order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar, TypeVarTuple, overload

from sqlalchemy import ARRAY, Select, Text, any_, bindparam, func, inspect, select
from sqlalchemy.dialects.postgresql import asyncpg
from sqlmodel import SQLModel
from sqlmodel.sql.expression import Select as Columns
from sqlmodel.sql.expression import SelectOfScalar

from shared.kit.db import AsyncSession, scope_of
from shared.kit.tables import BranchRow

One = TypeVar("One")
Some = TypeVarTuple("Some")
Query: TypeAlias = Select[*tuple[Any, ...]]
Make = Callable[[Sequence[Any]], Any]


class Found:
    """What the queries found; ask it by the query."""

    def __init__(self, rows: dict[Query, list[Any]]) -> None:
        self._rows = rows

    @overload
    def __getitem__(self, query: SelectOfScalar[One]) -> list[One]: ...
    @overload
    def __getitem__(self, query: Columns[*Some]) -> list[tuple[*Some]]: ...
    def __getitem__(self, query: Query) -> list[Any]:
        """The rows of that query, in its order."""
        return self._rows[query]

    def first(self, query: SelectOfScalar[One]) -> One | None:
        """The only row of that query, or None."""
        rows = self[query]
        return rows[0] if rows else None


class Together:
    """Queries that are asked together, in one statement made once; one branch is kept apart from another as ever.

    Each query selects one table's class, one value, or some columns. Objects are for reading: they are in no session.

    Args:
        queries: with named parameters (``bindparam``) for what they are asked about.
    """

    def __init__(self, *queries: Query) -> None:
        self._queries = queries
        self._shapes = [_shape_of(query) for query in queries]
        self._of_all = self._statement(scoped=False)
        self._of_some = self._statement(scoped=True)

    def _statement(self, *, scoped: bool) -> Query:
        parts = [_scoped(query) if scoped else query for query in self._queries]
        rows = [part.with_only_columns(func.row(*part.selected_columns)).scalar_subquery() for part in parts]
        return select(*(func.array(one).label(f"rows_{place}") for place, one in enumerate(rows)))

    async def read(self, session: AsyncSession, **asked: Any) -> Found:
        """Ask for everything at once."""
        await session.flush()
        branches = scope_of(session)
        statement = self._of_all if branches is None else self._of_some
        if branches is not None:
            asked["branches_in_scope"] = branches
        found = (await session.execute(statement, asked)).one()
        made = ([make(row) for row in rows] for make, rows in zip(self._shapes, found, strict=True))
        return Found(dict(zip(self._queries, made, strict=True)))


def _scoped(query: Query) -> Query:
    """The query for the branches in scope only."""
    tables = {told["entity"] for told in query.column_descriptions if told["entity"] is not None}
    branches = any_(bindparam("branches_in_scope", type_=ARRAY(Text)))
    owned = [table for table in tables if issubclass(table, BranchRow)]
    return query.where(*(inspect(table).columns["branch_id"] == branches for table in owned))


def _shape_of(query: Query) -> Make:
    """What a row of the query is made into."""
    told, columns = query.column_descriptions, query.selected_columns
    values = _values([column.type for column in columns])
    if len(told) > 1:
        return lambda row: tuple(values(row))
    kind = told[0]["type"]
    if not (isinstance(kind, type) and issubclass(kind, SQLModel)):
        return lambda row: values(row)[0]
    names, new = [str(column.key) for column in columns], inspect(kind).class_manager.new_instance

    def made(row: Sequence[Any]) -> Any:
        one = new()
        one.__dict__.update(zip(names, values(row), strict=True))
        return one

    return made


def _values(kinds: Sequence[Any]) -> Callable[[Sequence[Any]], list[Any]]:
    """Turns what the driver hands out into the columns' values, where there is anything to turn."""
    steps = [(place, step) for place, kind in enumerate(kinds) if (step := _step(kind)) is not None]

    def turned(row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, step in steps:
            values[place] = step(values[place])
        return values

    return turned


DIALECT: Any = asyncpg.dialect()  # type: ignore[no-untyped-call]


def _step(kind: Any) -> Callable[[Any], Any] | None:
    step: Callable[[Any], Any] | None = kind.dialect_impl(DIALECT).result_processor(DIALECT, None)
    return step
