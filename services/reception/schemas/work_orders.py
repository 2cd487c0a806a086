"""Work orders as sent and shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, model_validator

from services.reception.domain.work_orders import WaitsFor, WorkState
from services.reception.models import WorkOrder
from services.reception.schemas import Body
from shared.contracts.values import Money, StaffId
from shared.kit import clock
from shared.kit.privacy import PlainText, Words


def _sane_moment(moment: datetime) -> datetime:
    if not 2000 <= moment.year < 2200:
        raise ValueError("a moment of this century is needed")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_sane_moment)]
"""An appointed time."""

Reason = Annotated[PlainText, Field(min_length=1)]


class WorkOrderIn(Body):
    """What the customer asks for, and for when (M-19)."""

    service_id: UUID
    quantity: Annotated[int, Field(ge=1, le=1000)] = 1
    content: PlainText = ""
    appointed_at: Moment


class AcceptIn(Body):
    """It is possible (M-20); told to the customer at once or later."""

    customer_told: bool = False


class DeclineIn(Body):
    """Why it is not possible, as the customer was told (M-20)."""

    explanation: Reason


class DispatchIn(Body):
    """Who is responsible; with the time agreed with him, and whether the customer was told (M-22)."""

    worker_id: StaffId
    appointed_at: Moment | None = None
    customer_told: bool = False


class MoveIn(Body):
    """A new time the customer agreed to (M-20)."""

    appointed_at: Moment


class StartIn(Body):
    """Who of the customers confirmed the price before the work (M-23)."""

    confirmed_by: Words


class SignIn(Body):
    """The customer's signature on the spot; without one, what was said by telephone (M-25, M-29)."""

    signature_name: Words | None = None
    opinion: PlainText = ""

    @model_validator(mode="after")
    def _something(self) -> SignIn:
        if self.signature_name is None and not self.opinion:
            raise ValueError("a signature, or what the customer said")
        return self


class WorkReasonIn(Body):
    """Why."""

    reason: Reason


class SettleIn(Body):
    """What a manager decided, and whether the price stays (M-25)."""

    finding: Reason
    charged: bool


class WorkVisitOut(BaseModel):
    """What the customer said when customer service asked afterwards (M-29)."""

    contact_id: UUID
    at: datetime
    by: str | None
    answer: str
    on_site: bool = Field(description="signed on the spot; else said by telephone")
    opinion: str


class WorkOrderOut(BaseModel):
    """A work order; ``due_at`` is when somebody has to act next."""

    id: UUID
    number: str
    branch_id: str
    order_id: UUID
    state: WorkState
    waits_for: WaitsFor | None
    late: bool
    due_at: datetime
    service_id: UUID
    service_code: str
    service_version: int
    service_name: str
    unit: str
    quantity: int
    unit_price: Money
    amount: Money
    charged: bool
    content: str
    appointed_at: datetime
    requested_by: str
    requested_at: datetime
    answer_due: datetime
    answered_at: datetime | None
    listed_on: date | None
    worker_id: str | None
    dispatched_by: str | None
    dispatched_at: datetime | None
    taken_at: datetime | None
    started_at: datetime | None
    price_confirmed_by: str | None
    done_at: datetime | None
    done_by: str | None
    redone: int
    on_site: bool | None
    signature_name: str | None
    opinion: str
    reason: str
    visits: list[WorkVisitOut]
    closed_by: str | None
    closed_at: datetime | None
    version: int

    @classmethod
    def of(cls, row: WorkOrder) -> WorkOrderOut:
        """The work order as answered."""
        reckoned = {"late", "unit_price", "amount"}
        same = {name: getattr(row, name) for name in cls.model_fields if name not in reckoned}
        money = {"unit_price": row.money(row.unit_price), "amount": row.money(row.amount)}
        return cls(**same, **money, late=row.late(clock.now()))
