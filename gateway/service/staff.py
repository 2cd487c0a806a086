"""Members of staff: joining, changing, leaving; each change is told with the whole state and effective at once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import select

from gateway.domain import HEAD_OFFICE, AuditKind, LastAdministrator, NameTaken, PasswordTooWeak, UnknownName, weak
from gateway.models import Branch, Staff
from gateway.roles import ROLES
from gateway.schemas import StaffIn, StaffJoining
from gateway.service import audit, secrets, sign_in
from shared.kit.db import AsyncSession, Database, get_or_404
from shared.kit.errors import Both, Invalid
from shared.kit.outbox import publish
from shared.kit.versions import check_version


async def add_staff(session: AsyncSession, joining: StaffJoining) -> Staff:
    """A new member of staff.

    Raises:
        NameTaken: the name or the badge is in use.
        UnknownName: a role or branch does not exist.
        PasswordTooWeak: the first password may not be taken.
    """
    if weak(joining.password, joining.id):
        raise PasswordTooWeak
    if await session.get(Staff, joining.id) is not None:
        raise NameTaken(field="id", name=joining.id)
    await _check(session, joining, staff_id=joining.id)
    person = Staff(
        **joining.model_dump(exclude={"password", "home_branch_id"}),
        home_branch_id=home_of(joining),
        password_hash=await secrets.hash_password(joining.password),
    )
    session.add(person)
    publish(session, person.changed(), version=person.version)
    audit.note(session, AuditKind.STAFF_ADDED, person.id, roles=person.roles, branches=person.branches)
    return person


async def change_staff(session: AsyncSession, staff_id: str, wanted: StaffIn, edited: int) -> Staff:
    """Change somebody; who is no longer active is signed out.

    Raises:
        VersionStale: changed in the meantime.
        LastAdministrator: nobody could manage people any more.
    """
    person = await get_or_404(session, Staff, staff_id, what="member of staff", lock=True)
    check_version(person.version, edited)
    await _check(session, wanted, staff_id=staff_id)
    if "administrator" in person.roles and not (wanted.active and "administrator" in wanted.roles):
        await _another_administrator(session, staff_id)
    before = {"roles": person.roles, "branches": person.branches, "active": person.active}
    for field, value in wanted.model_dump(exclude={"home_branch_id"}).items():
        setattr(person, field, value)
    person.home_branch_id = home_of(wanted)
    person.version += 1
    if not person.active:
        await sign_in.end_sessions(session, staff_id)
    publish(session, person.changed(), version=person.version)
    after = {"roles": person.roles, "branches": person.branches, "active": person.active}
    audit.note(session, AuditKind.STAFF_CHANGED, staff_id, before=before, after=after)
    session.info["people_changed"] = True
    return person


async def set_password(session: AsyncSession, staff_id: str, password: str) -> Staff:
    """Give somebody a new password; all their sessions end.

    Raises:
        PasswordTooWeak: it may not be taken.
    """
    if weak(password, staff_id):
        raise PasswordTooWeak
    person = await get_or_404(session, Staff, staff_id, what="member of staff", lock=True)
    person.password_hash = await secrets.hash_password(password)
    await sign_in.end_sessions(session, staff_id)
    audit.note(session, AuditKind.PASSWORD_CHANGED, staff_id)
    return person


def home_of(wanted: StaffIn) -> str:
    """The home branch: the named one, else the first, else head office."""
    return wanted.home_branch_id or (wanted.branches[0] if wanted.branches else HEAD_OFFICE)


async def _check(session: AsyncSession, wanted: StaffIn, *, staff_id: str) -> None:
    for role in wanted.roles:
        if role not in ROLES:
            raise UnknownName(field="roles", what=Both("role", "岗位"), name=role)
    if not wanted.branches and not wanted.all_branches:
        raise Invalid(
            field="branches", reason=Both("name at least one branch, or all_branches", "至少选择一家门店，或选全部门店")
        )
    home = [wanted.home_branch_id] if wanted.home_branch_id else []
    if home and not wanted.all_branches and home[0] not in wanted.branches:
        raise Invalid(
            field="home_branch_id",
            reason=Both("the home branch must be one of the branches", "所属门店须在所选门店之中"),
        )
    await check_branches(session, [*wanted.branches, *(code for code in home if code != HEAD_OFFICE)])
    taken = select(Staff.id).where(Staff.badge == wanted.badge, Staff.id != staff_id)
    if (await session.exec(taken)).first() is not None:
        raise NameTaken(field="badge", name=wanted.badge)


async def check_branches(session: AsyncSession, codes: Iterable[str]) -> None:
    """All of these branches exist.

    Raises:
        UnknownName: one does not.
    """
    wanted = sorted(set(codes))
    known = set((await session.exec(select(Branch.id).where(Branch.id.in_(wanted)))).all())  # type: ignore[attr-defined]
    for code in wanted:
        if code not in known:
            raise UnknownName(field="branches", what=Both("branch", "门店"), name=code)


async def _another_administrator(session: AsyncSession, staff_id: str) -> None:
    others = (
        select(Staff)
        .where(Staff.id != staff_id, Staff.active, Staff.roles.contains(["administrator"]))  # type: ignore[attr-defined]
        .with_for_update()
    )
    if (await session.exec(others)).first() is None:
        raise LastAdministrator


async def first_administrator(database: Database, password: str) -> None:
    """On an empty system, make ``admin`` from the password the operator gave; later this does nothing."""
    if not password:
        return
    async with database.leadership("first administrator"), database.transaction(actor="system") as session:
        if (await session.exec(select(Staff.id).limit(1))).first() is None:
            joining = StaffJoining(
                id="admin",
                password=password,
                display_name="Administrator",
                badge="A-0",
                roles=["administrator"],
                all_branches=True,
            )
            await add_staff(session, joining)
