"""Managers are reminded of what they hand in on fixed days (MGT-01, MGT-03, M-58)."""

from datetime import date

import pytest

from services.customer_service.domain.house_rules import DUTIES
from services.customer_service.domain.management_calendar import CALENDAR, Duty, due_on
from services.customer_service.domain.templates import templates
from shared.kit.testing import MovableClock, ServiceUnderTest
from tests.customer_service.conftest import BRANCH, contacts, local

JOB = "what managers hand in"


@pytest.mark.parametrize(
    ("day", "duties"),
    [
        (date(2026, 11, 8), [Duty.BUDGET]),
        (date(2026, 7, 1), [Duty.HALF_YEAR]),
        (date(2026, 7, 24), [Duty.APPRAISALS]),
        (date(2026, 7, 20), [Duty.PROMOTION_PLAN]),
        (date(2026, 2, 25), [Duty.MEMBER_DATA]),
        (date(2026, 12, 8), []),
    ],
)
def test_every_duty_has_its_day(day: date, duties: list[Duty]) -> None:
    assert due_on(CALENDAR, day) == duties


def test_every_duty_has_its_own_words() -> None:
    texts = {templates()[rule.template] for rule in DUTIES.values()}
    assert len(texts) == len(Duty)
    assert [text.id for text in texts if text.of_order or text.parameters] == []


async def test_on_the_25th_members_data_are_the_store_managers_task_once(
    cs: ServiceUnderTest, at: MovableClock
) -> None:  # M-58
    await cs.know_staff("boss", "store_manager")
    at.set(local(24, 9, 1))
    await cs.run_jobs(JOB)
    assert await contacts(cs, "M-58") == []
    at.set(local(25, 9, 1))
    for _ in range(2):
        await cs.run_jobs(JOB)
    (task,) = [one for one in await contacts(cs, "M-58") if one.branch_id == BRANCH]
    assert (task.assignee_id, task.template) == ("boss", "duty_member_data")
