"""Members, what they spent, their points, codes and cards. Members belong to the whole chain."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, Index, text
from sqlmodel import Field

from services.customer_service.domain.members import CARDS, CardAction, CardKind, CardState, Level, RewardKind
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
    __table_args__ = (Index("points_entry_when", "at", postgresql_using="brin"),)

    id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    person_id: UUID = Field(index=True)
    at: datetime = moment()
    points: int
    balance: int
    reason: str = Field(max_length=40)
    order_id: UUID | None = Field(default=None, index=True)


class Spending(Base, BranchRow, table=True):
    """Money that counts for points: a receipt, its void, or a refund; ``person_id`` once the order is known."""

    __tablename__ = "spending"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
    reason: str = Field(max_length=40)
    at: datetime = moment()
    person_id: UUID | None = None


class ReferralCode(Base, table=True):
    """The code by which a customer recommends us (PCK-08), made once; and what he wants for it (A-26)."""

    __tablename__ = "referral_code"

    person_id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    code: str = Field(max_length=12, unique=True)
    reward: RewardKind = words(RewardKind, default=RewardKind.POINTS)


class CashReward(Base, table=True):
    """Money earned by recommending an order instead of points, once per order; reception pays it (A-26)."""

    __tablename__ = "cash_reward"

    order_id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    person_id: UUID = Field(index=True)
    amount: int = Field(sa_column=Column(BigInteger, nullable=False))
    currency: str = Field(max_length=3)
    at: datetime = moment()
    refused: bool = False
    paid_at: datetime | None = moment(nullable=True)


class MemberCard(Base, table=True):
    """A gold or VIP card; like its member it belongs to the whole chain (CS-20)."""

    __tablename__ = "member_card"
    __table_args__ = (
        Index("member_card_held", "person_id", "kind", unique=True, postgresql_where=text("state = 'ISSUED'")),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(index=True)
    kind: CardKind = words(CardKind)
    number: str = Field(max_length=40, unique=True)
    state: CardState = words(CardState)
    expires_on: date | None = None
    issued_in: str = Field(max_length=12)
    issued_by: str = Field(max_length=40)
    issued_at: datetime = moment()
    taken_back_by: str | None = Field(default=None, max_length=40)
    taken_back_at: datetime | None = moment(nullable=True)
    reason: str | None = Field(default=None, max_length=2000)

    def take_back(self, by: str, at: datetime, reason: str) -> None:
        """The customer gives the card back."""
        self.state = CARDS.after(self.state, CardAction.TAKE_BACK)
        self.taken_back_by, self.taken_back_at, self.reason = by, at, reason
