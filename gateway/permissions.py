"""What roles come to: the permissions of somebody who has several, and those that a key may carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gateway.duties import MONEY
from gateway.roles import ROLES, SIGNED_IN

MONEY_WITHOUT_CASHIER = frozenset({"consultant", "pickup_clerk"})
"""Roles that take money where the branch has no separate cashier."""


def permissions_of(roles: Iterable[str], *, takes_money: bool = False) -> tuple[str, ...]:
    """The patterns of somebody with these roles, sorted.

    Args:
        takes_money: every branch of this person lets its consultants take money.
    """
    held = set(roles)
    patterns = set(SIGNED_IN)
    for role in held:
        patterns.update(ROLES.get(role, ()))
    if takes_money and held & MONEY_WITHOUT_CASHIER:
        patterns.update(MONEY)
    return compact(sorted(patterns))


def compact(patterns: Sequence[str]) -> tuple[str, ...]:
    """The patterns without those that another ``prefix.*`` covers already, so that tokens stay short."""
    wide = [pattern[:-1] for pattern in patterns if pattern.endswith(".*") and pattern.count("*") == 1]
    return tuple(
        pattern
        for pattern in patterns
        if not any(pattern.startswith(prefix) and pattern != f"{prefix}*" for prefix in wide)
    )


DEPARTMENTS = frozenset({"reception", "scheduling", "post_production", "pickup", "customer_service"})

FOR_PEOPLE_ONLY = ("approve", "override", "grant", "judge", "decide", "sign", "forfeit", "unlimited", "hold")
"""A decision of one of these kinds is a person's: an integration never takes it."""


def allowed_for_key(permission: str) -> bool:
    """Whether an API key may carry the permission.

    >>> allowed_for_key("reception.orders.read"), allowed_for_key("pickup.*.read"), allowed_for_key("pickup.*")
    (True, True, False)
    >>> allowed_for_key("post_production.reworks.approve"), allowed_for_key("gateway.staff.manage")
    (False, False)
    """
    service, _, rest = permission.partition(".")
    action = rest.rpartition(".")[2]
    if service == "gateway":
        return permission in SIGNED_IN and "*" not in permission
    if service not in DEPARTMENTS or not action or action.startswith(FOR_PEOPLE_ONLY):
        return False
    return "*" not in permission or permission == f"{service}.*.read"
