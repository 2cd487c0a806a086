"""Branches and their calendars."""

from __future__ import annotations

from gateway.domain import HEAD_OFFICE, AuditKind, NameTaken
from gateway.models import Branch
from gateway.schemas import BranchIn, BranchOpening
from gateway.service import audit
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.outbox import publish
from shared.kit.versions import check_version


async def open_branch(session: AsyncSession, opening: BranchOpening) -> Branch:
    """A new branch.

    Raises:
        NameTaken: the code is in use, or stands for head office.
    """
    if opening.id == HEAD_OFFICE or await session.get(Branch, opening.id) is not None:
        raise NameTaken(field="id", name=opening.id)
    branch = Branch(
        id=opening.id,
        state=opening.state.model_dump(mode="json"),
        consultants_take_money=opening.consultants_take_money,
    )
    session.add(branch)
    publish(session, branch.changed(), version=branch.version)
    audit.note(session, AuditKind.BRANCH_OPENED, None, branch_id=branch.id)
    session.info["people_changed"] = True
    return branch


async def change_branch(session: AsyncSession, branch_id: str, wanted: BranchIn, edited: int) -> Branch:
    """Change a branch: calendar, quiet hours, payment methods.

    Raises:
        VersionStale: changed in the meantime.
    """
    branch = await get_or_404(session, Branch, branch_id, lock=True)
    check_version(branch.version, edited)
    fact = branch.change(wanted.state, consultants_take_money=wanted.consultants_take_money)
    publish(session, fact, version=branch.version)
    audit.note(session, AuditKind.BRANCH_CHANGED, None, branch_id=branch.id)
    session.info["people_changed"] = True
    return branch
