"""People: the only place of the system with names and phones."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from services.reception.domain.people import (
    CheckDone,
    CheckUnexplained,
    Detail,
    Gender,
    PersonKind,
    Written,
)
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
    version: int = 1

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


class PersonChange(Base, BranchRow, table=True):
    """What was put right of whom, by whom and why; the old words are encrypted for that person (M-58)."""

    __tablename__ = "person_change"
    __table_args__ = (Index("person_change_newest", "branch_id", "at", "id"),)

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    detail: Written = words(Written)
    old_sealed: bytes | None = None
    staff_id: str = Field(max_length=40)
    reason: str = Field(max_length=200)
    at: datetime = moment()


class MemberCheck(Base, BranchRow, table=True):
    """A member whose data chance drew for the regional manager to check (M-58)."""

    __tablename__ = "member_check"
    __table_args__ = (
        UniqueConstraint("branch_id", "month", "person_id", name="member_drawn_once_a_month"),
        Index("member_check_of_month", "branch_id", "month", "id"),
    )

    id: UUID = Field(primary_key=True)
    month: str = Field(max_length=7)
    person_id: UUID = Field(foreign_key="person.id")
    drawn_at: datetime = moment()
    drawn_by: str = Field(max_length=40)
    right: bool | None = None
    note: str = Field(default="", max_length=2000)
    checked_at: datetime | None = moment(nullable=True)
    checked_by: str | None = Field(default=None, max_length=40)

    def judge(self, right: bool, note: str, by: str, at: datetime) -> None:
        """The data are true, or wrong and how.

        Raises:
            CheckDone: they were judged.
            CheckUnexplained: wrong, and not a word about it.
        """
        if self.checked_at is not None:
            raise CheckDone
        if not right and not note:
            raise CheckUnexplained
        self.right, self.note, self.checked_by, self.checked_at = right, note, by, at
