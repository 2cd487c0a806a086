"""What a fact ends, and a contact that is planned and not yet written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from services.customer_service.domain import rules
from services.customer_service.domain.contacts import CONTACTS, ContactAction, ContactState
from services.customer_service.domain.rule import Assignee, Plan
from services.customer_service.domain.situation import Situation
from shared.contracts.base import Event
from shared.kit.reference import Branch


def order_of(event: Event) -> UUID | None:
    """The order the fact is about, if it is about one."""
    return getattr(event, "order_id", None)


def visit_of(event: Event) -> UUID | None:
    """The visit the fact is about, if it is about one; of a second visit the first, whose calls it ends (REC-05)."""
    return getattr(event, "previous_visit_id", None) or getattr(event, "visit_id", None)


@dataclass(frozen=True, slots=True)
class Endings:
    """Rules whose open contacts a fact makes needless: those of its booking, of its order, of its visit (1.7)."""

    of_booking: frozenset[str]
    of_order: frozenset[str]
    of_visit: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.of_booking or self.of_order or self.of_visit)

    def end(
        self, event: Event, rule: str, booking_id: UUID | None, order_id: UUID | None, visit_id: UUID | None
    ) -> bool:
        """Whether the fact satisfied a contact of that rule about these, or took its reason away."""
        if rule in self.of_booking:
            return booking_id is not None and booking_id == getattr(event, "booking_id", None)
        if rule in self.of_order:
            return order_id is not None and order_id == order_of(event)
        return rule in self.of_visit and visit_id is not None and visit_id == visit_of(event)


def endings(event: Event) -> Endings:
    """What the fact ends."""
    return _endings(rules.happenings(event), event.name.startswith("booking."))


@lru_cache(maxsize=256)
def _endings(names: frozenset[str], of_booking: bool) -> Endings:
    ended = [rule for rule in rules.BY_ID.values() if names & set(rule.ends)]
    by_booking = frozenset(rule.id for rule in ended if rule.same_booking and of_booking)
    by_visit = frozenset(rule.id for rule in ended if rule is rules.WALK_AWAY)
    return Endings(by_booking, frozenset(rule.id for rule in ended) - by_booking - by_visit, by_visit)


@dataclass(slots=True)
class Planned:
    """A contact that a situation asks for, before it is known who is there to make it.

    Attributes:
        person: who is to make it, unless he is on leave that day.
        on_duty: the clerk on duty that day makes it, where one is known.
        of_role: where nobody is named, whoever of this role has the fewest open contacts makes it (CS-04).
    """

    id: UUID
    plan: Plan
    branch: Branch
    data: Mapping[str, Any]
    at: datetime
    order_id: UUID | None
    complaint_id: UUID | None
    person: str | None
    of_role: str | None
    for_role: str | None
    on_duty: bool = False
    state: ContactState = ContactState.PLANNED
    reason: str | None = None
    version: int = 1
    assignee_id: str | None = None
    on_behalf_of: str | None = None

    @classmethod
    def of(cls, id: UUID, plan: Plan, situation: Situation, complaint_id: UUID | None = None) -> Planned:
        """The contact of that plan."""
        rule, order = plan.rule, situation.order
        owner = order.owner_id if order else None
        person = {Assignee.OWNER: owner, Assignee.NAMED: plan.named or owner}.get(rule.assignee)
        of_role = (rule.role or "service_agent") if rule.assignee is Assignee.AGENT else None
        nobody = person is None and of_role is None and rule.assignee is not Assignee.SYSTEM
        return cls(
            id=id,
            plan=plan,
            branch=situation.branch,
            data=situation.data,
            at=situation.at,
            order_id=order.order_id if order else situation.data.get("order_id"),
            complaint_id=complaint_id,
            person=person,
            of_role=of_role,
            for_role=rule.role or (rule.without_owner if nobody else None),
            on_duty=plan.named is None and (rule.on_duty if owner is None else rule.before_owner(situation.policy)),
        )

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.plan.rule.id

    @property
    def occasion(self) -> str:
        """What it is about within the rule."""
        return self.plan.occasion

    @property
    def dedupe(self) -> str:
        """One contact per rule and occasion (A-02)."""
        return f"{self.plan.rule.id} {self.plan.occasion}"

    @property
    def booking_id(self) -> UUID | None:
        """The booking it is about."""
        return self.data.get("booking_id")

    @property
    def visit_id(self) -> UUID | None:
        """The visit it is about."""
        return self.data.get("visit_id")

    @property
    def work_order_id(self) -> UUID | None:
        """The work order it is about."""
        return self.data.get("work_order_id")

    @property
    def day(self) -> date:
        """The branch's day on which it is due."""
        return self.branch.today(self.plan.due_at)

    def cancel(self, reason: str) -> None:
        """No longer needed."""
        self.state = CONTACTS.after(self.state, ContactAction.CANCEL)
        self.reason, self.version = reason, self.version + 1

    def say(self, news: dict[str, Any]) -> None:
        """What is to be said has changed before anybody said it."""
        self.plan = replace(self.plan, parameters=self.plan.parameters | news)

    def row(self) -> dict[str, Any]:
        """How it is written down."""
        plan, rule = self.plan, self.plan.rule
        return {
            "id": self.id,
            "branch_id": self.branch.branch_id,
            "rule": rule.id,
            "occasion": plan.occasion,
            "dedupe": self.dedupe,
            "kind": rule.kind,
            "state": self.state,
            "due_at": plan.due_at,
            "deadline_at": plan.deadline_at,
            "order_id": self.order_id,
            "booking_id": self.booking_id,
            "visit_id": self.visit_id,
            "complaint_id": self.complaint_id,
            "work_order_id": self.work_order_id,
            "person_id": self.data.get("person_id"),
            "assignee_id": self.assignee_id,
            "on_behalf_of": self.on_behalf_of,
            "for_role": self.for_role,
            "on_duty": self.on_duty,
            "template": rule.template,
            "parameters": plan.parameters,
            "reason": self.reason,
            "planned_at": self.at,
            "attempts": 0,
            "version": self.version,
        }
