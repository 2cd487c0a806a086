"""Links for customers, and what they see behind them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.customer_service.domain.complaints import OVER
from services.customer_service.domain.customer_page import LONGEST_LINK_DAYS, Reply, Step, StepState
from services.customer_service.domain.members import Level
from services.customer_service.domain.stages import Stage
from services.customer_service.models import Complaint, ComplaintEntry, CustomerLink
from shared.contracts.values import Money
from shared.kit.privacy import PlainText

Content = Annotated[PlainText, StringConstraints(min_length=1, max_length=1000)]


class CustomerLinkIn(BaseModel):
    """How long the link opens the page."""

    model_config = ConfigDict(extra="forbid")

    days: int = Field(default=180, ge=1, le=LONGEST_LINK_DAYS)


class CustomerLinkOut(BaseModel):
    """A link as staff see it: never its code."""

    id: UUID
    order_id: UUID
    made_by: str
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, link: CustomerLink) -> CustomerLinkOut:
        """The link as answered."""
        return cls(**link.model_dump(include=set(CustomerLinkOut.model_fields)))


class LinkOrderOut(BaseModel):
    """The order behind a link."""

    order_id: UUID
    branch_id: str

    @classmethod
    def of(cls, link: CustomerLink) -> LinkOrderOut:
        """The order as answered."""
        return cls(order_id=link.order_id, branch_id=link.branch_id)


class NewCustomerLink(CustomerLinkOut):
    """A link just made; its code is told this once."""

    code: str


class StepOut(BaseModel):
    """A step of the way."""

    step: Step
    state: StepState
    at: datetime | None


class AppointmentOut(BaseModel):
    """An appointment that stands; ``reply`` is what the customer last said to it."""

    booking_id: UUID
    kind: str
    starts_at: datetime
    ends_at: datetime
    confirmed: bool
    reply: Reply | None


class NewsOut(BaseModel):
    """What the customer was told of a complaint; of a meeting the note is its place (M-09, M-11)."""

    at: datetime
    note: str
    meets_at: datetime | None
    resolve_by: datetime | None

    @classmethod
    def of(cls, entry: ComplaintEntry) -> NewsOut:
        """The line of the log, without who wrote it and how."""
        said = entry.details
        return cls(at=entry.at, note=said["note"], meets_at=said.get("meets_at"), resolve_by=said.get("resolve_by"))


class ToldOut(BaseModel):
    """A complaint as its customer sees it."""

    number: str
    received_at: datetime
    open: bool
    news: list[NewsOut] = Field(description="the newest first")

    @classmethod
    def of(cls, complaint: Complaint, told: Iterable[ComplaintEntry] = ()) -> ToldOut:
        """The complaint without anything internal: of its log what was told."""
        over = complaint.state in OVER
        news = [NewsOut.of(entry) for entry in told]
        return cls(number=complaint.number, received_at=complaint.received_at, open=not over, news=news)


class CustomerPageOut(BaseModel):
    """The own order in plain words; nothing of anybody else, and no names."""

    branch_name: str
    branch_phone: str
    time_zone: str
    number: str | None
    package_name: str | None
    stage: Stage
    steps: list[StepOut]
    appointments: list[AppointmentOut]
    to_bring: list[str]
    pickup_on: str | None
    owed: Money
    level: Level
    points: int
    complaints: list[ToldOut]
    now: datetime
    expires_at: datetime


class CustomerComplaintIn(BaseModel):
    """What the customer complains about."""

    model_config = ConfigDict(extra="forbid")

    content: Content


class ReplyIn(BaseModel):
    """The customer comes, or asks for another time and says which would suit."""

    model_config = ConfigDict(extra="forbid")

    reply: Reply
    wish: Content | None = None
