"""The day before: the customer's wishes are read, and what the shoot needs is laid out (SCH-15, SHO-01)."""

from __future__ import annotations

from collections.abc import Collection
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
