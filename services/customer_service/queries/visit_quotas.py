"""Who owes which visits of a month (M-12, M-28), and what the drawn ones say (M-69)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.customer_service.domain.contacts import OPEN_STATES, Answer, Channel, ContactState
from services.customer_service.domain.months import bounds, first_of
from services.customer_service.domain.policy import Policy
from services.customer_service.domain.rules import N22
from services.customer_service.domain.visit_quotas import VisitCheckState, finish_by, in_person_due
from services.customer_service.models import ComplaintEntry, Contact, VisitCheck
from services.customer_service.queries.contacts import RETURN_VISITS
from services.customer_service.schemas.visit_quotas import PersonQuota, Sample, VisitorScore, VisitQuotas
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch, staff_with_roles

VISITED = "VISITED"
"""How a complaint's log calls the visit after the result."""


def list_checks(branch_id: str, month: str) -> SelectOfScalar[VisitCheck]:
    """Visits of a month that were drawn to be looked into."""
    return select(VisitCheck).where(VisitCheck.branch_id == branch_id, VisitCheck.month == month)


async def visit_quotas(session: AsyncSession, branch: Branch, month: str, rules: Policy) -> VisitQuotas:
    """What the visits of a month of the branch's calendar still owe, and to whom."""
    begins, ends = bounds(branch, month)
    of_contacts = (col(Contact.branch_id) == branch.branch_id, col(Contact.rule).in_(RETURN_VISITS))
    open_visits = select(func.count()).where(
        *of_contacts, col(Contact.state).in_(OPEN_STATES), col(Contact.due_at) >= begins, col(Contact.due_at) < ends
    )
    made = select(func.count(), func.count().filter(col(Contact.channel) == Channel.IN_PERSON)).where(
        *of_contacts,
        # The visit of a complainant is counted from the complaint, wherever it was noted.
        col(Contact.rule) != N22.id,
        col(Contact.state) == ContactState.DONE,
        col(Contact.done_at) >= begins,
        col(Contact.done_at) < ends,
    )
    by_telephone, in_person = (await session.execute(made)).one()
    complaints = await _complaint_visits(session, branch, begins, ends)
    checks = list(await session.exec(list_checks(branch.branch_id, month)))
    visits = by_telephone + sum(count for count, _ in complaints.values())
    return VisitQuotas(
        branch_id=branch.branch_id,
        month=month,
        finish_by=finish_by(first_of(month), rules.visits_finished_by),
        open_visits=(await session.execute(open_visits)).scalar_one(),
        visits=visits,
        in_person=in_person + sum(count for _, count in complaints.values()),
        in_person_due=in_person_due(visits, rules.in_person_share),
        people=await _people(session, branch, rules, complaints, checks),
        sample=_sample([check for check in checks if check.state is VisitCheckState.SCORED]),
    )


async def _complaint_visits(
    session: AsyncSession, branch: Branch, begins: datetime, ends: datetime
) -> dict[str, tuple[int, int]]:
    """By visitor: visits of complainants, and those of them face to face."""
    face_to_face = ComplaintEntry.details["channel"].as_string() == Channel.IN_PERSON.value
    rows = await session.execute(
        select(ComplaintEntry.by, func.count(), func.count().filter(face_to_face))
        .where(
            ComplaintEntry.branch_id == branch.branch_id,
            ComplaintEntry.action == VISITED,
            col(ComplaintEntry.at) >= begins,
            col(ComplaintEntry.at) < ends,
        )
        .group_by(col(ComplaintEntry.by))
    )
    return {by: (visits, in_person) for by, visits, in_person in rows}


async def _people(
    session: AsyncSession,
    branch: Branch,
    rules: Policy,
    complaints: dict[str, tuple[int, int]],
    checks: Sequence[VisitCheck],
) -> list[PersonQuota]:
    quotas = {quota.role: quota for quota in rules.visit_quotas}
    staff = await staff_with_roles(session, [branch.branch_id], list(quotas))
    return [
        PersonQuota(
            staff_id=person.staff_id,
            role=quota.role,
            complaint_visits=complaints.get(person.staff_id, (0, 0))[0],
            complaint_visits_due=quota.complaint_visits,
            checks=sum(c.checker_id == person.staff_id and c.state is VisitCheckState.SCORED for c in checks),
            checks_due=quota.checks,
        )
        for role, quota in quotas.items()
        for person in staff
        if role in person.state.roles
    ]


def _sample(scored: Sequence[VisitCheck]) -> Sample:
    again = [check for check in scored if check.answer is not None]
    by_visitor: defaultdict[str, list[int]] = defaultdict(list)
    for check in scored:
        by_visitor[check.visitor_id].append(check.score or 0)
    return Sample(
        checked=len(scored),
        asked_again=len(again),
        satisfied=sum(check.answer is Answer.SATISFIED for check in again),
        differing=sum(check.answer is not check.first_answer for check in again),
        visitors=[
            VisitorScore(staff_id=staff_id, checks=len(scores), score=round(sum(scores) / len(scores), 1))
            for staff_id, scores in sorted(by_visitor.items())
        ],
    )
