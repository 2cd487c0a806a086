"""Who makes a contact: whom it belongs to, the clerk on duty, a proxy during leave, or who has the fewest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import col, select

from services.customer_service.domain.contacts import OPEN_STATES
from services.customer_service.domain.planned import Planned
from services.customer_service.models import Contact, DutyCopy
from services.customer_service.queries.leaves import Leaves
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch, staff_with_roles


class Rota(Leaves):
    """Leave, proxies and the clerks on duty, read once for many contacts."""

    def __init__(self) -> None:
        super().__init__()
        self._on_duty: dict[tuple[str, date], str] = {}

    async def learn_duties(self, session: AsyncSession, days: Collection[tuple[str, date]]) -> None:
        """Read who is on duty in these branches on these days, and his leave (REC-10)."""
        if not days:
            return
        found = await session.exec(
            select(DutyCopy).where(
                col(DutyCopy.branch_id).in_({branch_id for branch_id, _ in days}),
                col(DutyCopy.day).in_({day for _, day in days}),
            )
        )
        self._on_duty |= {(duty.branch_id, duty.day): duty.clerk_id for duty in found}
        await self.learn(session, self._on_duty.values())

    def on_duty(self, branch: Branch, day: date) -> str | None:
        """The clerk on duty, as far as that was asked for and is known."""
        return self._on_duty.get((branch.branch_id, day))

    def reassign(self, contact: Contact, branch: Branch) -> None:
        """Tell whoever is there on the day the contact is due."""
        day = branch.today(contact.due_at)
        person = contact.on_behalf_of or contact.assignee_id
        if contact.on_duty:
            person = self.on_duty(branch, day) or person
        contact.assignee_id, contact.on_behalf_of = self.stand_in(person, day)


async def assign(session: AsyncSession, planned: Sequence[Planned]) -> None:
    """Say of each planned contact who makes it."""
    people, load = await _of_roles(session, [one for one in planned if one.of_role is not None])
    rota = Rota()
    await rota.learn_duties(session, {(one.branch.branch_id, one.day) for one in planned if one.on_duty})
    await rota.learn(
        session, {one.person for one in planned} | {person for found in people.values() for person in found}
    )
    for one in planned:
        if one.on_duty:
            one.person = rota.on_duty(one.branch, one.day) or one.person
        if one.of_role is not None and one.person is None:
            staff = people[one.branch.branch_id, one.of_role]
            one.person = min(staff, key=lambda staff_id: (load[staff_id], staff_id), default=None)
            if one.person is None:
                one.for_role = one.for_role or "reception_manager"
        one.assignee_id, one.on_behalf_of = rota.stand_in(one.person, one.day)
        if one.assignee_id is not None:
            load[one.assignee_id] += 1


async def _of_roles(
    session: AsyncSession, planned: Collection[Planned]
) -> tuple[dict[tuple[str, str], list[str]], dict[str, int]]:
    """Staff by branch and role, and how many open contacts each of them has: equal numbers for all (CS-04)."""
    people: dict[tuple[str, str], list[str]] = defaultdict(list)
    load: dict[str, int] = defaultdict(int)
    if not planned:
        return people, load
    wanted = {(one.branch.branch_id, str(one.of_role)) for one in planned}
    staff = await staff_with_roles(session, {branch for branch, _ in wanted}, {role for _, role in wanted})
    for branch, role in wanted:
        people[branch, role] = [s.staff_id for s in staff if branch in s.state.branches and role in s.state.roles]
    rows = await session.execute(
        select(Contact.assignee_id, func.count())
        .where(col(Contact.assignee_id).in_([s.staff_id for s in staff]), col(Contact.state).in_(OPEN_STATES))
        .group_by(col(Contact.assignee_id))
    )
    load.update({str(assignee): count for assignee, count in rows})
    return people, load
