"""Facts told by scheduling: bookings, the shoot day, leave, the branch's things and consumables."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class BookingKind(StrEnum):
    """What people, rooms and dresses are booked for."""

    FITTING = "FITTING"
    SHOOT = "SHOOT"
    RESHOOT = "RESHOOT"
    SELECTION = "SELECTION"
    LAYOUT_REVIEW = "LAYOUT_REVIEW"
    PICKUP = "PICKUP"
    WEDDING_DAY = "WEDDING_DAY"


class ShootStage(StrEnum):
    """The shoot day after check-in."""

    HANDED_OVER = "HANDED_OVER"
    MAKE_UP = "MAKE_UP"
    SHOOTING = "SHOOTING"
    LUNCH = "LUNCH"
    DONE = "DONE"
    UNFINISHED = "UNFINISHED"


class BookedResource(BaseModel):
    """A resource held by a booking."""

    model_config = ConfigDict(frozen=True)

    resource_id: UUID
    kind: str
    name: str
    staff_id: StaffId | None = None


class BookingMade(Event, name="booking.made"):
    """People, room and things were booked together, all or none."""

    order_id: UUID
    booking_id: UUID
    kind: BookingKind
    starts_at: datetime
    ends_at: datetime
    location: str = "STUDIO"
    resources: list[BookedResource]


class BookingMoved(Event, name="booking.moved"):
    """A booking has a new time or other resources; this is the whole new state."""

    order_id: UUID
    booking_id: UUID
    kind: BookingKind
    starts_at: datetime
    ends_at: datetime
    location: str = "STUDIO"
    resources: list[BookedResource]
    reason: str
    previous_starts_at: datetime


class BookingCancelled(Event, name="booking.cancelled"):
    """A booking was given up with a reason; of a re-shoot, by when another date is agreed (SCH-10)."""

    order_id: UUID
    booking_id: UUID
    kind: BookingKind
    reason: str
    agree_by: date | None = None


class BookingConfirmed(Event, name="booking.confirmed"):
    """The customer confirmed the appointment (SCH-01)."""

    order_id: UUID
    booking_id: UUID
    kind: BookingKind
    arrival_at: datetime


class DressFitted(Event, name="dress.fitted"):
    """Dresses were chosen (SCH-04, SHO-14)."""

    order_id: UUID
    booking_id: UUID
    dress_ids: list[UUID]
    extra_choices: int = 0


class MakeupArtistArrived(Event, name="shoot.artist_arrived"):
    """The bride's make-up artist is here, before the bride or late (SCH-14)."""

    order_id: UUID
    booking_id: UUID
    staff_id: StaffId
    late: bool = False


class MakeupArtistMissing(Event, name="shoot.artist_missing"):
    """The bride's make-up artist should be here by now; the customer must not wait (SCH-14)."""

    order_id: UUID
    booking_id: UUID
    staff_id: StaffId | None = None
    starts_at: datetime


class ShootStageChanged(Event, name="shoot.stage_changed"):
    """Hand-over, make-up, shooting, lunch … with the staff who has the customer now (GEN-05)."""

    order_id: UUID
    booking_id: UUID
    stage: ShootStage
    staff_id: StaffId | None = None


class CustomerIntroduced(Event, name="shoot.introduced"):
    """The make-up artist led the customer into the studio and introduced the photographer (SHO-10)."""

    order_id: UUID
    booking_id: UUID
    makeup_artist_id: StaffId
    photographer_id: StaffId | None = None


class CustomerEscorted(Event, name="shoot.escorted"):
    """The make-up artist saw the customer to the door after the shoot (SHO-10)."""

    order_id: UUID
    booking_id: UUID
    staff_id: StaffId


class ShootCompleted(Event, name="shoot.completed"):
    """All sets of clothes are photographed."""

    order_id: UUID
    booking_id: UUID
    photographer_id: StaffId | None = None
    makeup_artist_id: StaffId | None = None
    assistant_id: StaffId | None = None
    sets: int
    selection_hints: str = ""


class ShootLeftUnfinished(Event, name="shoot.left_unfinished"):
    """Something was not photographed; a new date is agreed by a deadline (SCH-10)."""

    order_id: UUID
    booking_id: UUID
    reason: str
    missing: str
    agree_by: date
    next_booking_id: UUID | None = None


class ShootNotReady(Event, name="shoot.not_ready"):
    """Shortly before a shoot something is not laid out, or a dress cannot be worn (GEN-06, SCH-15)."""

    order_id: UUID
    booking_id: UUID
    starts_at: datetime
    missing: list[str]
    responsible_id: StaffId | None = None


class ShootReady(Event, name="shoot.ready"):
    """What was missing for a shoot is there (GEN-06)."""

    order_id: UUID
    booking_id: UUID


class PlanFrozen(Event, name="plan.frozen", about="plan_id"):
    """Tomorrow's plan stands (SCH-03)."""

    plan_id: UUID
    day: date
    booking_ids: list[UUID]


class LeaveRequested(Event, name="leave.requested", about="leave_id"):
    """Somebody asks for days off and names who stands in (GEN-03, A-39)."""

    leave_id: UUID
    staff_id: StaffId
    proxy_id: StaffId
    first_day: date
    last_day: date


class LeaveRefused(Event, name="leave.refused", about="leave_id"):
    """The days were not granted (A-39)."""

    leave_id: UUID
    staff_id: StaffId
    refused_by: StaffId


class LeaveApproved(Event, name="leave.approved", about="leave_id"):
    """Somebody will be away; the proxy takes the tasks, not the ownership (GEN-03, A-16)."""

    leave_id: UUID
    staff_id: StaffId
    proxy_id: StaffId
    first_day: date
    last_day: date


class LeaveNotHandedOver(Event, name="leave.not_handed_over", about="leave_id"):
    """Somebody is away from tomorrow and has not told the proxy what the days hold (GEN-03, N-29)."""

    leave_id: UUID
    staff_id: StaffId
    proxy_id: StaffId
    first_day: date


class LeaveHandedOver(Event, name="leave.handed_over", about="leave_id"):
    """The proxy was told what the days of leave hold (GEN-03)."""

    leave_id: UUID
    staff_id: StaffId
    proxy_id: StaffId
    first_day: date


class ThingLent(Event, name="thing.lent", about="thing_id"):
    """Somebody took things out, and says when they come back (M-24, M-41, SHO-01)."""

    thing_id: UUID
    loan_id: UUID
    quantity: int
    borrower_id: StaffId
    due_at: datetime
    booking_id: UUID | None = None


class ThingReturned(Event, name="thing.returned", about="thing_id"):
    """What was lent came back, or some of it; what is lost is asked of the manager (SHO-01, M-41)."""

    thing_id: UUID
    loan_id: UUID
    back: int
    lost: int
    out: int


class WriteOffRequested(Event, name="write_off.requested", about="write_off_id"):
    """The manager is asked to strike something off the register, and to buy another (SHO-11)."""

    write_off_id: UUID
    thing_id: UUID
    cause: str
    quantity: int
    requested_by: StaffId


class WriteOffApproved(Event, name="write_off.approved", about="write_off_id"):
    """The manager signed, and said whether another is bought (SHO-11)."""

    write_off_id: UUID
    thing_id: UUID
    cause: str
    quantity: int
    replace: bool
    approved_by: StaffId


class WriteOffRejected(Event, name="write_off.rejected", about="write_off_id"):
    """The manager did not sign; the thing stays registered (SHO-11)."""

    write_off_id: UUID
    thing_id: UUID
    rejected_by: StaffId


class WriteOffArrived(Event, name="write_off.arrived", about="write_off_id"):
    """What was bought in its place is here (SHO-11, MGT-06)."""

    write_off_id: UUID
    thing_id: UUID
    quantity: int


class StockTakeClosed(Event, name="stock_take.closed", about="stock_take_id"):
    """A kind of things was counted against the register, maybe the last one of the branch's month (SHO-11)."""

    stock_take_id: UUID
    kind: str
    month: str
    registered: int
    counted: int
    lost: int
    broken: int
    worn: int
    closed_by: StaffId
    month_complete: bool


class StockTakesMissing(Event, name="stock_take.missing", about="month_id"):
    """Towards the end of a month, or after it: these kinds have not been counted (SHO-11)."""

    month_id: UUID
    month: str
    missing: int
    kinds: list[str]


class SupplyMoved(Event, name="supply.moved", about="supply_id"):
    """A department's consumable was taken out, arrived or was counted (MGT-06)."""

    supply_id: UUID
    department: str
    kind: str
    change: int
    stock: int
    low: bool


class PurchaseRequested(Event, name="purchase.requested", about="purchase_id"):
    """A department asks for consumables (MGT-06)."""

    purchase_id: UUID
    supply_id: UUID
    department: str
    quantity: int
    cost: Money
    requested_by: StaffId


class PurchaseApproved(Event, name="purchase.approved", about="purchase_id"):
    """The manager lets them be bought, from the budget of that month (MGT-06)."""

    purchase_id: UUID
    department: str
    month: str
    cost: Money
    over_budget: bool
    approved_by: StaffId


class PurchaseRejected(Event, name="purchase.rejected", about="purchase_id"):
    """They are not bought (MGT-06)."""

    purchase_id: UUID
    rejected_by: StaffId


class PurchaseArrived(Event, name="purchase.arrived", about="purchase_id"):
    """What was bought is here, or a part of it (MGT-06)."""

    purchase_id: UUID
    supply_id: UUID
    quantity: int
    open: int


class PurchaseEnded(Event, name="purchase.ended", about="purchase_id"):
    """The rest does not come and is not paid (MGT-06)."""

    purchase_id: UUID
    arrived: int
    missing: int
    ended_by: StaffId
