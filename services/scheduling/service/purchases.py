"""Purchases of consumables: asked for, decided by the manager within the budget, received in parts (MGT-06)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.scheduling.domain.stock_takes import month_of
from services.scheduling.domain.supplies import (
    Department,
    MoveKind,
    OverBudget,
    budget_id,
    require_month_to_come,
)
from services.scheduling.models import Purchase, Supply, SupplyBudget
from services.scheduling.queries.supplies import budgets_of, money_of, show_purchases, show_supply_month
from services.scheduling.schemas.supplies import (
    ArrivalIn,
    BudgetIn,
    DepartmentMonth,
    PurchaseApprovalIn,
    PurchaseIn,
    PurchaseOut,
)
from services.scheduling.service.supplies import move, supply_of
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch
from shared.kit.versions import check_version


async def request_purchase(session: AsyncSession, who: Principal, body: PurchaseIn) -> PurchaseOut:
    """A department asks for consumables."""
    supply = await supply_of(session, body.supply_id, lock=False)
    purchase = Purchase(
        id=new_id(),
        branch_id=supply.branch_id,
        supply_id=supply.id,
        department=supply.department,
        quantity=body.quantity,
        price=body.price.amount,
        currency=body.price.currency,
        reason=body.reason,
        requested_by=who.staff_id,
        requested_at=clock.now(),
    )
    session.add(purchase)
    publish(session, purchase.request(), version=purchase.version)
    return await _show(session, purchase)


async def _show(session: AsyncSession, purchase: Purchase) -> PurchaseOut:
    await session.flush()
    (out,) = await show_purchases(session, [purchase])
    return out


async def _locked(session: AsyncSession, purchase_id: UUID) -> tuple[Supply, Purchase]:
    """The purchase behind its item: whoever takes from the shelf or decides waits."""
    known = await get_or_404(session, Purchase, purchase_id, what="purchase")
    supply = await supply_of(session, known.supply_id)
    return supply, await get_or_404(session, Purchase, purchase_id, what="purchase", lock=True)


async def _locked_budget(session: AsyncSession, branch_id: str, department: Department, month: str) -> SupplyBudget:
    """The row of the month, made from the month before when there is none: two who decide at once wait here."""
    standing = (await budgets_of(session, branch_id, month)).get(department)
    key = budget_id(branch_id, department, month)
    row = SupplyBudget(
        id=key,
        branch_id=branch_id,
        department=department,
        month=month,
        amount=standing.amount if standing else None,
    )
    await session.execute(insert(SupplyBudget).values(row.model_dump()).on_conflict_do_nothing())
    found = await session.exec(
        select(SupplyBudget)
        .where(col(SupplyBudget.id) == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.one()


async def approve(session: AsyncSession, who: Principal, purchase_id: UUID, body: PurchaseApprovalIn) -> PurchaseOut:
    """The manager lets it be bought; this month's budget of the department pays.

    Raises:
        OwnPurchase: nobody decides on what he asked for.
        OverBudget: the budget does not cover it, and no reason was given.
    """
    supply, purchase = await _locked(session, purchase_id)
    now = clock.now()
    month = month_of((await get_branch(session, purchase.branch_id)).today(now))
    await _locked_budget(session, purchase.branch_id, purchase.department, month)
    over = (await money_of(session, purchase.branch_id, month))[purchase.department].over_by(purchase.cost)
    fact = purchase.approve(who.staff_id, month=month, over_budget=over > 0, note=body.reason, at=now)
    if over and not body.reason:
        raise OverBudget(over=purchase.money(over))
    supply.price = purchase.price
    publish(session, fact, version=purchase.version)
    return await _show(session, purchase)


async def reject(session: AsyncSession, who: Principal, purchase_id: UUID, note: str) -> PurchaseOut:
    """It is not bought.

    Raises:
        OwnPurchase: nobody decides on what he asked for.
    """
    _supply, purchase = await _locked(session, purchase_id)
    publish(session, purchase.reject(who.staff_id, note=note, at=clock.now()), version=purchase.version)
    return await _show(session, purchase)


async def receive(session: AsyncSession, who: Principal, purchase_id: UUID, body: ArrivalIn) -> PurchaseOut:
    """What was bought is here, all of it or a part, and stands on the shelf.

    Raises:
        MoreThanBought, TransitionRefused.
    """
    supply, purchase = await _locked(session, purchase_id)
    publish(session, purchase.receive(body.quantity), version=purchase.version)
    await move(
        session,
        supply,
        MoveKind.ARRIVED,
        body.quantity,
        staff_id=who.staff_id,
        noted_by=who.staff_id,
        purchase_id=purchase.id,
    )
    return await _show(session, purchase)


async def end(session: AsyncSession, who: Principal, purchase_id: UUID, note: str) -> PurchaseOut:
    """The rest does not come; its money is free again.

    Raises:
        TransitionRefused: nothing of it is under way.
    """
    _supply, purchase = await _locked(session, purchase_id)
    publish(session, purchase.end(who.staff_id, note), version=purchase.version)
    return await _show(session, purchase)


async def set_budget(
    session: AsyncSession,
    who: Principal,
    branch_id: str,
    department: Department,
    month: str,
    body: BudgetIn,
    edited: int,
) -> DepartmentMonth:
    """What a department may spend in a month, and after it until another is set.

    Raises:
        BudgetMonthOver, VersionStale.
    """
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    require_month_to_come(month, branch.today())
    budget = await _locked_budget(session, branch_id, department, month)
    check_version(budget.version, edited)
    budget.amount, budget.set_by, budget.set_at = body.amount.amount, who.staff_id, clock.now()
    budget.version += 1
    await session.flush()
    shown = await show_supply_month(session, branch, month)
    return next(one for one in shown.departments if one.department is department)
