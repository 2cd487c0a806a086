"""Consumables of the departments, their purchases and budgets (MGT-06)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from services.scheduling.domain.supplies import Department, PurchaseState
from services.scheduling.models import Purchase, Supply, SupplyMove
from services.scheduling.queries.lists import branch_in_scope
from services.scheduling.queries.supplies import (
    moves_where,
    purchases_where,
    show_purchases,
    show_supplies,
    show_supply_month,
    supplies_where,
)
from services.scheduling.schemas.stock_takes import Month
from services.scheduling.schemas.supplies import (
    ArrivalIn,
    BudgetIn,
    DepartmentMonth,
    PurchaseApprovalIn,
    PurchaseEndIn,
    PurchaseIn,
    PurchaseOut,
    PurchaseRejectionIn,
    SupplyCard,
    SupplyCountIn,
    SupplyIn,
    SupplyMonth,
    SupplyMoveOut,
    SupplyOut,
    TakingIn,
)
from services.scheduling.service import purchases, supplies
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["supplies"])

Reader = Annotated[Principal, may("scheduling.supplies.read")]
User = Annotated[Principal, may("scheduling.supplies.use")]
Signer = Annotated[Principal, may("scheduling.purchases.approve")]
BudgetHolder = Annotated[Principal, may("scheduling.supply_budgets.set")]


@router.post("/supplies", status_code=201)
async def register_supply(
    body: SupplyIn, session: SessionDep, once: OnceDep, response: Response, who: User
) -> SupplyOut:
    """Enter a consumable of a department with what is there."""
    supply = await once.run(session, SupplyOut, lambda: supplies.register_supply(session, who, body))
    set_etag(response, supply.version)
    return supply


@router.get("/supplies")
async def list_supplies(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: BranchId | None = None,
    department: Department | None = None,
    low: bool = False,
) -> Page[SupplyOut]:
    """The consumables of my branches: what is below its minimum first, then by name."""
    query = supplies_where(branch_id, department, low=low)
    keys = [Supply.enough, Supply.name, Supply.id]
    found = await fetch_page(session, query, page, keys=keys, show=lambda row: row)
    return Page(items=await show_supplies(session, found.items), next_cursor=found.next_cursor)


@router.get("/supplies/{supply_id}")
async def read_supply(supply_id: UUID, session: SessionDep, response: Response, _who: Reader) -> SupplyOut:
    """A consumable with the version to correct or count it by."""
    supply = await supplies.show(session, await supplies.supply_of(session, supply_id, lock=False))
    set_etag(response, supply.version)
    return supply


@router.put("/supplies/{supply_id}")
async def correct_supply(
    supply_id: UUID, body: SupplyCard, session: SessionDep, response: Response, edited: IfMatch, _who: User
) -> SupplyOut:
    """Correct name, unit or minimum; the stock changes by taking, arriving and counting only."""
    supply = await supplies.correct_supply(session, supply_id, body, edited)
    set_etag(response, supply.version)
    return supply


@router.post("/supplies/{supply_id}/takings")
async def take_supply(supply_id: UUID, body: TakingIn, session: SessionDep, once: OnceDep, who: User) -> SupplyOut:
    """Somebody takes from the shelf, and says for what."""
    return await once.run(session, SupplyOut, lambda: supplies.take(session, who, supply_id, body))


@router.post("/supplies/{supply_id}/counts")
async def count_supply(
    supply_id: UUID, body: SupplyCountIn, session: SessionDep, response: Response, edited: IfMatch, who: User
) -> SupplyOut:
    """Note what was counted on the shelf; a difference has its reason."""
    supply = await supplies.count(session, who, supply_id, body, edited)
    set_etag(response, supply.version)
    return supply


@router.get("/supplies/{supply_id}/moves")
async def list_supply_moves(supply_id: UUID, session: SessionDep, page: PageDep, _who: Reader) -> Page[SupplyMoveOut]:
    """Who took how many for what, what arrived, what was counted; the newest first."""
    await supplies.supply_of(session, supply_id, lock=False)
    keys = [SupplyMove.at, SupplyMove.id]
    return await fetch_page(session, moves_where(supply_id), page, keys=keys, show=SupplyMoveOut.of, descending=True)


@router.post("/purchases", status_code=201)
async def request_purchase(body: PurchaseIn, session: SessionDep, once: OnceDep, who: User) -> PurchaseOut:
    """A department asks for consumables; the manager decides."""
    return await once.run(session, PurchaseOut, lambda: purchases.request_purchase(session, who, body))


@router.get("/purchases")
async def list_purchases(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: BranchId | None = None,
    department: Department | None = None,
    state: PurchaseState | None = None,
) -> Page[PurchaseOut]:
    """Purchases of my branches, the newest first."""
    query = purchases_where(branch_id, department, state)
    keys = [Purchase.requested_at, Purchase.id]
    found = await fetch_page(session, query, page, keys=keys, show=lambda row: row, descending=True)
    return Page(items=await show_purchases(session, found.items), next_cursor=found.next_cursor)


@router.post("/purchases/{purchase_id}/approval")
async def approve_purchase(
    purchase_id: UUID, body: PurchaseApprovalIn, session: SessionDep, once: OnceDep, who: Signer
) -> PurchaseOut:
    """Let it be bought from this month's budget; beyond it only with a reason."""
    return await once.run(session, PurchaseOut, lambda: purchases.approve(session, who, purchase_id, body))


@router.post("/purchases/{purchase_id}/rejection")
async def reject_purchase(
    purchase_id: UUID, body: PurchaseRejectionIn, session: SessionDep, who: Signer
) -> PurchaseOut:
    """It is not bought."""
    return await purchases.reject(session, who, purchase_id, body.note)


@router.post("/purchases/{purchase_id}/arrivals")
async def receive_purchase(
    purchase_id: UUID, body: ArrivalIn, session: SessionDep, once: OnceDep, who: User
) -> PurchaseOut:
    """What was bought is here, all of it or a part."""
    return await once.run(session, PurchaseOut, lambda: purchases.receive(session, who, purchase_id, body))


@router.post("/purchases/{purchase_id}/end")
async def end_purchase(purchase_id: UUID, body: PurchaseEndIn, session: SessionDep, who: User) -> PurchaseOut:
    """The rest does not come; its money is free again."""
    return await purchases.end(session, who, purchase_id, body.note)


@router.get("/supply-months/{branch_id}/{month}")
async def read_supply_month(branch_id: BranchId, month: Month, session: SessionDep, who: Reader) -> SupplyMonth:
    """What every department bought, used and has left of its budget in a month."""
    return await show_supply_month(session, await branch_in_scope(session, who, branch_id), month)


@router.put("/supply-budgets/{branch_id}/{department}/{month}")
async def set_supply_budget(
    branch_id: BranchId,
    department: Department,
    month: Month,
    body: BudgetIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    who: BudgetHolder,
) -> DepartmentMonth:
    """What a department may spend in a month, and after it until another is set."""
    found = await purchases.set_budget(session, who, branch_id, department, month, body, edited)
    set_etag(response, found.version)
    return found
