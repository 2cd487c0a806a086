"""The monthly report of a branch (MGT-04, MGT-08, M-73, part 5), computed from what was written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import col, func, select

from services.reception.domain.money import ReceiptState
from services.reception.domain.targets import days_of
from services.reception.domain.visits import Channel, VisitState, conversion
from services.reception.models import (
    BusinessDay,
    Cancellation,
    CashBack,
    FloatCount,
    Order,
    Performance,
    Receipt,
    ShootVisit,
    Visit,
)
from services.reception.queries.days import missing_numbers
from services.reception.schemas.branch_month import BranchMonth, CashDay, MonthTraffic, OrderLost, SourceCount
from shared.contracts.values import Money
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch

CANCELLATIONS, SOURCES = 100, 12
"""So many lines of each are shown."""

Days = tuple[date, date]
Span = tuple[datetime, datetime]


async def branch_month(session: AsyncSession, branch: Branch, month: str) -> BranchMonth:
    """The month of a branch's calendar, as it stands now."""
    days = days_of(month)
    span = branch.at(days[0], time(0)), branch.at(days[1] + timedelta(days=1), time(0))
    currency = branch.state.currency
    placed, referred = await _placed(session, branch.branch_id, span)
    cancelled, amount = await _cancelled(session, branch.branch_id, span)
    backs, back = await _cash_backs(session, branch.branch_id, days)
    shoots, visited = await _shoots(session, branch.branch_id, days)
    cash = await _cash(session, branch.branch_id, days)
    receipts, voids = await _receipts(session, branch.branch_id, days)
    return BranchMonth(
        branch_id=branch.branch_id,
        month=month,
        traffic=await _traffic(session, branch.branch_id, days),
        placed=placed,
        cancelled=cancelled,
        cancelled_amount=Money(amount=amount, currency=currency),
        cancellations=await _cancellations(session, branch, span),
        referred=referred,
        cash_backs=backs,
        cash_back=Money(amount=back, currency=currency),
        shoots=shoots,
        shoots_visited=visited,
        cash=cash,
        to_finance=Money(
            amount=sum(line.to_finance.amount for line in cash if line.to_finance is not None), currency=currency
        ),
        receipts=receipts,
        voids=voids,
        missing_numbers=await missing_numbers(session, branch.branch_id, days[0].year),
    )


async def _traffic(session: AsyncSession, branch_id: str, days: Days) -> MonthTraffic:
    """A customer who had been here before is a visit of its own that names the earlier one (REC-05)."""
    state, again = col(Visit.state), col(Visit.previous_visit_id).is_not(None)
    ordered = state == VisitState.ORDERED
    of_month = (Visit.branch_id == branch_id, col(Visit.day).between(*days))
    counts: Any = (
        func.count(),
        func.count().filter(col(Visit.channel) == Channel.WALK_IN),
        func.count().filter(ordered),
        func.count().filter(state == VisitState.LOST),
        func.count().filter(state == VisitState.SECOND_VISIT),
        func.count().filter(again),
        func.count().filter(again, ordered),
    )
    visits, walk_ins, sold, lost, returned, second, second_sold = (
        await session.execute(select(*counts).where(*of_month))
    ).one()
    reason, source = col(Visit.loss_reason), func.coalesce(func.btrim(col(Visit.source)), "")
    reasons: Any = select(reason, func.count()).where(*of_month, state == VisitState.LOST).group_by(reason)
    sources: Any = (
        select(source, func.count(), func.count().filter(ordered))
        .where(*of_month)
        .group_by(source)
        .order_by(func.count().desc(), source)
        .limit(SOURCES)
    )
    return MonthTraffic(
        visits=visits,
        walk_ins=walk_ins,
        calls=visits - walk_ins,
        ordered=sold,
        lost=lost,
        open=visits - sold - lost - returned,
        conversion=conversion(visits, sold),
        again=second,
        again_ordered=second_sold,
        again_conversion=conversion(second, second_sold),
        loss_reasons={why.value: count for why, count in await session.execute(reasons)},
        sources=[
            SourceCount(source=name, visits=count, ordered=of_them)
            for name, count, of_them in await session.execute(sources)
        ],
    )


async def _placed(session: AsyncSession, branch_id: str, span: Span) -> tuple[int, int]:
    at = col(Order.placed_at)
    query = select(func.count(), func.count(col(Order.referrer_person_id))).where(
        Order.branch_id == branch_id, at >= span[0], at < span[1]
    )
    placed, referred = (await session.exec(query)).one()
    return placed, referred


def _of_month(branch_id: str, span: Span) -> tuple[Any, ...]:
    decided = col(Cancellation.decided_at)
    approved = col(Cancellation.state) == "APPROVED"
    return (Cancellation.branch_id == branch_id, approved, decided >= span[0], decided < span[1])


async def _cancelled(session: AsyncSession, branch_id: str, span: Span) -> tuple[int, int]:
    """How many, and what they had come to: their totals are now what the house kept."""
    value = func.coalesce(func.sum(col(Order.package_price) - col(Order.discount)), 0)
    query: Any = (
        select(func.count(), value)
        .select_from(Cancellation)
        .join(Order, col(Order.id) == col(Cancellation.order_id))
        .where(*_of_month(branch_id, span))
    )
    count, amount = (await session.execute(query)).one()
    return count, int(amount)


async def _cancellations(session: AsyncSession, branch: Branch, span: Span) -> list[OrderLost]:
    query: Any = (
        select(Cancellation, Order)
        .join(Order, col(Order.id) == col(Cancellation.order_id))
        .where(*_of_month(branch.branch_id, span))
        .order_by(col(Cancellation.decided_at).desc(), col(Cancellation.id))
        .limit(CANCELLATIONS)
    )
    return [
        OrderLost(
            order_id=order.id,
            order_number=order.number,
            day=branch.today(row.decided_at),
            amount=order.money(order.package_price - order.discount),
            reason=row.reason,
        )
        for row, order in await session.execute(query)
    ]


async def _cash_backs(session: AsyncSession, branch_id: str, days: Days) -> tuple[int, int]:
    query = select(func.count(), func.coalesce(func.sum(col(CashBack.amount)), 0)).where(
        CashBack.branch_id == branch_id, col(CashBack.paid_on).between(*days)
    )
    count, amount = (await session.exec(query)).one()
    return count, int(amount)


async def _shoots(session: AsyncSession, branch_id: str, days: Days) -> tuple[int, int]:
    """Shoots that were completed, by whoever did them, and those of orders that were visited."""
    visited = select(ShootVisit.id).where(col(ShootVisit.order_id) == col(Performance.order_id)).exists()
    shoot = func.distinct(col(Performance.booking_id))
    query: Any = select(func.count(shoot), func.count(shoot).filter(visited)).where(
        Performance.branch_id == branch_id, col(Performance.day).between(*days)
    )
    shoots, looked_in = (await session.execute(query)).one()
    return shoots, looked_in


async def _cash(session: AsyncSession, branch_id: str, days: Days) -> list[CashDay]:
    """The days on which money moved or was counted, the earliest first."""
    query: Any = (
        select(BusinessDay, FloatCount)
        .outerjoin(
            FloatCount,
            (col(FloatCount.branch_id) == col(BusinessDay.branch_id)) & (col(FloatCount.day) == col(BusinessDay.day)),
        )
        .where(BusinessDay.branch_id == branch_id, col(BusinessDay.day).between(*days))
        .order_by(col(BusinessDay.day))
    )
    return [_cash_day(day, opening) for day, opening in await session.execute(query)]


def _cash_day(day: BusinessDay, opening: FloatCount | None) -> CashDay:
    def money(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount=amount, currency=day.currency)

    counted, left = day.counted_cash, day.float_left or 0
    computed = day.computed_cash or 0
    expected = None if opening is None else opening.expected
    return CashDay(
        day=day.day,
        signed=day.signed_at is not None,
        computed=money(day.computed_cash),
        counted=money(counted),
        difference=money(None if counted is None else counted - computed),
        float_left=money(day.float_left),
        to_finance=money(None if counted is None else counted - left),
        float_difference=money(None if opening is None or expected is None else opening.counted - expected),
    )


async def _receipts(session: AsyncSession, branch_id: str, days: Days) -> tuple[int, dict[str, int]]:
    void = func.count().filter(col(Receipt.state) == ReceiptState.VOID)
    query: Any = (
        select(Receipt.cashier_id, func.count(), void)
        .where(Receipt.branch_id == branch_id, col(Receipt.business_day).between(*days))
        .group_by(col(Receipt.cashier_id))
        .order_by(col(Receipt.cashier_id))
    )
    rows = list(await session.execute(query))
    return sum(count for _, count, _ in rows), {cashier: voids for cashier, _, voids in rows if voids}
