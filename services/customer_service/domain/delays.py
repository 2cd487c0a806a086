"""What may be promised for a delay, by whom, and who approves more (GEN-07, PCK-03, M-34)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine


@dataclass(frozen=True, slots=True)
class Authority:
    """How much money (fen) a role may promise by itself (M-34)."""

    role: str
    fen: int


AUTHORITIES = (Authority("reception_manager", 50_000), Authority("service_manager", 50_000))
"""Everybody else asks (part 4) [D]; who holds the permission for more has no limit."""


def limit_of(authorities: Iterable[Authority], roles: Iterable[str]) -> int:
    """The most that somebody with these roles may promise.

    >>> limit_of(AUTHORITIES, ["consultant", "service_manager"]), limit_of(AUTHORITIES, ["consultant"])
    (50000, 0)
    """
    held = frozenset(roles)
    return max((authority.fen for authority in authorities if authority.role in held), default=0)


class Offer(StrEnum):
    """What became of the compensation for a delay."""

    ASKED = "ASKED"
    AGREED = "AGREED"
    REFUSED = "REFUSED"


class OfferAction(StrEnum):
    """The word of somebody with more authority."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"


OFFERS = Machine[Offer, OfferAction](
    {
        Offer.ASKED: {OfferAction.APPROVE: Offer.AGREED, OfferAction.REJECT: Offer.REFUSED},
        Offer.AGREED: {},
        Offer.REFUSED: {},
    }
)


class OwnOffer(ServiceError):
    """Somebody else approves (GEN-07)."""

    status, code = 409, "delay.own_offer"
    en, zh = "Somebody else has to decide about your offer.", "补偿须由他人审批，不能审批自己提出的补偿。"


class CallIncomplete(ServiceError):
    """A call that was made has its time and what came of it (GEN-07)."""

    status, code = 422, "delay.call_incomplete"
    field = "call_result"
    en = "Note when the customer was called and what was said, both or neither; a call lies in the past."
    zh = "致电时间和通话结果须一并填写，且致电时间不能晚于现在。"


def check_call(called_at: datetime | None, result: str | None, now: datetime) -> None:
    """Time and result of the owner's call, or neither when it is still to be made.

    Raises:
        CallIncomplete: one is missing, or the call lies in the future.
    """
    if (called_at is None) != (not result) or (called_at is not None and called_at > now):
        raise CallIncomplete
