"""The job sheet's tables: what the facts add up to, the facts, and how many orders stand where."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, PrimaryKeyConstraint, text
from sqlmodel import Field

from services.customer_service.domain.stages import Stage
from services.customer_service.models.base import Base
from shared.kit.tables import BranchRow, document, moment, words

DUE = text("next_due IS NOT NULL")


class JobSheet(Base, BranchRow, table=True):
    """One order on its way through the house."""

    __tablename__ = "job_sheet"
    __table_args__ = (
        Index("job_sheet_list", "branch_id", "opened_at", "order_id"),
        Index("job_sheet_oldest", "opened_at", "order_id"),
        Index("job_sheet_stage", "branch_id", "stage", "opened_at", "order_id"),
        Index("job_sheet_due", "branch_id", "next_due", postgresql_where=DUE, postgresql_include=["stage"]),
        Index("job_sheet_due_in_chain", "next_due", postgresql_where=DUE, postgresql_include=["branch_id", "stage"]),
        Index("job_sheet_owing", "branch_id", "opened_at", "order_id", postgresql_where=text("balance > 0")),
    )

    order_id: UUID = Field(primary_key=True)
    stage: Stage = words(Stage)
    stage_since: datetime = moment()
    opened_at: datetime = moment()
    number: str | None = Field(default=None, max_length=40)
    category: str | None = Field(default=None, max_length=40)
    owner_id: str | None = Field(default=None, max_length=40, index=True)
    customer_number: str | None = Field(default=None, max_length=40)
    next_step: str | None = Field(default=None, max_length=40)
    next_department: str | None = Field(default=None, max_length=40)
    next_due: datetime | None = moment(nullable=True)
    balance: int = Field(default=0, sa_type=BigInteger)
    currency: str = Field(default="CNY", max_length=3)
    flags: list[str] = document(default_factory=list)
    sheet: dict[str, Any] = document(default_factory=dict)


class JobSheetEntry(Base, BranchRow, table=True):
    """One fact about the order."""

    __tablename__ = "job_sheet_entry"
    __table_args__ = (Index("job_sheet_entry_order", "order_id", "at", "event_id"),)

    event_id: UUID = Field(primary_key=True)
    order_id: UUID
    at: datetime = moment()
    type: str = Field(max_length=60)
    department: str = Field(max_length=40)
    actor: str | None = Field(default=None, max_length=40)
    data: dict[str, Any] = document(default_factory=dict)


class StageTally(Base, BranchRow, table=True):
    """How many orders of a branch stand at a stage; written with the sheets, by the one who writes them."""

    __tablename__ = "stage_tally"
    __table_args__ = (PrimaryKeyConstraint("branch_id", "stage"),)

    branch_id: str = Field(max_length=12)
    stage: Stage = words(Stage)
    orders: int = Field(sa_type=BigInteger)
    owing: int = Field(sa_type=BigInteger)
