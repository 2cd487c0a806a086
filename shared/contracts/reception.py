"""Facts told by reception: visits, people, orders, money, check-in."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class Category(StrEnum):
    """What is photographed; precautions, numbers and capacity depend on it (1.2.4)."""

    WEDDING_SEA = "WEDDING_SEA"
    WEDDING_STUDIO = "WEDDING_STUDIO"
    WEDDING_OUTDOOR = "WEDDING_OUTDOOR"
    COUPLE = "COUPLE"
    PERSONAL_ART = "PERSONAL_ART"
    PREGNANCY = "PREGNANCY"
    CHILDREN = "CHILDREN"
    FAMILY = "FAMILY"

    @property
    def is_wedding(self) -> bool:
        """Whether wedding rules hold (numbers H, fitting, two hours of selection)."""
        return self in WEDDING


WEDDING = frozenset({Category.WEDDING_SEA, Category.WEDDING_STUDIO, Category.WEDDING_OUTDOOR})


class ReceiptForm(StrEnum):
    """The fill-in forms of a receipt (FIN-05, A-11) and the deposit receipt."""

    BOOKING_DEPOSIT = "R1"
    BOOKING_FULL = "R2"
    PACKAGE_BALANCE = "R3"
    SELECTION_DEPOSIT = "R4"
    SELECTION_BALANCE = "R5"
    SELECTION_FULL = "R6"
    DEPOSIT = "D"


class ProductLine(BaseModel):
    """A product of a package or of the second sale; one line may become several pieces."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    quantity: int
    photos: int = 0


class OrderContent(BaseModel):
    """What was ordered, complete, as it stands after the change."""

    model_config = ConfigDict(frozen=True)

    number: str
    owner_id: StaffId
    category: Category
    person_ids: list[UUID]
    package_id: UUID
    package_code: str
    package_version: int
    package_name: str
    clothes_sets: int
    album_photos: int
    products: list[ProductLine]
    extra_photo_price: Money
    package_total: Money
    wedding_date: date | None = None
    wanted_date: date | None = None
    designated_photographer_id: StaffId | None = None
    designated_makeup_artist_id: StaffId | None = None
    referrer_person_id: UUID | None = None


class VisitRegistered(Event, name="visit.registered", about="visit_id"):
    """A customer walked in or telephoned (REC-01)."""

    visit_id: UUID
    receiver_id: StaffId
    person_id: UUID | None = None
    returning: bool = False


class VisitHesitated(Event, name="visit.hesitated", about="visit_id"):
    """A customer is about to leave without an order; a manager takes part in the talk (REC-05)."""

    visit_id: UUID
    receiver_id: StaffId


class VisitHeld(Event, name="visit.held", about="visit_id"):
    """A manager took part in the talk with a customer about to leave (REC-05)."""

    visit_id: UUID
    held_by: StaffId
    outcome: str
    receiver_id: StaffId
    person_id: UUID | None = None


class VisitLost(Event, name="visit.lost", about="visit_id"):
    """A customer left without ordering, after the hold (REC-05, REC-23)."""

    visit_id: UUID
    reason: str
    receiver_id: StaffId
    person_id: UUID | None = None


class LeadReceived(Event, name="lead.received", about="lead_id"):
    """Somebody recommended by a customer left his wish to be called; name and phone stay at reception (A-26)."""

    lead_id: UUID
    referrer_person_id: UUID


class LeadClosed(Event, name="lead.closed", about="lead_id"):
    """Who was recommended came, or does not want to."""

    lead_id: UUID
    outcome: str
    visit_id: UUID | None = None


class PersonRegistered(Event, name="person.registered", about="person_id"):
    """A person became known. Name, phone and papers stay at reception."""

    person_id: UUID
    kind: str = "CUSTOMER"


class OrderPlaced(Event, name="order.placed"):
    """An order was written down; it is booked when all of REC-02 is there."""

    order_id: UUID
    content: OrderContent
    visit_id: UUID | None = None


class OrderBooked(Event, name="order.booked"):
    """Package, contact, paid receipt and planning book are all there (REC-02)."""

    order_id: UUID
    content: OrderContent
    booked_at: datetime


class OrderAmended(Event, name="order.amended"):
    """The order was changed; the content is the whole new state (M-62)."""

    order_id: UUID
    content: OrderContent
    amendment: int
    note: str


class OrderExtended(Event, name="order.extended"):
    """The second sale: what was chosen beyond the package (A-25)."""

    order_id: UUID
    selection_id: UUID
    extra_photos: int
    products: list[ProductLine]
    amount: Money


class OrderCancelled(Event, name="order.cancelled"):
    """The order ended before its time."""

    order_id: UUID
    reason: str
    approved_by: StaffId


class CancellationRequested(Event, name="cancellation.requested"):
    """Somebody asked to end the order and to give money back; a second person decides (M-39)."""

    order_id: UUID
    cancellation_id: UUID
    reason: str
    requested_by: StaffId


class CancellationRefused(Event, name="cancellation.refused"):
    """The order goes on; what was asked back stays (M-39)."""

    order_id: UUID
    cancellation_id: UUID
    refused_by: StaffId


class OrderBalanceChanged(Event, name="order.balance_changed"):
    """Absolute balances after a change; an older version is ignored."""

    order_id: UUID
    version: int
    package_total: Money
    package_paid: Money
    selection_total: Money
    selection_paid: Money
    balance: Money


class PaymentReceived(Event, name="payment.received"):
    """Money was taken against a numbered receipt (FIN-01)."""

    order_id: UUID
    receipt_id: UUID
    receipt_number: str
    form: ReceiptForm
    method: str
    amount: Money
    handler_id: StaffId
    cashier_id: StaffId


class ReceiptVoided(Event, name="receipt.voided"):
    """A miswritten receipt was voided; it keeps its number (FIN-02)."""

    order_id: UUID
    receipt_id: UUID
    receipt_number: str
    amount: Money
    reason: str


class RefundRequested(Event, name="refund.requested"):
    """Money of a receipt is asked back; a second person decides (M-39)."""

    order_id: UUID
    refund_id: UUID
    receipt_number: str
    amount: Money
    requested_by: StaffId


class RefundDecided(Event, name="refund.decided"):
    """A second person let a refund be paid out, or refused it (M-39)."""

    order_id: UUID
    refund_id: UUID
    approved: bool
    decided_by: StaffId


class RefundMade(Event, name="refund.made"):
    """Money went back by the channel it came by (M-39)."""

    order_id: UUID
    refund_id: UUID
    receipt_number: str
    method: str
    amount: Money


class DepositTaken(Event, name="deposit.taken"):
    """A deposit was taken for something lent (FIN-01, A-38)."""

    order_id: UUID
    deposit_id: UUID
    object: str
    amount: Money


class DepositReturned(Event, name="deposit.returned"):
    """A deposit went back against its paper (M-43)."""

    order_id: UUID
    deposit_id: UUID
    object: str
    amount: Money


class DepositForfeited(Event, name="deposit.forfeited"):
    """A deposit was kept, because the thing lent did not come back as it was."""

    order_id: UUID
    deposit_id: UUID
    object: str
    amount: Money


class OverrideRequested(Event, name="override.requested"):
    """A clerk asked a manager to let the shoot happen with the package balance open (A-01)."""

    order_id: UUID
    requested_by: StaffId


class OverrideGranted(Event, name="override.granted"):
    """A manager lets the shoot and the selection happen with the package balance open (A-01, FIN-04)."""

    order_id: UUID
    granted_by: StaffId


class OverrideRefused(Event, name="override.refused"):
    """A manager refused: the balance is paid first (FIN-03)."""

    order_id: UUID
    refused_by: StaffId


class CashBackRecorded(Event, name="cash_back.recorded"):
    """A referrer's cash-back waits for a second person at the desk (A-26)."""

    order_id: UUID
    person_id: UUID
    amount: Money


class CashBackDecided(Event, name="cash_back.decided"):
    """A manager let a cash-back be paid out, or refused it (A-26)."""

    order_id: UUID
    approved: bool
    decided_by: StaffId


class CashBackPaid(Event, name="cash_back.paid"):
    """A referrer got the money, against a numbered paper (A-26, FIN-01)."""

    order_id: UUID
    person_id: UUID
    number: str
    method: str
    amount: Money


class InvoiceRequested(Event, name="invoice.requested"):
    """An invoice waits for finance or a manager (M-45)."""

    order_id: UUID
    invoice_id: UUID
    amount: Money
    requested_by: StaffId


class InvoiceDecided(Event, name="invoice.decided"):
    """Finance or a manager agreed to an invoice, or refused it (M-45)."""

    order_id: UUID
    invoice_id: UUID
    approved: bool
    decided_by: StaffId


class InvoiceIssued(Event, name="invoice.issued"):
    """An invoice was written for what was sold; from now on nothing of it changes (M-45)."""

    order_id: UUID
    invoice_id: UUID
    invoice_number: str
    amount: Money
    issued_on: date


class InvoiceVoided(Event, name="invoice.voided"):
    """A wrong invoice was marked 作废 with both copies there; it keeps its number (M-45)."""

    order_id: UUID
    invoice_id: UUID
    invoice_number: str
    amount: Money


class CustomerCheckedIn(Event, name="customer.checked_in"):
    """Arrived for the shoot, balance settled or overridden, number given, sheet handed over (M-43, SCH-12)."""

    order_id: UUID
    customer_number: str
    owner_id: StaffId
    booking_id: UUID | None = None
    arrears_allowed: bool = False


class DayClosed(Event, name="day.closed", about="day_close_id"):
    """The day's performance report was counted and signed (FIN-12, FIN-13)."""

    day_close_id: UUID
    business_day: date
    report_number: str
    computed_cash: Money
    counted_cash: Money
    receipts: int
    voids: int


class CashIncidentKind(StrEnum):
    """Float at opening, count at the close, a counterfeit note at the till (N-27)."""

    FLOAT = "FLOAT"
    COUNT = "COUNT"
    COUNTERFEIT = "COUNTERFEIT"


class CashIncidentNoted(Event, name="cash_incident.noted", about="incident_id"):
    """Cash was not as it should be; the difference is negative when money is missing (N-27)."""

    incident_id: UUID
    kind: CashIncidentKind
    business_day: date
    difference: Money
    responsible_id: StaffId | None = None


class CashIncidentSettled(Event, name="cash_incident.settled", about="incident_id"):
    """A manager said what came of it (N-27)."""

    incident_id: UUID
    settled_by: StaffId
    responsible_id: StaffId | None = None


class FoundItemRecorded(Event, name="found_item.recorded", about="item_id"):
    """Something was left behind and counted by two (REC-21, N-28)."""

    item_id: UUID
    item_number: str
    thing: str
    place: str
    keep_until: datetime
    order_id: UUID | None = None


class FoundItemTold(Event, name="found_item.told", about="item_id"):
    """The customer knows that it is here (REC-21)."""

    item_id: UUID


class FoundItemSettled(Event, name="found_item.settled", about="item_id"):
    """Its owner took it, or its time was over (M-36)."""

    item_id: UUID
    claimed: bool


class TargetsIncomplete(Event, name="targets.incomplete", about="plan_id"):
    """From the 25th on: next month's targets are not broken down to department and person (MGT-01)."""

    plan_id: UUID
    month: str
    missing: int


class TargetsBrokenDown(Event, name="targets.broken_down", about="plan_id"):
    """A month's targets are set for every department and person (MGT-01)."""

    plan_id: UUID
    month: str
    set_by: StaffId


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


class DamageKind(StrEnum):
    """What became of a customer's property in the house (M-21)."""

    DAMAGED = "DAMAGED"
    LOST = "LOST"


class MadeGood(StrEnum):
    """How it is made good: mended, replaced, by a refund on the order, or by finance outside the till."""

    REPAIR = "REPAIR"
    REPLACEMENT = "REPLACEMENT"
    REFUND = "REFUND"
    FINANCE = "FINANCE"


class DamageReported(Event, name="damage.reported"):
    """A customer's property was damaged or lost; the manager hears at once (M-21)."""

    order_id: UUID
    damage_id: UUID
    damage_number: str
    kind: DamageKind
    thing: str


class DamageOffered(Event, name="damage.offered"):
    """What was agreed with the customer waits for the store manager (M-21)."""

    order_id: UUID
    damage_id: UUID
    damage_number: str
    thing: str
    how: MadeGood
    amount: Money
    offered_by: StaffId


class DamageDecided(Event, name="damage.decided"):
    """The store manager's word on the offer (M-21)."""

    order_id: UUID
    damage_id: UUID
    approved: bool
    decided_by: StaffId


class DamageMadeGood(Event, name="damage.made_good"):
    """The customer has what was offered, and signed (M-21)."""

    order_id: UUID
    damage_id: UUID
    how: MadeGood
    amount: Money


class DamageClosed(Event, name="damage.closed"):
    """Nothing is owed for it, and why (M-21)."""

    order_id: UUID
    damage_id: UUID
    finding: str
