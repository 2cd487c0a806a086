"""Asking a manager to let a shoot happen with the package balance open (A-01, FIN-04)."""

from __future__ import annotations

from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class OverrideState(StrEnum):
    """States of a request."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


class OverrideAction(StrEnum):
    """What a manager says to it."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"


_S, _A = OverrideState, OverrideAction

OVERRIDE: Machine[OverrideState, OverrideAction] = Machine(
    {_S.REQUESTED: {_A.APPROVE: _S.APPROVED, _A.REJECT: _S.REJECTED}}
)


class OverrideWaits(ServiceError):
    """One request for an order at a time."""

    status, code = 409, "override.waits"
    en, zh = "A manager was asked already; wait for the answer.", "已提交店长审批，请等待答复。"


class NothingOwed(ServiceError):
    """There is nothing to override."""

    status, code = 409, "override.nothing_owed"
    en, zh = "Nothing of the package is owed, or it was allowed before.", "套系余款已付清或已获准欠款，无需审批。"
