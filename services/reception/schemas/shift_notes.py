"""The hand-over book as asked and answered."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from services.reception.domain.shift_notes import NoteKind
from services.reception.models import ShiftNote
from services.reception.schemas import Body
from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText


class ShiftNoteIn(Body):
    """What is left to the next shift; a customer with the order's number."""

    branch_id: BranchId
    kind: NoteKind
    note: Annotated[PlainText, StringConstraints(min_length=1)]
    order_number: Annotated[str | None, Field(max_length=32, pattern=r"^[A-Za-z0-9-]+$")] = None


class ShiftNoteOut(BaseModel):
    """A line of the hand-over book."""

    id: UUID
    branch_id: str
    kind: NoteKind
    note: str
    order_id: UUID | None
    order_number: str | None
    written_by: str
    written_at: datetime
    taken_by: str | None
    taken_at: datetime | None

    @classmethod
    def of(cls, row: ShiftNote) -> ShiftNoteOut:
        """The line as answered."""
        return cls.model_validate(row, from_attributes=True)
