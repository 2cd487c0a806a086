"""The contact rules N-01 … N-30, REC-05, PST-18, M-29 as a table; those among colleagues stand in ``house_rules``."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from services.customer_service.domain.campaigns import M59, N23
from services.customer_service.domain.house_rules import DUTIES, HOUSE_RULES, M04, M10, M11, M12, M28, N30, REC15
from services.customer_service.domain.rule import (
    BOOKED,
    CALL,
    EVENING,
    GONE,
    MESSAGE,
    ORDER_GONE,
    SHOOTS,
    Anchor,
    Assignee,
    Plan,
    Rule,
    at_call_hour,
    before,
    by_booking,
    by_fact,
    by_order,
    happened,
    now_and,
    plans_of,
    start_of,
)
from services.customer_service.domain.situation import Due, Situation
from services.customer_service.domain.wishes import M33
from shared.contracts.base import Event
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind

FIRST_THING = frozenset({Category.WEDDING_SEA, Category.WEDDING_STUDIO, Category.WEDDING_OUTDOOR, Category.FAMILY})
"""Their photos are corrected first thing after the shoot, and they are asked to choose at once (PST-18)."""

CARD_OUT = ("service_card.issued", "service_card.moved")
CARD_OVER = (*ORDER_GONE, "wedding day booked", "service_card.moved", "service_card.lost")
"""Who has no card any more, or has it for another day, is not reminded of the old one (N-17)."""

_DATED = ("order.booked", "order.amended", "booking.cancelled")


def _active(s: Situation) -> bool:
    return s.order is not None and s.order.booked and not s.order.over


def _no_shoot_date(*, wanted: bool) -> Anchor:
    def anchor(s: Situation) -> datetime | None:
        order = s.order
        if order is None or not _active(s) or order.shot or order.booked_for(*SHOOTS):
            return None
        return s.at if (order.wanted_date is not None) is wanted else None

    return anchor


def _not_agreed(s: Situation) -> datetime | None:
    # Of a booking that was given up, only a re-shoot says by when another date is agreed (SCH-10).
    if s.order is not None and s.order.over:
        return None
    return s.at if s.data.get("agree_by") and not s.data.get("next_booking_id") else None


def _agree_by(s: Situation) -> datetime | None:
    return s.branch.at(s.data["agree_by"], EVENING)


def _for_wedding(s: Situation) -> datetime | None:
    return s.at if s.order is not None and s.order.is_wedding and not _wedding_day_booked(s) else None


def _wedding_day_booked(s: Situation) -> bool:
    return s.order is not None and s.order.booked_for(BookingKind.WEDDING_DAY) is not None


def _shoot_stands(s: Situation) -> datetime | None:
    return s.at if start_of(*SHOOTS)(s) is not None else None


def _photos_to_choose(s: Situation) -> datetime | None:
    order = s.order
    if order is None or order.over or order.category not in FIRST_THING or order.booked_for(BookingKind.SELECTION):
        return None
    return s.at


def _complete_pickup(s: Situation) -> datetime | None:
    pickup = s.order.booked_for(BookingKind.PICKUP) if s.order else None
    return pickup.starts_at if pickup and s.order and s.order.complete and not s.order.over else None


def _day_before_pickup(s: Situation) -> datetime | None:
    return s.at if s.name == "pickup.delayed" or s.data.get("days_before", 9) <= 1 else None


def _wedding(s: Situation) -> datetime | None:
    if _wedding_day_booked(s):
        return None
    day = s.data.get("wedding_date") or (s.order.wedding_date if s.order else None)
    return s.branch.at(day, time(9)) if day else None


def _by_card(s: Situation) -> str:
    # A message is never planned twice for one occasion, and a wedding may be moved there and back.
    if s.name == "service_card.issued":
        return by_order(s)
    return f"{by_order(s)}:{s.data['wedding_date']}:{s.at:%Y%m%dT%H%M%S}"


def _member_stage(s: Situation) -> datetime | None:
    return s.at if s.order is not None and s.order.member else None


def _left_by_a_customer(s: Situation) -> datetime | None:
    return s.at if s.data.get("order_id") is not None else None


def _kept_until(s: Situation) -> datetime | None:
    kept: datetime = s.data["keep_until"]
    return kept


def _by_item(s: Situation) -> str:
    return f"found:{s.data['item_id']}"


def _by_day(s: Situation) -> str:
    return f"{by_order(s)}:{s.branch.today(s.at)}"


def _by_proposal(s: Situation) -> str:
    return f"{by_order(s)}:{s.at:%Y%m%dT%H%M%S}"


def _work_ended(s: Situation) -> datetime | None:
    # Work orders ended before this rule was heard of name no service.
    return s.at if s.data.get("service_name") else None


def _by_work_and_end(s: Situation) -> str:
    return f"work:{s.data['work_order_id']}:{s.at:%Y%m%dT%H%M%S}"


def _announced_by(s: Situation) -> datetime | None:
    return s.branch.outside_quiet_hours(s.at) + timedelta(hours=s.policy.announce_hours)


def _by_readiness(s: Situation) -> str:
    return f"{by_order(s)}:{s.order.ready if s.order else 0}"


def _late_pickup(s: Situation) -> str:
    return f"{by_order(s)}:{by_booking(s)}" if s.booking else by_fact("booking_id")(s)


def _by_late_pickup(s: Situation) -> str:
    # Another appointment that cannot be kept wants another call, and so does another date once the first was told.
    date = s.data.get("expected_on")
    return f"{_late_pickup(s)}:{date}" if date else _late_pickup(s)


def _satisfied_by(s: Situation) -> datetime | None:
    last = s.branch.working_days_after(s.branch.today(s.at), s.policy.satisfaction_until_working_days)
    return s.branch.at(last, EVENING)


def _by_pickup(s: Situation) -> str:
    pickup = s.order.booked_for(BookingKind.PICKUP) if s.order else None
    start = f"{pickup.starts_at.astimezone(UTC):%Y%m%dT%H%M}:" if pickup else ""
    return f"{by_order(s)}:{start}{s.order.ready if s.order else 0}"


def _chase(s: Situation) -> Due:
    return Due(days=s.policy.chase_days, hour=s.policy.call_hour)


RULES: tuple[Rule, ...] = (
    Rule("N-01", MESSAGE, "n01_thanks", ("order.booked",), happened, now_and(), by_order, Assignee.SYSTEM,
         ends=ORDER_GONE),
    Rule("N-02", CALL, "n02_fix_date", _DATED, _no_shoot_date(wanted=True), _chase, _by_day,
         ends=(*ORDER_GONE, "shoot booked"), repeat=True),
    Rule("N-03", CALL, "n03_shoot_soon", _DATED, _no_shoot_date(wanted=False), _chase, _by_day,
         ends=(*ORDER_GONE, "shoot booked"), repeat=True),
    before("N-04", CALL, "n04_week_before", start_of(*SHOOTS), at_call_hour(days=-7), late_too=False,
            ends=("customer.checked_in",)),
    before("N-05", CALL, "n05_choose_clothes", start_of(BookingKind.SHOOT, wedding=True), at_call_hour(days=-2),
            on_duty=True, ends=("dress.fitted", "customer.checked_in")),
    before("N-06", CALL, "n06_confirm_shoot", start_of(*SHOOTS),
            lambda s: Due(working_days=-1, hour=s.policy.plan_hour), on_duty=True, owner_first=True,
            ends=("booking.confirmed", "customer.checked_in")),
    before("N-08", CALL, "n08_be_punctual", start_of(*SHOOTS), now_and(minutes=-10), on_duty=True, late_too=False,
            ends=("customer.checked_in",)),
    Rule("GEN-06", CALL, "gen06_shoot_not_ready", ("shoot.not_ready",), _shoot_stands, now_and(), by_booking,
         until=start_of(*SHOOTS), ends=(*GONE, "shoot.ready", "customer.checked_in"), same_booking=True),
    Rule("N-09", CALL, "n09_new_date", ("shoot.left_unfinished", "booking.cancelled"), _not_agreed, now_and(),
         by_fact("booking_id"), Assignee.ROLE, "scheduler", ends=(*ORDER_GONE, "shoot booked"), deadline=_agree_by),
    before("N-10", CALL, "n10_selection_tomorrow", start_of(BookingKind.SELECTION), at_call_hour(working_days=-1),
            assignee=Assignee.NAMED, on_duty=True, ends=("selection.confirmed",)),
    before("N-11", CALL, "n11_selection_soon", start_of(BookingKind.SELECTION), now_and(minutes=-60),
            assignee=Assignee.NAMED, late_too=False, ends=("selection.confirmed",)),
    Rule("N-12", CALL, "n12_selection_delayed", ("selection.at_risk",), happened, now_and(), by_booking,
         ends=(*GONE, "selection.ready"), same_booking=True),
    Rule("N-13", CALL, "n13_layout_ready", ("layout.ready",), happened, now_and(),
         by_fact("layout_id", "round"), ends=(*ORDER_GONE, "layout.changes_wanted", "layout.approved"),
         deadline=_announced_by),
    Rule("PST-11", CALL, "pst11_proposed", ("selection.proposed",), happened, now_and(), _by_proposal,
         ends=(*ORDER_GONE, "selection.confirmed")),
    Rule("N-14", CALL, "n14_wedding_service", ("selection.confirmed",), _for_wedding, now_and(),
         by_order, Assignee.NAMED, ends=(*ORDER_GONE, "wedding day booked")),
    Rule("N-15", CALL, "n15_pickup_tomorrow", (*BOOKED, "order.ready_for_pickup"), _complete_pickup,
         at_call_hour(working_days=-1), _by_pickup, until=_complete_pickup,
         ends=(*ORDER_GONE, "pickup moved", "pickup.incomplete", "pickup.delayed", "rework.approved",
               "handover.completed")),
    Rule("N-16", CALL, "n16_ready_for_pickup", ("order.ready_for_pickup",), happened, now_and(), _by_readiness,
         ends=(*ORDER_GONE, "handover.completed", "rework.approved"), deadline=_announced_by),
    Rule("N-17a", MESSAGE, "n17_service_card", CARD_OUT, _wedding,
         lambda s: Due(days=-s.policy.wedding_service_days[0], hour=s.policy.call_hour), _by_card, Assignee.SYSTEM,
         until=_wedding, ends=CARD_OVER),
    Rule("N-17b", CALL, "n17_service_card", CARD_OUT, _wedding,
         lambda s: Due(days=-s.policy.wedding_service_days[1], hour=s.policy.call_hour), _by_card, Assignee.AGENT,
         until=_wedding, ends=CARD_OVER),
    Rule("N-18", CALL, "n18_pickup_delayed", ("pickup.delayed", "pickup.incomplete"), _day_before_pickup, now_and(),
         _by_late_pickup, ends=(*ORDER_GONE, "order.ready_for_pickup", "handover.completed"),
         latest=_late_pickup),
    Rule("N-28", CALL, "n28_left_behind", ("found_item.recorded",), _left_by_a_customer, now_and(), _by_item,
         until=_kept_until, ends=ORDER_GONE),
    Rule("PST-18", CALL, "pst18_choose_photos", ("shoot.completed",), _photos_to_choose, at_call_hour(days=1),
         by_order, ends=(*ORDER_GONE, "selection booked", "selection.confirmed")),
    Rule("N-19", CALL, "n19_after_shoot", ("shoot.completed",), happened, at_call_hour(days=1),
         by_fact("booking_id"), Assignee.AGENT, "service_agent", ends=ORDER_GONE, deadline_days=2,
         return_visit=True),
    Rule("N-20", CALL, "n20_member_visit",
         ("order.booked", "dress.fitted", "selection.confirmed", "handover.completed"), _member_stage,
         at_call_hour(days=1), lambda s: f"{by_order(s)}:{s.name}", Assignee.AGENT, "service_agent",
         ends=ORDER_GONE, deadline_days=2, return_visit=True),
    Rule("N-21", CALL, "n21_satisfaction", ("handover.completed",), happened,
         lambda s: Due(working_days=s.policy.satisfaction_working_days, hour=s.policy.call_hour),
         by_fact("handover_id"), Assignee.AGENT, "service_agent", ends=("rework.approved",), deadline=_satisfied_by,
         return_visit=True),
    Rule("M-29", CALL, "m29_after_service", ("work_order.signed", "work_order.settled"), _work_ended,
         at_call_hour(days=1), _by_work_and_end, Assignee.AGENT, "service_agent", ends=ORDER_GONE, deadline_days=3,
         return_visit=True),
    *HOUSE_RULES,
)  # fmt: skip

N22 = Rule("N-22", CALL, "n22_complaint_result", (), happened,
           lambda s: Due(days=s.policy.complaint_visit_days, hour=s.policy.call_hour),
           lambda s: f"complaint:{s.data['complaint_id']}:{s.data['round']}", Assignee.AGENT, "service_agent",
           deadline_days=4, return_visit=True)  # fmt: skip
"""Planned by the execution of a complaint's solution, not by a fact from outside."""

GEN07 = Rule("GEN-07", CALL, "gen07_delay", (), happened, now_and(), lambda s: f"delay:{s.data['delay_id']}",
             ends=(*ORDER_GONE, "handover.completed"))  # fmt: skip
"""Planned by putting a delay on record whose customer was not called yet, not by a fact from outside."""

N24 = Rule("N-24", CALL, "n24_card_ends", (), lambda s: s.data["last_day"],
           lambda s: Due(days=-s.policy.card_warning_days, hour=s.policy.call_hour),
           lambda s: f"card:{s.data['card_id']}", Assignee.AGENT, "service_agent",
           until=lambda s: s.data["last_day"])  # fmt: skip
"""Planned when a card is given out, not by a fact from outside; pointless after the card's last day."""

WALK_AWAY = Rule("REC-05", CALL, "rec05_walk_away", ("visit.held",), happened, now_and(),
                 lambda s: f"visit:{s.data['visit_id']}", Assignee.NAMED,
                 ends=("visit.lost", "visit ordered", "came again"))  # fmt: skip
"""One contact for each day of ``policy.walk_away_days``, until the customer orders, is lost or comes again."""

OWN = Rule("OWN", CALL, "own", (), happened, now_and(), by_order, Assignee.NAMED)
"""A contact somebody plans for himself or a colleague."""

COMING = Rule("COMING", CALL, "customer_coming", (), happened, now_and(), by_fact("booking_id"))
MOVING = Rule("MOVING", CALL, "customer_moving", (), happened, now_and(), by_fact("booking_id"))
"""Planned by what a customer says to an appointment on his page, not by a fact (GEN-11)."""

BY_ID = {
    rule.id: rule
    for rule in (
        *RULES,
        N22,
        GEN07,
        N24,
        N30,
        M04,
        M10,
        M11,
        M12,
        M28,
        REC15,
        WALK_AWAY,
        OWN,
        COMING,
        MOVING,
        N23,
        M59,
        M33,
        *DUTIES.values(),
    )
}


LAPSING = tuple(rule.id for rule in BY_ID.values() if rule.until is not None)
"""Contacts that are pointless after their deadline, the appointment itself."""


def happenings(event: Event) -> frozenset[str]:
    """The names under which rules may speak of a fact: its own, and what it means."""
    names = {event.name}
    kind = getattr(event, "kind", None) if event.name.startswith("booking.") else None
    made = event.name in ("booking.made", "booking.moved")
    if made and kind in SHOOTS:
        names.add("shoot booked")
    if made and kind is BookingKind.WEDDING_DAY:
        names.add("wedding day booked")
    if made and kind is BookingKind.SELECTION:
        names.add("selection booked")
    if event.name in ("booking.moved", "booking.cancelled") and kind is BookingKind.PICKUP:
        names.add("pickup moved")
    if event.name == "order.placed" and getattr(event, "visit_id", None) is not None:
        names.add("visit ordered")
    if getattr(event, "previous_visit_id", None) is not None:
        names.add("came again")
    return frozenset(names)


PLANNED_BY = {
    name: tuple(rule for rule in RULES if name in rule.on) for planning in (*RULES, WALK_AWAY) for name in planning.on
}
"""The rules that a fact of that name plans; of those who walked away, by the policy's days."""


def may_plan(event: Event) -> bool:
    """Whether any rule is planned by such a fact."""
    return event.name in PLANNED_BY


def plans(s: Situation) -> list[Plan]:
    """Every contact the situation asks for."""
    found = [plan for rule in PLANNED_BY.get(s.name, ()) for plan in plans_of(rule, s)]
    if s.name in WALK_AWAY.on and str(s.data.get("outcome", "")).upper() != "LOST":
        found += [_walk_away(s, days) for days in s.policy.walk_away_days]
    return found


def _walk_away(s: Situation, days: int) -> Plan:
    due = Due(days=days, hour=s.policy.call_hour).moment(s.at, s.branch)
    occasion = f"{WALK_AWAY.occasion(s)}:{days}"
    return Plan(WALK_AWAY, due, occasion, None, s.data.get("receiver_id"), {"day": days})
