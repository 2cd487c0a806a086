"""Members, levels and points, cards and referral codes (CS-20, A-26)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class Level(StrEnum):
    """Levels of membership, lowest first."""

    NONE = "NONE"
    MEMBER = "MEMBER"
    GOLD = "GOLD"
    DIAMOND = "DIAMOND"


Levels = tuple[tuple[int, Level], ...]

FROM_POINTS: Levels = ((2000, Level.DIAMOND), (800, Level.GOLD), (300, Level.MEMBER))
"""Points that reach a level [D]."""


def level_of(points: int, levels: Levels = FROM_POINTS) -> Level:
    """The highest level that many points reach.

    >>> [level_of(points).value for points in (0, 299, 300, 800, 2000)]
    ['NONE', 'NONE', 'MEMBER', 'GOLD', 'DIAMOND']
    """
    return max((level for least, level in levels if points >= least), key=rank, default=Level.NONE)


PLACES = {level: place for place, level in enumerate(Level)}


def rank(level: Level) -> int:
    """Position of the level from the bottom."""
    return PLACES[level]


def points_for(before: int, after: int, fen_per_point: int) -> int:
    """Points by which a change of total spending (fen) changes the ledger; the sum is exact whatever the steps.

    >>> points_for(0, 1999, 1000), points_for(1999, 2000, 1000), points_for(2000, 500, 1000)
    (1, 1, -2)
    """
    return max(after, 0) // fen_per_point - max(before, 0) // fen_per_point


class RewardKind(StrEnum):
    """What a referrer wants for an order he recommended; his own choice (A-26)."""

    POINTS = "POINTS"
    CASH = "CASH"


@dataclass(frozen=True, slots=True)
class RewardRule:
    """What a recommended order earns: so many points, or so much money (fen); weddings and the rest apart."""

    wedding: bool
    points: int
    cash: int


def reward_for(rules: Iterable[RewardRule], *, wedding: bool) -> RewardRule:
    """The rule for an order; without one it earns nothing.

    >>> reward_for([RewardRule(True, 100, 10000)], wedding=True).points
    100
    >>> reward_for([RewardRule(True, 100, 10000)], wedding=False).cash
    0
    """
    return next((rule for rule in rules if rule.wedding == wedding), RewardRule(wedding, 0, 0))


class CardKind(StrEnum):
    """Cards a customer carries: the gold card (金卡) and the VIP card."""

    GOLD = "GOLD"
    VIP = "VIP"


class CardState(StrEnum):
    """States of a card."""

    ISSUED = "ISSUED"
    TAKEN_BACK = "TAKEN_BACK"


class CardAction(StrEnum):
    """What may happen to a card."""

    TAKE_BACK = "TAKE_BACK"


CARDS = Machine[CardState, CardAction]({CardState.ISSUED: {CardAction.TAKE_BACK: CardState.TAKEN_BACK}})
"""A card that was taken back is never issued again; the customer gets a new one (CS-20)."""


class HasCard(ServiceError):
    """One card of a kind for a customer."""

    status, code = 409, "card.has_one"
    en, zh = "This customer has card {number} already; take it back first.", "该顾客已持有 {number} 号卡，请先回收。"


class CardNumberTaken(ServiceError):
    """Two cards cannot have one number."""

    status, code = 409, "card.number_taken"
    field = "number"
    en, zh = "Card number {number} was given out before.", "卡号 {number} 已发放过。"


class CardExpired(ServiceError):
    """A card ends in the future."""

    status, code = 422, "card.expired"
    field = "expires_on"
    en, zh = "The card's last day must lie in the future.", "有效期必须晚于今天。"


ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Characters nobody confuses when a code is read out; as many as a byte has room for evenly."""


def new_referral_code() -> str:
    """Eight characters a customer can pass on by word of mouth."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(8))
