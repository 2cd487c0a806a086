"""Belongings in a locker against its token, for the day (M-37)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine

LOST_TOKEN_FEE = 1_000
"""Fen: what a lost token costs, in every branch (M-37)."""

COMPENSATION_MOST = 5_000
"""Fen: what the house pays at the most for what was in a locker (M-37)."""


class Valuable(StrEnum):
    """What does not go into a locker unless the customer declares it."""

    CASH = "CASH"
    HANDBAG = "HANDBAG"
    PHONE = "PHONE"
    JEWELLERY = "JEWELLERY"
    DOCUMENTS = "DOCUMENTS"


class Identity(StrEnum):
    """What somebody showed who lost the token; its number is not written down."""

    ID_CARD = "ID_CARD"
    PASSPORT = "PASSPORT"
    DRIVING_LICENCE = "DRIVING_LICENCE"


class StoredState(StrEnum):
    """In the locker, or with the customer again."""

    STORED = "STORED"
    RELEASED = "RELEASED"


class StoredAction(StrEnum):
    """The only thing that can happen to it."""

    RELEASE = "RELEASE"


STORED: Machine[StoredState, StoredAction] = Machine({StoredState.STORED: {StoredAction.RELEASE: StoredState.RELEASED}})


class CheckTime(StrEnum):
    """Tokens are matched with lockers twice a day."""

    OPENING = "OPENING"
    CLOSING = "CLOSING"


class ValuablesRefused(ServiceError):
    """Valuables stay with the customer, or are declared (M-37)."""

    status, code = 409, "storing.valuables"
    field = "declaration"
    en = "Cash, handbags, phones, jewellery and documents stay with the customer; if they cannot, declare them."
    zh = "现金、手提包、手机、首饰和证件请客人随身携带；确需存放的须申报。"


class OtherToken(ServiceError):
    """A locker is opened for its own token only."""

    status, code = 409, "storing.other_token"
    field = "token"
    en, zh = "This token is of another locker.", "存包牌与柜号不符。"


class TokenDifference(ServiceError):
    """A token that is not where it should be is explained."""

    status, code = 422, "storing.tokens_differ"
    field = "note"
    en, zh = "Tokens and lockers do not match ({numbers}); say why.", "存包牌与柜号不符（{numbers}），请注明原因。"


def check_valuables(valuables: Collection[Valuable], declaration: str) -> None:
    """Refuse what is worth more than the house would pay, unless it was declared.

    Raises:
        ValuablesRefused.
    """
    if valuables and not declaration:
        raise ValuablesRefused


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens against lockers: who has a locker has its token, the others hang at the desk.

    Attributes:
        lockers: all of the branch.
        taken: those in use.
        here: the tokens that hang at the desk.
    """

    lockers: frozenset[str]
    taken: frozenset[str]
    here: frozenset[str]

    @property
    def missing(self) -> list[str]:
        """Lockers that nobody has, without their token."""
        return sorted(self.lockers - self.taken - self.here)

    @property
    def surplus(self) -> list[str]:
        """Tokens here whose locker is in use: it can be opened by nobody, or was emptied unseen."""
        return sorted(self.taken & self.here)

    def require_explained(self, note: str) -> None:
        """A difference has its reason.

        Raises:
            TokenDifference.
        """
        if (differ := self.missing + self.surplus) and not note:
            raise TokenDifference(numbers=", ".join(differ))
