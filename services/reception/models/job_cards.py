"""Job cards on their way from the clerk to the cashier."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.reception.domain.job_cards import CardsTaken, OwnHandOver
from services.reception.models.base import Base
from shared.contracts.reception import JobCardsHandedOver, JobCardsTaken
from shared.kit.tables import BranchRow, document, moment


class CardHandOver(Base, BranchRow, table=True):
    """流程卡交接: who gave the day's cards to whom, and which were missing (REC-13)."""

    __tablename__ = "card_hand_over"
    __table_args__ = (Index("card_hand_over_day", "branch_id", "day"),)

    id: UUID = Field(primary_key=True)
    day: date
    cards: int
    missing: list[str] = document(default_factory=list)
    missing_note: str = Field(default="", max_length=2000)
    handed_by: str = Field(max_length=40)
    handed_at: datetime = moment()
    taken_by: str | None = Field(default=None, max_length=40)
    taken_at: datetime | None = moment(nullable=True)
    corrections: list[dict[str, Any]] = document(default_factory=list)

    def handed_over(self) -> JobCardsHandedOver:
        """The fact that a clerk gave them."""
        return JobCardsHandedOver(
            branch_id=self.branch_id,
            hand_over_id=self.id,
            day=self.day,
            cards=self.cards,
            missing=len(self.missing),
            handed_by=self.handed_by,
        )

    def take(self, by: str, at: datetime, corrections: list[dict[str, Any]]) -> JobCardsTaken:
        """The cashier has them, and booked what is on them.

        Raises:
            CardsTaken: taken before.
            OwnHandOver: by whoever gave them.
        """
        if self.taken_by is not None:
            raise CardsTaken(by=self.taken_by)
        if by == self.handed_by:
            raise OwnHandOver
        self.taken_by, self.taken_at, self.corrections = by, at, corrections
        return JobCardsTaken(
            branch_id=self.branch_id, hand_over_id=self.id, day=self.day, cards=self.cards, taken_by=by
        )


class JobCard(Base, BranchRow, table=True):
    """The card of an order's shoot, once a clerk has handed it over; one for each day the order is shot."""

    __tablename__ = "job_card"

    order_id: UUID = Field(primary_key=True, foreign_key="studio_order.id")
    day: date = Field(primary_key=True)
    hand_over_id: UUID = Field(foreign_key="card_hand_over.id", index=True)
