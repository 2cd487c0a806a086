"""Business days: float at opening, report, count, two signatures (FIN-12, FIN-13, M-73, M-77)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from services.reception.domain.money import (
    CountOutdated,
    DayNotCounted,
    DifferenceUnexplained,
    FloatCounted,
    fen_in,
)
from services.reception.domain.orders import SelfApproval
from services.reception.models import BusinessDay, FloatCount
from services.reception.queries.days import day_report, last_close
from services.reception.schemas.days import CloseIn, DayOut, DayReport, FloatIn, FloatOut
from services.reception.service.cash import note_count, note_float
from services.reception.service.numbers import next_number
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch


async def open_day(session: AsyncSession, branch: Branch, day: date) -> BusinessDay:
    """The branch's day for a movement of money, shared with others but not with its close.

    Raises:
        DayIsClosed: it was signed (M-77).
    """
    row = await _day(session, branch, day, shared=True)
    row.require_open()
    return row


async def _day(session: AsyncSession, branch: Branch, day: date, *, shared: bool) -> BusinessDay:
    lock: dict[str, Any] = {"with_for_update": {"read": True}} if shared else {"with_for_update": True}
    row = await session.get(BusinessDay, (branch.branch_id, day), **lock)
    if row is None:
        values = {"id": new_id(), "branch_id": branch.branch_id, "day": day, "currency": branch.state.currency}
        await session.execute(insert(BusinessDay).values(**values, note="").on_conflict_do_nothing())
        row = await get_or_404(session, BusinessDay, (branch.branch_id, day), lock=not shared)
        if shared:
            await session.refresh(row, with_for_update={"read": True})
    return row


async def count_float(session: AsyncSession, who: Principal, body: FloatIn) -> FloatOut:
    """9:15: count the change against what the last close left; a difference is an incident.

    Raises:
        FloatCounted: counted before.
        DayIsClosed: the day was signed.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    today = branch.today()
    await open_day(session, branch, today)
    last = await last_close(session, branch.branch_id, today)
    row = FloatCount(
        branch_id=branch.branch_id,
        day=today,
        currency=branch.state.currency,
        expected=None if last is None else last.float_left,
        counted=fen_in(body.counted, branch.state.currency),
        counted_by=who.staff_id,
        counted_at=clock.now(),
    )
    made = await session.execute(
        insert(FloatCount).values(row.model_dump()).on_conflict_do_nothing().returning(col(FloatCount.day))
    )
    if made.scalar() is None:
        raise FloatCounted
    if row.incident:
        note_float(session, row, last)
    return show_float(row)


def show_float(row: FloatCount) -> FloatOut:
    """The count at opening as answered."""
    return FloatOut(
        branch_id=row.branch_id,
        day=row.day,
        expected=None if row.expected is None else Money(amount=row.expected, currency=row.currency),
        counted=Money(amount=row.counted, currency=row.currency),
        incident=row.incident,
        counted_by=row.counted_by,
        counted_at=row.counted_at,
    )


async def read_day(session: AsyncSession, who: Principal, branch_id: str, day: date) -> DayOut:
    """业绩报表: the report so far, or as it was signed (FIN-12)."""
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    row = await session.get(BusinessDay, (branch_id, day))
    if row is not None and row.signed_at is not None:
        return await show_day(session, row, DayReport.model_validate(row.report))
    report = await day_report(session, branch_id, day, branch.state.currency)
    row = row or BusinessDay(id=new_id(), branch_id=branch_id, day=day, currency=branch.state.currency)
    return await show_day(session, row, report)


async def close_day(session: AsyncSession, who: Principal, branch_id: str, day: date, body: CloseIn) -> DayOut:
    """The cashier counts and signs; may be repeated until the other person has signed (FIN-13).

    Raises:
        DifferenceUnexplained: counted and computed cash differ and no note says why.
        DayIsClosed: signed before.
    """
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    if day > branch.today():
        raise Invalid(reason=Both("this day has not come yet", "这一天还没有到"))
    row = await _day(session, branch, day, shared=False)
    row.require_open()
    report = await day_report(session, branch_id, day, row.currency)
    counted = fen_in(body.counted_cash, row.currency)
    left = fen_in(body.float_left, row.currency)
    if left > counted:
        raise Invalid(
            field="float_left", reason=Both("more is left as float than was counted", "留作备用金的比清点的还多")
        )
    if counted != report.computed_cash.amount and not body.note:
        difference = Money(amount=counted - report.computed_cash.amount, currency=row.currency)
        raise DifferenceUnexplained(difference=str(difference))
    row.report, row.computed_cash = report.model_dump(mode="json"), report.computed_cash.amount
    row.counted_cash, row.float_left, row.note = counted, left, body.note
    row.counted_by, row.counted_at = who.staff_id, clock.now()
    return await show_day(session, row, report)


async def sign_day(session: AsyncSession, who: Principal, branch_id: str, day: date) -> DayOut:
    """The person in charge takes the accounts over; from now on nothing of the day changes (FIN-13, M-77).

    Raises:
        DayNotCounted: the cashier has not signed.
        SelfApproval: the same person.
        CountOutdated: money moved since the count.
        DayIsClosed: signed before.
    """
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    row = await session.get(BusinessDay, (branch_id, day), with_for_update=True)
    if row is None or row.counted_by is None:
        raise DayNotCounted
    row.require_open()
    if row.counted_by == who.staff_id:
        raise SelfApproval
    report = await day_report(session, branch_id, day, branch.state.currency)
    if report.model_dump(mode="json", exclude={"performance"}) != DayReport.model_validate(row.report).model_dump(
        mode="json", exclude={"performance"}
    ):
        raise CountOutdated
    sequence = await next_number(session, branch_id, "P", str(day.year))
    row.report_number = f"P{day.year % 100:02d}-{branch_id}-{sequence:04d}"
    row.report, row.signed_by, row.signed_at = report.model_dump(mode="json"), who.staff_id, clock.now()
    row.earned = report.taken.amount - report.refunded.amount
    if row.counted_cash != row.computed_cash:
        note_count(session, row)
    publish(session, row.closed(len(report.receipts), report.voids), version=1)
    return await show_day(session, row, report)


async def show_day(session: AsyncSession, row: BusinessDay, report: DayReport) -> DayOut:
    """The day as answered."""

    def money(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount=amount, currency=row.currency)

    state = "SIGNED" if row.signed_at is not None else "COUNTED" if row.counted_at is not None else "OPEN"
    difference = None
    if row.counted_cash is not None:
        difference = money(row.counted_cash - (row.computed_cash or 0))
    opening = await session.get(FloatCount, (row.branch_id, row.day))
    return DayOut(
        report=report,
        opening=None if opening is None else show_float(opening),
        state=state,
        report_number=row.report_number,
        counted_cash=money(row.counted_cash),
        float_left=money(row.float_left),
        difference=difference,
        note=row.note,
        counted_by=row.counted_by,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
    )
