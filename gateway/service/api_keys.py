"""Keys of integrations."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from gateway.domain import AuditKind, NameTaken, NotForKeys
from gateway.models import ApiKey
from gateway.permissions import allowed_for_key
from gateway.schemas import KeyIn
from gateway.service import audit, secrets
from gateway.service.staff import check_branches
from shared.kit import clock, ids
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid


async def make_key(session: AsyncSession, wanted: KeyIn, by: str) -> tuple[ApiKey, str]:
    """A new key, and the key itself, which is shown once.

    Raises:
        NotForKeys: a permission that a key may not carry.
        UnknownName: an unknown branch.
    """
    for permission in wanted.permissions:
        if not allowed_for_key(permission):
            raise NotForKeys(name=permission)
    if not wanted.branches and not wanted.all_branches:
        raise Invalid(
            field="branches", reason=Both("name at least one branch, or all_branches", "至少选择一家门店，或选全部门店")
        )
    await check_branches(session, wanted.branches)
    if (await session.exec(select(ApiKey.id).where(ApiKey.name == wanted.name))).first() is not None:
        raise NameTaken(field="name", name=wanted.name)
    secret = secrets.new_key()
    key = ApiKey(
        id=ids.new_id(),
        **wanted.model_dump(),
        key_hash=secrets.digest(secret),
        hint=secret[:8],
        created_by=by,
        created_at=clock.wall(),
    )
    session.add(key)
    audit.note(session, AuditKind.KEY_MADE, None, name=key.name, permissions=key.permissions)
    return key, secret


async def revoke_key(session: AsyncSession, key_id: UUID) -> ApiKey:
    """Make the key useless at once; revoking it again changes nothing."""
    key = await get_or_404(session, ApiKey, key_id, what="key", lock=True)
    if key.revoked_at is None:
        key.revoked_at = clock.wall()
        audit.note(session, AuditKind.KEY_REVOKED, None, name=key.name)
        session.info["people_changed"] = True
    return key
