"""Versions of what is sold: the one of a day, and the next that is planned (M-75)."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol, TypeVar

from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar


class Versioned(Protocol):
    """A table of versions that begin on a day."""

    version: Any
    valid_from: Any


V = TypeVar("V", bound=Versioned)


def sold(kind: type[V], of: Any, day: date) -> SelectOfScalar[V]:
    """Of each thing (the column ``of`` names it) the version that began last by that day, the newer of one day."""
    return _one_each(kind, of, col(kind.valid_from).desc()).where(col(kind.valid_from) <= day)


def planned(kind: type[V], of: Any, day: date) -> SelectOfScalar[V]:
    """Of each thing the version that begins next after that day, the newer of one day."""
    return _one_each(kind, of, col(kind.valid_from)).where(col(kind.valid_from) > day)


def _one_each(kind: type[V], of: Any, by: Any) -> SelectOfScalar[V]:
    thing: Any = col(of)
    return select(kind).ext(distinct_on(thing)).order_by(thing, by, col(kind.version).desc())
