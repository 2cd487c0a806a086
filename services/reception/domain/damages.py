"""Damage to a customer's property: told to the manager at once, made good by what the store manager approves (M-21)."""

from __future__ import annotations

from enum import StrEnum

from shared.contracts.reception import DamageKind, MadeGood
from shared.kit.errors import ServiceError
from shared.kit.states import Machine

SERIES = "L"


class DamageState(StrEnum):
    """Reported; an offer agreed with the customer; approved; made good – or closed, because nothing is owed for it."""

    REPORTED = "REPORTED"
    OFFERED = "OFFERED"
    APPROVED = "APPROVED"
    MADE_GOOD = "MADE_GOOD"
    CLOSED = "CLOSED"


class DamageAction(StrEnum):
    """What happens to a report."""

    OFFER = "OFFER"
    APPROVE = "APPROVE"
    REJECT = "REJECT"
    MAKE_GOOD = "MAKE_GOOD"
    CLOSE = "CLOSE"


_S, _A = DamageState, DamageAction

DAMAGE: Machine[DamageState, DamageAction] = Machine(
    {
        _S.REPORTED: {_A.OFFER: _S.OFFERED, _A.CLOSE: _S.CLOSED},
        _S.OFFERED: {_A.OFFER: _S.OFFERED, _A.APPROVE: _S.APPROVED, _A.REJECT: _S.REPORTED},
        _S.APPROVED: {_A.MAKE_GOOD: _S.MADE_GOOD},
    }
)

OPEN = frozenset({DamageState.REPORTED, DamageState.OFFERED, DamageState.APPROVED})


class AmountMissing(ServiceError):
    """Money is offered as an amount (M-21)."""

    status, code = 422, "damage.amount_missing"
    field = "amount"
    en, zh = "Say how much money is offered.", "请填写赔偿金额。"


class RefundMissing(ServiceError):
    """Money leaves the till only as a refund that two people agreed to (M-39)."""

    status, code = 409, "damage.refund_missing"
    field = "refund_id"
    en, zh = (
        "Name a refund of {amount} on this order that was paid out, and that makes good nothing else.",
        "请填写本订单已付出的 {amount} 退款，且未用于其他赔偿。",
    )


def check_offer(how: MadeGood, amount: int) -> None:
    """Whoever offers money says how much.

    Raises:
        AmountMissing: it is nothing.
    """
    if how in (MadeGood.REFUND, MadeGood.FINANCE) and amount <= 0:
        raise AmountMissing


__all__ = [
    "DAMAGE",
    "OPEN",
    "SERIES",
    "AmountMissing",
    "DamageAction",
    "DamageKind",
    "DamageState",
    "MadeGood",
    "RefundMissing",
    "check_offer",
]
