"""The numbers of post-production that a chain may set, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from services.post_production.domain.states import Alert, WorkStep
from shared.contracts.reception import Category

FIRST_THING = frozenset({Category.WEDDING_SEA, Category.WEDDING_STUDIO, Category.WEDDING_OUTDOOR, Category.FAMILY})
"""Colour-corrected first thing after the shoot (PST-18)."""


def default_thresholds() -> dict[Alert, timedelta]:
    """After how long each of the five alerts is raised (PST-20)."""
    return {
        Alert.DESIGN_NOT_ANNOUNCED: timedelta(hours=4),
        Alert.SELECTION_INCOMPLETE: timedelta(hours=24),
        Alert.PRINTS_NOT_CUT: timedelta(hours=24),
        Alert.CUT_NOT_FINISHED: timedelta(hours=24),
        Alert.FINISHED_NOT_ANNOUNCED: timedelta(hours=4),
    }


@dataclass(frozen=True, slots=True)
class Rules:
    """Defaults of the catalogue; every one is a setting.

    Attributes:
        max_file_bytes: the largest file that is taken.
        max_pixels: the largest picture that is taken, in pixels.
        custom_design_fee: fen, charged for a custom design (PST-01, PST-03).
        busy_above: open work items from which on the template mode is proposed (PST-02).
        quality_share: of finished work, the share the store manager looks at (PST-22).
        quality_at_least_days: somebody of whom nothing was looked at for so long is next, chance or not.
        dispute_days: so long the files of a retired custom layout are kept (A-28).
        thresholds: after how long each alert is raised (PST-20).
    """

    max_file_bytes: int = 80 * 1024 * 1024
    max_pixels: int = 120_000_000
    custom_design_fee: int = 30_000
    colour_days: int = 1
    retouch_days: int = 3
    design_days: int = 3
    urgent_days: int = 1
    production_days: int = 14
    busy_above: int = 30
    quality_share: float = 0.1
    quality_at_least_days: int = 7
    readiness_at: time = time(9, 30)
    handover_closes_at: time = time(20, 0)
    dispute_days: int = 90
    thresholds: dict[Alert, timedelta] = field(default_factory=default_thresholds)

    def due_on(self, step: WorkStep, today: date, *, urgent: bool) -> date:
        """The day by which work that begins today has to be done; an urgent order (加急) has priority (PST-19)."""
        days = {
            WorkStep.COLOUR: self.colour_days,
            WorkStep.RETOUCH: self.retouch_days,
            WorkStep.DESIGN: self.design_days,
        }[step]
        return today + timedelta(days=min(days, self.urgent_days) if urgent else days)

    def production_due_on(self, today: date, pickup_on: date) -> date:
        """The day by which all pieces should be finished: the day before pickup, if that can be kept."""
        return max(today, min(pickup_on - timedelta(days=1), today + timedelta(days=self.production_days)))


def missing_for_selection(
    *, shot: bool, photos: int, sets_here: int, sets_ordered: int, developing: int, short: int, checked: bool
) -> list[str]:
    """What a selection still lacks (PST-05, PST-07), as stable words; empty when everything is there.

    Args:
        photos: proofs with previews.
        developing: proofs without a preview yet.
        short: proofs missing against the photographer's count, or in sets that are not closed.
    """
    lacking = {
        "SHOOT_NOT_COMPLETED": not shot and not photos,
        "PHOTOS_NOT_IMPORTED": not photos,
        "SETS_MISSING": sets_here < sets_ordered,
        "COUNT_DIFFERS": short > 0,
        "PREVIEWS_NOT_READY": developing > 0,
        "CHECK_NOT_DONE": not checked,
    }
    return [word for word, is_missing in lacking.items() if is_missing]
