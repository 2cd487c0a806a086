"""Whose hands a complaint is in: who may take a step, who handles it, and who is told (M-04, M-08, M-10, M-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from services.customer_service.domain import rules
from services.customer_service.domain.complaints import (
    SERVICE_MANAGER,
    STORE_MANAGER,
    UNSOLVED,
    ComplaintChannel,
    ComplaintClass,
    MajorNeedsManager,
    NotYourComplaint,
    OwnDepartment,
    supervisor_of,
)
from services.customer_service.domain.house_rules import M04, M10, M11, N30
from services.customer_service.domain.rule import Rule, plan_one
from services.customer_service.domain.situation import Situation
from services.customer_service.models import Complaint, OrderCopy
from services.customer_service.queries.branches import the_branch
from services.customer_service.service import planning
from services.customer_service.service.orders import facts_of
from services.customer_service.service.policy import policy
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch, staff_with_role

EVENING = time(21)
"""Until then a day counts for what is promised for the same day (M-86)."""

SETTLED = "the complaint has its solutions"

NEWS = "the complainant knows how it stands"


def require_coordinator(
    who: Principal, complaint: Complaint, found: ComplaintClass | None = None, *, right: str = "judge"
) -> None:
    """Let customer service in, or the leader who decides; a major one is not for agents, one about it is for others.

    Raises:
        NotYourComplaint: nobody of customer service, and not one about it.
        MajorNeedsManager: a major one, or one that came from above (M-08).
        OwnDepartment: about customer service itself (M-10).
    """
    own = complaint.about_customer_service
    outside = who.may("customer_service.complaints.judge_own_department")
    if not who.may(f"customer_service.complaints.{right}") and not (own and outside):
        raise NotYourComplaint
    found = found or complaint.complaint_class
    from_above = complaint.channel in (ComplaintChannel.HQ, ComplaintChannel.MEDIA)
    major = found is ComplaintClass.MAJOR or (found is None and from_above)
    if major and not who.may("customer_service.complaints.judge_major") and not (own and outside):
        raise MajorNeedsManager
    if own and not outside:
        raise OwnDepartment


def require_handler(who: Principal, complaint: Complaint) -> None:
    """Let its handler in, who is the main person of a valid complaint (M-04); else as ``require_coordinator``."""
    if who.staff_id != complaint.handler_id:
        require_coordinator(who, complaint)


def same_day(branch: Branch, now: datetime) -> datetime:
    """By when a complaint is solved that nobody promised otherwise: the same day, in the evening the next (M-86)."""
    tonight = branch.at(branch.today(now), EVENING)
    return tonight if now < tonight else branch.at(branch.working_days_after(branch.today(now), 1), EVENING)


def working_days_later(branch: Branch, moment: datetime, days: int) -> datetime:
    """That many working days later, in the evening."""
    return branch.at(branch.working_days_after(branch.today(moment), days), time(18))


async def name_handler(session: AsyncSession, complaint: Complaint, wanted: str | None) -> None:
    """Whoever handles it, named or the department's supervisor, is told at once (M-04)."""
    complaint.handler_id = wanted or await _supervisor(session, complaint)
    await tell_handler(session, complaint)


async def tell_handler(session: AsyncSession, complaint: Complaint) -> None:
    """Whoever handles it hears that it waits for him, once in every round (M-04, M-13)."""
    if complaint.handler_id is not None:
        await _tell(session, complaint, M04, responsible_id=complaint.handler_id)


async def _supervisor(session: AsyncSession, complaint: Complaint) -> str | None:
    for role in (supervisor_of(complaint.responsible_department), STORE_MANAGER):
        staff = await staff_with_role(session, complaint.branch_id, role)
        if staff:
            return staff[0].staff_id
    return None


async def handled(session: AsyncSession, complaint: Complaint) -> None:
    """The department has proposed its solutions; its handler is not reminded any more."""
    await planning.end_of_complaint(session, M04, complaint.id, SETTLED)


async def tell_outside(session: AsyncSession, complaint: Complaint) -> None:
    """A complaint about customer service goes to the store manager at once (M-10)."""
    await _tell(session, complaint, M10)


async def keep_informed(session: AsyncSession, complaint: Complaint) -> None:
    """From now on the complainant waits for news again, while his complaint is unsolved (M-11).

    Of what is about customer service somebody else keeps him informed (M-10).
    """
    await planning.end_of_complaint(session, M11, complaint.id, NEWS)
    await session.flush()
    if complaint.state in UNSOLVED:
        await _tell(session, complaint, replace(M11, role=STORE_MANAGER) if complaint.about_customer_service else M11)


async def tell_store_manager(session: AsyncSession, complaint: Complaint) -> None:
    """The store manager hears of a major complaint at once and acts within one working day (N-30)."""
    branch = await the_branch(session, complaint.branch_id)
    await _tell(session, complaint, N30, by=working_days_later(branch, clock.now(), 1))


async def _tell(
    session: AsyncSession,
    complaint: Complaint,
    rule: Rule,
    by: datetime | None = None,
    responsible_id: str | None = None,
) -> None:
    branch, now = await the_branch(session, complaint.branch_id), clock.now()
    data = {
        "complaint_id": complaint.id,
        "order_id": complaint.order_id,
        "number": complaint.number,
        "responsible_id": responsible_id,
        "round": complaint.rounds,
    }
    situation = Situation(rule.id, now, data, branch, policy())
    plan = plan_one(rule, situation)
    if plan is not None:
        # What dissatisfied at the visit has a time of its own (M-13).
        promised = complaint.put_right_by or complaint.resolve_by
        plan = replace(plan, deadline_at=by or plan.deadline_at or promised)
        await planning.keep(session, plan, situation, complaint_id=complaint.id)


async def plan_visit(session: AsyncSession, complaint: Complaint) -> None:
    """The visit after the result: a major one is a manager's, and what was about customer service somebody else's.

    Written in N-22, M-12 and M-10.
    """
    order = await session.get(OrderCopy, complaint.order_id) if complaint.order_id else None
    data = {
        "complaint_id": complaint.id,
        "round": complaint.rounds,
        "order_id": complaint.order_id,
        "person_id": complaint.complainant_person_id,
    }
    branch = await the_branch(session, complaint.branch_id)
    facts = await facts_of(session, order) if order is not None else None
    situation = Situation("complaint.executed", clock.now(), data, branch, policy(), facts)
    rule = replace(rules.N22, role=await _visitor(session, complaint))
    plan = plan_one(rule, situation)
    if plan is not None:
        await planning.keep(session, plan, situation, complaint_id=complaint.id)


async def _visitor(session: AsyncSession, complaint: Complaint) -> str | None:
    if complaint.about_customer_service:
        return STORE_MANAGER
    if complaint.complaint_class is not ComplaintClass.MAJOR:
        return rules.N22.role
    there = await staff_with_role(session, complaint.branch_id, SERVICE_MANAGER)
    return SERVICE_MANAGER if there else STORE_MANAGER


def put_right_by(branch: Branch) -> datetime:
    """Until when what dissatisfied at the visit is put right (M-13)."""
    return working_days_later(branch, clock.now(), policy().reopened_working_days)


def answer_by(now: datetime) -> datetime:
    """Until when the first answer is due (M-22)."""
    return now + timedelta(minutes=policy().first_answer_minutes)
