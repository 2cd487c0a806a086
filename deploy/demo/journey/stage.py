"""What the steps of the journey share: who is there, what time it is, what has happened, and how a step is told."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from deploy.demo.crew import BusinessClock, Crew
from deploy.demo.moves import Order, answer_contact

Action = Callable[["Journey"], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the journey."""

    department: str
    rule: str
    title: str
    action: Action


STEPS: list[Step] = []


def step(department: str, rule: str, title: str) -> Callable[[Action], Action]:
    """The decorated function is the next step of the journey; it returns what is worth telling."""

    def register(action: Action) -> Action:
        STEPS.append(Step(department, rule, title, action))
        return action

    return register


@dataclass
class Told:
    """A step that has been done."""

    department: str
    rule: str
    title: str
    note: str
    seconds: float
    at: str
    events: list[str]


class Missing(AssertionError):
    """Something the catalogue demands on the way did not happen."""


@dataclass
class Journey:
    """The journey on its way."""

    crew: Crew
    clock: BusinessClock
    packages: dict[str, dict[str, Any]]
    told: list[Told] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)
    order: Order = field(init=False)
    shoot_day: date = field(init=False)
    _seen: set[str] = field(default_factory=set)

    async def run(self, each: Step, show: Callable[[Told], None]) -> None:
        """Do a step, wait until everybody has heard of it, and tell it."""
        begun = time.perf_counter()
        note = await each.action(self)
        seconds = time.perf_counter() - begun
        await self.clock.settle()
        told = Told(
            each.department,
            each.rule,
            each.title,
            note,
            round(seconds, 3),
            (await self.clock.read()).isoformat(),
            await self.news(),
        )
        self.told.append(told)
        show(told)

    async def news(self) -> list[str]:
        """Facts about the order that the job sheet has and no earlier step caused."""
        if not hasattr(self, "order"):
            return []
        sheet = await self.crew["manager"].get(f"/v1/job-sheets/{self.order.order_id}")
        fresh = [entry for entry in sheet["entries"] if entry["event_id"] not in self._seen]
        self._seen |= {entry["event_id"] for entry in fresh}
        return [str(entry["type"]).removeprefix("studio.").removesuffix(".v1") for entry in fresh]

    async def contact(self, rule: str) -> dict[str, Any]:
        """The planned contact of that rule for this order.

        Raises:
            Missing: nobody was told to make it.
        """
        found = await self.crew["servicehead"].get(
            "/v1/contacts", branch_id=self.crew.branch_id, order_id=self.order.order_id, rule=rule
        )
        if not found["items"]:
            raise Missing(f"{rule}: no contact was planned")
        contact: dict[str, Any] = found["items"][-1]
        return contact

    async def make_contact(self, rule: str, **outcome: Any) -> str:
        """Whoever was told to makes the contact of that rule."""
        contact = await self.contact(rule)
        self.demand(contact["state"] in {"PLANNED", "DUE", "OVERDUE"}, f"{rule}: the contact is {contact['state']}")
        try:
            who = self.crew.named(contact["assignee_id"])
        except StopIteration:
            who = self.crew["service"]
        await answer_contact(who, contact, **outcome)
        return f"{rule} by {who.name}"

    def demand(self, fact: bool, what: str) -> None:
        """Stop the journey when something that must be so is not.

        Raises:
            Missing: naming what.
        """
        if not fact:
            raise Missing(what)
