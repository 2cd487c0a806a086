"""Requests to let a shoot happen with the package balance open."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from services.reception.domain.orders import SelfApproval
from services.reception.domain.overrides import OVERRIDE, OverrideAction, OverrideState
from services.reception.models.base import Base, fen
from shared.kit.tables import BranchRow, moment, words


class OverrideRequest(Base, BranchRow, table=True):
    """Asked at the desk, decided by a manager (A-01)."""

    __tablename__ = "override_request"
    __table_args__ = (Index("override_waiting", "order_id", unique=True, postgresql_where=text("state = 'REQUESTED'")),)

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="studio_order.id", index=True)
    owed: int = fen()
    currency: str = Field(max_length=3)
    reason: str = Field(max_length=2000)
    state: OverrideState = words(OverrideState, default=OverrideState.REQUESTED)
    requested_by: str = Field(max_length=40)
    requested_at: datetime = moment()
    decided_by: str | None = Field(default=None, max_length=40)
    decided_at: datetime | None = moment(nullable=True)

    def decide(self, action: OverrideAction, by: str, at: datetime) -> None:
        """The manager's word; nobody decides what he asked for himself.

        Raises:
            SelfApproval: the requester himself.
        """
        if by == self.requested_by:
            raise SelfApproval
        self.state = OVERRIDE.after(self.state, action)
        self.decided_by, self.decided_at = by, at
