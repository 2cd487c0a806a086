"""Things kept for customers as sent and shown."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.keeping import CustodyState, FoundKind, FoundState
from services.reception.domain.storing import Identity
from services.reception.models import Custody, FoundItem
from services.reception.schemas import Body
from shared.contracts.values import BranchId, StaffId
from shared.kit.privacy import PlainText, Words

Description = Annotated[PlainText, Field(min_length=1)]


class FoundIn(Body):
    """What was left behind, where, who found it, and the manager who counted it with him (REC-21).

    Without a finder it is the caller; without a manager one is told, who counts it later.
    """

    branch_id: BranchId
    order_id: UUID | None = None
    kind: FoundKind
    description: Description
    place: Annotated[PlainText, Field(min_length=1, max_length=200)]
    found_by: StaffId | None = None
    counted_with: StaffId | None = None


class ClaimIn(Body):
    """Who signed for it, what he showed, and who watched (M-36)."""

    signature_name: Words
    identity: Identity
    supervised_by: StaffId


class DisposalIn(Body):
    """What becomes of a thing that nobody claimed (M-36)."""

    note: PlainText = ""


class FoundOut(BaseModel):
    """A thing that was left behind."""

    id: UUID
    number: str
    branch_id: str
    order_id: UUID | None
    kind: FoundKind
    description: str
    place: str
    found_at: datetime
    found_by: str
    counted_with: str | None
    counted_at: datetime | None
    photo_at: datetime | None
    keep_until: datetime
    state: FoundState
    told_at: datetime | None
    told_by: str | None
    settled_at: datetime | None
    settled_by: str | None
    signature_name: str | None
    supervised_by: str | None
    identity: Identity | None
    disposal_note: str | None

    @classmethod
    def of(cls, row: FoundItem) -> FoundOut:
        """The thing as answered."""
        return cls.model_validate(row, from_attributes=True)


class CustodyIn(Body):
    """What the customer entrusts, and how it looks (M-42)."""

    thing: Words
    condition: Description
    place: Words


class CustodyReturnIn(Body):
    """The paper that came back, and who signed."""

    number: Annotated[str, Field(max_length=32)]
    signature_name: Words


class CustodyOut(BaseModel):
    """A thing in the studio's care."""

    id: UUID
    number: str
    branch_id: str
    order_id: UUID
    thing: str
    condition: str
    place: str
    taken_at: datetime
    taken_by: str
    state: CustodyState
    signature_name: str | None
    returned_at: datetime | None
    returned_by: str | None

    @classmethod
    def of(cls, row: Custody) -> CustodyOut:
        """The thing as answered."""
        return cls.model_validate(row, from_attributes=True)
