"""Sales on the shoot day (FIN-14): what was used or sold besides the package, on a numbered paper of its own."""

from __future__ import annotations

from collections.abc import Iterable

from shared.kit.errors import ServiceError

SERIES = "S"


class SaleNotNow(ServiceError):
    """Things are sold on the spot while the customer is in the house, not on a cancelled order (FIN-14)."""

    status, code = 409, "sale.order_cancelled"
    en, zh = "The order is cancelled.", "该订单已取消。"


class SaleVoided(ServiceError):
    """A void paper stays as it is (FIN-02)."""

    status, code = 409, "sale.void_before"
    en, zh = "The sale {number} was voided before.", "{number} 已作废。"


class CommissionTooHigh(ServiceError):
    """Nobody earns more on a sale than was taken for it (FIN-14)."""

    status, code = 422, "sale.commission_too_high"
    field = "commission"
    en, zh = "The commission cannot be more than was paid.", "提成不能超过收款金额。"


def check_commission(commission: int, amount: int) -> None:
    """Refuse a commission above the sale itself.

    Raises:
        CommissionTooHigh.
    """
    if commission > amount:
        raise CommissionTooHigh


def sum_of(lines: Iterable[tuple[int, int]]) -> int:
    """What quantities at unit prices come to, in fen.

    >>> sum_of([(2, 3000), (1, 500)])
    6500
    """
    return sum(quantity * price for quantity, price in lines)
