"""Looking into visits that chance has drawn, and telling who is behind (M-12, M-17, M-28)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from services.customer_service.domain.contacts import Answer, ContactState
from services.customer_service.domain.house_rules import M12, M28
from services.customer_service.domain.months import before, bounds, named
from services.customer_service.domain.rule import Rule, plan_one
from services.customer_service.domain.situation import Situation
from services.customer_service.domain.visit_quotas import (
    CheckOfSomebodyElse,
    NothingToCheck,
    VisitCheckState,
    finish_by,
)
from services.customer_service.models import Contact, VisitCheck
from services.customer_service.queries.branches import the_branch
from services.customer_service.queries.contacts import RETURN_VISITS
from services.customer_service.queries.visit_quotas import visit_quotas
from services.customer_service.schemas.visit_quotas import VisitDrawIn, VisitScoreIn
from services.customer_service.service import planning
from services.customer_service.service.policy import policy
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.reference import Branch


async def draw(session: AsyncSession, who: Principal, body: VisitDrawIn) -> VisitCheck:
    """A made visit of a colleague that chance picks, or the one this person has drawn and not scored yet (M-17).

    Raises:
        NothingToCheck: none is left.
        NotFound: the branch is not the caller's.
    """
    who.require_branch(body.branch_id)
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"visit-check {body.branch_id}"))))
    mine = select(VisitCheck).where(
        VisitCheck.branch_id == body.branch_id,
        VisitCheck.month == body.month,
        VisitCheck.checker_id == who.staff_id,
        VisitCheck.state == VisitCheckState.OPEN,
    )
    found = (await session.exec(mine)).first()
    if found is not None:
        return found
    visit_id, visitor_id, answer = await _by_chance(session, who, await the_branch(session, body.branch_id), body.month)
    check = VisitCheck(
        id=new_id(),
        branch_id=body.branch_id,
        month=body.month,
        contact_id=visit_id,
        visitor_id=visitor_id,
        first_answer=answer,
        checker_id=who.staff_id,
        drawn_at=clock.now(),
        state=VisitCheckState.OPEN,
    )
    session.add(check)
    return check


async def _by_chance(session: AsyncSession, who: Principal, branch: Branch, month: str) -> tuple[UUID, str, Answer]:
    begins, ends = bounds(branch, month)
    drawn = select(VisitCheck.contact_id).where(VisitCheck.contact_id == Contact.id)
    # The digest of an id is nobody's choice, and the same however often it is asked for.
    query = (
        select(Contact)
        .where(
            Contact.branch_id == branch.branch_id,
            Contact.state == ContactState.DONE,
            col(Contact.rule).in_(RETURN_VISITS),
            col(Contact.answer).is_not(None),
            col(Contact.done_by).is_not(None),
            Contact.done_by != who.staff_id,
            col(Contact.done_at) >= begins,
            col(Contact.done_at) < ends,
            ~drawn.exists(),
        )
        .order_by(func.md5(func.concat(Contact.id)))
        .limit(1)
    )
    visit = (await session.exec(query)).first()
    if visit is None or visit.done_by is None or visit.answer is None:
        raise NothingToCheck
    return visit.id, visit.done_by, visit.answer


async def score(session: AsyncSession, who: Principal, check_id: UUID, body: VisitScoreIn) -> VisitCheck:
    """How well the visit was made, and what the customer says now (M-17, M-69).

    Raises:
        CheckOfSomebodyElse: another person drew it.
        CheckRemarkMissing: poor or differing, and not a word about it.
    """
    check = await get_or_404(session, VisitCheck, check_id, lock=True)
    if check.checker_id != who.staff_id:
        raise CheckOfSomebodyElse
    check.mark(body.score, body.answer, body.remark, clock.now(), poor=policy().poor_score)
    return check


async def remind(session: AsyncSession, branch: Branch, day: date) -> None:
    """Who is behind hears of it: with visits of his own towards the month's end, with last month's before the 10th."""
    rules = policy()
    first = day.replace(day=1)
    if day.day == rules.quotas_reminded_on:
        month = named(first)
        for person in (await visit_quotas(session, branch, month, rules)).people:
            missing = max(0, person.complaint_visits_due - person.complaint_visits)
            unchecked = max(0, person.checks_due - person.checks)
            if missing or unchecked:
                await _tell(session, branch, M12, month, staff_id=person.staff_id, missing=missing, checks=unchecked)
    last = before(first)
    if day.day == finish_by(last, rules.visits_finished_by).day - 1:
        month = named(last)
        left = (await visit_quotas(session, branch, month, rules)).open_visits
        if left:
            await _tell(session, branch, M28, month, missing=left)


async def _tell(
    session: AsyncSession, branch: Branch, rule: Rule, month: str, *, missing: int, staff_id: str = "", checks: int = 0
) -> None:
    data = {"month": month, "responsible_id": staff_id or None, "missing": str(missing), "checks": str(checks)}
    situation = Situation(rule.id, clock.now(), data, branch, policy())
    plan = plan_one(rule, situation)
    if plan is not None:
        await planning.keep(session, plan, situation)
