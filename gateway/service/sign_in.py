"""Signing in and out. A failure is counted before the password is looked at, so that guesses side by side count too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from gateway.domain import AuditKind, PasswordTooWeak, PasswordWrong, SignInDelayed, SignInRefused, sign_in_delay, weak
from gateway.models import SignInFailure, SignInSession, Staff
from gateway.service import audit, secrets
from shared.kit import clock, ids
from shared.kit.db import AsyncSession, Database, get_or_404

KEEP_ENDED = timedelta(days=30)
KEEP_FAILURES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session; the token is known to the browser only."""

    staff_id: str
    token: str


async def sign_in(
    database: Database, name: str, password: str, *, address: str, life: timedelta, replaces: str | None
) -> SignedIn:
    """Check name and password and open a session with a token of its own; a session brought along ends.

    It works in transactions of its own, because a refusal must leave its trace.

    Args:
        replaces: hash of the token the browser came with.

    Raises:
        SignInDelayed: too many failures of this account from this address; others are not affected.
        SignInRefused: unknown, inactive, or the wrong password.
    """
    stored = await _count_attempt(database, name, address)
    if not await secrets.password_fits(stored, password):
        async with database.transaction() as session:
            known = await session.get(Staff, name) is not None
            audit.note(session, AuditKind.SIGN_IN_REFUSED, name if known else None, address=address)
        raise SignInRefused
    token, now = secrets.new_token(), clock.wall()
    async with database.transaction(actor=name) as session:
        failures = delete(SignInFailure).where(
            (SignInFailure.staff_id == name) & (SignInFailure.address == address)  # type: ignore[arg-type]
            | (SignInFailure.last_at < now - KEEP_FAILURES)
        )
        await session.execute(failures)
        old = delete(SignInSession).where(
            SignInSession.staff_id == name,  # type: ignore[arg-type]
            SignInSession.expires_at < now - KEEP_ENDED,  # type: ignore[arg-type]
        )
        await session.execute(old)
        if replaces is not None:
            await _end(session, replaces)
        session.add(
            SignInSession(
                id=ids.new_id(),
                token_hash=secrets.digest(token),
                staff_id=name,
                address=address,
                created_at=now,
                last_seen_at=now,
                expires_at=now + life,
            )
        )
        audit.note(session, AuditKind.SIGNED_IN, name, address=address)
        session.info["people_changed"] = True
    return SignedIn(name, token)


async def _count_attempt(database: Database, name: str, address: str) -> str | None:
    """Count the attempt as failed until it succeeds; returns the password's hash, if there may be one."""
    async with database.transaction() as session:
        statement = insert(SignInFailure).values(staff_id=name, address=address, count=0, last_at=clock.wall())
        await session.execute(statement.on_conflict_do_nothing())
        failure = await get_or_404(session, SignInFailure, (name, address), lock=True)
        now = clock.wall()
        if now - failure.last_at > KEEP_FAILURES:
            failure.count = 0
        wait = failure.last_at + sign_in_delay(failure.count) - now
        person = await session.get(Staff, name)
        delayed = wait > timedelta(0)
        if delayed:
            audit.note(session, AuditKind.SIGN_IN_DELAYED, person.id if person else None, address=address)
        else:
            failure.count, failure.last_at = failure.count + 1, now
    if delayed:
        raise SignInDelayed(seconds=max(1, round(wait.total_seconds())))
    return person.password_hash if person is not None and person.active else None


async def _end(session: AsyncSession, token_hash: str) -> None:
    await session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == token_hash, SignInSession.ended_at.is_(None))  # type: ignore[arg-type, union-attr]
        .values(ended_at=clock.wall())
    )
    session.info["people_changed"] = True


async def sign_out(session: AsyncSession, token_hash: str | None, staff_id: str, address: str) -> None:
    """End the session; without one nothing happens."""
    if token_hash is not None:
        await _end(session, token_hash)
        audit.note(session, AuditKind.SIGNED_OUT, staff_id, address=address)


async def end_sessions(session: AsyncSession, staff_id: str, *, but: UUID | None = None) -> None:
    """End all sessions of somebody, except one."""
    statement = update(SignInSession).where(
        SignInSession.staff_id == staff_id,  # type: ignore[arg-type]
        SignInSession.ended_at.is_(None),  # type: ignore[union-attr]
    )
    if but is not None:
        statement = statement.where(SignInSession.id != but)  # type: ignore[arg-type]
    await session.execute(statement.values(ended_at=clock.wall()))
    session.info["people_changed"] = True


async def change_password(
    database: Database,
    session: AsyncSession,
    staff_id: str,
    present: str,
    new: str,
    *,
    session_id: UUID | None,
    address: str,
) -> None:
    """Change one's own password; all other sessions end. Guesses at a desk left open count as guesses at signing in.

    Raises:
        SignInDelayed: too many wrong ones from this address; the session goes on.
        PasswordWrong: the present one is wrong.
        PasswordTooWeak: the new one may not be taken.
    """
    stored = await _count_attempt(database, staff_id, address)
    if not await secrets.password_fits(stored, present):
        raise PasswordWrong
    person = await get_or_404(session, Staff, staff_id, what="member of staff", lock=True)
    await session.execute(
        delete(SignInFailure).where(
            SignInFailure.staff_id == staff_id,  # type: ignore[arg-type]
            SignInFailure.address == address,  # type: ignore[arg-type]
        )
    )
    if weak(new, staff_id):
        raise PasswordTooWeak(field="new")
    person.password_hash = await secrets.hash_password(new)
    await end_sessions(session, staff_id, but=session_id)
    audit.note(session, AuditKind.PASSWORD_CHANGED, staff_id, address=address)
