"""Things kept for customers: entrusted (M-42) and left behind (REC-21, M-36)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class FoundKind(StrEnum):
    """What was found; perishable things are kept 12 hours, everything else 3 days (M-36)."""

    PERISHABLE = "PERISHABLE"
    BELONGING = "BELONGING"
    GOODS = "GOODS"


KEPT_FOR = {
    FoundKind.PERISHABLE: timedelta(hours=12),
    FoundKind.BELONGING: timedelta(days=3),
    FoundKind.GOODS: timedelta(days=3),
}


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


class SupervisedAlone(ServiceError):
    """Whoever gives it out cannot be the one who watches (M-36)."""

    status, code = 422, "found.supervised_alone"
    field = "supervised_by"
    en, zh = "Let a second person watch the owner sign.", "请另一位同事监督签收。"


class StillKept(ServiceError):
    """Nothing is disposed of before its time (M-36)."""

    status, code = 409, "found.still_kept"
    en, zh = "It is kept until {until}.", "须保管至 {until}。"


class OtherPaper(ServiceError):
    """Entrusted things go back against the same paper (M-42)."""

    status, code = 409, "custody.other_paper"
    field = "number"
    en, zh = "This paper is for something else.", "托管单编号不符。"


def keep_until(kind: FoundKind, found_at: datetime) -> datetime:
    """Until when it is kept (M-36)."""
    return found_at + KEPT_FOR[kind]
