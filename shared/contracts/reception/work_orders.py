"""Paid extra services, from the request to the customer's signature (M-19 … M-29)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class WorkOrderRequested(Event, name="work_order.requested"):
    """A customer asked for a paid extra service, for an appointed time (M-19)."""

    order_id: UUID
    work_order_id: UUID
    work_number: str
    service_code: str
    service_name: str
    quantity: int
    amount: Money
    appointed_at: datetime
    answer_due: datetime
    owner_id: StaffId


class WorkOrderAnswered(Event, name="work_order.answered"):
    """The customer was told what becomes of the request (M-22)."""

    order_id: UUID
    work_order_id: UUID
    in_time: bool


class WorkOrderDeclined(Event, name="work_order.declined"):
    """The service is not possible, and the customer was told why (M-20)."""

    order_id: UUID
    work_order_id: UUID
    explanation: str


class WorkOrderDispatched(Event, name="work_order.dispatched"):
    """Somebody is responsible for it (M-22)."""

    order_id: UUID
    work_order_id: UUID
    work_number: str
    service_name: str
    worker_id: StaffId
    appointed_at: datetime
    before_id: StaffId | None = None


class WorkOrderMoved(Event, name="work_order.moved"):
    """A new time was agreed with the customer (M-20)."""

    order_id: UUID
    work_order_id: UUID
    appointed_at: datetime


class WorkOrderTaken(Event, name="work_order.taken"):
    """The worker accepted it (M-23)."""

    order_id: UUID
    work_order_id: UUID
    worker_id: StaffId


class WorkOrderStarted(Event, name="work_order.started"):
    """The customer confirmed the price and the work began; the price is owed now (M-23, FIN-10)."""

    order_id: UUID
    work_order_id: UUID
    amount: Money


class WorkOrderDone(Event, name="work_order.done"):
    """The work waits for the customer's eyes (M-25)."""

    order_id: UUID
    work_order_id: UUID
    worker_id: StaffId


class WorkOrderSigned(Event, name="work_order.signed"):
    """The customer is content: a signature on the spot, or an opinion by telephone (M-25, M-29)."""

    order_id: UUID
    work_order_id: UUID
    on_site: bool
    redone: int
    work_number: str | None = None
    service_name: str | None = None


class WorkOrderRedoWanted(Event, name="work_order.redo_wanted"):
    """The customer is not content; it is done again (M-25)."""

    order_id: UUID
    work_order_id: UUID
    reason: str
    times: int


class WorkOrderEscalated(Event, name="work_order.escalated"):
    """Still not content, or the work cannot go on: a manager decides (M-25)."""

    order_id: UUID
    work_order_id: UUID
    work_number: str
    service_name: str
    reason: str


class WorkOrderSettled(Event, name="work_order.settled"):
    """A manager ended it, with its price or without (M-25)."""

    order_id: UUID
    work_order_id: UUID
    charged: bool
    finding: str
    work_number: str | None = None
    service_name: str | None = None


class WorkOrderCancelled(Event, name="work_order.cancelled"):
    """The customer wants it no more; cleared at the desk before the work began, or with the whole order (M-23)."""

    order_id: UUID
    work_order_id: UUID
    reason: str
    worker_id: StaffId | None = None


class WorkOrdersListed(Event, name="work_orders.listed", about="list_id"):
    """At half past five: what came in since the last list goes to dispatch (M-28)."""

    list_id: UUID
    business_day: date
    listed: int
    undispatched: int
    late: int
