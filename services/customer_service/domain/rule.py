"""What a contact rule is: which fact plans what, when, for whom, and what ends it; and how one is applied.

A rule is planned when a fact of ``on`` arrives and ``anchor`` yields a moment; ``due`` moves from there on the
branch's calendar. ``occasion`` is the subject within the rule: one contact per rule and occasion (A-02).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from services.customer_service.domain.contacts import ContactKind
from services.customer_service.domain.policy import Policy
from services.customer_service.domain.situation import Due, Situation
from shared.contracts.scheduling import BookingKind
from shared.contracts.values import Money

SHOOTS = (BookingKind.SHOOT, BookingKind.RESHOOT)

EVENING = time(20)
"""A deadline that is a day ends then."""


class Assignee(StrEnum):
    """Who is told to do it first; on leave the proxy is (GEN-03)."""

    OWNER = "OWNER"
    NAMED = "NAMED"
    AGENT = "AGENT"
    ROLE = "ROLE"
    SYSTEM = "SYSTEM"


Anchor = Callable[[Situation], datetime | None]
Occasion = Callable[[Situation], str]
Wish = Callable[[Situation], Due]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table of notifications (1.7).

    Attributes:
        on: facts that may plan it.
        anchor: the moment ``due`` counts from, or None when the rule does not apply.
        until: the latest sensible moment (a punctuality call after the appointment is none); later it is not planned,
            and what was planned and not made has failed.
        ends: facts that make an open contact of this rule needless; with ``same_booking`` only of that booking.
        deadline_days: calendar days after the due day by which it must be done (CS-07).
        deadline: the moment by which it must be done, where days after the due day do not say it (CS-14, PCK-01).
        repeat: planned again after each call while the anchor holds.
        on_duty: the clerk on duty that day makes it unless somebody is named; nobody on duty, the owner (REC-10).
        owner_first: the owner makes it, the clerk on duty where there is none, else the scheduler (A-02).
        late_too: planned even when its time has passed, and then at once.
        each: colleagues who are told one by one, each by a contact of their own; nobody known, whoever has the role.
        latest: what a contact is about; while one about the same is open, a later fact changes what it says, and once
            it was made, a later fact of another occasion plans the next.
    """

    id: str
    kind: ContactKind
    template: str
    on: tuple[str, ...]
    anchor: Anchor
    due: Wish
    occasion: Occasion
    assignee: Assignee = Assignee.OWNER
    role: str | None = None
    until: Anchor | None = None
    ends: tuple[str, ...] = ()
    same_booking: bool = False
    deadline_days: int | None = None
    deadline: Anchor | None = None
    repeat: bool = False
    return_visit: bool = False
    on_duty: bool = False
    owner_first: bool = False
    late_too: bool = True
    each: Callable[[Situation], tuple[str, ...]] | None = None
    latest: Occasion | None = None

    def before_owner(self, policy: Policy) -> bool:
        """Whether the clerk on duty makes it though the order has an owner (REC-10, A-02)."""
        return self.on_duty and (policy.duty_calls or not self.owner_first)

    @property
    def without_owner(self) -> str:
        """The role that sees to it where there is no owner, and nobody on duty either (A-02)."""
        return "scheduler" if self.owner_first else "reception_manager"


@dataclass(frozen=True, slots=True)
class Plan:
    """A contact that a situation asks for."""

    rule: Rule
    due_at: datetime
    occasion: str
    deadline_at: datetime | None
    named: str | None
    parameters: dict[str, Any]


def now_and(**shift: Any) -> Wish:
    """The same shift in every situation."""
    due = Due(**shift)
    return lambda _: due


def happened(s: Situation) -> datetime | None:
    """When the fact happened."""
    return s.at


def start_of(*kinds: BookingKind, wedding: bool = False) -> Anchor:
    """The beginning of an appointment of these kinds; of weddings only when asked."""

    def anchor(s: Situation) -> datetime | None:
        booking = s.booking
        if booking is None or booking.kind not in kinds or s.order is None or s.order.over:
            return None
        return booking.starts_at if s.order.is_wedding or not wedding else None

    return anchor


def shoot_start(s: Situation) -> datetime | None:
    """The beginning of the appointment."""
    return s.booking.starts_at if s.booking else None


def by_order(s: Situation) -> str:
    """Once per order."""
    return f"order:{s.order.order_id}" if s.order else f"order:{s.data.get('order_id')}"


def by_booking(s: Situation) -> str:
    """Once per appointment and its beginning."""
    booking = s.booking
    start = f":{booking.starts_at.astimezone(UTC):%Y%m%dT%H%M}" if booking else ""
    return f"booking:{s.data.get('booking_id')}{start}"


def by_fact(*names: str) -> Occasion:
    """Once per order and what the fact says under these names."""
    return lambda s: ":".join([by_order(s), *(str(s.data.get(name)) for name in names)])


def at_call_hour(days: int = 0, working_days: int = 0) -> Wish:
    """At the branch's hour for calls, that many days away."""
    return lambda s: Due(days=days, working_days=working_days, hour=s.policy.call_hour)


CALL, MESSAGE, INTERNAL = ContactKind.CALL, ContactKind.MESSAGE, ContactKind.INTERNAL
BOOKED = ("booking.made", "booking.moved")
GONE = ("order.cancelled", "booking.cancelled", "booking.moved")
ORDER_GONE = ("order.cancelled",)


def before(id: str, kind: ContactKind, template: str, anchor: Anchor, due: Wish, **more: Any) -> Rule:
    """A contact before an appointment: planned with it, ended with it, pointless after its beginning."""
    ends = (*GONE, *more.pop("ends", ()))
    return Rule(
        id, kind, template, BOOKED, anchor, due, by_booking, until=shoot_start, ends=ends, same_booking=True, **more
    )


def plans_of(rule: Rule, s: Situation) -> list[Plan]:
    """The contacts of that rule: none, one, or one for each colleague it names."""
    plan = plan_one(rule, s)
    if plan is None:
        return []
    told = rule.each(s) if rule.each is not None else ()
    if rule.each is None or (rule.role is not None and not told):
        return [plan]
    return [replace(plan, named=staff, occasion=f"{plan.occasion}:{staff}") for staff in told]


def plan_one(rule: Rule, s: Situation) -> Plan | None:
    """The contact of that rule, if the situation asks for it."""
    anchor = rule.anchor(s)
    if anchor is None:
        return None
    due = rule.due(s).moment(anchor, s.branch)
    end = rule.until(s) if rule.until else None
    if end is not None and (end <= s.at or due > end):
        return None
    if due < s.at:
        if not rule.late_too:
            return None
        due = (s.branch.outside_quiet_hours(s.at) if rule.kind is not INTERNAL else s.at).astimezone(UTC)
    deadline = end.astimezone(UTC) if end is not None else _deadline(rule, due, s)
    return Plan(rule, due, rule.occasion(s), deadline, _named(rule, s), _parameters(s))


def _deadline(rule: Rule, due: datetime, s: Situation) -> datetime | None:
    if rule.deadline is not None:
        moment = rule.deadline(s)
        return moment and moment.astimezone(UTC)
    if rule.deadline_days is None:
        return None
    return s.branch.at(s.branch.today(due) + timedelta(days=rule.deadline_days), EVENING).astimezone(UTC)


def _named(rule: Rule, s: Situation) -> str | None:
    if rule.assignee is not Assignee.NAMED:
        return None
    booked = s.booking.staff_ids[0] if s.booking and s.booking.staff_ids else None
    return s.data.get("receiver_id") or s.data.get("responsible_id") or s.data.get("clerk_id") or booked


TOLD = (
    "round",
    "cause",
    "expected_on",
    "alert",
    "step",
    "agree_by",
    "missing",
    "checks",
    "days_before",
    "review_mode",
    "book_by",
    "chosen",
    "extra_photos",
    "expires_on",
    "month",
    "number",
    "business_day",
    "first_day",
    "item_number",
    "damage_number",
    "thing",
    "place",
    "keep_until",
    "work_number",
    "service_name",
    "listed",
    "undispatched",
    "reason",
    "wish",
)


def _parameters(s: Situation) -> dict[str, Any]:
    told = {name: s.data[name] for name in TOLD if s.data.get(name) is not None}
    plain = {name: ", ".join(value) if isinstance(value, list) else value for name, value in told.items()}
    appointment = s.booking or (
        s.order.booked_for(BookingKind.PICKUP) if s.order and s.name.startswith("order") else None
    )
    if appointment is not None:
        plain["starts_at"] = appointment.starts_at
    if s.data.get("difference") is not None:
        plain["difference"] = str(Money(**s.data["difference"]))
    if s.data.get("wedding_date") is not None:
        plain["wedding_date"] = s.data["wedding_date"]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}
