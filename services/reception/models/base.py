"""The registry of reception's tables and what they share."""

from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.orm import registry
from sqlmodel import Field

from shared.kit.tables import Row


class Base(Row, registry=registry()):
    """Tables of reception."""


def fen(*, default: Any = ...) -> Any:
    """A column for an amount in fen; its currency stands once on the aggregate."""
    return Field(default=default, sa_type=BigInteger)


class Counter(Base, table=True):
    """The last number given out; a row per branch, series and period, locked by the transaction that counts on.

    Numbers have no gaps, because the count is undone together with what it was for (FIN-02).
    """

    __tablename__ = "counter"

    branch_id: str = Field(primary_key=True, max_length=12)
    series: str = Field(primary_key=True, max_length=20)
    period: str = Field(primary_key=True, max_length=10)
    value: int
