"""Belongings in lockers and their tokens (M-37)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.reception.domain.storing import StoredState
from services.reception.models import StoredBelongings, TokenCheck
from services.reception.queries.storing import checks_where, show_stored, stored_where
from services.reception.schemas.storing import (
    LostTokenIn,
    ReleaseIn,
    StoredOut,
    StoreIn,
    TokenCheckIn,
    TokenCheckOut,
)
from services.reception.service import storing
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["storing"])
Reader = Annotated[Principal, may("reception.keeping.read")]
Keeper = Annotated[Principal, may("reception.keeping.do")]


@router.post("/orders/{order_id}/stored-belongings", status_code=201)
async def store_belongings(order_id: UUID, body: StoreIn, session: SessionDep, once: OnceDep, who: Keeper) -> StoredOut:
    """A customer's things into a free locker, for the day."""
    return await once.run(session, StoredOut, lambda: storing.store(session, who, order_id, body))


@router.get("/stored-belongings")
async def list_stored(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: StoredState | None = None,
    order_id: UUID | None = None,
) -> Page[StoredOut]:
    """What is and was in lockers, the longest there first."""
    query = stored_where(branch_id, state, order_id)
    keys = [StoredBelongings.stored_at, StoredBelongings.id]
    found = await fetch_page(session, query, page, keys=keys, show=lambda row: row)
    return Page(items=await show_stored(session, found.items), next_cursor=found.next_cursor)


@router.post("/stored-belongings/{stored_id}/release")
async def release_belongings(stored_id: UUID, body: ReleaseIn, session: SessionDep, who: Keeper) -> StoredOut:
    """Back to whoever brings the locker's token."""
    return await storing.release(session, who, stored_id, body)


@router.post("/stored-belongings/{stored_id}/lost-token")
async def release_without_token(
    stored_id: UUID,
    body: LostTokenIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.sales.make")],
) -> StoredOut:
    """The token is lost: identity seen, contents described, the fee paid on a receipt."""
    return await once.run(session, StoredOut, lambda: storing.release_without_token(session, who, stored_id, body))


@router.post("/token-checks", status_code=201)
async def check_tokens(body: TokenCheckIn, session: SessionDep, once: OnceDep, who: Keeper) -> TokenCheckOut:
    """Match tokens with lockers, at opening and closing."""
    return await once.run(session, TokenCheckOut, lambda: storing.check_tokens(session, who, body))


@router.get("/token-checks")
async def list_token_checks(
    session: SessionDep, page: PageDep, _who: Reader, branch_id: Annotated[BranchId | None, Query()] = None
) -> Page[TokenCheckOut]:
    """The checks of my branches, the newest first."""
    keys = [TokenCheck.checked_at, TokenCheck.id]
    query = checks_where(branch_id)
    return await fetch_page(session, query, page, keys=keys, show=TokenCheckOut.of, descending=True)
