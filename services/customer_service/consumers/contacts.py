"""The durable that plans contacts, counts points and keeps copies; applied once, never rebuilt."""

from __future__ import annotations

from services.customer_service.service import members, orders, planning
from shared.contracts.gateway import BranchChanged, StaffChanged
from shared.contracts.pickup import (
    HandoverCompleted,
    OrderReadyForPickup,
    PickupDelayed,
    PickupIncomplete,
    ServiceCardIssued,
)
from shared.contracts.post_production import (
    LayoutApproved,
    LayoutReady,
    ReworkApproved,
    SelectionAtRisk,
    SelectionConfirmed,
    SelectionProposed,
    SelectionReady,
    StepOverdue,
)
from shared.contracts.reception import (
    CustomerCheckedIn,
    DayClosed,
    OrderAmended,
    OrderBalanceChanged,
    OrderBooked,
    OrderCancelled,
    OrderPlaced,
    PaymentReceived,
    ReceiptVoided,
    RefundMade,
    TargetsBrokenDown,
    TargetsIncomplete,
    VisitHeld,
    VisitLost,
)
from shared.contracts.scheduling import (
    BookingCancelled,
    BookingConfirmed,
    BookingMade,
    BookingMoved,
    DressFitted,
    LeaveApproved,
    LeaveHandedOver,
    LeaveNotHandedOver,
    ShootCompleted,
    ShootLeftUnfinished,
)
from shared.kit.consumer import Subscriptions
from shared.kit.db import AsyncSession
from shared.kit.reference import note_branch, note_staff

subscriptions = Subscriptions("customer_service")

subscriptions.on(BranchChanged)(note_branch)
subscriptions.on(StaffChanged)(note_staff)


@subscriptions.on(OrderPlaced, OrderBooked, OrderAmended)
async def know_the_order(event: OrderPlaced | OrderBooked | OrderAmended, session: AsyncSession) -> None:
    """Keep what was ordered; thank, chase a date, count what was paid before (N-01 … N-03)."""
    await orders.note_order(session, event)
    await planning.follow(session, event)
    await members.settle(session, event.order_id)


@subscriptions.on(BookingMade, BookingMoved, BookingCancelled)
async def plan_reminders(event: BookingMade | BookingMoved | BookingCancelled, session: AsyncSession) -> None:
    """Reminders follow the appointment (N-04 … N-11, N-15)."""
    await orders.note_booking(session, event)
    await planning.follow(session, event)


@subscriptions.on(OrderCancelled, ShootLeftUnfinished, OrderReadyForPickup, ReworkApproved, HandoverCompleted)
async def follow_the_way(
    event: OrderCancelled | ShootLeftUnfinished | OrderReadyForPickup | ReworkApproved | HandoverCompleted,
    session: AsyncSession,
) -> None:
    """The order went on: other calls are due now (N-09, N-15, N-16, N-21)."""
    await orders.note_progress(session, event)
    await planning.follow(session, event)


@subscriptions.on(ShootCompleted)
async def visit_after_shoot(event: ShootCompleted, session: AsyncSession) -> None:
    """Ask how it was the next day (N-19); thank who recommended us (A-26)."""
    await orders.note_progress(session, event)
    await planning.follow(session, event)
    await members.thank_referrer(session, event)


@subscriptions.on(
    BookingConfirmed,
    CustomerCheckedIn,
    DressFitted,
    LayoutApproved,
    LayoutReady,
    PickupDelayed,
    PickupIncomplete,
    SelectionAtRisk,
    SelectionConfirmed,
    SelectionProposed,
    SelectionReady,
    ServiceCardIssued,
    StepOverdue,
)
async def call_or_be_content(event: SelectionAtRisk, session: AsyncSession) -> None:
    """What a customer must hear of, and what makes a call needless (N-05, N-06, N-08, N-10 … N-18, N-26, PST-11)."""
    await orders.the_order(session, event.order_id, event.branch_id)
    await planning.follow(session, event)


@subscriptions.on(VisitHeld, VisitLost)
async def follow_who_walked_away(event: VisitHeld | VisitLost, session: AsyncSession) -> None:
    """Call for a week after a manager's hold, until the customer orders or is lost (REC-05)."""
    await planning.follow(session, event)


@subscriptions.on(DayClosed, LeaveNotHandedOver, TargetsIncomplete)
async def tell_the_house(event: DayClosed | LeaveNotHandedOver | TargetsIncomplete, session: AsyncSession) -> None:
    """Somebody of the house has to act: cash that differs, leave without hand-over, targets (N-27, N-29, MGT-01)."""
    await planning.follow(session, event)


@subscriptions.on(TargetsBrokenDown, LeaveHandedOver)
async def the_house_is_content(event: TargetsBrokenDown | LeaveHandedOver, session: AsyncSession) -> None:
    """What somebody was reminded of has been done (MGT-01, N-29)."""
    await planning.end_reminder(session, event)


@subscriptions.on(LeaveApproved)
async def tell_the_proxy(event: LeaveApproved, session: AsyncSession) -> None:
    """Tasks of the days of leave go to the proxy (GEN-03)."""
    await orders.note_leave(session, event)
    await planning.hand_to_proxy(session, event)


@subscriptions.on(OrderBalanceChanged)
async def show_what_is_owed(event: OrderBalanceChanged, session: AsyncSession) -> None:
    """Scripts name what is still to pay."""
    await orders.note_progress(session, event)


@subscriptions.on(PaymentReceived, ReceiptVoided, RefundMade)
async def count_points(event: PaymentReceived | ReceiptVoided | RefundMade, session: AsyncSession) -> None:
    """Own spending earns points; what goes back takes them back (CS-20)."""
    await members.note_money(session, event)
