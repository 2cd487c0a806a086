"""Reading people, branches, keys and the audit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, Text, cast, or_, update
from sqlmodel import col, select

from gateway.models import ApiKey, AuditEntry, Branch, SignInSession, Staff
from gateway.schemas import Leader
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import ALL_BRANCHES, AsyncSession, get_or_404
from shared.kit.errors import NotFound

NOTE_SEEN_AFTER = timedelta(minutes=1)


async def live_session(session: AsyncSession, token_hash: str, idle: timedelta) -> tuple[SignInSession, Staff] | None:
    """The session with that token and whose it is, unless it ended, expired, was idle too long, or they left."""
    found = (
        await session.exec(
            select(SignInSession, Staff)
            .join(Staff, Staff.id == SignInSession.staff_id)  # type: ignore[arg-type]
            .where(SignInSession.token_hash == token_hash)
        )
    ).first()
    if found is None:
        return None
    opened, person = found
    now = clock.wall()
    if opened.ended_at is not None or opened.expires_at <= now or opened.last_seen_at + idle <= now:
        return None
    if not person.active:
        return None
    if now - opened.last_seen_at > NOTE_SEEN_AFTER:
        await note_seen(session, opened.id, now)
    return opened, person


async def note_seen(session: AsyncSession, session_id: Any, now: datetime) -> None:
    """Remember that the session is in use, at most once a minute."""
    await session.execute(update(SignInSession).where(SignInSession.id == session_id).values(last_seen_at=now))


async def live_key(session: AsyncSession, key_hash: str) -> ApiKey | None:
    """The key with that hash, unless it was revoked."""
    found = select(ApiKey).where(ApiKey.key_hash == key_hash, ApiKey.revoked_at.is_(None))  # type: ignore[union-attr]
    return (await session.exec(found)).first()


async def money_branches(session: AsyncSession) -> frozenset[str]:
    """Branches without a separate cashier, where consultants take money."""
    return frozenset((await session.exec(select(Branch.id).where(Branch.consultants_take_money))).all())


async def branch_codes(session: AsyncSession) -> frozenset[str]:
    """All branches."""
    return frozenset((await session.exec(select(Branch.id))).all())


LEADING = ["store_manager", "reception_manager", "service_manager"]

NAMES_OF_STAFF = (Staff.display_name, Staff.id, Staff.badge)


def staff_list(
    who: Principal, branch_id: str | None, role: str | None, ids: Sequence[str] | None = None, words: str | None = None
) -> Select[Any]:
    """Staff who share a branch with the caller; whoever works in all branches shares each of them.

    ``words`` are part of a name, of a sign-in name or of a badge.
    """
    query = select(Staff)
    if who.branches != ALL_BRANCHES:
        query = query.where(or_(_works_in(sorted(who.branches)), Staff.id == who.staff_id))  # type: ignore[arg-type]
    if branch_id is not None:
        query = query.where(_works_in([branch_id]))
    if ids is not None:
        query = query.where(Staff.id.in_(ids))  # type: ignore[attr-defined]
    if role is not None:
        query = query.where(Staff.roles.contains([role]))  # type: ignore[attr-defined]
    if words is not None:
        query = query.where(or_(*(col(part).icontains(words, autoescape=True) for part in NAMES_OF_STAFF)))
    return query


def _works_in(branches: Sequence[str]) -> ColumnElement[bool]:
    mine: list[Any] = [Staff.branches.contains([code]) for code in branches]  # type: ignore[attr-defined]
    return or_(*mine, Staff.all_branches)  # type: ignore[arg-type]


def branch_list(who: Principal) -> Select[Any]:
    """The caller's branches."""
    query = select(Branch)
    if who.branches != ALL_BRANCHES:
        query = query.where(Branch.id.in_(sorted(who.branches)))  # type: ignore[attr-defined]
    return query


def directory_list(words: str | None) -> Select[Any]:
    """Every branch that is open, whoever asks (M-84); ``words`` are part of its name, its city or its code."""
    state: Any = col(Branch.state)
    query = select(Branch).where(state["active"].astext == "true")
    if words is None:
        return query
    parts = (state["name"].astext, state["city"].astext, col(Branch.id))
    return query.where(or_(*(part.icontains(words, autoescape=True) for part in parts)))


async def leaders_of(session: AsyncSession, branch_ids: Sequence[str]) -> dict[str, list[Leader]]:
    """Who leads these branches, by branch; who works in all branches leads none of them."""
    roles, branches = col(Staff.roles), col(Staff.branches)
    found = await session.exec(
        select(Staff)
        .where(
            Staff.active,
            roles.has_any(cast(LEADING, ARRAY(Text))),  # type: ignore[attr-defined]
            branches.has_any(cast(list(branch_ids), ARRAY(Text))),  # type: ignore[attr-defined]
        )
        .order_by(Staff.id)
    )
    leaders: dict[str, list[Leader]] = {}
    for person in found:
        leads = Leader(display_name=person.display_name, roles=[role for role in LEADING if role in person.roles])
        for branch_id in person.branches:
            leaders.setdefault(branch_id, []).append(leads)
    return leaders


def audit_list(staff_id: str | None) -> Select[Any]:
    """The audit, of one person when asked."""
    query = select(AuditEntry)
    return query if staff_id is None else query.where(AuditEntry.staff_id == staff_id)


def key_list() -> Select[Any]:
    """All keys of integrations."""
    return select(ApiKey)


async def get_branch(session: AsyncSession, who: Principal, branch_id: str) -> Branch:
    """The branch.

    Raises:
        NotFound: unknown, or not the caller's.
    """
    who.require_branch(branch_id)
    return await get_or_404(session, Branch, branch_id)


async def get_staff(session: AsyncSession, who: Principal, staff_id: str) -> Staff:
    """The member of staff.

    Raises:
        NotFound: unknown, or shares no branch with the caller.
    """
    person = await session.get(Staff, staff_id)
    if person is None or not (who.staff_id == person.id or _shares_branch(who, person)):
        raise NotFound(what="member of staff")
    return person


def _shares_branch(who: Principal, person: Staff) -> bool:
    return who.branches == ALL_BRANCHES or person.all_branches or any(who.sees(code) for code in person.branches)
