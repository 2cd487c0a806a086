"""Reminding managers of what they hand in on fixed days (MGT-01, MGT-03, M-58)."""

from __future__ import annotations

from datetime import date

from services.customer_service.domain.house_rules import DUTIES
from services.customer_service.domain.management_calendar import due_on
from services.customer_service.domain.months import named
from services.customer_service.domain.rule import plan_one
from services.customer_service.domain.situation import Situation
from services.customer_service.service import planning
from services.customer_service.service.policy import policy
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch


async def remind_of_duties(session: AsyncSession, branch: Branch, day: date) -> None:
    """Each duty of the day becomes a task of the branch's store manager, once a month."""
    for duty in due_on(policy().duties, day):
        rule = DUTIES[duty]
        situation = Situation(rule.id, clock.now(), {"month": named(day.replace(day=1))}, branch, policy())
        plan = plan_one(rule, situation)
        if plan is not None:
            await planning.keep(session, plan, situation)
