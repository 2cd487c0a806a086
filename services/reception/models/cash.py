"""Incidents with cash."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.reception.domain.cash import (
    INCIDENT,
    CashIncidentKind,
    IncidentAction,
    IncidentState,
    OwnIncident,
)
from services.reception.models.base import Base, fen
from shared.contracts.reception import CashIncidentNoted, CashIncidentSettled
from shared.contracts.values import Money
from shared.kit.tables import BranchRow, moment, words


class CashIncident(Base, BranchRow, table=True):
    """Cash short, too much or counterfeit: who answers for it, told to him and the manager, settled by one (N-27)."""

    __tablename__ = "cash_incident"
    __table_args__ = (Index("cash_incident_state", "branch_id", "state", "noted_at"),)

    id: UUID = Field(primary_key=True)
    kind: CashIncidentKind = words(CashIncidentKind)
    day: date
    currency: str = Field(max_length=3)
    difference: int = fen()
    responsible_id: str | None = Field(default=None, max_length=40)
    order_id: UUID | None = Field(default=None, foreign_key="studio_order.id", index=True)
    exchanged: bool | None = None
    supervisor_id: str | None = Field(default=None, max_length=40)
    note: str = Field(default="", max_length=2000)
    noted_by: str = Field(max_length=40)
    noted_at: datetime = moment()
    state: IncidentState = words(IncidentState, default=IncidentState.OPEN)
    finding: str | None = Field(default=None, max_length=2000)
    settled_by: str | None = Field(default=None, max_length=40)
    settled_at: datetime | None = moment(nullable=True)

    def noted(self) -> CashIncidentNoted:
        """The fact that cash was not as it should be."""
        return CashIncidentNoted(
            branch_id=self.branch_id,
            incident_id=self.id,
            kind=self.kind,
            business_day=self.day,
            difference=Money(amount=self.difference, currency=self.currency),
            responsible_id=self.responsible_id,
        )

    def settle(self, finding: str, by: str, at: datetime) -> CashIncidentSettled:
        """What came of it, in a manager's words.

        Raises:
            OwnIncident: the person responsible himself.
        """
        if by == self.responsible_id:
            raise OwnIncident
        self.state = INCIDENT.after(self.state, IncidentAction.SETTLE)
        self.finding, self.settled_by, self.settled_at = finding, by, at
        return CashIncidentSettled(
            branch_id=self.branch_id, incident_id=self.id, settled_by=by, responsible_id=self.responsible_id
        )
