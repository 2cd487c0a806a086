"""The job sheet (流程单): what the facts of all departments add up to for one order (1.8).

A pure fold. Facts are taken in the order they happened, ``(at, event_id)``, so that the sheet is the same whatever
order and however often they were delivered; times come from the facts, never from a clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.customer_service.domain.next_step import next_step
from services.customer_service.domain.stages import RANK, Stage
from shared.contracts.base import Event


@dataclass(frozen=True, slots=True)
class Fact:
    """A delivered fact about an order."""

    at: datetime
    event_id: UUID
    name: str
    publisher: str
    by: str | None
    data: dict[str, Any]

    @classmethod
    def of(cls, event: Event) -> Fact:
        """The fact in an event as it came from the stream."""
        data, envelope = event.model_dump(mode="json", exclude={"order_id"}), event.envelope
        at = envelope.time.astimezone(UTC)
        return cls(at, envelope.id, event.name, event.publisher, envelope.actorid, data)

    @property
    def key(self) -> tuple[datetime, str]:
        """Its place among the facts of the order."""
        return (self.at, str(self.event_id))


@dataclass(slots=True)
class Sheet:
    """The sheet of one order; plain values only, so that it can be kept as a document.

    Attributes:
        reached: every stage entered: stage, at (RFC 3339), by; once it was left, until when it was due.
        bookings: live bookings by id: kind, starts_at, ends_at, confirmed, staff.
        pieces: piece id → EXPECTED, FINISHED, ARRIVED, FAULTY.
        rework: rework ids that are open.
        complaints: complaint ids that are open.
    """

    branch_id: str = ""
    stage: str = Stage.PLACED
    opened_at: str = ""
    number: str | None = None
    category: str | None = None
    owner_id: str | None = None
    customer_number: str | None = None
    person_ids: list[str] = field(default_factory=list)
    package_name: str | None = None
    wedding_date: str | None = None
    wanted_date: str | None = None
    balance: int = 0
    currency: str = "CNY"
    balance_version: int = 0
    reached: list[dict[str, str | None]] = field(default_factory=list)
    bookings: dict[str, dict[str, Any]] = field(default_factory=dict)
    pieces: dict[str, str] = field(default_factory=dict)
    rework: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    delayed: bool = False
    priority: bool = False
    arrears_allowed: bool = False
    partly_picked_up: bool = False
    production_due: str | None = None
    agree_by: str | None = None
    review_on: str | None = None
    pickup_on: str | None = None
    last_at: str = ""
    last_id: str = ""
    facts: int = 0

    @property
    def since(self) -> datetime:
        """When the present stage began."""
        return datetime.fromisoformat(str(self.reached[-1]["at"] if self.reached else self.opened_at))

    @property
    def flags(self) -> list[str]:
        """What to see at a glance."""
        marks = {
            "DELAYED": self.delayed,
            "PRIORITY": self.priority,
            "REWORK": bool(self.rework),
            "COMPLAINT": bool(self.complaints),
            "ARREARS": self.balance > 0 and RANK[Stage(self.stage)] >= RANK[Stage.CHECKED_IN],
            "ARREARS_ALLOWED": self.arrears_allowed and self.balance > 0,
            "PARTLY_PICKED_UP": self.partly_picked_up and self.stage != Stage.PICKED_UP,
        }
        return [mark for mark, set_ in marks.items() if set_]

    def booked_for(self, *kinds: str) -> dict[str, Any] | None:
        """The next live booking of these kinds."""
        found = [booking for booking in self.bookings.values() if booking["kind"] in kinds]
        return min(found, key=lambda booking: str(booking["starts_at"]), default=None)

    def document(self) -> dict[str, Any]:
        """The sheet as a document, to be written down at once: its lists are the sheet's own."""
        return {name: getattr(self, name) for name in self.__slots__}

    def goes_after(self, fact: Fact) -> bool:
        """Whether the fact is the newest of the order, so that the sheet can simply go on."""
        return not self.last_at or (datetime.fromisoformat(self.last_at), self.last_id) < fact.key


def fold(facts: Iterable[Fact]) -> Sheet:
    """The sheet that these facts of one order add up to."""
    sheet = Sheet()
    for fact in sorted(facts, key=lambda fact: fact.key):
        take(sheet, fact)
    return sheet


def take(sheet: Sheet, fact: Fact) -> None:
    """Let the sheet go on by its next fact."""
    sheet.opened_at = sheet.opened_at or fact.at.isoformat()
    sheet.branch_id = sheet.branch_id or fact.data["branch_id"]
    step = _STEPS.get(fact.name)
    if step is not None:
        step(sheet, fact)
    sheet.last_at, sheet.last_id = fact.at.isoformat(), str(fact.event_id)
    sheet.facts += 1


def _enter(sheet: Sheet, fact: Fact, stage: Stage, *, back: bool = False) -> None:
    now = Stage(sheet.stage)
    if now is Stage.CANCELLED or (stage is now and sheet.reached) or (RANK[stage] < RANK[now] and not back):
        return
    if sheet.reached:
        step = next_step(sheet)
        # Until when the stage that ends was to last: what on-time rates are made of (CS-01).
        sheet.reached[-1]["due"] = step.due.isoformat() if step and step.due else None
    sheet.stage = stage.value
    sheet.reached.append({"stage": stage.value, "at": fact.at.isoformat(), "by": fact.by})


def _placed(sheet: Sheet, fact: Fact) -> None:
    _content(sheet, fact)
    _enter(sheet, fact, Stage.PLACED)


def _content(sheet: Sheet, fact: Fact) -> None:
    content = fact.data["content"]
    for name in ("number", "category", "owner_id", "package_name", "wedding_date", "wanted_date"):
        setattr(sheet, name, content[name])
    sheet.person_ids = list(content["person_ids"])


def _booked(sheet: Sheet, fact: Fact) -> None:
    _content(sheet, fact)
    _enter(sheet, fact, Stage.BOOKED)
    if sheet.booked_for("SHOOT"):
        _enter(sheet, fact, Stage.SCHEDULED)


def _cancelled(sheet: Sheet, fact: Fact) -> None:
    _enter(sheet, fact, Stage.CANCELLED)
    sheet.bookings.clear()


def _balance(sheet: Sheet, fact: Fact) -> None:
    if fact.data["version"] > sheet.balance_version:
        sheet.balance_version = fact.data["version"]
        sheet.balance, sheet.currency = fact.data["balance"]["amount"], fact.data["balance"]["currency"]


def _checked_in(sheet: Sheet, fact: Fact) -> None:
    sheet.customer_number = fact.data["customer_number"]
    sheet.arrears_allowed = fact.data["arrears_allowed"]
    _enter(sheet, fact, Stage.CHECKED_IN, back=sheet.stage == Stage.PARTIALLY_SHOT)


def _booking(sheet: Sheet, fact: Fact) -> None:
    data = fact.data
    staff = sorted({r["staff_id"] for r in data["resources"] if r.get("staff_id")})
    sheet.bookings[data["booking_id"]] = {
        "kind": data["kind"],
        "starts_at": data["starts_at"],
        "ends_at": data["ends_at"],
        "confirmed": False,
        "staff": staff,
    }
    again = data["kind"] in ("SHOOT", "RESHOOT") and sheet.stage == Stage.PARTIALLY_SHOT
    planned = data["kind"] == "SHOOT" and sheet.stage in (Stage.BOOKED, Stage.CONFIRMED)
    if planned or again:
        _enter(sheet, fact, Stage.SCHEDULED, back=True)
    elif data["kind"] == "SELECTION" and sheet.stage == Stage.PROOFS_READY:
        _enter(sheet, fact, Stage.SELECTION_BOOKED)


def _booking_gone(sheet: Sheet, fact: Fact) -> None:
    sheet.bookings.pop(fact.data["booking_id"], None)
    before_shoot = RANK[Stage(sheet.stage)] <= RANK[Stage.CONFIRMED]
    if fact.data["kind"] == "SHOOT" and before_shoot and not sheet.booked_for("SHOOT"):
        _enter(sheet, fact, Stage.BOOKED, back=True)
    elif fact.data["kind"] == "RESHOOT" and fact.data.get("agree_by") and not sheet.booked_for("RESHOOT"):
        sheet.agree_by = fact.data["agree_by"]
        if RANK[Stage(sheet.stage)] < RANK[Stage.SHOT]:
            _enter(sheet, fact, Stage.PARTIALLY_SHOT, back=True)
    elif fact.data["kind"] == "SELECTION" and sheet.stage == Stage.SELECTION_BOOKED:
        _enter(sheet, fact, Stage.PROOFS_READY, back=True)


def _confirmed(sheet: Sheet, fact: Fact) -> None:
    booking = sheet.bookings.get(fact.data["booking_id"])
    if booking is not None:
        booking["confirmed"] = True
    if fact.data["kind"] in ("SHOOT", "RESHOOT"):
        _enter(sheet, fact, Stage.CONFIRMED)


def _fitted(sheet: Sheet, fact: Fact) -> None:
    if sheet.stage == Stage.SCHEDULED:
        _enter(sheet, fact, Stage.DRESS)


def _shooting(sheet: Sheet, fact: Fact) -> None:
    if fact.data["stage"] not in ("DONE", "UNFINISHED"):
        _enter(sheet, fact, Stage.IN_SHOOT)


def _unfinished(sheet: Sheet, fact: Fact) -> None:
    sheet.bookings.pop(fact.data["booking_id"], None)
    sheet.agree_by = fact.data["agree_by"]
    _enter(sheet, fact, Stage.PARTIALLY_SHOT)
    if fact.data.get("next_booking_id") or sheet.booked_for("RESHOOT"):
        _enter(sheet, fact, Stage.SCHEDULED, back=True)


def _shot(sheet: Sheet, fact: Fact) -> None:
    sheet.agree_by = None
    _enter(sheet, fact, Stage.SHOT)


def _proofs(sheet: Sheet, fact: Fact) -> None:
    if RANK[Stage(sheet.stage)] < RANK[Stage.SHOT]:
        return
    _enter(sheet, fact, Stage.PROOFS_READY)
    if sheet.booked_for("SELECTION"):
        _enter(sheet, fact, Stage.SELECTION_BOOKED)


def _selected(sheet: Sheet, fact: Fact) -> None:
    _agreed(sheet, fact)
    _enter(sheet, fact, Stage.SELECTED)


def _agreed(sheet: Sheet, fact: Fact) -> None:
    # Facts of earlier times name no day of the review, and the pickup only once.
    sheet.review_on = fact.data.get("review_on") or sheet.review_on
    sheet.pickup_on = fact.data.get("pickup_on") or sheet.pickup_on


def _ordered(sheet: Sheet, fact: Fact) -> None:
    sheet.production_due = fact.data["due_on"]
    for piece in fact.data["pieces"]:
        sheet.pieces.setdefault(piece["piece_id"], "EXPECTED")
    _enter(sheet, fact, Stage.PRODUCING)


def _layout(sheet: Sheet, fact: Fact) -> None:
    _enter(sheet, fact, Stage.LAYOUT_REVIEW, back=sheet.stage == Stage.PRODUCING and not sheet.pieces)


def _approved(sheet: Sheet, fact: Fact) -> None:
    _agreed(sheet, fact)
    _enter(sheet, fact, Stage.PRODUCING)


def _layout_again(sheet: Sheet, fact: Fact) -> None:
    _agreed(sheet, fact)
    if sheet.stage == Stage.LAYOUT_REVIEW:
        _enter(sheet, fact, Stage.IN_PRODUCTION, back=True)


def _finished(sheet: Sheet, fact: Fact) -> None:
    sheet.pieces[fact.data["piece_id"]] = "FINISHED"


def _arrived(sheet: Sheet, fact: Fact) -> None:
    sheet.pieces[fact.data["piece_id"]] = "ARRIVED" if fact.data["passed"] else "FAULTY"
    if fact.data["passed"] and all(state == "ARRIVED" for state in sheet.pieces.values()):
        sheet.rework.clear()
        _enter(sheet, fact, Stage.ARRIVED)


def _ready(sheet: Sheet, fact: Fact) -> None:
    sheet.delayed = False
    sheet.rework.clear()
    _enter(sheet, fact, Stage.READY_FOR_PICKUP)


def _partly(sheet: Sheet, fact: Fact) -> None:
    sheet.partly_picked_up = True


def _picked_up(sheet: Sheet, fact: Fact) -> None:
    sheet.delayed = False
    _enter(sheet, fact, Stage.PICKED_UP)


def _contacted(sheet: Sheet, fact: Fact) -> None:
    if fact.data["rule"] == "N-21" and sheet.stage == Stage.PICKED_UP:
        _enter(sheet, fact, Stage.CLOSED)


def _rework_asked(sheet: Sheet, fact: Fact) -> None:
    if fact.data["rework_id"] not in sheet.rework:
        sheet.rework.append(fact.data["rework_id"])


def _rework_begun(sheet: Sheet, fact: Fact) -> None:
    _rework_asked(sheet, fact)
    sheet.pieces[fact.data["piece_id"]] = "EXPECTED"
    sheet.production_due = fact.data["due_on"]
    if RANK[Stage(sheet.stage)] > RANK[Stage.PRODUCING]:
        # Even what the customer already took goes through production again, and is late or next there (PST-21).
        _enter(sheet, fact, Stage.PRODUCING, back=True)


def _rework_refused(sheet: Sheet, fact: Fact) -> None:
    sheet.rework = [rework for rework in sheet.rework if rework != fact.data["rework_id"]]


def _late(sheet: Sheet, fact: Fact) -> None:
    sheet.delayed = True


def _at_risk(sheet: Sheet, fact: Fact) -> None:
    sheet.delayed = sheet.priority = True


def _complained(sheet: Sheet, fact: Fact) -> None:
    if fact.data["complaint_id"] not in sheet.complaints:
        sheet.complaints.append(fact.data["complaint_id"])


def _settled(sheet: Sheet, fact: Fact) -> None:
    sheet.complaints = [complaint for complaint in sheet.complaints if complaint != fact.data["complaint_id"]]


def _entering(stage: Stage) -> Any:
    return lambda sheet, fact: _enter(sheet, fact, stage)


_STEPS: dict[str, Any] = {
    "order.placed": _placed,
    "order.booked": _booked,
    "order.amended": _content,
    "order.cancelled": _cancelled,
    "order.balance_changed": _balance,
    "customer.checked_in": _checked_in,
    "booking.made": _booking,
    "booking.moved": _booking,
    "booking.cancelled": _booking_gone,
    "booking.confirmed": _confirmed,
    "dress.fitted": _fitted,
    "shoot.stage_changed": _shooting,
    "shoot.completed": _shot,
    "shoot.left_unfinished": _unfinished,
    "photos.imported": _proofs,
    "selection.ready": _proofs,
    "selection.at_risk": _at_risk,
    "selection.confirmed": _selected,
    "handover_book.accepted": _entering(Stage.IN_PRODUCTION),
    "layout.ready": _layout,
    "layout.changes_wanted": _layout_again,
    "layout.approved": _approved,
    "production.ordered": _ordered,
    "piece.finished": _finished,
    "step.overdue": _late,
    "piece.arrived": _arrived,
    "order.ready_for_pickup": _ready,
    "pickup.incomplete": _late,
    "pickup.delayed": _late,
    "pieces.handed_over": _partly,
    "handover.completed": _picked_up,
    "rework.requested": _rework_asked,
    "rework.approved": _rework_begun,
    "rework.rejected": _rework_refused,
    "contact.done": _contacted,
    "complaint.opened": _complained,
    "complaint.closed": _settled,
    "delay.recorded": _at_risk,
}
