"""Belongings in lockers as sent and shown (M-37)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.domain.storing import CheckTime, Identity, StoredState, Valuable
from services.reception.models import StoredBelongings, TokenCheck
from services.reception.schemas import Body, Code
from services.reception.schemas.keeping import Description
from services.reception.schemas.money import Method
from shared.contracts.values import BranchId
from shared.kit.privacy import PlainText, Words


class StoreIn(Body):
    """What goes into which locker; valuables only with a declaration."""

    locker: Code
    contents: Description
    valuables: list[Valuable] = Field(default_factory=list, max_length=len(Valuable))
    declaration: PlainText = ""


class ReleaseIn(Body):
    """The number on the token that came back."""

    token: Code


class LostTokenIn(Body):
    """Who lost the token says what is in the locker, shows who he is, signs, and pays the fee on a receipt."""

    described: Description
    identity: Identity
    signature_name: Words
    method: Method
    note_tested: bool = False


class StoredOut(BaseModel):
    """Belongings in a locker, or what became of them."""

    id: UUID
    branch_id: str
    order_id: UUID
    locker: str
    contents: str
    valuables: list[Valuable]
    declaration: str
    stored_on: date
    stored_at: datetime
    stored_by: str
    state: StoredState
    late: bool = Field(description="should have been fetched on its day")
    released_at: datetime | None
    released_by: str | None
    token_lost: bool
    described: str | None
    identity: Identity | None
    signature_name: str | None
    fee_id: UUID | None = Field(description="the sale whose paper is the receipt of the fee")

    @classmethod
    def of(cls, row: StoredBelongings, today: date) -> StoredOut:
        """The belongings as answered."""
        late = row.state is StoredState.STORED and row.stored_on < today
        return cls(late=late, **row.model_dump())


class TokenCheckIn(Body):
    """The tokens that hang at the desk now; a difference has its reason."""

    branch_id: BranchId
    time: CheckTime
    tokens: Annotated[list[Code], Field(max_length=500)]
    note: PlainText = ""


class TokenCheckOut(BaseModel):
    """A check with what did not match and what was still in lockers."""

    id: UUID
    branch_id: str
    day: date
    time: CheckTime
    missing: list[str]
    surplus: list[str]
    left: list[str]
    note: str
    checked_by: str
    checked_at: datetime

    @classmethod
    def of(cls, row: TokenCheck) -> TokenCheckOut:
        """The check as answered."""
        return cls.model_validate(row, from_attributes=True)
