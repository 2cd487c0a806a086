"""The summary of a month's return visits (CS-09)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import col, select

from services.customer_service.domain.contacts import Answer, ContactState
from services.customer_service.domain.months import bounds
from services.customer_service.models import Contact
from services.customer_service.queries.contacts import RETURN_VISITS
from services.customer_service.schemas.visit_report import KindCounts, Opinion, VisitCounts, VisitReport
from shared.kit import clock
from shared.kit.db import AsyncSession
from shared.kit.reference import get_branch

OPINIONS = 50


async def visit_report(session: AsyncSession, branch_id: str, month: str) -> VisitReport:
    """Return visits due in a month of the branch's calendar: how many were made, in time, with which answers.

    Raises:
        NotFound: no such branch.
    """
    branch = await get_branch(session, branch_id)
    begins, ends = bounds(branch, month)
    rows = await session.exec(
        select(Contact).where(
            col(Contact.branch_id) == branch_id,
            col(Contact.rule).in_(RETURN_VISITS),
            col(Contact.state) != ContactState.CANCELLED,
            col(Contact.due_at) >= begins,
            col(Contact.due_at) < min(ends, clock.now()),
        )
    )
    visits = list(rows)
    kinds: defaultdict[str, list[Contact]] = defaultdict(list)
    for visit in visits:
        kinds[visit.rule].append(visit)
    unhappy = [visit for visit in visits if visit.answer in (Answer.DISSATISFIED, Answer.SO_SO)]
    return VisitReport(
        branch_id=branch_id,
        month=month,
        all=VisitCounts(**_counts(visits)),
        kinds=[KindCounts(rule=rule, **_counts(of_kind)) for rule, of_kind in sorted(kinds.items())],
        opinions=[_opinion(visit) for visit in sorted(unhappy, key=_when, reverse=True)[:OPINIONS]],
    )


def _when(visit: Contact) -> float:
    return (visit.done_at or visit.due_at).timestamp()


def _counts(visits: Sequence[Contact]) -> dict[str, int]:
    done = [visit for visit in visits if visit.state is ContactState.DONE]
    states = [visit.state for visit in visits]
    answers = [visit.answer for visit in visits]
    return {
        "due": len(visits),
        "done": len(done),
        "unreachable": states.count(ContactState.FAILED),
        "open": states.count(ContactState.PLANNED),
        "overdue": states.count(ContactState.OVERDUE),
        "in_time": sum(
            visit.deadline_at is None or (visit.done_at is not None and visit.done_at <= visit.deadline_at)
            for visit in done
        ),
        "satisfied": answers.count(Answer.SATISFIED),
        "so_so": answers.count(Answer.SO_SO),
        "dissatisfied": answers.count(Answer.DISSATISFIED),
    }


def _opinion(visit: Contact) -> Opinion:
    return Opinion(
        contact_id=visit.id,
        order_id=visit.order_id,
        rule=visit.rule,
        answer=visit.answer or "",
        note=visit.note or "",
        at=visit.done_at or visit.due_at,
    )
