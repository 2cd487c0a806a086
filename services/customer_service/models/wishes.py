"""What customers asked for and the house does not offer yet, and who asked (M-33)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from services.customer_service.domain.wishes import (
    SUBJECTS,
    WISHES,
    SubjectAction,
    SubjectState,
    WishAction,
    WishState,
    key_of,
)
from services.customer_service.models.base import Base
from shared.kit.tables import BranchRow, moment, words


class WishSubject(Base, BranchRow, table=True):
    """A thing that is asked for in a branch; ``key`` finds it however it is written, ``wished`` is how often."""

    __tablename__ = "wish_subject"
    __table_args__ = (
        UniqueConstraint("branch_id", "key", name="wish_subject_key"),
        Index("wish_subject_most", "branch_id", "state", "wished", "id"),
    )

    id: UUID = Field(primary_key=True)
    name: str = Field(max_length=100)
    key: str = Field(max_length=400)
    state: SubjectState = words(SubjectState)
    wished: int = 0
    first_asked_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)
    reason: str | None = Field(default=None, max_length=2000)
    version: int = 1

    def wish(self) -> None:
        """Somebody asks for it; what was dropped is on the list again."""
        if self.state is SubjectState.DROPPED:
            self.state = SUBJECTS.after(self.state, SubjectAction.WISH_AGAIN)
            self.decided_by = self.decided_at = self.reason = None
        self.wished, self.version = self.wished + 1, self.version + 1

    def decide(self, action: SubjectAction, by: str, at: datetime, reason: str | None = None) -> None:
        """It is offered now, or will not be."""
        self.state = SUBJECTS.after(self.state, action)
        self.decided_by, self.decided_at, self.reason = by, at, reason
        self.version += 1

    def rename(self, name: str) -> None:
        """It is called otherwise."""
        self.name, self.key = name, key_of(name)
        self.version += 1

    def take_over(self, other: "WishSubject") -> None:
        """What was wished under another name was wished under this one."""
        self.wished += other.wished
        self.first_asked_at = min(self.first_asked_at, other.first_asked_at)
        self.version += 1


class Wish(Base, BranchRow, table=True):
    """Somebody asked; without an order nobody can be told later, and it only counts."""

    __tablename__ = "wish"
    __table_args__ = (Index("wish_of_subject", "subject_id", "noted_at", "id"),)

    id: UUID = Field(primary_key=True)
    subject_id: UUID
    state: WishState = words(WishState)
    order_id: UUID | None = None
    helped: str | None = Field(default=None, max_length=2000)
    noted_by: str = Field(max_length=40)
    noted_at: datetime = moment()
    contact_id: UUID | None = Field(default=None, index=True)
    told_at: datetime | None = moment(nullable=True)

    def decided(self, action: WishAction) -> None:
        """The house offers it now, or will not."""
        self.state = WISHES.after(self.state, action)

    def told(self, at: datetime) -> None:
        """The customer heard it."""
        self.state, self.told_at = WISHES.after(self.state, WishAction.TELL), at
