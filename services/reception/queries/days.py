"""The performance report of a day (业绩报表, FIN-12), computed from what was written."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlmodel import col, func, select

from services.reception.domain.money import CASH, DepositState, ReceiptState, receipt_number
from services.reception.models import (
    BusinessDay,
    CashBack,
    Deposit,
    FloatCount,
    Performance,
    Receipt,
    Refund,
    ShootSale,
)
from services.reception.schemas.days import (
    CashBackLine,
    DayReport,
    DepositLine,
    PerformanceLine,
    ReceiptLine,
    RefundPaid,
    SaleLine,
)
from shared.contracts.values import Money
from shared.kit.db import AsyncSession


async def last_close(session: AsyncSession, branch_id: str, before: date) -> BusinessDay | None:
    """The last signed day, which left today's float; None before the first close."""
    query = (
        select(BusinessDay)
        .where(BusinessDay.branch_id == branch_id, BusinessDay.day < before, col(BusinessDay.signed_at).is_not(None))
        .order_by(col(BusinessDay.day).desc())
        .limit(1)
    )
    return (await session.exec(query)).first()


async def missing_numbers(session: AsyncSession, branch_id: str, year: int) -> list[str]:
    """Receipt numbers of the year that were given out and have no receipt; always none (FIN-02)."""
    written = select(func.count(), func.max(col(Receipt.sequence))).where(
        Receipt.branch_id == branch_id, Receipt.year == year
    )
    count, highest = (await session.exec(written)).one()
    if count == (highest or 0):
        return []
    rows = await session.exec(select(Receipt.sequence).where(Receipt.branch_id == branch_id, Receipt.year == year))
    there = set(rows.all())
    return [receipt_number("R", year, branch_id, n) for n in range(1, highest + 1) if n not in there]


async def day_report(session: AsyncSession, branch_id: str, day: date, currency: str) -> DayReport:
    """Everything of the day: lines, sums by form, method, handler and cashier, and the cash that should be there.

    Computed cash = float at opening + cash taken (receipts, sales, deposits) − cash given back (deposits, refunds,
    referrers); what is void does not count.
    """
    receipts = await _rows(session, Receipt, Receipt.branch_id == branch_id, Receipt.business_day == day)
    refunds = await _rows(session, Refund, Refund.branch_id == branch_id, Refund.paid_on == day)
    taken = await _rows(session, Deposit, Deposit.branch_id == branch_id, Deposit.taken_on == day)
    returned = await _rows(
        session,
        Deposit,
        Deposit.branch_id == branch_id,
        Deposit.settled_on == day,
        Deposit.state == DepositState.RETURNED,
    )
    sales = await _rows(session, ShootSale, ShootSale.branch_id == branch_id, ShootSale.business_day == day)
    backs = await _paid_back(session, branch_id, day)
    sold = [row for row in sales if row.state == ReceiptState.ISSUED]
    counted = await session.get(FloatCount, (branch_id, day))
    last = await last_close(session, branch_id, day) if counted is None else None
    start = counted.counted if counted is not None else (last.float_left or 0 if last is not None else 0)
    valid = [row for row in receipts if row.state == ReceiptState.ISSUED]
    cash = start + _cash(valid) + _cash(sold) + _cash(taken) - _cash(returned) - _cash(refunds) - _cash(backs)

    def money(amount: int) -> Money:
        return Money(amount=amount, currency=currency)

    def sums(key: Callable[[Any], str], rows: Iterable[Any] = valid) -> dict[str, Money]:
        tally: Tally[str] = Tally()
        for row in rows:
            tally[key(row)] += row.amount
        return {name: money(amount) for name, amount in sorted(tally.items())}

    return DayReport(
        branch_id=branch_id,
        day=day,
        currency=currency,
        receipts=[_receipt_line(row) for row in sorted(receipts, key=lambda row: row.sequence)],
        refunds=[
            RefundPaid(
                receipt_number=row.receipt_number,
                method=row.method,
                amount=money(row.amount),
                paid_by=row.paid_by or "",
            )
            for row in refunds
        ],
        deposits=[_deposit_line(row, "IN") for row in taken] + [_deposit_line(row, "OUT") for row in returned],
        performance=await _performance(session, branch_id, day),
        by_form=sums(lambda row: row.form.value),
        by_method=sums(lambda row: row.method),
        by_handler=sums(lambda row: row.handler_id),
        by_cashier=sums(lambda row: row.cashier_id),
        taken=money(sum(row.amount for row in valid)),
        refunded=money(sum(row.amount for row in refunds)),
        voids=len(receipts) - len(valid),
        missing_numbers=await missing_numbers(session, branch_id, day.year),
        float_start=money(start),
        computed_cash=money(cash),
        sales=[_sale_line(row) for row in sales],
        sold=money(sum(row.amount for row in sold)),
        sold_by_seller=sums(lambda row: row.seller_id, sold),
        commission_by_seller=_commissions(sold),
        cash_backs=[
            CashBackLine(
                number=row.number or "",
                method=row.method or "",
                amount=row.money,
                paid_by=row.paid_by or "",
                order_id=row.order_id,
            )
            for row in backs
        ],
        cash_back=money(sum(row.amount for row in backs)),
    )


async def _rows(session: AsyncSession, model: Any, *conditions: Any) -> list[Any]:
    return list((await session.exec(select(model).where(*conditions).order_by(model.id))).all())


async def _paid_back(session: AsyncSession, branch_id: str, day: date) -> list[CashBack]:
    query = select(CashBack).where(CashBack.branch_id == branch_id, CashBack.paid_on == day)
    return list((await session.exec(query.order_by(col(CashBack.sequence)))).all())


def _cash(rows: Iterable[Receipt | Refund | Deposit | ShootSale | CashBack]) -> int:
    return sum(row.amount for row in rows if row.method == CASH)


def _sale_line(row: ShootSale) -> SaleLine:
    own = row.model_dump(exclude={"amount", "commission"})
    return SaleLine(**own, amount=row.money(row.amount), commission=row.money(row.commission))


def _commissions(sold: Iterable[ShootSale]) -> dict[str, Money]:
    """What is whose of the day's sales (FIN-14)."""
    tally: Tally[tuple[str, str]] = Tally()
    for row in sold:
        if row.commission:
            tally[row.seller_id, row.currency] += row.commission
    return {seller: Money(amount=amount, currency=currency) for (seller, currency), amount in sorted(tally.items())}


def _receipt_line(row: Receipt) -> ReceiptLine:
    return ReceiptLine(
        number=row.number,
        form=row.form,
        method=row.method,
        amount=row.money(row.amount),
        state=row.state,
        handler_id=row.handler_id,
        cashier_id=row.cashier_id,
        void_reason=row.void_reason,
    )


def _deposit_line(row: Deposit, movement: str) -> DepositLine:
    return DepositLine(
        number=row.number,
        object=row.object,
        object_number=row.object_number,
        method=row.method,
        amount=Money(amount=row.amount, currency=row.currency),
        movement=movement,
    )


async def _performance(session: AsyncSession, branch_id: str, day: date) -> list[PerformanceLine]:
    query = (
        select(Performance.staff_id, Performance.role, func.count(), func.sum(col(Performance.sets)))
        .where(Performance.branch_id == branch_id, Performance.day == day)
        .group_by(col(Performance.staff_id), col(Performance.role))
        .order_by(col(Performance.staff_id), col(Performance.role))
    )
    rows = (await session.exec(query)).all()
    return [PerformanceLine(staff_id=staff, role=role, orders=orders, sets=sets) for staff, role, orders, sets in rows]
