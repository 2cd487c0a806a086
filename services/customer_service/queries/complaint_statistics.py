"""顾客投诉分类统计表: the complaints of a month by class, cause and department, and what was learned (CS-37)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Numeric, cast, func
from sqlmodel import col, select

from services.customer_service.domain.complaints import OVER, UNSOLVED, ComplaintClass
from services.customer_service.domain.contacts import Answer
from services.customer_service.domain.months import before, bounds, first_of, named
from services.customer_service.models import Complaint, ComplaintIssue, Contact
from services.customer_service.schemas.complaints import (
    ClassCount,
    ComplaintStatistics,
    IssueOfMonth,
    Lesson,
    MonthCount,
)
from shared.contracts.values import Money
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch, get_branch

TREND = 6
"""Months shown beside each other."""

LESSONS = 20

ESTABLISHED = (ComplaintClass.VALID, ComplaintClass.MAJOR)

HEAR_OF_THE_SATISFIED, HEAR_OF_THE_DISSATISFIED = 3, 11
"""How many people somebody tells who was content, or was not (000:L112)."""


async def complaint_statistics(session: AsyncSession, branch_id: str, month: str) -> ComplaintStatistics:
    """Complaints received in a month of the branch's calendar (CS-37).

    Raises:
        NotFound: no such branch.
    """
    branch = await get_branch(session, branch_id)
    begins, ends = bounds(branch, month)
    received = list(
        await session.exec(
            select(Complaint)
            .where(
                col(Complaint.branch_id) == branch_id,
                col(Complaint.received_at) >= begins,
                col(Complaint.received_at) < ends,
            )
            .order_by(col(Complaint.received_at), col(Complaint.id))
        )
    )
    paid: Counter[str] = Counter()
    for complaint in received:
        paid[complaint.currency] += complaint.compensation or 0
    valid = [complaint for complaint in received if complaint.complaint_class in ESTABLISHED]
    satisfied, dissatisfied = await _answers(session, branch, month)
    return ComplaintStatistics(
        branch_id=branch_id,
        month=month,
        received=len(received),
        closed=sum(c.state in OVER for c in received),
        open=sum(c.state not in OVER for c in received),
        answered_in_time=sum(c.answered_at is not None and c.answered_at <= c.answer_due_at for c in received),
        valid=len(valid),
        valid_solved=sum(c.state not in UNSOLVED for c in valid),
        hear_well=satisfied * HEAR_OF_THE_SATISFIED,
        hear_ill=dissatisfied * HEAR_OF_THE_DISSATISFIED,
        compensation=[Money(amount=amount, currency=currency) for currency, amount in sorted(paid.items())],
        by_state=_counted(received, lambda c: c.state),
        by_class=_counted(received, lambda c: c.complaint_class),
        by_nature=_counted(received, lambda c: c.nature),
        by_channel=_counted(received, lambda c: c.channel),
        by_department=_counted(received, lambda c: c.responsible_department or c.department),
        by_cause=_counted(valid, lambda c: c.cause_kind),
        trend=await _trend(session, branch, month),
        lessons=_lessons(received),
        issues=await _issues(session, branch, month),
    )


async def _answers(session: AsyncSession, branch: Branch, month: str) -> tuple[int, int]:
    """How many customers said in the month's return visits that they are satisfied, and dissatisfied."""
    begins, ends = bounds(branch, month)
    found = await session.execute(
        select(
            func.count().filter(col(Contact.answer) == Answer.SATISFIED),
            func.count().filter(col(Contact.answer) == Answer.DISSATISFIED),
        ).where(
            Contact.branch_id == branch.branch_id,
            col(Contact.answer).is_not(None),
            col(Contact.done_at) >= begins,
            col(Contact.done_at) < ends,
        )
    )
    satisfied, dissatisfied = found.one()
    return satisfied, dissatisfied


async def _trend(session: AsyncSession, branch: Branch, month: str) -> list[MonthCount]:
    """The month and those before it, the earliest first."""
    firsts = [first_of(month)]
    while len(firsts) < TREND:
        firsts.insert(0, before(firsts[0]))
    here = func.timezone(branch.state.time_zone, Complaint.received_at)
    wanted = cast(func.extract("year", here) * 12 + func.extract("month", here), Numeric).label("month")
    rows = await session.execute(
        select(wanted, func.count(), func.count().filter(col(Complaint.complaint_class).in_(ESTABLISHED)))
        .where(
            col(Complaint.branch_id) == branch.branch_id,
            col(Complaint.received_at) >= bounds(branch, named(firsts[0]))[0],
            col(Complaint.received_at) < bounds(branch, month)[1],
        )
        .group_by(wanted)
    )
    counts = {int(number): (received, valid) for number, received, valid in rows}
    found = []
    for first in firsts:
        received, valid = counts.get(first.year * 12 + first.month, (0, 0))
        found.append(MonthCount(month=named(first), received=received, valid=valid))
    return found


async def _issues(session: AsyncSession, branch: Branch, month: str) -> list[IssueOfMonth]:
    """What many complained about, as it was found out (M-09)."""
    begins, ends = bounds(branch, month)
    rows = await session.execute(
        select(ComplaintIssue, func.count(col(Complaint.id)))
        .join(Complaint, col(Complaint.issue_id) == ComplaintIssue.id, isouter=True)
        .where(
            ComplaintIssue.branch_id == branch.branch_id,
            col(ComplaintIssue.opened_at) >= begins,
            col(ComplaintIssue.opened_at) < ends,
        )
        .group_by(col(ComplaintIssue.id))
        .order_by(col(ComplaintIssue.number))
    )
    return [
        IssueOfMonth(id=one.id, number=one.number, subject=one.subject, state=one.state, complaints=count)
        for one, count in rows
    ]


def _lessons(received: Sequence[Complaint]) -> list[Lesson]:
    """What is to prevent it and what was summed up: the improvements to talk about (CS-37)."""
    learned = [one for one in received if one.prevention or one.summary]
    return [
        Lesson(
            complaint_id=one.id,
            number=one.number,
            cause_kind=one.cause_kind,
            cause=one.cause,
            prevention=one.prevention,
            summary=one.summary,
        )
        for one in learned[:LESSONS]
    ]


def _counted(rows: Iterable[Complaint], by: Callable[[Complaint], str | None]) -> list[ClassCount]:
    counts = Counter(str(by(row) or "NONE") for row in rows)
    return [ClassCount(value=value, complaints=count) for value, count in sorted(counts.items())]
