"""Things kept for customers: entrusted (M-42) and left behind (REC-21, M-36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine

MANAGERS = frozenset({"reception_manager", "store_manager"})
"""Roles whose word counts when something was left behind (REC-21)."""


class FoundKind(StrEnum):
    """What was found; it says how long it is kept (M-36)."""

    PERISHABLE = "PERISHABLE"
    BELONGING = "BELONGING"
    GOODS = "GOODS"
    VALUABLE = "VALUABLE"


@dataclass(frozen=True, slots=True)
class KeptFor:
    """How long the house keeps what was left behind; settings (M-36)."""

    perishable_hours: int = 12
    days: int = 3
    valuables_days: int = 90

    def of(self, kind: FoundKind) -> timedelta:
        """How long a thing of that kind is kept."""
        if kind is FoundKind.PERISHABLE:
            return timedelta(hours=self.perishable_hours)
        return timedelta(days=self.valuables_days if kind is FoundKind.VALUABLE else self.days)


class FoundState(StrEnum):
    """Kept at the counter, taken by its owner, or disposed of when nobody came (M-36)."""

    KEPT = "KEPT"
    CLAIMED = "CLAIMED"
    DISPOSED = "DISPOSED"


class FoundAction(StrEnum):
    """What moves a found thing."""

    CLAIM = "CLAIM"
    DISPOSE = "DISPOSE"


FOUND: Machine[FoundState, FoundAction] = Machine(
    {FoundState.KEPT: {FoundAction.CLAIM: FoundState.CLAIMED, FoundAction.DISPOSE: FoundState.DISPOSED}}
)


class CustodyState(StrEnum):
    """托管: in the studio's care, or back with the customer (M-42)."""

    KEPT = "KEPT"
    RETURNED = "RETURNED"


class CustodyAction(StrEnum):
    """The only thing that can happen to it."""

    RETURN = "RETURN"


CUSTODY: Machine[CustodyState, CustodyAction] = Machine(
    {CustodyState.KEPT: {CustodyAction.RETURN: CustodyState.RETURNED}}
)


class CountedAlone(ServiceError):
    """Left-behind things are counted together with a second person (REC-21)."""

    status, code = 422, "found.counted_alone"
    field = "counted_with"
    en, zh = "Count together with a second person.", "请与另一位同事一起清点。"


class CountedByNoManager(ServiceError):
    """A manager counts what was left behind together with its finder (REC-21)."""

    status, code = 422, "found.no_manager"
    field = "counted_with"
    en = "A manager counts it together with the finder; leave it open and the manager is told."
    zh = "须由经理与发现人一起清点；经理不在场可先留空，系统会通知经理。"


class CountedBefore(ServiceError):
    """It is counted once (REC-21)."""

    status, code = 409, "found.counted_before"
    en, zh = "It was counted already.", "该物品已清点。"


class SupervisedAlone(ServiceError):
    """Whoever gives it out cannot be the one who watches (M-36)."""

    status, code = 422, "found.supervised_alone"
    field = "supervised_by"
    en, zh = "Let a second person watch the owner sign.", "请另一位同事监督签收。"


class StillKept(ServiceError):
    """Nothing is disposed of before its time (M-36)."""

    status, code = 409, "found.still_kept"
    en, zh = "It is kept until {until}.", "须保管至 {until}。"


class DisposalUnexplained(ServiceError):
    """A manager says what becomes of a thing nobody claimed; food needs no such word (M-36)."""

    status, code = 422, "found.disposal_unexplained"
    field = "note"
    en, zh = "Say what becomes of it.", "请注明如何处理。"


class OtherPaper(ServiceError):
    """Entrusted things go back against the same paper (M-42)."""

    status, code = 409, "custody.other_paper"
    field = "number"
    en, zh = "This paper is for something else.", "托管单编号不符。"


def needs_manager(kind: FoundKind) -> bool:
    """Whether only a manager disposes of it, with a note; what spoils is thrown away by whoever is there (M-36)."""
    return kind is not FoundKind.PERISHABLE
