"""The day before: the customer's wishes are read, and what the shoot needs is laid out (SCH-15, SHO-01)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time
from enum import StrEnum

from services.scheduling.domain.booking import Location


class Check(StrEnum):
    """What is looked to before a shoot; the list of the trade (SHO-01), and the sheet with the wishes."""

    WISHES = "WISHES"
    CAMERA = "CAMERA"
    BATTERIES = "BATTERIES"
    LENSES = "LENSES"
    LIGHTS = "LIGHTS"
    PROPS = "PROPS"
    CLOTHES = "CLOTHES"
    TRIGGERS = "TRIGGERS"
    OUTDOOR_BATTERY = "OUTDOOR_BATTERY"
    STAND = "STAND"


READY_BY = time(17)
"""On the last working day before a shoot everything for it is laid out by then [D] (SCH-15)."""

LOOKED_AGAIN_AT = time(8, 30)
"""In the morning, what was booked after that is looked at (GEN-06)."""

NOTHING_LAID_OUT = "NOTHING_LAID_OUT"
DRESS_NOT_READY = "DRESS_NOT_READY"

ALWAYS = (
    Check.WISHES,
    Check.CAMERA,
    Check.BATTERIES,
    Check.LENSES,
    Check.LIGHTS,
    Check.PROPS,
    Check.CLOTHES,
)
AWAY = (Check.TRIGGERS, Check.OUTDOOR_BATTERY, Check.STAND)
"""What a studio has on its walls and a beach has not."""


def checks_of(location: Location) -> tuple[Check, ...]:
    """What is checked for a shoot there."""
    return ALWAYS if location is Location.STUDIO else (*ALWAYS, *AWAY)


def is_prepared(location: Location, done: Collection[Check]) -> bool:
    """Whether nothing is left; by the sea more is needed than in the studio.

    >>> is_prepared(Location.SEA, ALWAYS)
    False
    """
    return set(checks_of(location)) <= set(done)


def missing_for_shoot(location: Location, done: Collection[Check], *, dresses_ready: bool) -> list[str]:
    """What a shoot still lacks, as stable words; empty when everything is there (GEN-06).

    >>> missing_for_shoot(Location.STUDIO, ALWAYS[1:], dresses_ready=False)
    ['WISHES', 'DRESS_NOT_READY']
    """
    left = [check.value for check in checks_of(location) if check not in done]
    if not set(checks_of(location)) & set(done):
        left = [NOTHING_LAID_OUT]
    return left if dresses_ready else [*left, DRESS_NOT_READY]
