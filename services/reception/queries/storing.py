"""Reading lockers: what is in which, and the checks of their tokens (M-37)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.domain.money import DepositObject, DepositState
from services.reception.domain.storing import StoredState
from services.reception.models import Deposit, StoredBelongings, TokenCheck
from services.reception.schemas.storing import StoredOut
from shared.kit.db import AsyncSession
from shared.kit.reference import get_branches


def stored_where(
    branch_id: str | None, state: StoredState | None, order_id: UUID | None
) -> SelectOfScalar[StoredBelongings]:
    """Belongings in the lockers of a branch, or of the customers of an order."""
    query = select(StoredBelongings)
    if branch_id is not None:
        query = query.where(StoredBelongings.branch_id == branch_id)
    if order_id is not None:
        query = query.where(StoredBelongings.order_id == order_id)
    return query if state is None else query.where(col(StoredBelongings.state) == state)


def checks_where(branch_id: str | None) -> SelectOfScalar[TokenCheck]:
    """Checks of a branch."""
    query = select(TokenCheck)
    return query if branch_id is None else query.where(TokenCheck.branch_id == branch_id)


async def show_stored(session: AsyncSession, rows: Iterable[StoredBelongings]) -> list[StoredOut]:
    """Belongings, and whether they should have been fetched."""
    stays = list(rows)
    branches = await get_branches(session, {row.branch_id for row in stays})
    return [StoredOut.of(row, branches[row.branch_id].today()) for row in stays]


async def in_lockers(session: AsyncSession, branch_id: str) -> dict[str, StoredBelongings]:
    """What is in which locker."""
    rows = await session.exec(stored_where(branch_id, StoredState.STORED, None))
    return {row.locker: row for row in rows}


async def rented_lockers(session: AsyncSession, branch_id: str) -> set[str]:
    """Lockers that are out against a deposit (REC-20)."""
    rows = await session.exec(
        select(Deposit.object_number).where(
            Deposit.branch_id == branch_id,
            Deposit.object == DepositObject.LOCKER,
            Deposit.state == DepositState.TAKEN,
        )
    )
    return set(rows)
