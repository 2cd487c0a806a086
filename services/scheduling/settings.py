"""Scheduling's own variables, ``SCHEDULING_…``."""

from __future__ import annotations

from dataclasses import fields

from pydantic import Field

from services.scheduling.domain.booking import Policy
from shared.kit.settings import ServiceSettings, service_config


class Settings(ServiceSettings):
    """Lengths in minutes (SCH-05), the shortest talk (A-13), days for a re-shoot (A-30), the early artist (SCH-14),
    days before a wedding day by which it is booked (PCK-07)."""

    model_config = service_config("scheduling")

    wedding_shoot_minutes: int = Field(default=240, ge=5, le=960)
    other_shoot_minutes: int = Field(default=120, ge=5, le=960)
    wedding_selection_minutes: int = Field(default=120, ge=5, le=960)
    other_selection_minutes: int = Field(default=60, ge=5, le=960)
    layout_review_minutes: int = Field(default=30, ge=5, le=960)
    fitting_minutes: int = Field(default=60, ge=5, le=960)
    pickup_minutes: int = Field(default=30, ge=5, le=960)
    wedding_day_minutes: int = Field(default=480, ge=5, le=960)
    talk_minutes: int = Field(default=5, ge=0, le=120)
    reshoot_days: int = Field(default=7, ge=1, le=90)
    makeup_before_minutes: int = Field(default=0, ge=0, le=480)
    artist_early_minutes: int = Field(default=20, ge=0, le=240)
    wedding_day_before_days: int = Field(default=15, ge=0, le=365)

    def policy(self) -> Policy:
        """The numbers as the domain reads them."""
        return Policy(**{field.name: getattr(self, field.name) for field in fields(Policy)})
