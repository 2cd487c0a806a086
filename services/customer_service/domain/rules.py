"""The contact rules N-01 … N-26 and REC-05 as a table: which fact plans what, when, for whom, and what ends it.

A rule is planned when a fact of ``on`` arrives and ``anchor`` yields a moment; ``due`` moves from there on the
branch's calendar. ``occasion`` is the subject within the rule: one contact per rule and occasion (A-02).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from services.customer_service.domain.contacts import ContactKind
from services.customer_service.domain.situation import Due, Situation
from shared.contracts.base import Event
from shared.contracts.scheduling import BookingKind
from shared.kit.reference import Branch

SHOOTS = (BookingKind.SHOOT, BookingKind.RESHOOT)


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
        until: the latest sensible moment; later it is not planned (a punctuality call after the appointment).
        ends: facts that make an open contact of this rule needless; with ``same_booking`` only of that booking.
        deadline_days: calendar days after the due day by which it must be done (CS-07).
        repeat: planned again after each call while the anchor holds.
        late_too: planned even when its time has passed, and then at once.
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
    repeat: bool = False
    return_visit: bool = False
    late_too: bool = True


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


def _happened(s: Situation) -> datetime | None:
    return s.at


def _active(s: Situation) -> bool:
    return s.order is not None and s.order.booked and not s.order.over


def _no_shoot_date(*, wanted: bool) -> Anchor:
    def anchor(s: Situation) -> datetime | None:
        order = s.order
        if order is None or not _active(s) or order.shot or order.booked_for(*SHOOTS):
            return None
        return s.at if (order.wanted_date is not None) is wanted else None

    return anchor


def _start_of(*kinds: BookingKind, wedding: bool = False) -> Anchor:
    def anchor(s: Situation) -> datetime | None:
        booking = s.booking
        if booking is None or booking.kind not in kinds or s.order is None or s.order.over:
            return None
        return booking.starts_at if s.order.is_wedding or not wedding else None

    return anchor


def _not_agreed(s: Situation) -> datetime | None:
    return None if s.data.get("next_booking_id") else s.at


def _for_wedding(s: Situation) -> datetime | None:
    return s.at if s.order is not None and s.order.is_wedding and s.order.wedding_date else None


def _complete_pickup(s: Situation) -> datetime | None:
    pickup = s.order.booked_for(BookingKind.PICKUP) if s.order else None
    return pickup.starts_at if pickup and s.order and s.order.complete and not s.order.over else None


def _day_before_pickup(s: Situation) -> datetime | None:
    return s.at if s.name == "pickup.delayed" or s.data.get("days_before", 9) <= 1 else None


def _wedding(s: Situation) -> datetime | None:
    day = s.data.get("wedding_date") or (s.order.wedding_date if s.order else None)
    return s.branch.at(day, time(9)) if day else None


def _member_stage(s: Situation) -> datetime | None:
    return s.at if s.order is not None and s.order.member else None


def _shoot_start(s: Situation) -> datetime | None:
    return s.booking.starts_at if s.booking else None


def _by_order(s: Situation) -> str:
    return f"order:{s.order.order_id}" if s.order else f"order:{s.data.get('order_id')}"


def _by_day(s: Situation) -> str:
    return f"{_by_order(s)}:{s.branch.today(s.at)}"


def _by_booking(s: Situation) -> str:
    booking = s.booking
    start = f":{booking.starts_at.astimezone(UTC):%Y%m%dT%H%M}" if booking else ""
    return f"booking:{s.data.get('booking_id')}{start}"


def _by_fact(*names: str) -> Occasion:
    return lambda s: ":".join([_by_order(s), *(str(s.data.get(name)) for name in names)])


def _by_readiness(s: Situation) -> str:
    return f"{_by_order(s)}:{s.order.ready if s.order else 0}"


def _by_pickup(s: Situation) -> str:
    pickup = s.order.booked_for(BookingKind.PICKUP) if s.order else None
    start = f"{pickup.starts_at.astimezone(UTC):%Y%m%dT%H%M}:" if pickup else ""
    return f"{_by_order(s)}:{start}{s.order.ready if s.order else 0}"


def _chase(s: Situation) -> Due:
    return Due(days=s.policy.chase_days, hour=s.policy.call_hour)


def _at_call_hour(days: int = 0, working_days: int = 0) -> Wish:
    return lambda s: Due(days=days, working_days=working_days, hour=s.policy.call_hour)


CALL, MESSAGE, INTERNAL = ContactKind.CALL, ContactKind.MESSAGE, ContactKind.INTERNAL
_BOOKED = ("booking.made", "booking.moved")
_GONE = ("order.cancelled", "booking.cancelled", "booking.moved")
_ORDER_GONE = ("order.cancelled",)
_DATED = ("order.booked", "order.amended", "booking.cancelled")


def _before(id: str, kind: ContactKind, template: str, anchor: Anchor, due: Wish, **more: Any) -> Rule:
    """A contact before an appointment: planned with it, ended with it, pointless after its beginning."""
    ends = (*_GONE, *more.pop("ends", ()))
    return Rule(
        id, kind, template, _BOOKED, anchor, due, _by_booking, until=_shoot_start, ends=ends, same_booking=True, **more
    )


RULES: tuple[Rule, ...] = (
    Rule("N-01", MESSAGE, "n01_thanks", ("order.booked",), _happened, now_and(), _by_order, Assignee.SYSTEM,
         ends=_ORDER_GONE),
    Rule("N-02", CALL, "n02_fix_date", _DATED, _no_shoot_date(wanted=True), _chase, _by_day,
         ends=(*_ORDER_GONE, "shoot booked"), repeat=True),
    Rule("N-03", CALL, "n03_shoot_soon", _DATED, _no_shoot_date(wanted=False), _chase, _by_day,
         ends=(*_ORDER_GONE, "shoot booked"), repeat=True),
    _before("N-04", CALL, "n04_week_before", _start_of(*SHOOTS), _at_call_hour(days=-7), late_too=False,
            ends=("customer.checked_in",)),
    _before("N-05", CALL, "n05_choose_clothes", _start_of(BookingKind.SHOOT, wedding=True), _at_call_hour(days=-2),
            ends=("dress.fitted", "customer.checked_in")),
    _before("N-06", CALL, "n06_confirm_shoot", _start_of(*SHOOTS),
            lambda s: Due(working_days=-1, hour=s.policy.plan_hour), ends=("booking.confirmed", "customer.checked_in")),
    _before("N-08", CALL, "n08_be_punctual", _start_of(*SHOOTS), now_and(minutes=-10), assignee=Assignee.OWNER,
            late_too=False, ends=("customer.checked_in",)),
    Rule("N-09", CALL, "n09_new_date", ("shoot.left_unfinished",), _not_agreed, now_and(),
         _by_fact("booking_id"), Assignee.ROLE, "scheduler", ends=(*_ORDER_GONE, "shoot booked")),
    _before("N-10", CALL, "n10_selection_tomorrow", _start_of(BookingKind.SELECTION), _at_call_hour(working_days=-1),
            assignee=Assignee.NAMED, ends=("selection.confirmed",)),
    _before("N-11", CALL, "n11_selection_soon", _start_of(BookingKind.SELECTION), now_and(minutes=-60),
            assignee=Assignee.NAMED, late_too=False, ends=("selection.confirmed",)),
    Rule("N-12", CALL, "n12_selection_delayed", ("selection.at_risk",), _happened, now_and(), _by_booking,
         ends=(*_GONE, "selection.ready"), same_booking=True),
    Rule("N-13", CALL, "n13_layout_ready", ("layout.ready",), _happened, now_and(),
         _by_fact("layout_id", "round"), ends=(*_ORDER_GONE, "layout.approved")),
    Rule("N-14", CALL, "n14_wedding_service", ("selection.confirmed",), _for_wedding, now_and(),
         _by_order, Assignee.NAMED, ends=(*_ORDER_GONE, "wedding day booked")),
    Rule("N-15", CALL, "n15_pickup_tomorrow", (*_BOOKED, "order.ready_for_pickup"), _complete_pickup,
         _at_call_hour(working_days=-1), _by_pickup, until=_complete_pickup,
         ends=(*_ORDER_GONE, "pickup moved", "pickup.incomplete", "pickup.delayed", "rework.approved",
               "handover.completed")),
    Rule("N-16", CALL, "n16_ready_for_pickup", ("order.ready_for_pickup",), _happened, now_and(), _by_readiness,
         ends=(*_ORDER_GONE, "handover.completed", "rework.approved")),
    Rule("N-17a", MESSAGE, "n17_service_card", ("service_card.issued",), _wedding,
         lambda s: Due(days=-s.policy.wedding_service_days[0], hour=s.policy.call_hour), _by_order, Assignee.SYSTEM,
         until=_wedding, ends=(*_ORDER_GONE, "wedding day booked")),
    Rule("N-17b", CALL, "n17_service_card", ("service_card.issued",), _wedding,
         lambda s: Due(days=-s.policy.wedding_service_days[1], hour=s.policy.call_hour), _by_order, Assignee.AGENT,
         until=_wedding, ends=(*_ORDER_GONE, "wedding day booked")),
    Rule("N-18", CALL, "n18_pickup_delayed", ("pickup.delayed", "pickup.incomplete"), _day_before_pickup, now_and(),
         _by_fact("booking_id"), ends=(*_ORDER_GONE, "order.ready_for_pickup", "handover.completed")),
    Rule("N-19", CALL, "n19_after_shoot", ("shoot.completed",), _happened, _at_call_hour(days=1),
         _by_fact("booking_id"), Assignee.AGENT, "service_agent", ends=_ORDER_GONE, deadline_days=2,
         return_visit=True),
    Rule("N-20", CALL, "n20_member_visit", ("selection.confirmed", "dress.fitted"), _member_stage,
         _at_call_hour(days=1), lambda s: f"{_by_order(s)}:{s.name}", Assignee.AGENT, "service_agent",
         ends=_ORDER_GONE, deadline_days=2, return_visit=True),
    Rule("N-21", CALL, "n21_satisfaction", ("handover.completed",), _happened,
         lambda s: Due(working_days=s.policy.satisfaction_working_days, hour=s.policy.call_hour), _by_order,
         Assignee.AGENT, "service_agent", deadline_days=11, return_visit=True),
    Rule("N-25", INTERNAL, "n25_missing", ("selection.at_risk", "pickup.incomplete"), _happened,
         now_and(disturbs=False), lambda s: f"{s.name}:{s.data.get('booking_id')}:{s.data.get('days_before')}",
         Assignee.ROLE, "production",
         ends=(*_ORDER_GONE, "selection.ready", "order.ready_for_pickup")),
    Rule("N-26", INTERNAL, "n26_step_overdue", ("step.overdue",), _happened, now_and(disturbs=False),
         _by_fact("alert", "step"), Assignee.NAMED, "production", ends=_ORDER_GONE),
)  # fmt: skip

N22 = Rule("N-22", CALL, "n22_complaint_result", (), _happened,
           lambda s: Due(days=s.policy.complaint_visit_days, hour=s.policy.call_hour),
           lambda s: f"complaint:{s.data['complaint_id']}:{s.data['round']}", Assignee.AGENT, "service_agent",
           deadline_days=4, return_visit=True)  # fmt: skip
"""Planned by the execution of a complaint's solution, not by a fact from outside."""

N24 = Rule("N-24", CALL, "n24_card_ends", (), lambda s: s.data["last_day"],
           lambda s: Due(days=-s.policy.card_warning_days, hour=s.policy.call_hour),
           lambda s: f"card:{s.data['card_id']}", Assignee.AGENT, "service_agent",
           until=lambda s: s.data["last_day"])  # fmt: skip
"""Planned when a card is given out, not by a fact from outside; pointless after the card's last day."""

WALK_AWAY = Rule("REC-05", CALL, "rec05_walk_away", ("visit.held",), _happened, now_and(),
                 lambda s: f"visit:{s.data['visit_id']}", Assignee.NAMED,
                 ends=("visit.lost", "visit ordered"))  # fmt: skip
"""One contact for each day of ``policy.walk_away_days``."""

OWN = Rule("OWN", CALL, "own", (), _happened, now_and(), _by_order, Assignee.NAMED)
"""A contact somebody plans for himself or a colleague."""

BY_ID = {rule.id: rule for rule in (*RULES, N22, N24, WALK_AWAY, OWN)}


def happenings(event: Event) -> frozenset[str]:
    """The names under which rules may speak of a fact: its own, and what it means."""
    names = {event.name}
    kind = getattr(event, "kind", None)
    made = event.name in ("booking.made", "booking.moved")
    if made and kind in SHOOTS:
        names.add("shoot booked")
    if made and kind is BookingKind.WEDDING_DAY:
        names.add("wedding day booked")
    if event.name in ("booking.moved", "booking.cancelled") and kind is BookingKind.PICKUP:
        names.add("pickup moved")
    if event.name == "order.placed" and getattr(event, "visit_id", None) is not None:
        names.add("visit ordered")
    return frozenset(names)


def plans(s: Situation) -> list[Plan]:
    """Every contact the situation asks for."""
    found = [_plan(rule, s) for rule in RULES if s.name in rule.on]
    if s.name in WALK_AWAY.on and str(s.data.get("outcome", "")).upper() != "LOST":
        found += [_walk_away(s, days) for days in s.policy.walk_away_days]
    return [plan for plan in found if plan is not None]


def plan_one(rule: Rule, s: Situation) -> Plan | None:
    """The contact of that rule, if the situation asks for it."""
    return _plan(rule, s)


def _plan(rule: Rule, s: Situation) -> Plan | None:
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
    return Plan(rule, due, rule.occasion(s), _deadline(rule, due, s.branch), _named(rule, s), _parameters(s))


def _walk_away(s: Situation, days: int) -> Plan:
    due = Due(days=days, hour=s.policy.call_hour).moment(s.at, s.branch)
    occasion = f"{WALK_AWAY.occasion(s)}:{days}"
    return Plan(WALK_AWAY, due, occasion, None, _named(WALK_AWAY, s), {"day": days})


def _deadline(rule: Rule, due: datetime, branch: Branch) -> datetime | None:
    if rule.deadline_days is None:
        return None
    return branch.at(branch.today(due) + timedelta(days=rule.deadline_days), time(20)).astimezone(UTC)


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
    "days_before",
    "review_mode",
    "book_by",
    "expires_on",
)


def _parameters(s: Situation) -> dict[str, Any]:
    told = {name: s.data[name] for name in TOLD if s.data.get(name) is not None}
    plain = {name: ", ".join(value) if isinstance(value, list) else value for name, value in told.items()}
    appointment = s.booking or (
        s.order.booked_for(BookingKind.PICKUP) if s.order and s.name.startswith("order") else None
    )
    if appointment is not None:
        plain["starts_at"] = appointment.starts_at
    if s.data.get("wedding_date") is not None:
        plain["wedding_date"] = s.data["wedding_date"]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}
