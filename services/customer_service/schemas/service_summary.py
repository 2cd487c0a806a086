"""客户服务信息统计分析汇总表: what a month was like for the customers (M-30)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.customer_service.domain.contacts import Answer, Aspect
from services.customer_service.schemas.complaints import ClassCount
from services.customer_service.schemas.visit_report import VisitCounts
from shared.contracts.values import Money


class AspectCount(BaseModel):
    """With how many visited customers something went well, and with how many not."""

    aspect: Aspect
    pleased: int
    displeased: int


class Voice(BaseModel):
    """What one customer said."""

    contact_id: UUID
    order_id: UUID | None
    answer: Answer
    pleased: list[Aspect]
    displeased: list[Aspect]
    note: str
    at: datetime


class StageDelays(BaseModel):
    """Delays put on record at a stage, and what was promised for them (GEN-07)."""

    stage: str
    delays: int
    compensation: list[Money]


class StageInTime(BaseModel):
    """How often a stage was left by its deadline (CS-01)."""

    stage: str
    step: str = Field(description="what was to be done there")
    department: str
    left: int = Field(description="orders that left the stage in the month")
    in_time: int


class PointsOfReason(BaseModel):
    """Points of a month from own spending or from recommending; taken back ones are negative (CS-20)."""

    reason: str
    lines: int
    points: int


class ServiceSummary(BaseModel):
    """The month of a branch as its customers saw it (M-30)."""

    branch_id: str
    month: str
    visits: VisitCounts
    aspects: list[AspectCount]
    pleased: list[Voice] = Field(description="what the satisfied said, the last first")
    displeased: list[Voice] = Field(description="what the others said, the last first")
    complaints: int
    valid_complaints: int
    valid_solved: int
    causes: list[ClassCount]
    complaint_compensation: list[Money]
    delays: list[StageDelays]
    points: list[PointsOfReason]
    stages: list[StageInTime]
