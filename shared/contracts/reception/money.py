"""What is owed, and money that comes, goes back or is kept as a deposit."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import Money, StaffId


class ReceiptForm(StrEnum):
    """The fill-in forms of a receipt (FIN-05, A-11) and the deposit receipt."""

    BOOKING_DEPOSIT = "R1"
    BOOKING_FULL = "R2"
    PACKAGE_BALANCE = "R3"
    SELECTION_DEPOSIT = "R4"
    SELECTION_BALANCE = "R5"
    SELECTION_FULL = "R6"
    DEPOSIT = "D"


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
