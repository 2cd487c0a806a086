"""Campaigns, whom they reached, and who wants none."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.customer_service.domain.campaigns import CAMPAIGN, CampaignAction, CampaignKind, CampaignState
from services.customer_service.domain.contacts import ContactKind
from services.customer_service.models.base import Base
from shared.contracts.customer_service import CampaignStarted, CampaignStopped
from shared.kit.tables import BranchRow, document, moment, words


class Campaign(Base, BranchRow, table=True):
    """Special visits to a chosen group of customers on chosen days (N-23)."""

    __tablename__ = "campaign"
    __table_args__ = (Index("campaign_started", "branch_id", "started_at", "id"),)

    id: UUID = Field(primary_key=True)
    kind: CampaignKind = words(CampaignKind)
    channel: ContactKind = words(ContactKind)
    occasion: str = Field(max_length=100)
    offer: str = Field(default="", max_length=500)
    stages: list[str] = document(default_factory=list)
    categories: list[str] = document(default_factory=list)
    opened_from: date | None = None
    opened_to: date | None = None
    first_day: date
    last_day: date
    per_day: int
    customers: int
    state: CampaignState = words(CampaignState, default=CampaignState.RUNNING)
    started_by: str = Field(max_length=40)
    started_at: datetime = moment()
    stopped_by: str | None = Field(default=None, max_length=40)
    stopped_at: datetime | None = moment(nullable=True)

    def started(self) -> CampaignStarted:
        """The fact that it began."""
        return CampaignStarted(
            branch_id=self.branch_id, campaign_id=self.id, kind=self.kind.value, customers=self.customers
        )

    def stop(self, by: str, at: datetime) -> CampaignStopped:
        """Nobody else is contacted."""
        self.state = CAMPAIGN.after(self.state, CampaignAction.STOP)
        self.stopped_by, self.stopped_at = by, at
        return CampaignStopped(branch_id=self.branch_id, campaign_id=self.id, stopped_by=by)


class CampaignCustomer(Base, BranchRow, table=True):
    """A person whom a campaign meant; the key is what lets nobody be meant twice."""

    __tablename__ = "campaign_customer"

    campaign_id: UUID = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True, index=True)
    contact_id: UUID = Field(index=True)


class CampaignOptOut(Base, table=True):
    """A person who wants no special visits; holds in the whole chain."""

    __tablename__ = "campaign_opt_out"

    person_id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    noted_by: str = Field(max_length=40)
    noted_at: datetime = moment()
