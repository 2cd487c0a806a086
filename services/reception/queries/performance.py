"""What was earned in a month, by department and person (业绩)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, time, timedelta
from typing import Any

from sqlmodel import col, func, select

from services.reception.domain.money import ReceiptState
from services.reception.domain.targets import DEPARTMENT_OF, SalesDepartment, days_of
from services.reception.domain.visits import VisitState, conversion
from services.reception.models import ExtraSale, Performance, Receipt, Refund, TargetPlan, Visit
from services.reception.schemas.targets import CrewFigures, DepartmentFigures, PerformanceOut, PersonFigures
from shared.contracts.values import Money
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch

Key = tuple[SalesDepartment, str]


async def month_figures(session: AsyncSession, branch: Branch, month: str, plan: TargetPlan | None) -> PerformanceOut:
    """Receipts by handler less refunds, visits by receiver, second sales by selection clerk, against the targets."""
    first, last = days_of(month)
    today = branch.today()
    currency = plan.currency if plan else branch.state.currency
    taken = await _sold(session, branch.branch_id, first, last)
    now = await _sold(session, branch.branch_id, today, today)
    received, ordered, lost = await _visits(session, branch.branch_id, first, last)
    sales, selections = await _second_sales(session, branch, first, last)
    targets = plan.breakdown if plan else {}

    def money(amount: int) -> Money:
        return Money(amount=amount, currency=currency)

    def figures(department: SalesDepartment) -> DepartmentFigures:
        target, by_person = targets.get(department, (None, {}))
        at_reception = department is SalesDepartment.RECEPTION
        active = received if at_reception else sales
        named = {*by_person, *active, *(who for place, who in {**taken, **now} if place == department)}
        people = [
            PersonFigures(
                staff_id=who,
                target=money(by_person[who]) if who in by_person else None,
                taken=money(taken[department, who]),
                today=money(now[department, who]),
                received=received[who] if at_reception else 0,
                ordered=ordered[who] if at_reception else 0,
                conversion=conversion(received[who], ordered[who]) if at_reception else 0.0,
                second_sales=0 if at_reception else sales[who],
            )
            for who in named
        ]
        return DepartmentFigures(
            department=department,
            target=None if target is None else money(target),
            taken=money(sum(one.taken.amount for one in people)),
            today=money(sum(one.today.amount for one in people)),
            people=sorted(people, key=lambda one: (-one.taken.amount, one.staff_id)),
        )

    departments = [figures(department) for department in SalesDepartment]
    second = departments[-1].taken.amount
    open_days, past = month_over(branch, month, today)
    return PerformanceOut(
        branch_id=branch.branch_id,
        month=month,
        day=today,
        open_days=open_days,
        open_days_past=past,
        departments=departments,
        crew=await _crew(session, branch.branch_id, first, last),
        visits=received.total(),
        ordered=ordered.total(),
        lost=lost,
        conversion=conversion(received.total(), ordered.total()),
        selections=selections,
        second_sale_each=money(round(second / selections)) if selections else None,
    )


def month_over(branch: Branch, month: str, today: date) -> tuple[int, int]:
    """On how many days of the month the branch works, and how many of them are over, today counted.

    This is what a target is measured by, on the branch's own page and beside other branches.
    """
    days = branch.open_days(*days_of(month))
    return len(days), sum(day <= today for day in days)


async def _sold(session: AsyncSession, branch_id: str, first: date, last: date) -> Counter[Key]:
    """Fen by department and handler: valid receipts less what was paid back."""
    amount = func.sum(col(Receipt.amount))
    taken = select(Receipt.form, Receipt.handler_id, amount).where(
        Receipt.branch_id == branch_id,
        col(Receipt.business_day).between(first, last),
        Receipt.state == ReceiptState.ISSUED,
    )
    back = (
        select(Receipt.form, Receipt.handler_id, -func.sum(col(Refund.amount)))
        .join(Refund, col(Refund.receipt_id) == col(Receipt.id))
        .where(Refund.branch_id == branch_id, col(Refund.paid_on).between(first, last))
    )
    found: Counter[Key] = Counter()
    for query in (taken, back):
        rows: Any = await session.execute(query.group_by(col(Receipt.form), col(Receipt.handler_id)))
        for form, handler, fen in rows:
            if form in DEPARTMENT_OF:
                found[DEPARTMENT_OF[form], handler] += int(fen)
    return found


async def _visits(
    session: AsyncSession, branch_id: str, first: date, last: date
) -> tuple[Counter[str], Counter[str], int]:
    """Visits by receiver, those that became orders, and how many were lost; a proxy's count for the proxy."""
    rows: Any = await session.execute(
        select(Visit.receiver_id, Visit.state, func.count())
        .where(Visit.branch_id == branch_id, col(Visit.day).between(first, last))
        .group_by(col(Visit.receiver_id), col(Visit.state))
    )
    received: Counter[str] = Counter()
    by_state: dict[VisitState, Counter[str]] = defaultdict(Counter)
    for receiver, state, count in rows:
        received[receiver] += count
        by_state[state][receiver] += count
    return received, by_state[VisitState.ORDERED], by_state[VisitState.LOST].total()


async def _second_sales(session: AsyncSession, branch: Branch, first: date, last: date) -> tuple[Counter[str], int]:
    """Selections with something sold on top, by clerk, and all selections of the month (PST-10)."""
    begin, end = branch.at(first, time(0)), branch.at(last + timedelta(days=1), time(0))
    rows: Any = await session.execute(
        select(ExtraSale.clerk_id, func.count(), func.count().filter(col(ExtraSale.amount) > 0))
        .where(
            ExtraSale.branch_id == branch.branch_id,
            col(ExtraSale.confirmed_at) >= begin,
            col(ExtraSale.confirmed_at) < end,
        )
        .group_by(col(ExtraSale.clerk_id))
    )
    counted = [(clerk, every, sold) for clerk, every, sold in rows]
    return Counter({clerk: sold for clerk, _, sold in counted}), sum(every for _, every, _ in counted)


async def _crew(session: AsyncSession, branch_id: str, first: date, last: date) -> list[CrewFigures]:
    rows = await session.execute(
        select(Performance.staff_id, Performance.role, func.count(), func.sum(col(Performance.sets)))
        .where(Performance.branch_id == branch_id, col(Performance.day).between(first, last))
        .group_by(col(Performance.staff_id), col(Performance.role))
        .order_by(func.count().desc(), col(Performance.staff_id), col(Performance.role))
    )
    return [CrewFigures(staff_id=who, role=role, orders=orders, sets=int(sets)) for who, role, orders, sets in rows]
