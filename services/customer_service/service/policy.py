"""The chain's numbers, set once at start-up; consumers and jobs know no request that could carry them."""

from __future__ import annotations

from services.customer_service.domain.policy import Policy

_current = Policy()


def policy() -> Policy:
    """The numbers in force."""
    return _current


def use_policy(value: Policy) -> None:
    """Put other numbers in force; called by ``main``."""
    global _current
    _current = value
