"""Tables of the gateway: branches, staff, sessions, API keys, failures to sign in, the audit.

All of them are chain-wide: nobody reads them but the gateway, which itself decides what a caller sees.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import registry
from sqlmodel import Field

from gateway.domain import AuditKind
from shared.contracts.gateway import BranchChanged, BranchState, StaffChanged, StaffState
from shared.kit.tables import Row, document, moment, words

CHAIN_WIDE = {"info": {"scope": "service"}}


class Base(Row, registry=registry()):
    """Tables of the gateway."""


class Branch(Base, table=True):
    """A branch (分店) with its calendar; ``state`` is what the departments are told."""

    __tablename__ = "branch"
    __table_args__ = (CHAIN_WIDE,)

    id: str = Field(primary_key=True, max_length=12)
    version: int = 1
    consultants_take_money: bool = False
    state: dict[str, Any] = document()

    def changed(self) -> BranchChanged:
        """The fact that tells the whole state."""
        return BranchChanged(branch_id=self.id, state=BranchState.model_validate(self.state), revision=self.version)

    def change(self, state: BranchState, *, consultants_take_money: bool) -> BranchChanged:
        """Take the new state over and tell it."""
        self.state = state.model_dump(mode="json")
        self.consultants_take_money = consultants_take_money
        self.version += 1
        return self.changed()


class Staff(Base, table=True):
    """A member of staff; the id is the sign-in name."""

    __tablename__ = "staff"
    __table_args__ = (CHAIN_WIDE,)

    id: str = Field(primary_key=True, max_length=40)
    version: int = 1
    home_branch_id: str = Field(max_length=12)
    display_name: str = Field(max_length=80)
    badge: str = Field(max_length=20, unique=True)
    password_hash: str | None = Field(default=None, max_length=200)
    roles: list[str] = document()
    branches: list[str] = document()
    all_branches: bool = False
    active: bool = True

    def changed(self) -> StaffChanged:
        """The fact that tells the whole state, without the password."""
        return StaffChanged(
            branch_id=self.home_branch_id,
            staff_id=self.id,
            revision=self.version,
            state=StaffState(
                display_name=self.display_name,
                badge=self.badge,
                roles=self.roles,
                branches=self.branches,
                all_branches=self.all_branches,
                active=self.active,
            ),
        )


class SignInSession(Base, table=True):
    """A signed-in browser; of its token only the hash is kept."""

    __tablename__ = "sign_in_session"
    __table_args__ = (CHAIN_WIDE,)

    id: UUID = Field(primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    staff_id: str = Field(max_length=40, index=True)
    address: str = Field(max_length=64)
    created_at: datetime = moment()
    last_seen_at: datetime = moment()
    expires_at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)


class SignInFailure(Base, table=True):
    """Failures in a row of one account from one address; a success from there clears them."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (CHAIN_WIDE,)

    staff_id: str = Field(primary_key=True, max_length=40)
    address: str = Field(primary_key=True, max_length=64)
    count: int = 0
    last_at: datetime = moment(index=True)


class ApiKey(Base, table=True):
    """A key of an integration; only its hash is kept."""

    __tablename__ = "api_key"
    __table_args__ = (CHAIN_WIDE,)

    id: UUID = Field(primary_key=True)
    name: str = Field(max_length=30, unique=True)
    key_hash: str = Field(max_length=64, unique=True)
    hint: str = Field(max_length=12)
    permissions: list[str] = document()
    branches: list[str] = document()
    all_branches: bool = False
    created_by: str = Field(max_length=40)
    created_at: datetime = moment()
    revoked_at: datetime | None = moment(nullable=True)


class AuditEntry(Base, table=True):
    """Who signed in, was refused, or changed people, branches and keys; in real time."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("audit_entry_staff", "staff_id", "at"), CHAIN_WIDE)

    id: UUID = Field(primary_key=True)
    at: datetime = moment(index=True)
    kind: AuditKind = words(AuditKind)
    staff_id: str | None = Field(default=None, max_length=40)
    actor_id: str | None = Field(default=None, max_length=40)
    address: str | None = Field(default=None, max_length=64)
    detail: dict[str, Any] = document(default_factory=dict)
