"""People: the only place of the system with names and phones."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.reception.domain.people import Detail, Gender, PersonKind
from services.reception.models.base import Base
from shared.contracts.reception import PersonRegistered
from shared.kit.tables import BranchRow, moment, words


class Person(Base, BranchRow, table=True):
    """Somebody known; phone and identity number are encrypted and found by keyed hash (GEN-08)."""

    __tablename__ = "person"
    __table_args__ = (Index("person_tail", "tail_mark", "branch_id", postgresql_include=["id"]),)

    id: UUID = Field(primary_key=True)
    kind: PersonKind = words(PersonKind, default=PersonKind.CUSTOMER)
    name: str = Field(default="", max_length=200)
    gender: Gender | None = words(Gender, default=None, nullable=True)
    birthday: date | None = None
    address: str = Field(default="", max_length=400)
    phone_sealed: bytes | None = None
    phone_mark: str | None = Field(default=None, max_length=64, index=True)
    phone_tail: str = Field(default="", max_length=4)
    tail_mark: str | None = Field(default=None, max_length=64)
    identity_sealed: bytes | None = None
    identity_mark: str | None = Field(default=None, max_length=64, index=True)
    registered_at: datetime = moment()
    registered_by: str = Field(max_length=40)

    @property
    def missing(self) -> list[Detail]:
        """What is not known of a member (M-58)."""
        known = {
            Detail.PHONE: self.phone_mark is not None,
            Detail.ADDRESS: bool(self.address),
            Detail.BIRTHDAY: self.birthday is not None,
        }
        return [detail for detail, there in known.items() if not there]

    def registered(self) -> PersonRegistered:
        """The fact that somebody became known; it names nobody."""
        return PersonRegistered(branch_id=self.branch_id, person_id=self.id, kind=self.kind.value)


class NamePrefix(Base, BranchRow, table=True):
    """The beginnings of a name, so that it is found by equality, which row-level security lets use an index."""

    __tablename__ = "name_prefix"
    __table_args__ = (
        Index("name_prefix_found", "prefix", "branch_id", "person_id"),
        Index("name_prefix_in_chain", "prefix", "person_id", postgresql_include=["branch_id"]),
    )

    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    prefix: str = Field(primary_key=True, max_length=200)


class RevealLog(Base, BranchRow, table=True):
    """Who saw whose number, when and why (GEN-08)."""

    __tablename__ = "reveal_log"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    staff_id: str = Field(max_length=40)
    reason: str = Field(max_length=200)
    at: datetime = moment()
