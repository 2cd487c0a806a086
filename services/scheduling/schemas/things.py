"""The register of things, loans and write-offs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.domain.things import SINGLE, Age, Care, Cause, NextCare, SlipState
from services.scheduling.models import Loan, Resource, WriteOff
from services.scheduling.schemas.values import Body, Day, Moment, Reason
from shared.contracts.values import BranchId, StaffId
from shared.kit.privacy import PlainText, Words, check_free_text

ThingKind = Literal[
    ResourceKind.DRESS,
    ResourceKind.HAIR_ORNAMENT,
    ResourceKind.JEWELLERY,
    ResourceKind.WIG,
    ResourceKind.VEIL,
    ResourceKind.GLOVES,
    ResourceKind.SHOES,
    ResourceKind.CAMERA,
    ResourceKind.LENS,
    ResourceKind.LIGHT,
    ResourceKind.BATTERY,
    ResourceKind.PROP,
    ResourceKind.KEY,
    ResourceKind.VEHICLE,
]
"""A kind of the register of things: no people, teams, rooms or seats."""

Mark = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40, strip_whitespace=True, to_upper=True),
    AfterValidator(check_free_text),
]
"""The number on the thing; capital letters, so that a scanner and a person write the same."""

Colour = Annotated[str, StringConstraints(max_length=40, strip_whitespace=True), AfterValidator(check_free_text)]

Quantity = Annotated[int, Field(ge=1, le=10_000)]


class ThingCard(Body):
    """What the register says of a thing (SHO-11, MGT-05)."""

    name: Words
    mark: Mark | None = None
    colour: Colour = ""
    age: Age = Age.USED
    quantity: Quantity = 1
    keeper_id: StaffId | None = Field(default=None, description="who answers for it")


class ThingIn(ThingCard):
    """A new thing of a branch."""

    branch_id: BranchId
    kind: ThingKind

    @model_validator(mode="after")
    def _one_by_one(self) -> ThingIn:
        if self.kind in SINGLE and self.quantity != 1:
            raise ValueError("dresses and vehicles are registered one by one")
        return self


class CareIn(Body):
    """What happens to a thing: washed, mended, ready again (SHO-12)."""

    care: NextCare
    until: Day | None = Field(default=None, description="when the cleaner or the repair is done")
    note: PlainText = ""


class ThingOut(BaseModel):
    """A thing as it stands."""

    id: UUID
    branch_id: str
    kind: ThingKind
    name: str
    mark: str | None
    colour: str
    age: Age
    quantity: int
    out: int = Field(default=0, description="of them, lent")
    keeper_id: str | None
    care: Care
    care_note: str
    care_until: date | None
    needed_at: datetime | None = Field(default=None, description="when the next booking begins that holds it")
    active: bool
    version: int

    @classmethod
    def of(cls, row: Resource, out: int = 0, needed_at: datetime | None = None) -> ThingOut:
        """The thing as answered."""
        shown = cls.model_validate(row, from_attributes=True)
        return shown.model_copy(update={"out": out, "needed_at": needed_at})


class LoanLineIn(Body):
    """So many of one thing."""

    thing_id: UUID
    quantity: Quantity = 1


class LoanIn(Body):
    """What somebody takes out, all of it or nothing (SHO-01, M-24, M-41)."""

    borrower_id: StaffId | None = Field(default=None, description="yourself when left out")
    purpose: Reason
    due_at: Moment
    booking_id: UUID | None = Field(default=None, description="the shoot it is for")
    lines: list[LoanLineIn] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _each_once(self) -> LoanIn:
        if len({line.thing_id for line in self.lines}) != len(self.lines):
            raise ValueError("a thing is named twice")
        return self


class ReturnIn(Body):
    """What comes back of a loan; what neither comes back nor is lost stays out (SHO-01)."""

    back: int = Field(ge=0, le=10_000)
    lost: int = Field(default=0, ge=0, le=10_000, description="does not come back: asked of the manager")
    to_wash: bool = False
    note: PlainText = ""

    @model_validator(mode="after")
    def _something(self) -> ReturnIn:
        if self.back + self.lost == 0:
            raise ValueError("say how many come back, or are lost")
        return self


class LoanOut(BaseModel):
    """A loan with the thing's name."""

    id: UUID
    branch_id: str
    thing_id: UUID
    thing_name: str
    thing_mark: str | None
    thing_kind: ThingKind
    quantity: int
    out: int
    lost: int
    borrower_id: str
    purpose: str
    booking_id: UUID | None
    lent_by: str
    lent_at: datetime
    due_at: datetime
    late: bool
    returned_to: str | None
    closed_at: datetime | None
    note: str

    @classmethod
    def of(cls, row: Loan, thing: Resource, now: datetime) -> LoanOut:
        """The loan as answered."""
        return cls(
            thing_name=thing.name,
            thing_mark=thing.mark,
            thing_kind=thing.kind,
            late=row.closed_at is None and row.due_at < now,
            out=row.out,
            **row.model_dump(exclude={"back", "version"}),
        )


class LoansOut(BaseModel):
    """What was lent together."""

    loans: list[LoanOut]


class WriteOffIn(Body):
    """What is to be struck off the register, and whether another is to be bought (SHO-11)."""

    thing_id: UUID
    cause: Cause
    quantity: Quantity = 1
    replace: bool = True
    reason: Reason


class WriteOffApprovalIn(Body):
    """The manager's signature."""

    replace: bool = Field(description="whether another is bought")
    note: PlainText = ""


class WriteOffRejectionIn(Body):
    """Why the thing stays registered."""

    note: Reason


class WriteOffOut(BaseModel):
    """A write-off, which is the purchase slip as well."""

    id: UUID
    branch_id: str
    thing_id: UUID
    thing_name: str
    thing_mark: str | None
    thing_kind: ThingKind
    cause: Cause
    quantity: int
    reason: str
    replace: bool
    state: SlipState
    stock_take_id: UUID | None
    requested_by: str
    requested_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_note: str | None
    arrived_by: str | None
    arrived_at: datetime | None

    @classmethod
    def of(cls, row: WriteOff, thing: Resource) -> WriteOffOut:
        """The slip as answered."""
        return cls(
            thing_name=thing.name,
            thing_mark=thing.mark,
            thing_kind=thing.kind,
            **row.model_dump(exclude={"loan_id"}),
        )
