"""People and things, and what holds them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, column, literal_column, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlmodel import Field

from services.scheduling.domain.booking import ResourceKind
from services.scheduling.domain.thing_errors import TooManyWrittenOff
from services.scheduling.domain.things import CARE, Age, Care, CareAction
from services.scheduling.models.base import Base
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookedResource
from shared.kit.tables import BranchRow, document, moment, words


class Resource(Base, BranchRow, table=True):
    """Somebody or something that can be occupied; people may belong to a team."""

    __tablename__ = "resource"
    __table_args__ = (
        Index("one_mark_per_branch", "branch_id", "mark", unique=True, postgresql_where=text("mark IS NOT NULL")),
        CheckConstraint("quantity >= 0", name="resource_is_not_negative"),
    )

    id: UUID = Field(primary_key=True)
    kind: ResourceKind = words(ResourceKind)
    name: str = Field(max_length=200)
    staff_id: str | None = Field(default=None, max_length=40, index=True)
    team_id: UUID | None = Field(default=None, foreign_key="resource.id", index=True)
    turnaround_minutes: int = 0
    categories: list[str] = document(default_factory=list)
    active: bool = True
    version: int = 1
    mark: str | None = Field(default=None, max_length=40, description="what is written or glued on it (M-41)")
    colour: str = Field(default="", max_length=40)
    age: Age = words(Age, default=Age.USED)
    quantity: int = 1
    keeper_id: str | None = Field(default=None, max_length=40, description="who answers for it (MGT-05)")
    care: Care = words(Care, default=Care.READY)
    care_note: str = ""
    care_until: date | None = Field(default=None, description="when it is back from the cleaner or the repair")
    registered_on: date | None = None

    def becomes(self, action: CareAction, *, note: str = "", until: date | None = None) -> None:
        """Another state of care (SHO-12).

        Raises:
            TransitionRefused: not from here.
        """
        self.care = CARE.after(self.care, action)
        self.care_note, self.care_until, self.version = note, until, self.version + 1

    def write_off(self, quantity: int) -> None:
        """So many are no more; without any left it is out of use (SHO-11).

        Raises:
            TooManyWrittenOff: there are not so many.
        """
        if quantity > self.quantity:
            raise TooManyWrittenOff(left=self.quantity)
        self.quantity, self.version = self.quantity - quantity, self.version + 1
        if self.quantity == 0:
            self.active = False
            self.becomes(CareAction.RETIRE)

    def receive(self, quantity: int) -> None:
        """So many were bought or found again."""
        self.quantity, self.version = self.quantity + quantity, self.version + 1
        if self.care is Care.RETIRED:
            self.active, self.age = True, Age.NEW
            self.becomes(CareAction.REPLACE)

    def takes(self, category: Category | None) -> bool:
        """Whether it is meant for that category; no list means for all."""
        return not self.categories or category is None or category.value in self.categories

    def as_booked(self) -> BookedResource:
        """How facts name it."""
        return BookedResource(resource_id=self.id, kind=self.kind.value, name=self.name, staff_id=self.staff_id)


class Absence(Base, BranchRow, table=True):
    """A resource is away, in repair or on leave."""

    __tablename__ = "absence"

    id: UUID = Field(primary_key=True)
    resource_id: UUID = Field(foreign_key="resource.id", index=True)
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    reason: str
    leave_id: UUID | None = None


class Occupation(Base, BranchRow, table=True):
    """A resource is held from … to …, turnaround included; the database refuses overlaps."""

    __tablename__ = "occupation"
    __table_args__ = (
        ExcludeConstraint(
            (column("resource_id"), "="),
            (literal_column("tstzrange(starts_at, ends_at)"), "&&"),
            where=text("active"),
            using="gist",
            name="one_at_a_time",
        ),
        CheckConstraint("ends_at > starts_at", name="occupation_has_length"),
        CheckConstraint("num_nonnulls(booking_id, absence_id) = 1", name="occupation_has_one_cause"),
        Index("occupation_of_branch", "branch_id", "ends_at", postgresql_where=text("active")),
        Index("occupation_of_resource", "resource_id", "starts_at", postgresql_where=text("active")),
        Index("occupation_of_absence", "absence_id", postgresql_where=text("absence_id IS NOT NULL")),
    )

    id: UUID = Field(primary_key=True)
    resource_id: UUID = Field(foreign_key="resource.id")
    booking_id: UUID | None = Field(default=None, foreign_key="booking.id", index=True)
    absence_id: UUID | None = Field(default=None, foreign_key="absence.id")
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    active: bool = True
