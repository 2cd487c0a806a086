"""Settings of post-production; every default is the catalogue's."""

from __future__ import annotations

from datetime import time, timedelta

from pydantic import Field

from services.post_production.domain.rules import Rules
from services.post_production.domain.states import Alert
from shared.kit.settings import ServiceSettings, service_config


class Settings(ServiceSettings):
    """``POST_PRODUCTION_…``; money in fen, deadlines in days, alerts in hours (PST-20)."""

    model_config = service_config("post_production")

    photos_url: str
    preview_workers: int = Field(default=2, ge=1, le=16)
    max_file_mb: int = Field(default=80, ge=1, le=1000)
    max_megapixels: int = Field(default=120, ge=1, le=1000)
    custom_design_fee: int = Field(default=30_000, ge=0)
    colour_days: int = Field(default=1, ge=0)
    retouch_days: int = Field(default=3, ge=0)
    design_days: int = Field(default=3, ge=0)
    urgent_days: int = Field(default=1, ge=0)
    production_days: int = Field(default=14, ge=0)
    busy_above: int = Field(default=30, ge=1)
    quality_share: float = Field(default=0.1, ge=0, le=1)
    quality_at_least_days: int = Field(default=7, ge=1)
    dispute_days: int = Field(default=90, ge=1)
    readiness_at: time = time(9, 30)
    handover_closes_at: time = time(20, 0)
    design_not_announced_h: float = Field(default=4, gt=0)
    selection_incomplete_h: float = Field(default=24, gt=0)
    prints_not_cut_h: float = Field(default=24, gt=0)
    cut_not_finished_h: float = Field(default=24, gt=0)
    finished_not_announced_h: float = Field(default=4, gt=0)

    @property
    def rules(self) -> Rules:
        """The numbers as the rules know them."""
        return Rules(
            max_file_bytes=self.max_file_mb * 1024 * 1024,
            max_pixels=self.max_megapixels * 1_000_000,
            custom_design_fee=self.custom_design_fee,
            colour_days=self.colour_days,
            retouch_days=self.retouch_days,
            design_days=self.design_days,
            urgent_days=self.urgent_days,
            production_days=self.production_days,
            busy_above=self.busy_above,
            quality_share=self.quality_share,
            quality_at_least_days=self.quality_at_least_days,
            dispute_days=self.dispute_days,
            readiness_at=self.readiness_at,
            handover_closes_at=self.handover_closes_at,
            thresholds={
                Alert.DESIGN_NOT_ANNOUNCED: timedelta(hours=self.design_not_announced_h),
                Alert.SELECTION_INCOMPLETE: timedelta(hours=self.selection_incomplete_h),
                Alert.PRINTS_NOT_CUT: timedelta(hours=self.prints_not_cut_h),
                Alert.CUT_NOT_FINISHED: timedelta(hours=self.cut_not_finished_h),
                Alert.FINISHED_NOT_ANNOUNCED: timedelta(hours=self.finished_not_announced_h),
            },
        )
