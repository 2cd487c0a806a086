"""Members, levels and points (CS-20, A-26)."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Levels of membership, lowest first."""

    NONE = "NONE"
    MEMBER = "MEMBER"
    GOLD = "GOLD"
    DIAMOND = "DIAMOND"


FROM_POINTS: tuple[tuple[int, Level], ...] = ((2000, Level.DIAMOND), (800, Level.GOLD), (300, Level.MEMBER))
"""Points that reach a level [D]."""


def level_of(points: int) -> Level:
    """The level that many points reach.

    >>> [level_of(points).value for points in (0, 299, 300, 800, 2000)]
    ['NONE', 'NONE', 'MEMBER', 'GOLD', 'DIAMOND']
    """
    return next((level for least, level in FROM_POINTS if points >= least), Level.NONE)


def rank(level: Level) -> int:
    """Position of the level from the bottom."""
    return list(Level).index(level)


def points_for(before: int, after: int, fen_per_point: int) -> int:
    """Points by which a change of total spending (fen) changes the ledger; the sum is exact whatever the steps.

    >>> points_for(0, 1999, 1000), points_for(1999, 2000, 1000), points_for(2000, 500, 1000)
    (1, 1, -2)
    """
    return max(after, 0) // fen_per_point - max(before, 0) // fen_per_point
