"""Staff, roles, branches, keys of integrations, and the audit."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from gateway import queries
from gateway.models import ApiKey, AuditEntry, Branch, Staff
from gateway.permissions import allowed_for_key
from gateway.roles import ROLES
from gateway.schemas import (
    AuditOut,
    BranchIn,
    BranchOpening,
    BranchOut,
    DirectoryLine,
    KeyIn,
    KeyMade,
    KeyOut,
    NewPassword,
    Role,
    RoleOut,
    StaffIn,
    StaffJoining,
    StaffOut,
)
from gateway.service import api_keys, branches, staff
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["people and branches"])


@router.get("/roles")
async def list_roles(_who: Annotated[Principal, may("gateway.roles.read")]) -> list[RoleOut]:
    """All roles and what they may do (catalogue part 4)."""
    return [
        RoleOut(id=role, permissions=list(patterns), for_keys=list(filter(allowed_for_key, patterns)))
        for role, patterns in ROLES.items()
    ]


@router.get("/branches")
async def list_branches(
    session: SessionDep, page: PageDep, who: Annotated[Principal, may("gateway.branches.read")]
) -> Page[BranchOut]:
    """My branches."""
    return await fetch_page(session, queries.branch_list(who), page, keys=[Branch.id], show=BranchOut.of)


@router.get("/directory")
async def read_directory(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("gateway.branches.read")],
    q: Annotated[str | None, Query(min_length=1, max_length=80, pattern=r"^[^\x00]+$")] = None,
) -> Page[DirectoryLine]:
    """The chain's telephone list: every branch with its number and who leads it (M-84)."""
    found = await fetch_page(session, queries.directory_list(q), page, keys=[Branch.id], show=DirectoryLine.of)
    leaders = await queries.leaders_of(session, [line.id for line in found.items])
    lines = [line.model_copy(update={"leaders": leaders.get(line.id, [])}) for line in found.items]
    return Page(items=lines, next_cursor=found.next_cursor)


@router.post("/branches", status_code=201)
async def open_branch(
    body: BranchOpening,
    session: SessionDep,
    response: Response,
    _who: Annotated[Principal, may("gateway.branches.manage")],
) -> BranchOut:
    """Open a branch."""
    branch = await branches.open_branch(session, body)
    set_etag(response, branch.version)
    return BranchOut.of(branch)


@router.get("/branches/{branch_id}")
async def read_branch(
    branch_id: BranchId,
    session: SessionDep,
    response: Response,
    who: Annotated[Principal, may("gateway.branches.read")],
) -> BranchOut:
    """One branch with its calendar."""
    branch = await queries.get_branch(session, who, branch_id)
    set_etag(response, branch.version)
    return BranchOut.of(branch)


@router.put("/branches/{branch_id}")
async def change_branch(
    branch_id: BranchId,
    body: BranchIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    _who: Annotated[Principal, may("gateway.branches.manage")],
) -> BranchOut:
    """Change a branch: calendar, quiet hours, payment methods."""
    branch = await branches.change_branch(session, branch_id, body, edited)
    set_etag(response, branch.version)
    return BranchOut.of(branch)


@router.get("/staff")
async def list_staff(
    session: SessionDep,
    page: PageDep,
    who: Annotated[Principal, may("gateway.staff.read")],
    branch_id: BranchId | None = None,
    role: Role | None = None,
    ids: Annotated[list[StaffId] | None, Query(max_length=200)] = None,
    q: Annotated[str | None, Query(min_length=1, max_length=80, pattern=r"^[^\x00]+$")] = None,
) -> Page[StaffOut]:
    """Staff who share a branch with me; of a branch, with a role, with these sign-in names, with ``q`` in a name."""
    query = queries.staff_list(who, branch_id, role, ids, q)
    return await fetch_page(session, query, page, keys=[Staff.id], show=StaffOut.of)


@router.post("/staff", status_code=201)
async def add_staff(
    body: StaffJoining, session: SessionDep, response: Response, _who: Annotated[Principal, may("gateway.staff.manage")]
) -> StaffOut:
    """A new member of staff."""
    person = await staff.add_staff(session, body)
    set_etag(response, person.version)
    return StaffOut.of(person)


@router.get("/staff/{staff_id}")
async def read_staff(
    staff_id: StaffId, session: SessionDep, response: Response, who: Annotated[Principal, may("gateway.staff.read")]
) -> StaffOut:
    """One member of staff."""
    person = await queries.get_staff(session, who, staff_id)
    set_etag(response, person.version)
    return StaffOut.of(person)


@router.put("/staff/{staff_id}")
async def change_staff(
    staff_id: StaffId,
    body: StaffIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    _who: Annotated[Principal, may("gateway.staff.manage")],
) -> StaffOut:
    """Change somebody; it is effective at once."""
    person = await staff.change_staff(session, staff_id, body, edited)
    set_etag(response, person.version)
    return StaffOut.of(person)


@router.post("/staff/{staff_id}/password", status_code=204)
async def set_staff_password(
    staff_id: StaffId, body: NewPassword, session: SessionDep, _who: Annotated[Principal, may("gateway.staff.manage")]
) -> None:
    """Give somebody a new password; all their sessions end."""
    await staff.set_password(session, staff_id, body.password)


@router.get("/api-keys")
async def list_api_keys(
    session: SessionDep, page: PageDep, _who: Annotated[Principal, may("gateway.api_keys.manage")]
) -> Page[KeyOut]:
    """All keys, without themselves."""
    return await fetch_page(session, queries.key_list(), page, keys=[ApiKey.id], show=KeyOut.of)


@router.post("/api-keys", status_code=201)
async def make_api_key(
    body: KeyIn, session: SessionDep, who: Annotated[Principal, may("gateway.api_keys.manage")]
) -> KeyMade:
    """A new key; it is shown this once."""
    key, secret = await api_keys.make_key(session, body, who.staff_id)
    return KeyMade(**KeyOut.of(key).model_dump(), key=secret)


@router.delete("/api-keys/{key_id}")
async def revoke_api_key(
    key_id: UUID, session: SessionDep, _who: Annotated[Principal, may("gateway.api_keys.manage")]
) -> KeyOut:
    """Make a key useless at once."""
    return KeyOut.of(await api_keys.revoke_key(session, key_id))


@router.get("/audit")
async def list_audit(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("gateway.audit.read")],
    staff_id: Annotated[str | None, Query(pattern=r"^[a-z0-9._-]{2,40}$")] = None,
) -> Page[AuditOut]:
    """Sign-ins, refusals, and changes of people, branches and keys; newest first."""
    query = queries.audit_list(staff_id)
    return await fetch_page(
        session, query, page, keys=[AuditEntry.at, AuditEntry.id], show=AuditOut.of, descending=True
    )
