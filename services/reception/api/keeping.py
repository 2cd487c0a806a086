"""Sales on the shoot day, things left behind, things entrusted."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.reception.api.money import Pdf
from services.reception.domain.keeping import CustodyState, FoundState
from services.reception.models import Custody, FoundItem, ShootSale
from services.reception.queries import keeping as reading
from services.reception.schemas.keeping import (
    ClaimIn,
    CustodyIn,
    CustodyOut,
    CustodyReturnIn,
    DisposalIn,
    FoundIn,
    FoundOut,
)
from services.reception.schemas.money import ReasonIn
from services.reception.schemas.sales import SaleIn, SaleOut
from services.reception.service import keeping, papers, sales
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["keeping"])
Reader = Annotated[Principal, may("reception.keeping.read")]
Keeper = Annotated[Principal, may("reception.keeping.do")]


@router.post("/orders/{order_id}/sales", status_code=201)
async def sell(
    order_id: UUID,
    body: SaleIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.sales.make")],
) -> SaleOut:
    """Sell on the shoot day, on a paper of its own (FIN-14)."""
    return await once.run(session, SaleOut, lambda: sales.sell(session, who, order_id, body))


@router.get("/sales")
async def list_sales(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.sales.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    day: date | None = None,
    order_id: UUID | None = None,
) -> Page[SaleOut]:
    """Sales in their sequence, void ones included."""
    query = reading.sales(branch_id, day, order_id)
    return await fetch_page(session, query, page, keys=[ShootSale.number], show=SaleOut.of)


@router.post("/sales/{sale_id}/void")
async def void_sale(
    sale_id: UUID, body: ReasonIn, session: SessionDep, who: Annotated[Principal, may("reception.receipts.void")]
) -> SaleOut:
    """作废: the number stays (FIN-02)."""
    return await sales.void_sale(session, who, sale_id, body.reason)


@router.get("/sales/{sale_id}/print", response_class=Pdf)
async def print_sale(sale_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.sales.read")]) -> Pdf:
    """The sale's receipt on paper."""
    return Pdf(await papers.print_sale(session, who, sale_id))


@router.post("/found-items", status_code=201)
async def record_found(body: FoundIn, session: SessionDep, once: OnceDep, who: Keeper) -> FoundOut:
    """Write down what was left behind (REC-21)."""
    return await once.run(session, FoundOut, lambda: keeping.record_found(session, who, body))


@router.get("/found-items")
async def list_found(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: FoundState | None = None,
    order_id: UUID | None = None,
) -> Page[FoundOut]:
    """Things left behind, oldest first."""
    query = reading.found_items(branch_id, state, order_id)
    return await fetch_page(session, query, page, keys=[FoundItem.found_at, FoundItem.id], show=FoundOut.of)


@router.post("/found-items/{item_id}/count")
async def count_found(
    item_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.found_items.count")]
) -> FoundOut:
    """The manager counted it together with the finder (REC-21)."""
    return await keeping.count_found(session, who, item_id)


@router.post("/found-items/{item_id}/notice")
async def note_told(item_id: UUID, session: SessionDep, who: Keeper) -> FoundOut:
    """The customer was told (REC-21)."""
    return await keeping.note_told(session, who, item_id)


@router.post("/found-items/{item_id}/claim")
async def claim_found(item_id: UUID, body: ClaimIn, session: SessionDep, who: Keeper) -> FoundOut:
    """Its owner signs for it (M-36)."""
    return await keeping.claim_found(session, who, item_id, body)


@router.post("/found-items/{item_id}/disposal")
async def dispose_found(item_id: UUID, body: DisposalIn, session: SessionDep, who: Keeper) -> FoundOut:
    """Nobody came in time; but for what spoils it is a manager's word (M-36)."""
    return await keeping.dispose_found(session, who, item_id, body.note)


@router.post("/orders/{order_id}/custody-records", status_code=201)
async def take_custody(order_id: UUID, body: CustodyIn, session: SessionDep, once: OnceDep, who: Keeper) -> CustodyOut:
    """Take a customer's thing into care (M-42)."""
    return await once.run(session, CustodyOut, lambda: keeping.take_custody(session, who, order_id, body))


@router.get("/custody-records")
async def list_custody(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: CustodyState | None = None,
    order_id: UUID | None = None,
) -> Page[CustodyOut]:
    """Things in care, oldest first."""
    query = reading.custody_records(branch_id, state, order_id)
    return await fetch_page(session, query, page, keys=[Custody.taken_at, Custody.id], show=CustodyOut.of)


@router.post("/custody-records/{custody_id}/return")
async def return_custody(custody_id: UUID, body: CustodyReturnIn, session: SessionDep, who: Keeper) -> CustodyOut:
    """Give it back against the same paper (M-42)."""
    return await keeping.return_custody(session, who, custody_id, body)


@router.get("/custody-records/{custody_id}/print", response_class=Pdf)
async def print_custody(custody_id: UUID, session: SessionDep, who: Reader) -> Pdf:
    """The custody paper for the customer."""
    return Pdf(await papers.print_custody(session, who, custody_id))
