"""Contact rules among colleagues (N-07, N-25 … N-30, M-04 … M-28, MGT-01, REC-21, SHO-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from services.customer_service.domain.management_calendar import Duty
from services.customer_service.domain.rule import (
    EVENING,
    GONE,
    INTERNAL,
    ORDER_GONE,
    SHOOTS,
    Anchor,
    Assignee,
    Rule,
    before,
    by_booking,
    by_order,
    happened,
    now_and,
    start_of,
)
from services.customer_service.domain.situation import Due, Situation
from shared.contracts.reception import (
    CashIncidentKind,
    CashIncidentSettled,
    DamageClosed,
    DamageDecided,
    DamageOffered,
    FoundItemCounted,
    FoundItemSettled,
    FoundItemTold,
    TargetsBrokenDown,
    WorkOrderCancelled,
    WorkOrderDispatched,
    WorkOrderRedoWanted,
    WorkOrderSettled,
    WorkOrderTaken,
)
from shared.contracts.scheduling import LeaveHandedOver, StockTakeClosed


def _crew(s: Situation) -> tuple[str, ...]:
    return s.booking.staff_ids if s.booking else ()


def _shoot_booked(s: Situation) -> datetime | None:
    return s.at if start_of(*SHOOTS)(s) is not None else None


def _designated(s: Situation) -> tuple[str, ...]:
    wanted = s.order.designated if s.order else ()
    return tuple(staff for staff in _crew(s) if staff in wanted)


def _incident(*kinds: CashIncidentKind) -> Anchor:
    return lambda s: s.at if s.data["kind"] in kinds else None


def _by_incident(s: Situation) -> str:
    return f"cash:{s.data['incident_id']}"


def _responsible(s: Situation) -> tuple[str, ...]:
    return (s.data["responsible_id"],) if s.data["responsible_id"] else ()


def _by_leave(s: Situation) -> str:
    return f"leave:{s.data['leave_id']}"


def _by_month(s: Situation) -> str:
    return f"targets:{s.branch.branch_id}:{s.data['month']}"


def _by_count(s: Situation) -> str:
    return f"stock-take:{s.branch.branch_id}:{s.data['month']}"


def _by_work(s: Situation) -> str:
    return f"work:{s.data['work_order_id']}"


def _undispatched(s: Situation) -> datetime | None:
    return s.at if s.data["undispatched"] else None


def _evening_before(s: Situation) -> datetime | None:
    # What is missing is delivered by the next day, which is the day before the customer comes (PCK-01).
    booking = s.booking
    return s.branch.at(s.branch.today(booking.starts_at) - timedelta(days=1), EVENING) if booking else None


def _by_check(s: Situation) -> str:
    return f"{s.name}:{by_booking(s)}:{s.data.get('days_before')}"


def _by_wait(s: Situation) -> str:
    # Another piece may wait for the same step on another day, or the same one again after a rework.
    return f"{by_order(s)}:{s.data['alert']}:{s.data['step']}:{s.branch.today(s.at)}"


def _responsible_and_owner(s: Situation) -> tuple[str, ...]:
    owner = s.order.owner_id if s.order else None
    return tuple(dict.fromkeys(staff for staff in (s.data["responsible_id"], owner) if staff))


def _by_damage(s: Situation) -> str:
    return f"damage:{s.data['damage_id']}"


OfDamage = DamageOffered | DamageDecided | DamageClosed
OfWork = WorkOrderTaken | WorkOrderDispatched | WorkOrderRedoWanted | WorkOrderSettled | WorkOrderCancelled
OfMonth = TargetsBrokenDown | StockTakeClosed
OfFound = FoundItemCounted | FoundItemTold | FoundItemSettled
Done = OfMonth | LeaveHandedOver | CashIncidentSettled | OfFound | OfWork | OfDamage
"""Facts that somebody of the house did what he or another was reminded of."""


def reminders_ended(event: Done) -> list[tuple[str, str]]:
    """Rules and occasions of the reminders that became needless."""
    if isinstance(event, TargetsBrokenDown):
        return [("MGT-01", f"targets:{event.branch_id}:{event.month}")]
    if isinstance(event, StockTakeClosed):
        return [("SHO-11", f"stock-take:{event.branch_id}:{event.month}")] if event.month_complete else []
    if isinstance(event, CashIncidentSettled):
        incident = f"cash:{event.incident_id}"
        managers = [(rule, incident) for rule in ("N-27", "N-27b", "N-27c")]
        return [*managers, ("N-27a", f"{incident}:{event.responsible_id}")]
    if isinstance(event, OfFound):
        return _thing_seen_to(event)
    if isinstance(event, OfDamage):
        return [("M-21a" if isinstance(event, DamageDecided) else "M-21", f"damage:{event.damage_id}")]
    if isinstance(event, OfWork):
        return _work_went_on(event)
    return [("N-29a", f"leave:{event.leave_id}:{event.staff_id}"), ("N-29b", f"leave:{event.leave_id}")]


def _thing_seen_to(event: OfFound) -> list[tuple[str, str]]:
    """The manager has counted it, the customer was told of it; what is settled needs neither."""
    found = f"found:{event.item_id}"
    if isinstance(event, FoundItemCounted):
        return [("REC-21", found)]
    return [("N-28", found)] if isinstance(event, FoundItemTold) else [("N-28", found), ("REC-21", found)]


def _work_went_on(event: OfWork) -> list[tuple[str, str]]:
    """Whoever was to take a work order needs no reminder, nor the manager who has decided."""
    work = f"work:{event.work_order_id}"
    if isinstance(event, WorkOrderDispatched):
        return [("M-22", f"{work}:{event.before_id}")]
    if isinstance(event, WorkOrderTaken):
        return [("M-22", f"{work}:{event.worker_id}")]
    ended = [("M-25", work)]
    return [*ended, ("M-22", f"{work}:{event.worker_id}")] if isinstance(event, WorkOrderCancelled) else ended


N25 = Rule("N-25", INTERNAL, "n25_missing", ("pickup.incomplete",), happened, now_and(disturbs=False), _by_check,
           Assignee.AGENT, "production", ends=(*ORDER_GONE, "selection.ready", "order.ready_for_pickup"),
           deadline=_evening_before)  # fmt: skip
"""Somebody of production; of photos that are missing somebody of post-production hears."""

HOUSE_RULES: tuple[Rule, ...] = (
    before("N-07a", INTERNAL, "n07_briefing", start_of(*SHOOTS),
           lambda s: Due(working_days=-1, hour=s.policy.plan_hour, disturbs=False), assignee=Assignee.NAMED,
           ends=("customer.checked_in",), each=_crew),
    before("N-07b", INTERNAL, "n07_designated", _shoot_booked, now_and(disturbs=False), assignee=Assignee.NAMED,
           ends=("customer.checked_in",), each=_designated),
    N25,
    replace(N25, on=("selection.at_risk",), role="retoucher"),
    Rule("SCH-15", INTERNAL, "sch15_not_laid_out", ("shoot.not_ready",), _shoot_booked, now_and(disturbs=False),
         by_booking, Assignee.NAMED, "scheduler", until=start_of(*SHOOTS),
         ends=(*GONE, "shoot.ready", "customer.checked_in"), same_booking=True, each=_responsible),
    Rule("N-26", INTERNAL, "n26_step_overdue", ("step.overdue",), happened, now_and(disturbs=False), _by_wait,
         Assignee.NAMED, "production", ends=ORDER_GONE, each=_responsible_and_owner),
    Rule("N-27", INTERNAL, "n27_cash_difference", ("cash_incident.noted",), _incident(CashIncidentKind.COUNT),
         now_and(disturbs=False), _by_incident, Assignee.AGENT, "reception_manager"),
    Rule("N-27a", INTERNAL, "n27_responsible", ("cash_incident.noted",),
         _incident(CashIncidentKind.FLOAT, CashIncidentKind.COUNT), now_and(disturbs=False), _by_incident,
         Assignee.NAMED, each=_responsible),
    Rule("N-27b", INTERNAL, "n27_float", ("cash_incident.noted",), _incident(CashIncidentKind.FLOAT),
         now_and(disturbs=False), _by_incident, Assignee.AGENT, "reception_manager"),
    Rule("N-27c", INTERNAL, "n27_counterfeit", ("cash_incident.noted",), _incident(CashIncidentKind.COUNTERFEIT),
         now_and(disturbs=False), _by_incident, Assignee.AGENT, "reception_manager"),
    Rule("N-29a", INTERNAL, "n29_hand_over", ("leave.not_handed_over",), happened, now_and(disturbs=False),
         _by_leave, Assignee.NAMED, each=lambda s: (s.data["staff_id"],)),
    Rule("N-29b", INTERNAL, "n29_not_handed_over", ("leave.not_handed_over",), happened, now_and(disturbs=False),
         _by_leave, Assignee.AGENT, "reception_manager"),
    Rule("MGT-01", INTERNAL, "mgt01_targets", ("targets.incomplete",), happened, now_and(disturbs=False),
         _by_month, Assignee.AGENT, "store_manager"),
    Rule("M-21", INTERNAL, "m21_damage", ("damage.reported",), happened, now_and(disturbs=False), _by_damage,
         Assignee.AGENT, "store_manager"),
    Rule("M-21a", INTERNAL, "m21_offer", ("damage.offered",), happened, now_and(disturbs=False), _by_damage,
         Assignee.AGENT, "store_manager"),
    Rule("REC-21", INTERNAL, "rec21_found", ("found_item.recorded",), happened, now_and(disturbs=False),
         lambda s: f"found:{s.data['item_id']}", Assignee.AGENT, "reception_manager"),
    Rule("M-22", INTERNAL, "m22_dispatched", ("work_order.dispatched",), happened, now_and(disturbs=False), _by_work,
         Assignee.NAMED, ends=ORDER_GONE, each=lambda s: (s.data["worker_id"],)),
    Rule("M-25", INTERNAL, "m25_escalated", ("work_order.escalated",), happened, now_and(disturbs=False), _by_work,
         Assignee.AGENT, "store_manager", ends=ORDER_GONE),
    Rule("M-28a", INTERNAL, "m28_list", ("work_orders.listed",), _undispatched, now_and(disturbs=False),
         lambda s: f"list:{s.data['list_id']}:{s.data['business_day']}", Assignee.ROLE, "scheduler"),
    Rule("SHO-11", INTERNAL, "sho11_stock_take", ("stock_take.missing",), happened, now_and(disturbs=False),
         _by_count, Assignee.AGENT, "store_manager"),
)  # fmt: skip

N30 = Rule("N-30", INTERNAL, "n30_major_complaint", (), happened, now_and(disturbs=False),
           lambda s: f"complaint:{s.data['complaint_id']}", Assignee.AGENT, "store_manager")  # fmt: skip
"""Planned by the judgement of a complaint, not by a fact from outside."""

M04 = Rule("M-04", INTERNAL, "m04_handler", (), happened, now_and(disturbs=False),
           lambda s: f"complaint:{s.data['complaint_id']}:{s.data['round']}:{s.data['responsible_id']}",
           Assignee.NAMED)  # fmt: skip
"""Planned by the judgement too: whoever handles the complaint is told."""

M10 = Rule("M-10", INTERNAL, "m10_about_service", (), happened, now_and(disturbs=False),
           lambda s: f"complaint:{s.data['complaint_id']}", Assignee.AGENT, "store_manager")  # fmt: skip
"""Planned when a complaint about customer service is taken down."""

M11 = Rule("M-11", INTERNAL, "m11_untold", (), happened,
           lambda s: Due(days=s.policy.progress_days, hour=s.policy.call_hour),
           lambda s: f"complaint:{s.data['complaint_id']}:{s.at.isoformat()}", Assignee.AGENT, "service_agent",
           deadline_days=0)  # fmt: skip
"""Planned when a complaint is received, its customer told, or it is opened again; of each moment one of its own."""

REC15 = Rule("REC-15", INTERNAL, "rec15_escalated", (), happened, now_and(disturbs=False),
             lambda s: f"contact:{s.data['contact_id']}:{s.data['escalation_id']}",
             Assignee.AGENT, "store_manager")  # fmt: skip
"""Planned by whoever cannot solve a problem himself."""

M12 = Rule("M-12", INTERNAL, "m12_visits_owed", (), happened, now_and(disturbs=False),
           lambda s: f"visits:{s.branch.branch_id}:{s.data['month']}:{s.data['responsible_id']}",
           Assignee.NAMED)  # fmt: skip
M28 = Rule("M-28", INTERNAL, "m28_visits_open", (), happened, now_and(disturbs=False),
           lambda s: f"visits:{s.branch.branch_id}:{s.data['month']}", Assignee.AGENT, "service_manager")  # fmt: skip
"""Planned by the calendar: who owes visits of his own, and that last month's are not finished."""


def _duty(duty: Duty) -> Rule:
    rule = "M-58" if duty is Duty.MEMBER_DATA else "MGT-03"
    return Rule(rule, INTERNAL, f"duty_{duty.value.lower()}", (), happened, now_and(disturbs=False),
                lambda s: f"duty:{s.branch.branch_id}:{duty}:{s.data['month']}",
                Assignee.AGENT, "store_manager")  # fmt: skip


DUTIES = {duty: _duty(duty) for duty in Duty}
"""Planned by the management calendar; those of MGT-03 differ in their words and occasion only."""
