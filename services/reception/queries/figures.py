"""All branches of a person side by side (GEN-14): a fixed number of questions, however many branches there are.

What is signed does not change any more (M-77), so of a signed day its sum is read, and only of days that are still
open the receipts.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import TableValuedAlias, func, select, true
from sqlmodel import col

from services.reception.domain.money import ReceiptState
from services.reception.domain.orders import PAST_SHOOT, OrderState
from services.reception.models import OWES, BusinessDay, Order, Receipt, Refund, TargetPlan, Visit, WorkOrder
from services.reception.queries.performance import month_over
from services.reception.queries.service_revenue import SERVED
from services.reception.schemas.figures import BranchFigures, ReceptionFigures
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.branch_figures import by_branch, calendars
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch, branches_in_scope

Found = dict[str, tuple[int, ...]]
"""Counts and fen by branch."""


async def branch_figures(session: AsyncSession) -> ReceptionFigures:
    """What the caller's branches took in today and this month, what they are owed, and their targets."""
    branches = await branches_in_scope(session)
    now = clock.now()
    mine = calendars(branches, now)
    visits = await _visits(session, mine)
    orders = await _orders(session, mine)
    signed = await _signed(session, mine)
    receipts = await _moved(session, mine, Receipt, col(Receipt.business_day), Receipt.state == ReceiptState.ISSUED)
    refunds = await _moved(session, mine, Refund, col(Refund.paid_on), true())
    owed = await _owed(session)
    targets = await _targets(session, mine)
    services = await _services(session, mine)

    def line(branch: Branch) -> BranchFigures:
        code, currency = branch.branch_id, branch.state.currency

        def money(amount: int) -> Money:
            return Money(amount=amount, currency=currency)

        month_visits, visits_now = visits.get(code, (0, 0))
        month_orders, month_ordered, orders_now, ordered = orders.get(code, (0, 0, 0, 0))
        taken_open, taken = receipts.get(code, (0, 0))
        refunded_open, refunded = refunds.get(code, (0, 0))
        earlier = signed.get(code, (0,))[0]
        owing, balance, overdue = owed.get(code, (0, 0, 0))
        target = targets.get(code)
        day = branch.today(now)
        open_days, past = month_over(branch, f"{day:%Y-%m}", day)
        return BranchFigures(
            branch_id=code,
            day=day,
            visits=visits_now,
            orders=orders_now,
            ordered=money(ordered),
            taken=money(taken),
            refunded=money(refunded),
            month_visits=month_visits,
            month_orders=month_orders,
            month_ordered=money(month_ordered),
            month_services=money(services.get(code, (0,))[0]),
            month_earned=money(earlier + taken_open - refunded_open),
            target=None if target is None else money(target),
            open_days=open_days,
            open_days_past=past,
            owing=owing,
            owed=money(balance),
            overdue=money(overdue),
        )

    return ReceptionFigures(branches=[line(branch) for branch in branches])


async def _visits(session: AsyncSession, mine: TableValuedAlias) -> Found:
    """Of the month, of today."""
    day = col(Visit.day)
    return await by_branch(
        session,
        select(col(Visit.branch_id), func.count(), func.count().filter(day == mine.c.day))
        .join(mine, col(Visit.branch_id) == mine.c.branch_id)
        .where(day.between(mine.c.month_first, mine.c.day))
        .group_by(col(Visit.branch_id)),
    )


async def _orders(session: AsyncSession, mine: TableValuedAlias) -> Found:
    """Orders and what they come to, of the month and of today."""
    today, amount = col(Order.placed_at) >= mine.c.day_begins, func.sum(col(Order.package_total))
    return await by_branch(
        session,
        select(col(Order.branch_id), func.count(), amount, func.count().filter(today), amount.filter(today))
        .join(mine, col(Order.branch_id) == mine.c.branch_id)
        .where(col(Order.placed_at) >= mine.c.month_begins, col(Order.state) != OrderState.CANCELLED)
        .group_by(col(Order.branch_id)),
    )


async def _signed(session: AsyncSession, mine: TableValuedAlias) -> Found:
    """What the signed days of the month before today earned."""
    day = col(BusinessDay.day)
    return await by_branch(
        session,
        select(col(BusinessDay.branch_id), func.sum(col(BusinessDay.earned)))
        .join(mine, col(BusinessDay.branch_id) == mine.c.branch_id)
        .where(day >= mine.c.month_first, day < mine.c.day, col(BusinessDay.signed_at).is_not(None))
        .group_by(col(BusinessDay.branch_id)),
    )


async def _moved(session: AsyncSession, mine: TableValuedAlias, model: Any, day: Any, counts: Any) -> Found:
    """Money of the month's days that are not signed yet, today always among them, and of today alone.

    Whatever moves money makes its day first, so that there is none on a day without a row.
    """
    unsigned: Any = (
        select(col(BusinessDay.branch_id).label("branch_id"), col(BusinessDay.day).label("day"))
        .join(mine, col(BusinessDay.branch_id) == mine.c.branch_id)
        .where(col(BusinessDay.day).between(mine.c.month_first, mine.c.day), col(BusinessDay.signed_at).is_(None))
    )
    open_days = unsigned.union(select(mine.c.branch_id, mine.c.day)).cte("open_days")
    amount = func.sum(model.amount)
    return await by_branch(
        session,
        select(open_days.c.branch_id, amount, amount.filter(day == mine.c.day))
        .join(mine, mine.c.branch_id == open_days.c.branch_id)
        .join(model, (model.branch_id == open_days.c.branch_id) & (day == open_days.c.day))
        .where(counts)
        .group_by(open_days.c.branch_id),
    )


async def _services(session: AsyncSession, mine: TableValuedAlias) -> Found:
    """What the extra services begun in the month come to (M-27)."""
    return await by_branch(
        session,
        select(col(WorkOrder.branch_id), func.sum(col(WorkOrder.amount)))
        .join(mine, col(WorkOrder.branch_id) == mine.c.branch_id)
        .where(*SERVED, col(WorkOrder.started_at) >= mine.c.month_begins)
        .group_by(col(WorkOrder.branch_id)),
    )


async def _owed(session: AsyncSession) -> Found:
    """Orders on which something is owed, how much, and of that what was due on the day of the shoot."""
    rest = col(Order.package_total) - col(Order.package_paid)
    late = col(Order.state).in_(PAST_SHOOT) & (rest > 0)
    balance = rest + col(Order.selection_total) - col(Order.selection_paid)
    return await by_branch(
        session,
        select(col(Order.branch_id), func.count(), func.sum(balance), func.sum(rest).filter(late))
        .where(OWES)
        .group_by(col(Order.branch_id)),
    )


async def _targets(session: AsyncSession, mine: TableValuedAlias) -> dict[str, int]:
    """The month's target of each branch that has one, in fen."""
    plans = await session.scalars(
        select(TargetPlan).join(
            mine,
            (col(TargetPlan.branch_id) == mine.c.branch_id)
            & (col(TargetPlan.month) == func.to_char(mine.c.month_first, "YYYY-MM")),
        )
    )
    return {plan.branch_id: sum(amount for amount, _ in plan.breakdown.values()) for plan in plans if plan.breakdown}
