"""What the gateway's own routes take and answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from gateway.domain import AuditKind
from gateway.models import ApiKey, AuditEntry, Branch, Staff
from shared.contracts.gateway import BranchState
from shared.contracts.values import BranchId, StaffId
from shared.kit import clock

Name = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]+$", strip_whitespace=True)]
Badge = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")]
KeyName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,29}$")]
Password = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Role = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
Permission = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.([a-z_]+|\*)){1,3}$", max_length=80)]


class Body(BaseModel):
    """A request body; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class SignIn(Body):
    """Name and password."""

    name: StaffId
    password: Password


class PasswordChange(Body):
    """One's own password."""

    present: Password
    new: Password


class NewPassword(Body):
    """A password set by the administrator."""

    password: Password


class Me(BaseModel):
    """Who is signed in and what they may do; ``csrf`` belongs into X-Studio-CSRF of changing requests."""

    staff: str
    display_name: str
    roles: list[str]
    branches: list[str]
    all_branches: bool
    home_branch_id: str | None
    permissions: list[str]
    now: datetime = Field(default_factory=clock.now, description="business time, which may be moved in development")
    csrf: str | None = None


class BranchIn(Body):
    """A branch as it shall be."""

    state: BranchState
    consultants_take_money: bool = False

    @field_validator("state")
    @classmethod
    def _possible(cls, state: BranchState) -> BranchState:
        texts = [state.name, state.phone, state.currency, state.time_zone, *state.payment_methods]
        if any("\x00" in text or len(text) > 80 for text in texts) or not state.name.strip():
            raise ValueError("a name, and texts of at most 80 characters")
        if state.time_zone not in available_timezones():
            raise ValueError(f"{state.time_zone!r} is no IANA time zone")
        if len(state.closed_days) > 1000 or len(state.extra_open_days) > 1000 or len(state.payment_methods) > 20:
            raise ValueError("too many days or payment methods")
        weekdays = [day.weekday for day in state.opening]
        if len(set(weekdays)) != len(weekdays) or any(day not in range(7) for day in weekdays):
            raise ValueError("opening names each weekday 0 (Monday) … 6 at most once")
        if any(day.opens >= day.closes or day.opens.tzinfo or day.closes.tzinfo for day in state.opening):
            raise ValueError("a day opens before it closes, on the branch's own clock")
        if state.quiet_from.tzinfo or state.quiet_to.tzinfo:
            raise ValueError("quiet hours are on the branch's own clock")
        if len(state.currency) != 3 or not state.currency.isupper() or not state.currency.isascii():
            raise ValueError("the currency is a three-letter code")
        return state


class BranchOpening(BranchIn):
    """A new branch."""

    id: BranchId


class BranchOut(BaseModel):
    """A branch."""

    id: str
    version: int
    state: BranchState
    consultants_take_money: bool

    @classmethod
    def of(cls, branch: Branch) -> BranchOut:
        """The branch as answered."""
        return cls(
            id=branch.id,
            version=branch.version,
            state=BranchState.model_validate(branch.state),
            consultants_take_money=branch.consultants_take_money,
        )


class Leader(BaseModel):
    """Who leads a department of a branch."""

    display_name: str
    roles: list[str]


class DirectoryLine(BaseModel):
    """A branch as everybody in the chain may know it (M-84)."""

    id: str
    name: str
    city: str
    phone: str
    leaders: list[Leader] = Field(default=[], description="store, reception and customer service managers")

    @classmethod
    def of(cls, branch: Branch) -> DirectoryLine:
        """The branch as listed, nobody looked up yet."""
        return cls(id=branch.id, **{name: branch.state.get(name, "") for name in ("name", "city", "phone")})


class StaffIn(Body):
    """A member of staff as they shall be; without ``home_branch_id`` it is the first branch."""

    display_name: Name
    badge: Badge
    roles: list[Role] = Field(min_length=1, max_length=10)
    branches: list[BranchId] = Field(default=[], max_length=100)
    home_branch_id: BranchId | None = None
    all_branches: bool = False
    active: bool = True


class StaffJoining(StaffIn):
    """A new member of staff."""

    id: StaffId
    password: Password


class StaffOut(BaseModel):
    """A member of staff."""

    id: str
    version: int
    display_name: str
    badge: str
    roles: list[str]
    branches: list[str]
    home_branch_id: str
    all_branches: bool
    active: bool

    @classmethod
    def of(cls, person: Staff) -> StaffOut:
        """The person as answered."""
        return cls.model_validate(person, from_attributes=True)


class KeyIn(Body):
    """A new key of an integration."""

    name: KeyName
    permissions: list[Permission] = Field(min_length=1, max_length=200)
    branches: list[BranchId] = Field(default=[], max_length=100)
    all_branches: bool = False


class KeyOut(BaseModel):
    """A key, without itself."""

    id: UUID
    name: str
    hint: str
    permissions: list[str]
    branches: list[str]
    all_branches: bool
    created_by: str
    created_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, key: ApiKey) -> KeyOut:
        """The key as answered."""
        return cls.model_validate(key, from_attributes=True)


class KeyMade(KeyOut):
    """A new key; ``key`` is shown this once."""

    key: str


class AuditOut(BaseModel):
    """An entry of the audit."""

    id: UUID
    at: datetime
    kind: AuditKind
    staff_id: str | None
    actor_id: str | None
    address: str | None
    detail: dict[str, Any]

    @classmethod
    def of(cls, entry: AuditEntry) -> AuditOut:
        """The entry as answered."""
        return cls.model_validate(entry, from_attributes=True)


class RoleOut(BaseModel):
    """A role and its permission patterns."""

    id: str
    permissions: list[str]
    for_keys: list[str] = Field(description="of them, those that an integration's key may carry as well")


class Part(BaseModel):
    """What one department says of an order, or why it does not."""

    available: bool
    reason: str | None = None
    data: Any = None


class JobSheetPage(BaseModel):
    """The order page: the job sheet and each department's part."""

    order_id: UUID
    now: datetime = Field(default_factory=clock.now, description="business time, which may be moved in development")
    job_sheet: Part
    reception: Part
    scheduling: Part
    post_production: Part
    pickup: Part
    customer_service: Part


class SearchOut(BaseModel):
    """Orders found; each hit as reception knows it, with the job sheet's stage where it is known."""

    items: list[dict[str, Any]]
    stages_available: bool


class TodayOut(BaseModel):
    """One desk's day: own contacts, the branch's appointments, what is late, what is owed."""

    branch_id: str
    day: str
    until: datetime = Field(description="when the day is over")
    now: datetime = Field(default_factory=clock.now, description="business time, which may be moved in development")
    contacts: Part
    appointments: Part
    late: Part
    arrears: Part


class BranchFiguresOut(BaseModel):
    """All branches of a person side by side: each department's figures by branch."""

    now: datetime = Field(default_factory=clock.now, description="business time, which may be moved in development")
    reception: Part
    scheduling: Part
    post_production: Part
    pickup: Part
    customer_service: Part


class DepartmentState(BaseModel):
    """How one service is."""

    service: str
    ready: bool
    reason: str | None = None
    state: dict[str, Any] | None = None


class SystemOut(BaseModel):
    """How all services are."""

    ready: bool
    services: list[DepartmentState]


class ClockOut(BaseModel):
    """Business time and real time."""

    now: datetime
    real: datetime
    movable: bool


class ClockIn(Body):
    """Where business time shall go: a moment, some seconds on, or ``to: null`` for real time again."""

    to: AwareDatetime | None = Field(default=None)
    add_seconds: Annotated[int, Field(ge=0, le=400 * 86400)] | None = None
    together_minutes: int = Field(default=0, ge=0, le=720, description="what is due within so long is done at once")

    @model_validator(mode="after")
    def _one_of_them(self) -> ClockIn:
        if ("to" in self.model_fields_set) == (self.add_seconds is not None):
            raise ValueError("give either to or add_seconds")
        return self


class ClockMoved(ClockOut):
    """Where business time is now, and the moments it stopped at on the way, because something was due."""

    steps: list[datetime]
