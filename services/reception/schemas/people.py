"""People, as everybody may see them, and a reveal."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from services.reception.domain.people import Detail, Gender, PersonKind, mask
from services.reception.models import Person
from services.reception.schemas import Body, PersonName, PhoneText
from shared.contracts.values import BranchId
from shared.kit.privacy import Words


class PersonIn(Body):
    """Somebody to register."""

    branch_id: BranchId
    name: PersonName
    phone: PhoneText | None = None
    gender: Gender | None = None
    birthday: date | None = None
    address: Words | None = None
    identity_number: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{5,20}$")] | None = None
    kind: PersonKind = PersonKind.CUSTOMER


class PersonOut(BaseModel):
    """Somebody, with the phone masked."""

    id: UUID
    branch_id: str
    name: str
    kind: PersonKind
    gender: Gender | None
    phone: str | None
    has_identity: bool
    version: int

    @classmethod
    def of(cls, person: Person) -> PersonOut:
        """The person as everybody with the right to names may see him."""
        return cls(
            id=person.id,
            branch_id=person.branch_id,
            name=person.name,
            kind=person.kind,
            gender=person.gender,
            phone=mask(person.phone_tail) if person.phone_tail else None,
            has_identity=person.identity_sealed is not None,
            version=person.version,
        )


class DetailsIn(Body):
    """What was missing of somebody."""

    phone: PhoneText | None = None
    birthday: date | None = None
    address: Annotated[Words, StringConstraints(min_length=1, max_length=400)] | None = None


class GapsOut(BaseModel):
    """A member and what is not known of him."""

    id: UUID
    missing: list[Detail]

    @classmethod
    def of(cls, person: Person) -> GapsOut:
        """The member as listed."""
        return cls(id=person.id, missing=person.missing)


class MemberData(BaseModel):
    """How complete the data of a branch's members are (M-58)."""

    branch_id: str
    members: int = Field(description="customers with an order")
    complete: int
    without_phone: int
    without_address: int
    without_birthday: int


class PeopleOut(BaseModel):
    """Names for ids."""

    items: list[PersonOut]


class LookupOut(BaseModel):
    """What another branch may know of a person: who owns him and where (GEN-08)."""

    person_id: UUID
    owner_id: str | None
    home_branch_id: str


class RevealIn(Body):
    """Why the number is needed."""

    reason: Words


class RevealOut(BaseModel):
    """The whole numbers; the reveal is on record."""

    person_id: UUID
    phone: str | None
    identity_number: str | None
