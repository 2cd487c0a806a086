"""Keyset pages: ``limit`` and an opaque ``cursor``."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, tuple_

from shared.kit.db import AsyncSession
from shared.kit.errors import ServiceError

Item = TypeVar("Item")
Row = TypeVar("Row")


class CursorInvalid(ServiceError):
    """The cursor was not made by this list."""

    status, code = 422, "cursor.invalid"
    en, zh = "This cursor does not belong to this list; start without one.", "翻页标记无效，请从第一页开始。"


class Page(BaseModel, Generic[Item]):
    """A page of a list and where the next one begins."""

    items: list[Item]
    next_cursor: str | None = None


class PageRequest(BaseModel):
    """How much of a list is wanted, and from where."""

    limit: int = 50
    cursor: str | None = None


async def _page_request(
    limit: Annotated[int, Query(ge=1, le=200, description="how many at most")] = 50,
    cursor: Annotated[str | None, Query(max_length=400, description="next_cursor of the page before")] = None,
) -> PageRequest:
    return PageRequest(limit=limit, cursor=cursor)


PageDep = Annotated[PageRequest, Depends(_page_request)]


async def fetch_page(
    session: AsyncSession,
    query: Select[Any],
    page: PageRequest,
    *,
    keys: Sequence[Any],
    show: Callable[[Any], Item],
    descending: bool = False,
) -> Page[Item]:
    """Run a select as a keyset page.

    Args:
        query: selects one entity, without order.
        keys: columns that order the list and together are unique, e.g. ``[Order.created_at, Order.id]``.
        show: turns a row into what is answered.
        descending: newest first.
    """
    columns: list[ColumnElement[Any]] = [key.expression if hasattr(key, "expression") else key for key in keys]
    if page.cursor is not None:
        after = _decode(page.cursor, columns)
        edge = tuple_(*columns) < after if descending else tuple_(*columns) > after
        query = query.where(edge)
    ordered = query.order_by(*(column.desc() if descending else column.asc() for column in columns))
    rows = (await session.execute(ordered.limit(page.limit + 1))).scalars().all()
    following = None
    if len(rows) > page.limit:
        last = rows[page.limit - 1]
        following = _encode([getattr(last, str(column.key)) for column in columns])
    return Page(items=[show(row) for row in rows[: page.limit]], next_cursor=following)


def _encode(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps([_plain(value) for value in values]).encode()).decode()


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _decode(cursor: str, columns: Sequence[ColumnElement[Any]]) -> Any:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor))
        typed = [_typed(value, column.type.python_type) for value, column in zip(values, columns, strict=True)]
    except (ValueError, TypeError, binascii.Error, UnicodeDecodeError) as error:
        raise CursorInvalid from error
    return tuple_(*typed)


def _typed(value: Any, kind: type) -> Any:
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is UUID:
        return UUID(value)
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind}")
    return value
