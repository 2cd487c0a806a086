"""Visits that chance has drawn to be looked into."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.customer_service.domain.contacts import Answer
from services.customer_service.domain.visit_quotas import (
    POOR,
    VISIT_CHECKS,
    CheckRemarkMissing,
    VisitCheckAction,
    VisitCheckState,
)
from services.customer_service.models.base import Base
from shared.kit.tables import BranchRow, moment, words


class VisitCheck(Base, BranchRow, table=True):
    """A return visit of a month that somebody looks into: how well it was made, what the customer says now (M-17)."""

    __tablename__ = "visit_check"
    __table_args__ = (Index("visit_check_month", "branch_id", "month", "id"),)

    id: UUID = Field(primary_key=True)
    month: str = Field(max_length=7)
    contact_id: UUID = Field(unique=True)
    visitor_id: str = Field(max_length=40)
    first_answer: Answer = words(Answer)
    checker_id: str = Field(max_length=40)
    drawn_at: datetime = moment()
    state: VisitCheckState = words(VisitCheckState)
    score: int | None = None
    answer: Answer | None = words(Answer, default=None, nullable=True)
    remark: str | None = Field(default=None, max_length=2000)
    scored_at: datetime | None = moment(nullable=True)

    def mark(self, score: int, answer: Answer | None, remark: str | None, now: datetime, *, poor: int = POOR) -> None:
        """Keep what was found; a score up to ``poor`` is put in words.

        Raises:
            TransitionRefused: it was scored before.
            CheckRemarkMissing: poor, or the customer says something else, and no word about it.
        """
        self.state = VISIT_CHECKS.after(self.state, VisitCheckAction.SCORE)
        if not remark and (score <= poor or answer not in (None, self.first_answer)):
            raise CheckRemarkMissing
        self.score, self.answer, self.remark, self.scored_at = score, answer, remark, now
