"""Campaigns as planned and shown; filters need nothing personal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.customer_service.domain.campaigns import CampaignKind, CampaignState
from services.customer_service.domain.stages import Stage
from services.customer_service.models import Campaign
from shared.contracts.reception import Category
from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText


class CampaignIn(BaseModel):
    """Whom, when, and what is said; an empty list of stages or categories means all of them."""

    model_config = ConfigDict(extra="forbid")

    branch_id: BranchId
    kind: CampaignKind
    channel: Literal["CALL", "MESSAGE"] = "CALL"
    occasion: Annotated[PlainText, Field(min_length=1, max_length=100)]
    offer: Annotated[PlainText, Field(max_length=500)] = ""
    stages: Annotated[list[Stage], Field(max_length=30)] = []
    categories: Annotated[list[Category], Field(max_length=20)] = []
    opened_from: date | None = None
    opened_to: date | None = None
    first_day: date
    last_day: date
    per_day: Annotated[int, Field(ge=1, le=200)] = 20


class CampaignPreview(BaseModel):
    """How many customers would be contacted, and in which words."""

    customers: int
    left_out: int
    last_contact_on: date
    zh: str
    en: str


class CampaignOut(BaseModel):
    """A campaign and how far it is."""

    id: UUID
    branch_id: str
    kind: CampaignKind
    channel: str
    occasion: str
    offer: str
    stages: list[str]
    categories: list[str]
    opened_from: date | None
    opened_to: date | None
    first_day: date
    last_day: date
    per_day: int
    customers: int
    state: CampaignState
    started_by: str
    started_at: datetime
    stopped_by: str | None
    stopped_at: datetime | None
    done: int = 0
    open: int = 0

    @classmethod
    def of(cls, row: Campaign) -> CampaignOut:
        """The campaign as answered."""
        return cls(**row.model_dump())


class OptOutOut(BaseModel):
    """Whether the people of an order want no special visits."""

    order_id: UUID
    no_campaigns: bool
