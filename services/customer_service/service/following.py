"""A run of facts followed: what they end, what they plan, what they are worth – read and written for all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, any_, bindparam, or_
from sqlmodel import col, select

from services.customer_service.domain import rules
from services.customer_service.domain.contacts import OPEN_STATES, ContactKind
from services.customer_service.domain.house_rules import Done, reminders_ended
from services.customer_service.domain.planned import Planned, endings, order_of, visit_of
from services.customer_service.domain.rule import Assignee, Plan, Rule
from services.customer_service.domain.situation import OrderFacts, Situation
from services.customer_service.models import Contact, OrderCopy
from services.customer_service.queries.branches import the_branches
from services.customer_service.service import planning
from services.customer_service.service.members import MONEY, ORDERED, Ledger
from services.customer_service.service.orders import Copies
from services.customer_service.service.policy import policy
from services.customer_service.service.rota import Rota
from shared.contracts.base import Event
from shared.kit.db import AsyncSession
from shared.kit.ids import new_id
from shared.kit.reference import Branch
from shared.kit.turns import in_turn

OF_OWNER = frozenset(rule.id for rule in rules.RULES if rule.assignee in (Assignee.OWNER, Assignee.NAMED))
OPEN = (
    select(Contact)
    .where(
        col(Contact.state).in_(OPEN_STATES),
        or_(
            col(Contact.order_id) == any_(bindparam("orders", type_=ARRAY(Uuid))),
            col(Contact.visit_id) == any_(bindparam("visits", type_=ARRAY(Uuid))),
            col(Contact.dedupe) == any_(bindparam("occasions", type_=ARRAY(Text))),
        ),
    )
    .order_by(col(Contact.id))
    .with_for_update()
    .execution_options(populate_existing=True)
)
"""Read afresh each time: what is planned anew is written past the session."""


async def follow(events: Sequence[Event], session: AsyncSession) -> None:
    """Let each fact in its turn end the contacts it makes needless, plan those it asks for, and count (1.7, CS-20)."""
    named = {order_id: event.branch_id for event in events if (order_id := order_of(event)) is not None}
    told_of = {order_of(event) for event in events if type(event) not in MONEY}
    in_full = {order_of(event) for event in events if _asks_for_more(event)}
    copies = await Copies.of(session, named, made=told_of, with_bookings=in_full)
    ledger = await Ledger.of(session, events, [copies.orders[key] for key in copies.orders.keys() & in_full])
    diary = await Diary.of(session, events)
    branches = await the_branches(session, {event.branch_id for event in events if rules.may_plan(event)})
    for event in in_turn(events, session):
        order_id = order_of(event)
        if order_id is not None and type(event) not in MONEY:
            copies.note(event)
        order = copies.orders.get(order_id) if order_id is not None else None
        diary.end(event)
        if rules.may_plan(event):
            facts = copies.facts_of(order, ledger.is_member) if order is not None else None
            diary.plan(event, branches[event.branch_id], facts)
        if order is not None and type(event) in ORDERED:
            diary.give_to_owner(order)
        ledger.note(event, order)
    await copies.write()
    await diary.write()
    await ledger.write()


def _asks_for_more(event: Event) -> bool:
    """Whether its order's bookings and people are to be read as well, and not only the order."""
    return rules.may_plan(event) or type(event) in MONEY | ORDERED or hasattr(event, "booking_id")


class Diary:
    """The open contacts that a run of facts can touch, and those it plans."""

    def __init__(self, session: AsyncSession, contacts: Iterable[Contact]) -> None:
        self._session = session
        self._planned: dict[str, Planned] = {}
        self._there: dict[str, Contact] = {}
        self._of_order: dict[UUID | None, list[Contact | Planned]] = defaultdict(list)
        self._of_visit: dict[UUID | None, list[Contact | Planned]] = defaultdict(list)
        self._cancelled: dict[str, list[Contact]] = defaultdict(list)
        self._given: list[Contact] = []
        for contact in contacts:
            self._there[contact.dedupe] = contact
            self._keep(contact)

    def _keep(self, contact: Contact | Planned) -> None:
        if contact.order_id is not None:
            self._of_order[contact.order_id].append(contact)
        if contact.visit_id is not None:
            self._of_visit[contact.visit_id].append(contact)

    @classmethod
    async def of(cls, session: AsyncSession, events: Sequence[Event]) -> Diary:
        """The contacts that these facts can end or give to somebody, or that stand where they would plan one."""
        touching = [event for event in events if endings(event) or rules.may_plan(event) or type(event) in ORDERED]
        keys = {
            "orders": list(set(filter(None, map(order_of, touching)))),
            "visits": list(set(filter(None, map(visit_of, touching)))),
            "occasions": [f"{rule} {occasion}" for event in events for rule, occasion in _reminders(event)],
        }
        found = (await session.execute(OPEN, keys)).scalars().all() if any(keys.values()) else ()
        return cls(session, found)

    def end(self, event: Event) -> None:
        """Cancel open contacts that the fact satisfied or whose reason it took away."""
        for rule, occasion in _reminders(event):
            self._cancel(self._there.get(f"{rule} {occasion}"), f"satisfied by {event.name}")
            self._cancel(self._planned.get(f"{rule} {occasion}"), f"satisfied by {event.name}")
        ended = endings(event)
        if not ended:
            return
        near = self._of_order.get(order_of(event), ())
        of_visit = self._of_visit.get(visit_of(event), ()) if ended.of_visit else ()
        for contact in (*near, *of_visit):
            if ended.end(event, contact.rule, contact.booking_id, contact.order_id, contact.visit_id):
                self._cancel(contact, f"satisfied or overtaken by {event.name}")

    def _cancel(self, contact: Contact | Planned | None, reason: str) -> None:
        if contact is None or contact.state not in OPEN_STATES:
            return
        contact.cancel(reason)
        if isinstance(contact, Contact):
            self._cancelled[reason].append(contact)

    def plan(self, event: Event, branch: Branch, order: OrderFacts | None) -> None:
        """Plan what the fact asks for."""
        situation = Situation.of(event, branch, policy(), order)
        for plan in rules.plans(situation):
            self._plan(plan, situation)

    def _plan(self, plan: Plan, situation: Situation) -> None:
        planned = Planned.of(new_id(), plan, situation)
        about_the_same = self._open_about(plan.rule, planned.order_id, situation)
        if about_the_same is not None:
            about_the_same.say(plan.parameters)
            return
        there = self._planned.get(planned.dedupe) or self._there.get(planned.dedupe)
        if there is not None and (there.state in OPEN_STATES or plan.rule.kind is ContactKind.MESSAGE):
            return
        if isinstance(there, Planned):
            planned.id, planned.version = there.id, there.version + 1
        self._planned[planned.dedupe] = planned
        self._keep(planned)

    def _open_about(self, rule: Rule, order_id: UUID | None, situation: Situation) -> Contact | Planned | None:
        """The contact that says the latest of the same thing and was not made yet (N-18)."""
        if rule.latest is None:
            return None
        about = rule.latest(situation)
        return next(
            (
                contact
                for contact in self._of_order.get(order_id, ())
                if contact.rule == rule.id and contact.state in OPEN_STATES and contact.occasion.startswith(about)
            ),
            None,
        )

    def give_to_owner(self, order: OrderCopy) -> None:
        """Contacts that belong to an order's owner and were planned before he was known."""
        for contact in self._of_order.get(order.order_id, ()):
            if contact.state not in OPEN_STATES or contact.rule not in OF_OWNER:
                continue
            rule = rules.BY_ID[contact.rule]
            on_duty = contact.on_duty and rule.before_owner(policy())
            if isinstance(contact, Planned):
                contact.person, contact.on_duty = contact.person or order.owner_id, on_duty
            elif contact.assignee_id is None or contact.on_duty != on_duty:
                contact.assignee_id, contact.on_behalf_of, contact.on_duty = order.owner_id, None, on_duty
                self._given.append(contact)

    async def write(self) -> None:
        """Write down what was planned, and who makes it."""
        rota = Rota()
        await rota.learn(self._session, {contact.assignee_id for contact in self._given})
        branches = await the_branches(self._session, {contact.branch_id for contact in self._given})
        for contact in self._given:
            rota.reassign(contact, branches[contact.branch_id])
        await planning.write(self._session, list(self._planned.values()))
        for reason, contacts in self._cancelled.items():
            await planning.cancel_messages(self._session, contacts, reason)


def _reminders(event: Event) -> list[tuple[str, str]]:
    return reminders_ended(event) if isinstance(event, Done) else []
