"""Members, what they spent, and their points. Members belong to the whole chain."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from services.customer_service.domain.members import Level
from services.customer_service.models.base import Base
from shared.kit.tables import BranchRow, moment, words


class Member(Base, table=True):
    """A person with points."""

    __tablename__ = "member"

    person_id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    spent: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    points: int = 0
    level: Level = words(Level)
    version: int = 0


class PointsEntry(Base, table=True):
    """A line of a member's points ledger; never changed."""

    __tablename__ = "points_entry"

    id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    person_id: UUID = Field(index=True)
    at: datetime = moment()
    points: int
    balance: int
    reason: str = Field(max_length=40)
    order_id: UUID | None = None


class Spending(Base, BranchRow, table=True):
    """Money that counts for points: a receipt, its void, or a refund; ``person_id`` once the order is known."""

    __tablename__ = "spending"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
    reason: str = Field(max_length=40)
    at: datetime = moment()
    person_id: UUID | None = None
