"""Pieces that arrive, are looked at and put on a shelf."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from services.pickup.domain import PieceState
from services.pickup.models import ExpectedPiece
from services.pickup.schemas.base import Body, Remark
from shared.contracts.values import BranchId
from shared.kit.privacy import Words

Shelf = Annotated[Words, StringConstraints(max_length=40)]
Code = Annotated[Words, StringConstraints(max_length=80)]


class ArrivalIn(Body):
    """A piece on the desk, counted by its code, with the result of the check (PCK-04)."""

    branch_id: BranchId
    code: Code
    passed: bool
    fault: Remark | None = None
    shelf: Shelf | None = None

    @model_validator(mode="after")
    def _fault_fits(self) -> Self:
        if self.passed == (self.fault is not None):
            raise ValueError("name the fault of a piece that did not pass, and of no other")
        return self


class ShelfIn(Body):
    """Where the piece lies."""

    shelf: Shelf


class InspectionIn(Body):
    """What the customer found when looking at a piece (PCK-06)."""

    piece_id: UUID
    ok: bool
    fault: Remark | None = None

    @model_validator(mode="after")
    def _fault_fits(self) -> Self:
        if self.ok and self.fault is not None:
            raise ValueError("a piece that is fine has no fault")
        return self


class PieceOut(BaseModel):
    """A piece and where it is."""

    id: UUID
    branch_id: str
    order_id: UUID
    code: str
    product_code: str
    name: str
    state: PieceState
    due_on: date | None
    arrived_at: datetime | None
    fault: str | None
    shelf: str | None
    handover_id: UUID | None = Field(default=None, description="the hand-over it left with")
    version: int

    @classmethod
    def of(cls, piece: ExpectedPiece) -> PieceOut:
        """The piece as answered."""
        return cls.model_validate(piece, from_attributes=True)


class ArrivalOut(BaseModel):
    """What was recorded, and how far the order is."""

    arrival_id: UUID
    piece: PieceOut
    before_finishing: bool = Field(description="production had not told that it was finished")
    expected: int
    checked: int
    missing: list[str]
    order_ready: bool
