"""The check-in wizard, shoot visits, reception's part of an order."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.check_in import STEPS, Step
from services.reception.models import CheckIn, Order, ShootVisit
from services.reception.schemas import Body
from services.reception.schemas.money import DepositOut, ListedReceipt, RefundOut
from services.reception.schemas.orders import AmendmentOut, CancellationOut, OrderOut
from shared.contracts.values import Money, StaffId
from shared.kit.privacy import PlainText, Words


class CheckInStart(Body):
    """The shoot the customer came for."""

    booking_id: UUID | None = None


class StepIn(Body):
    """What a step needs; which of it depends on the step."""

    deposit_id: UUID | None = None
    declined_reason: Words | None = None
    to_staff_id: StaffId | None = None


class StepOut(BaseModel):
    """A step and what was done."""

    step: Step
    done: bool
    details: dict[str, Any]


class CheckInOut(BaseModel):
    """The wizard as it stands."""

    order_id: UUID
    booking_id: UUID | None
    customer_number: str | None
    package_balance: Money
    arrears_allowed: bool
    steps: list[StepOut]
    next: Step | None
    finished_at: datetime | None

    @classmethod
    def of(cls, order: Order, row: CheckIn) -> CheckInOut:
        """The wizard as answered."""
        steps = [StepOut(step=s, done=s.value in row.steps, details=row.steps.get(s.value, {})) for s in STEPS]
        return cls(
            order_id=order.id,
            booking_id=row.booking_id,
            customer_number=order.customer_number,
            package_balance=order.money(order.package_rest),
            arrears_allowed=order.arrears_override_by is not None,
            steps=steps,
            next=row.next,
            finished_at=row.finished_at,
        )


Rating = Annotated[int, Field(ge=1, le=5)]


class ShootVisitIn(Body):
    """How the shoot goes: the five topics from 1 to 5 (REC-19)."""

    feeling: Rating
    waiting: Rating
    lunch: Rating
    flow: Rating
    technicians: Rating
    note: PlainText = ""


class ShootVisitOut(BaseModel):
    """A visit during the shoot."""

    id: UUID
    order_id: UUID
    visitor_id: str
    visitor_role: str
    feeling: int
    waiting: int
    lunch: int
    flow: int
    technicians: int
    note: str
    at: datetime

    @classmethod
    def of(cls, row: ShootVisit) -> ShootVisitOut:
        """The visit as answered."""
        return cls.model_validate(row, from_attributes=True)


class ReceptionPart(BaseModel):
    """Everything reception knows of an order, for the order page."""

    order: OrderOut
    receipts: list[ListedReceipt]
    refunds: list[RefundOut]
    deposits: list[DepositOut]
    amendments: list[AmendmentOut]
    cancellations: list[CancellationOut]
    check_in: CheckInOut | None
    shoot_visits: list[ShootVisitOut]
    signed_days: list[date]
    """Business days of its receipts and sales that are signed: what was written on them stays (M-77)."""
    second_sales: Money
    selection_clerk_id: str | None
    """Who sold the last selection: the handler of its money (FIN-06)."""
    design_accepted_at: datetime | None
    design_accepted_by: str | None
