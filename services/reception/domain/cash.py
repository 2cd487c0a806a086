"""Cash that is not as it should be: float short, count that differs, a counterfeit note (N-27, M-35)."""

from __future__ import annotations

from enum import StrEnum

from shared.contracts.reception import CashIncidentKind
from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class IncidentState(StrEnum):
    """Open until a manager has said what came of it."""

    OPEN = "OPEN"
    SETTLED = "SETTLED"


class IncidentAction(StrEnum):
    """The only thing that can happen to it."""

    SETTLE = "SETTLE"


INCIDENT: Machine[IncidentState, IncidentAction] = Machine(
    {IncidentState.OPEN: {IncidentAction.SETTLE: IncidentState.SETTLED}}
)


class SupervisorMissing(ServiceError):
    """A customer who does not exchange the note is left to a supervisor (M-35)."""

    status, code = 422, "cash.supervisor_missing"
    field = "supervisor_id"
    en, zh = (
        "The customer did not exchange the note: name the supervisor who was called.",
        "顾客不愿换钞时，请填写到场的主管。",
    )


class OwnIncident(ServiceError):
    """Whoever answers for the cash does not settle it himself."""

    status, code = 409, "cash.own_incident"
    en, zh = "Somebody other than the person responsible has to settle this.", "责任人不能自己处理该事项。"


def check_note(*, exchanged: bool, supervisor: str | None) -> None:
    """A counterfeit note is exchanged, or a supervisor was called; nobody carries it to a bank himself (M-35).

    Raises:
        SupervisorMissing: neither.
    """
    if not exchanged and supervisor is None:
        raise SupervisorMissing


__all__ = [
    "INCIDENT",
    "CashIncidentKind",
    "IncidentAction",
    "IncidentState",
    "OwnIncident",
    "SupervisorMissing",
    "check_note",
]
