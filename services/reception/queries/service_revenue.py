"""A month's extra services: how many, for how much, how the money came, how soon customers were answered (M-27)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, func, select

from services.reception.domain.money import PACKAGE_FORMS, ReceiptState
from services.reception.domain.service_revenue import Sold, for_services
from services.reception.domain.targets import days_of
from services.reception.domain.work_orders import WorkState
from services.reception.models import ExtraSale, Receipt, WorkOrder
from services.reception.schemas.service_revenue import ServiceLine, ServiceMonth
from shared.contracts.values import Money
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch

SERVED = (col(WorkOrder.charged), col(WorkOrder.state) != WorkState.CANCELLED)
"""Work orders whose price the customer owes or paid."""

Span = tuple[datetime, datetime]


async def month_of(session: AsyncSession, branch: Branch, month: str) -> ServiceMonth:
    """The month's report of a branch, as it stands today; what was paid back since does not count as taken."""
    first, last = days_of(month)
    span = branch.at(first, time(0)), branch.at(last + timedelta(days=1), time(0))
    currency = branch.state.currency
    lines = await _lines(session, branch.branch_id, currency, span)
    taken = await _taken(session, branch.branch_id, first, last)
    requested, in_time = await _answers(session, branch.branch_id, span)
    signed, on_site, redone = await _visits(session, branch.branch_id, span)
    return ServiceMonth(
        branch_id=branch.branch_id,
        month=month,
        services=lines,
        sold=Money(amount=sum(line.amount.amount for line in lines), currency=currency),
        by_method={method: Money(amount=amount, currency=currency) for method, amount in sorted(taken.items())},
        taken=Money(amount=taken.total(), currency=currency),
        requested=requested,
        answered_in_time=in_time,
        signed=signed,
        signed_on_site=on_site,
        redone=redone,
    )


async def _lines(session: AsyncSession, branch_id: str, currency: str, span: Span) -> list[ServiceLine]:
    """What was begun in the month, by service."""
    begun, code = col(WorkOrder.started_at), col(WorkOrder.service_code)
    sums: Any = (func.count(), func.sum(col(WorkOrder.quantity)), func.sum(col(WorkOrder.amount)))
    rows: Any = await session.execute(
        select(code, func.max(col(WorkOrder.service_name)), *sums)
        .where(WorkOrder.branch_id == branch_id, *SERVED, begun >= span[0], begun < span[1])
        .group_by(code)
        .order_by(code)
    )
    return [
        ServiceLine(
            service_code=code,
            service_name=name,
            work_orders=count,
            quantity=quantity,
            amount=Money(amount=int(amount), currency=currency),
        )
        for code, name, count, quantity, amount in rows
    ]


async def _taken(session: AsyncSession, branch_id: str, first: date, last: date) -> Counter[str]:
    """Fen by method: of the month's receipts what paid for services."""
    of_selection = (Receipt.state == ReceiptState.ISSUED, col(Receipt.form).not_in(list(PACKAGE_FORMS)))
    with_services = select(WorkOrder.order_id).where(WorkOrder.branch_id == branch_id, *SERVED)
    paid_now = select(Receipt.order_id).where(
        Receipt.branch_id == branch_id,
        col(Receipt.business_day).between(first, last),
        *of_selection,
        col(Receipt.order_id).in_(with_services),
    )
    orders = set((await session.exec(paid_now)).all())
    sold = await _sold(session, orders)
    receipts: dict[UUID, list[Receipt]] = defaultdict(list)
    theirs = select(Receipt).where(col(Receipt.order_id).in_(orders), *of_selection)
    for receipt in (await session.exec(theirs.order_by(col(Receipt.taken_at), col(Receipt.sequence)))).all():
        receipts[receipt.order_id].append(receipt)
    found: Counter[str] = Counter()
    for order_id, papers in receipts.items():
        parts = for_services(sold[order_id], [paper.amount - paper.refunded for paper in papers])
        for paper, part in zip(papers, parts, strict=True):
            if first <= paper.business_day <= last:
                found[paper.method] += part
    return found


async def _sold(session: AsyncSession, orders: Collection[UUID]) -> dict[UUID, list[Sold]]:
    """What was sold on top of each order's package, in the order it was sold."""
    sales = select(ExtraSale.order_id, ExtraSale.confirmed_at, ExtraSale.amount).where(
        col(ExtraSale.order_id).in_(orders)
    )
    work = select(WorkOrder.order_id, WorkOrder.started_at, WorkOrder.amount).where(
        col(WorkOrder.order_id).in_(orders), *SERVED
    )
    rows: list[Any] = []
    for query, service in ((sales, False), (work, True)):
        found: Any = await session.execute(query)
        rows += [(at, order_id, Sold(amount, service)) for order_id, at, amount in found]
    sold: dict[UUID, list[Sold]] = defaultdict(list)
    for _, order_id, one in sorted(rows, key=lambda row: row[0]):
        sold[order_id].append(one)
    return sold


async def _answers(session: AsyncSession, branch_id: str, span: Span) -> tuple[int, int]:
    """Requests of the month, and those answered in time (M-22)."""
    asked = col(WorkOrder.requested_at)
    in_time = func.count().filter(col(WorkOrder.answered_at) <= col(WorkOrder.answer_due))
    query = select(func.count(), in_time).where(WorkOrder.branch_id == branch_id, asked >= span[0], asked < span[1])
    requested, answered = (await session.exec(query)).one()
    return requested, answered


async def _visits(session: AsyncSession, branch_id: str, span: Span) -> tuple[int, int, int]:
    """Signed in the month, of them face to face, and of them done again before (M-25, M-28)."""
    closed = col(WorkOrder.closed_at)
    query = select(
        func.count(),
        func.count().filter(col(WorkOrder.on_site).is_(True)),
        func.count().filter(col(WorkOrder.redone) > 0),
    ).where(WorkOrder.branch_id == branch_id, WorkOrder.state == WorkState.SIGNED, closed >= span[0], closed < span[1])
    signed, on_site, redone = (await session.exec(query)).one()
    return signed, on_site, redone
