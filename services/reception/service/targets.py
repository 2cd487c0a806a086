"""Setting, approving and watching targets (MGT-01, REC-17, PST-10)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.dialects.postgresql import insert

from services.reception.domain.money import fen_in
from services.reception.domain.targets import (
    SELLERS,
    SET_BY_DAY,
    Missing,
    SalesDepartment,
    TargetsBroken,
    TargetsUnset,
    missing_targets,
    next_month,
    plan_id,
)
from services.reception.models import TargetPlan
from services.reception.queries import performance
from services.reception.schemas.targets import (
    DepartmentTarget,
    GapOut,
    PerformanceOut,
    PersonTarget,
    TargetsIn,
    TargetsOut,
)
from services.reception.service.staff import require_staff
from shared.contracts.reception import TargetsBrokenDown, TargetsIncomplete
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch, staff_with_role
from shared.kit.versions import check_version


async def read_targets(session: AsyncSession, who: Principal, branch_id: str, month: str) -> TargetsOut:
    """The month's targets, and what they lack."""
    who.require_branch(branch_id)
    return await _show(session, await get_branch(session, branch_id), month)


async def read_performance(session: AsyncSession, who: Principal, branch_id: str, month: str) -> PerformanceOut:
    """What was earned in the month against its targets."""
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    return await performance.month_figures(session, branch, month, await session.get(TargetPlan, (branch_id, month)))


async def set_targets(
    session: AsyncSession, who: Principal, branch_id: str, month: str, body: TargetsIn, edited: int
) -> TargetsOut:
    """Write the month's targets by department and person (MGT-01).

    Raises:
        VersionStale: somebody changed them meanwhile.
        StaffLeft, FactNotArrived: a person is not at work here.
        CurrencyWrong: not the branch's currency.
    """
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    await require_staff(session, [one.staff_id for entry in body.departments for one in entry.people])
    plan = await _locked(session, who, branch, month)
    check_version(plan.version, edited)
    currency = branch.state.currency
    breakdown = {
        entry.department: (
            fen_in(entry.amount, currency),
            {one.staff_id: fen_in(one.amount, currency) for one in entry.people},
        )
        for entry in body.departments
    }
    plan.currency = currency
    plan.set(breakdown, who.staff_id, clock.now())
    if not await _missing(session, branch, plan):
        publish(session, TargetsBrokenDown(**_about(branch_id, month), set_by=who.staff_id), version=plan.version)
    return await _show(session, branch, month)


async def approve_targets(session: AsyncSession, who: Principal, branch_id: str, month: str) -> TargetsOut:
    """The general manager's word on targets somebody else set.

    Raises:
        TargetsUnset: there are none.
        TargetsBroken: they are not broken down to persons.
        TargetsSelfApproval: who set them.
    """
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    plan = await session.get(TargetPlan, (branch_id, month), with_for_update=True)
    if plan is None:
        raise TargetsUnset(month=month)
    if await _missing(session, branch, plan):
        raise TargetsBroken
    plan.approve(who.staff_id, clock.now())
    return await _show(session, branch, month)


async def watch_targets(session: AsyncSession, branch: Branch, day: date) -> None:
    """From the 25th on, tell when next month is not broken down to department and person (MGT-01)."""
    if day.day < SET_BY_DAY:
        return
    month = next_month(day)
    missing = await _missing(session, branch, await session.get(TargetPlan, (branch.branch_id, month)))
    if missing:
        told = TargetsIncomplete(**_about(branch.branch_id, month), missing=len(missing))
        publish(session, told, version=day.toordinal())


def _about(branch_id: str, month: str) -> dict[str, object]:
    return {"branch_id": branch_id, "plan_id": plan_id(branch_id, month), "month": month}


async def _locked(session: AsyncSession, who: Principal, branch: Branch, month: str) -> TargetPlan:
    """The plan, locked; an empty one is made when there is none, also when two ask at once."""
    empty = TargetPlan(
        branch_id=branch.branch_id,
        month=month,
        currency=branch.state.currency,
        set_by=who.staff_id,
        set_at=clock.now(),
    )
    await session.execute(insert(TargetPlan).values(empty.model_dump()).on_conflict_do_nothing())
    return await session.get_one(TargetPlan, (branch.branch_id, month), with_for_update=True)


async def _sellers(session: AsyncSession, branch_id: str) -> dict[SalesDepartment, list[str]]:
    found: dict[SalesDepartment, list[str]] = {}
    for department, roles in SELLERS.items():
        people = [person.staff_id for role in roles for person in await staff_with_role(session, branch_id, role)]
        found[department] = sorted(set(people))
    return found


async def _missing(session: AsyncSession, branch: Branch, plan: TargetPlan | None) -> list[Missing]:
    return missing_targets(plan.breakdown if plan else {}, await _sellers(session, branch.branch_id))


async def _show(session: AsyncSession, branch: Branch, month: str) -> TargetsOut:
    plan = await session.get(TargetPlan, (branch.branch_id, month))
    breakdown = plan.breakdown if plan else {}
    currency = plan.currency if plan else branch.state.currency
    sellers = await _sellers(session, branch.branch_id)
    missing = missing_targets(breakdown, sellers)

    def money(amount: int) -> Money:
        return Money(amount=amount, currency=currency)

    def department(which: SalesDepartment) -> DepartmentTarget:
        amount, people = breakdown.get(which, (None, {}))
        return DepartmentTarget(
            department=which,
            amount=None if amount is None else money(amount),
            people=[
                PersonTarget(staff_id=one, amount=money(people[one]) if one in people else None)
                for one in sorted({*people, *sellers[which]})
            ],
        )

    return TargetsOut(
        branch_id=branch.branch_id,
        month=month,
        departments=[department(which) for which in SalesDepartment],
        complete=not missing,
        missing=[
            GapOut(gap=one.gap, department=one.department, staff_id=one.staff_id, amount=money(one.amount))
            for one in missing
        ],
        set_by=plan.set_by if plan and plan.version else None,
        set_at=plan.set_at if plan and plan.version else None,
        approved_by=plan.approved_by if plan else None,
        approved_at=plan.approved_at if plan else None,
        version=plan.version if plan else 0,
    )
