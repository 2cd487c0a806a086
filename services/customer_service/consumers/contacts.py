"""The durable that plans contacts, counts points and keeps copies; applied once, never rebuilt."""

from __future__ import annotations

from collections.abc import Sequence

from services.customer_service.service import following, orders, planning, rewards
from shared.contracts.base import Event
from shared.contracts.pickup import (
    HandoverCompleted,
    OrderReadyForPickup,
    PickupDelayed,
    PickupIncomplete,
    ServiceCardIssued,
    ServiceCardLost,
    ServiceCardMoved,
)
from shared.contracts.post_production import (
    LayoutApproved,
    LayoutChangesWanted,
    LayoutReady,
    ReworkApproved,
    SelectionAtRisk,
    SelectionConfirmed,
    SelectionProposed,
    SelectionReady,
    StepOverdue,
)
from shared.contracts.reception import (
    CashBackDecided,
    CashBackPaid,
    CashIncidentNoted,
    CashIncidentSettled,
    CustomerCheckedIn,
    DamageClosed,
    DamageDecided,
    DamageOffered,
    DamageReported,
    DutyGiven,
    FoundItemCounted,
    FoundItemRecorded,
    FoundItemSettled,
    FoundItemTold,
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
    VisitRegistered,
    WorkOrderCancelled,
    WorkOrderDispatched,
    WorkOrderEscalated,
    WorkOrderRedoWanted,
    WorkOrderSettled,
    WorkOrderSigned,
    WorkOrdersListed,
    WorkOrderTaken,
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
    ShootNotReady,
    ShootReady,
    StockTakeClosed,
    StockTakesMissing,
)
from shared.kit.db import AsyncSession
from shared.kit.reference import keep_references
from shared.kit.subscriptions import Subscriptions

subscriptions = Subscriptions("customer_service", patient=True)

keep_references(subscriptions)


KNOW_THE_ORDER = (OrderPlaced, OrderBooked, OrderAmended)
"""Keep what was ordered; thank, chase a date, count what was paid before (N-01 … N-03)."""

PLAN_REMINDERS = (BookingMade, BookingMoved, BookingCancelled)
"""Reminders follow the appointment (N-04 … N-11, N-15)."""

FOLLOW_THE_WAY = (OrderCancelled, ShootLeftUnfinished, OrderReadyForPickup, ReworkApproved, HandoverCompleted)
"""The order went on: other calls are due now (N-09, N-15, N-16, N-21)."""

VISIT_AFTER_SHOOT = (ShootCompleted,)
"""Ask how it was the next day (N-19); thank who recommended us (A-26)."""

CALL_OR_BE_CONTENT = (
    BookingConfirmed,
    CustomerCheckedIn,
    DressFitted,
    LayoutApproved,
    LayoutChangesWanted,
    LayoutReady,
    PickupDelayed,
    PickupIncomplete,
    SelectionAtRisk,
    SelectionConfirmed,
    SelectionProposed,
    SelectionReady,
    ServiceCardIssued,
    ServiceCardLost,
    ServiceCardMoved,
    ShootNotReady,
    ShootReady,
    StepOverdue,
)
"""What a customer must hear of, what makes a call needless (GEN-06, N-05, N-06, N-08, N-10 … N-18, N-26, PST-11)."""

FOLLOW_WHO_WALKED_AWAY = (VisitHeld, VisitLost, VisitRegistered)
"""Call for a week after a manager's hold, until the customer orders, is lost or comes a second time (REC-05)."""

TELL_THE_HOUSE = (CashIncidentNoted, LeaveNotHandedOver, StockTakesMissing, TargetsIncomplete)
"""Somebody of the house has to act: cash that differs, leave without hand-over, targets, things that nobody counted
(N-27, N-29, MGT-01, SHO-11)."""

TELL_WHO_SERVES = (WorkOrderDispatched, WorkOrderEscalated, WorkOrdersListed)
"""An extra service was given to somebody, is up to the manager, waits for dispatch (M-22, M-25, M-28)."""

ASK_HOW_IT_WAS_SERVED = (WorkOrderSigned,)
"""Customer service is the last to visit after an extra service (M-29, M-89)."""

TELL_WHAT_WAS_DAMAGED = (DamageReported, DamageOffered)
"""A customer's property suffered in the house, or what was offered for it waits for the manager's word (M-21)."""

DAMAGE_IS_SEEN_TO = (DamageDecided, DamageClosed)
"""The manager has decided (M-21)."""

TELL_WHAT_WAS_LEFT_BEHIND = (FoundItemRecorded,)
"""The customer hears what was left behind, where it is and how to claim it (N-28); a manager counts it (REC-21)."""

THE_HOUSE_IS_CONTENT = (
    CashIncidentSettled,
    FoundItemCounted,
    FoundItemSettled,
    FoundItemTold,
    LeaveHandedOver,
    StockTakeClosed,
    TargetsBrokenDown,
)
"""What somebody was reminded of has been done (MGT-01, REC-21, SHO-11, N-27 … N-29)."""

SERVICE_GOES_ON = (WorkOrderTaken, WorkOrderRedoWanted, WorkOrderSettled, WorkOrderCancelled)
"""Whoever was told of an extra service has acted (M-22, M-25); what the manager ended is visited too (M-29)."""

SHOW_WHAT_IS_OWED = (OrderBalanceChanged,)
"""Scripts name what is still to pay."""

COUNT_POINTS = (PaymentReceived, ReceiptVoided, RefundMade)
"""Own spending earns points; what goes back takes them back (CS-20)."""


@subscriptions.on_runs_of(
    *KNOW_THE_ORDER,
    *PLAN_REMINDERS,
    *FOLLOW_THE_WAY,
    *VISIT_AFTER_SHOOT,
    *CALL_OR_BE_CONTENT,
    *FOLLOW_WHO_WALKED_AWAY,
    *TELL_THE_HOUSE,
    *TELL_WHO_SERVES,
    *ASK_HOW_IT_WAS_SERVED,
    *TELL_WHAT_WAS_DAMAGED,
    *DAMAGE_IS_SEEN_TO,
    *TELL_WHAT_WAS_LEFT_BEHIND,
    *THE_HOUSE_IS_CONTENT,
    *SERVICE_GOES_ON,
    *SHOW_WHAT_IS_OWED,
    *COUNT_POINTS,
)
async def follow(events: Sequence[Event], session: AsyncSession) -> None:
    """A run of facts, each in its turn."""
    await following.follow(events, session)


@subscriptions.on(LeaveApproved)
async def tell_the_proxy(event: LeaveApproved, session: AsyncSession) -> None:
    """Tasks of the days of leave go to the proxy (GEN-03)."""
    await orders.note_leave(session, event)
    await planning.hand_to_proxy(session, event)


@subscriptions.on(DutyGiven)
async def tell_the_clerk_on_duty(event: DutyGiven, session: AsyncSession) -> None:
    """Whose day it is calls tomorrow's customers (REC-10)."""
    await orders.note_duty(session, event)
    await planning.hand_to_clerk_on_duty(session, event)


@subscriptions.on(CashBackDecided, CashBackPaid)
async def know_the_cash_back(event: CashBackDecided | CashBackPaid, session: AsyncSession) -> None:
    """What became of a referrer's money (A-26)."""
    await rewards.note_cash_back(session, event)
