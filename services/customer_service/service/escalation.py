"""A problem that somebody cannot solve goes to the store manager at once (REC-15, CS-12)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.customer_service.domain.house_rules import REC15
from services.customer_service.domain.rule import plan_one
from services.customer_service.domain.situation import Situation
from services.customer_service.models import Contact
from services.customer_service.queries.branches import the_branch
from services.customer_service.schemas.contacts import EscalationIn
from services.customer_service.service import planning
from services.customer_service.service.complaint_hands import same_day
from services.customer_service.service.policy import policy
from shared.kit import clock
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.reference import get_staff


async def escalate(session: AsyncSession, contact_id: UUID, body: EscalationIn) -> Contact:
    """Tell the store manager the problem and who is presumed to be responsible; the contact itself stays as it is.

    Returns:
        What the store manager has to do now, within the day.
    """
    contact = await get_or_404(session, Contact, contact_id)
    branch, now = await the_branch(session, contact.branch_id), clock.now()
    person = await get_staff(session, body.responsible_staff_id) if body.responsible_staff_id else None
    data = {
        "contact_id": contact.id,
        "escalation_id": new_id(),
        "order_id": contact.order_id,
        "person_id": contact.person_id,
    }
    situation = Situation(REC15.id, now, data, branch, policy())
    plan = plan_one(REC15, situation)
    if plan is None:
        raise RuntimeError("REC-15 applies to every contact")
    said = {
        "note": body.problem,
        "responsible": person.state.display_name if person else body.responsible_staff_id,
    }
    plan = replace(plan, deadline_at=same_day(branch, now), parameters=plan.parameters | said)
    return await get_or_404(session, Contact, await planning.keep_new(session, plan, situation, contact.complaint_id))
