"""The shoot day: sheet, stages, completion, and what is left unfinished."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

from services.scheduling.domain.booking import BOOKING, SHOOTS, BookingAction, Notice, Policy, ResourceKind
from services.scheduling.domain.errors import EquipmentMissing, NotCheckedIn, ReasonNeeded, SheetMissing
from services.scheduling.domain.shoot import SHOOT_DAY, NextStage, ShootAction, action_for
from services.scheduling.models import Booking, OrderCopy, Reshoot, ShootDay
from services.scheduling.queries.boards import show_shoot_day
from services.scheduling.schemas.bookings import BookingIn, BookingOut, ShootDayOut
from services.scheduling.schemas.shoots import CompletionIn, SheetIn, StageIn, UnfinishedIn, UnfinishedOut
from services.scheduling.schemas.values import NoticeOut
from services.scheduling.service.bookings import book, policy_of
from services.scheduling.service.presence import artist_at_work
from services.scheduling.service.things import dresses_were_worn
from shared.contracts.scheduling import BookingKind, ShootCompleted, ShootLeftUnfinished, ShootStage
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import FactNotArrived, NotFound
from shared.kit.facts import arrived
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch

TALKS = {NextStage.MAKE_UP: "make-up", NextStage.SHOOTING: "shooting"}


async def under_way(session: AsyncSession, booking_id: UUID) -> tuple[OrderCopy, Booking, ShootDay]:
    """The order, the booking and the shoot day of a customer who is here, locked.

    Raises:
        NotFound: no such shoot.
        NotCheckedIn.
    """
    known = await get_or_404(session, Booking, booking_id)
    order_id = known.order_id
    if known.kind not in SHOOTS:
        raise NotFound(what="shoot")
    try:
        # The customer may have been checked in a moment ago, and the fact be on its way.
        await arrived(session, ShootDay, booking_id, what="check-in", about=order_id)
    except FactNotArrived as error:
        raise NotCheckedIn from error
    order = await get_or_404(session, OrderCopy, order_id, what="order", lock=True)
    booking = await get_or_404(session, Booking, booking_id, lock=True)
    shoot = await get_or_404(session, ShootDay, booking_id, what="shoot", lock=True)
    return order, booking, shoot


async def fill_sheet(session: AsyncSession, who: Principal, booking_id: UUID, body: SheetIn) -> ShootDayOut:
    """Note what the customer likes and how the skin is (SHO-09)."""
    order, booking, shoot = await under_way(session, booking_id)
    shoot.preferences, shoot.skin_notes, shoot.sheet_by = body.preferences, body.skin_notes, who.staff_id
    return show_shoot_day(booking, shoot, order)


async def enter_stage(session: AsyncSession, who: Principal, booking_id: UUID, body: StageIn) -> ShootDayOut:
    """The customer goes on; nothing is skipped.

    Raises:
        NotCheckedIn, TransitionRefused, SheetMissing, ReasonNeeded.
    """
    order, booking, shoot = await under_way(session, booking_id)
    action = action_for(shoot.stage, body.stage)
    stage = SHOOT_DAY.after(shoot.stage, action)
    if stage is ShootStage.MAKE_UP and shoot.preferences is None:
        raise SheetMissing
    if action is ShootAction.BACK_TO_MAKE_UP and not body.reason:
        raise ReasonNeeded
    hands = {ShootStage.MAKE_UP: ResourceKind.MAKEUP_ARTIST, ShootStage.SHOOTING: ResourceKind.PHOTOGRAPHER}
    booked = booking.staff(hands[stage]) if stage in hands else None
    staff_id = body.staff_id or booked or who.staff_id
    if stage is ShootStage.MAKE_UP:
        artist_at_work(session, booking, staff_id, clock.now())
    publish(
        session,
        shoot.enter(stage, at=clock.now(), staff_id=staff_id, note=body.reason or None, talk_minutes=_talk_of(body)),
        version=booking.version,
    )
    notice = _short_talk(policy_of(session), body)
    out = show_shoot_day(booking, shoot, order)
    return out.model_copy(update={"warnings": [NoticeOut.of(notice)] if notice else []})


def _talk_of(body: StageIn) -> int | None:
    """How long the talk was; only make-up and shooting begin with one."""
    return body.talk_minutes if body.stage in TALKS else None


def _short_talk(policy: Policy, body: StageIn) -> Notice | None:
    """A talk shorter than the house wants is told, not refused (A-13)."""
    if body.stage not in TALKS or body.talk_minutes is None or body.talk_minutes >= policy.talk_minutes:
        return None
    return Notice(
        "talk.short", f"The talk before {TALKS[body.stage]} took {body.talk_minutes} of {policy.talk_minutes} minutes."
    )


def _require_equipment(body: CompletionIn | UnfinishedIn) -> None:
    """What went out is counted back, or it is said what is missing (SHO-01).

    Raises:
        EquipmentMissing.
    """
    if not body.equipment_returned and not body.missing_equipment:
        raise EquipmentMissing


async def complete_shoot(session: AsyncSession, booking_id: UUID, body: CompletionIn) -> BookingOut:
    """All sets are photographed and the equipment is counted back (SHO-01, SHO-07)."""
    order, booking, shoot = await under_way(session, booking_id)
    _require_equipment(body)
    shoot.stage = SHOOT_DAY.after(shoot.stage, ShootAction.COMPLETE)
    booking.state = BOOKING.after(booking.state, BookingAction.FINISH)
    booking.version += 1
    shoot.since, shoot.sets, shoot.summary = clock.now(), body.sets, body.summary
    shoot.selection_hints, shoot.missing_equipment = body.selection_hints, body.missing_equipment
    branch = await get_branch(session, booking.branch_id)
    order.shot_on = branch.today()
    await dresses_were_worn(session, booking.id)
    fact = ShootCompleted(
        branch_id=booking.branch_id,
        order_id=booking.order_id,
        booking_id=booking.id,
        photographer_id=booking.staff(ResourceKind.PHOTOGRAPHER),
        makeup_artist_id=booking.staff(ResourceKind.MAKEUP_ARTIST),
        assistant_id=booking.staff(ResourceKind.ASSISTANT),
        sets=body.sets,
        selection_hints=body.selection_hints,
    )
    publish(session, fact, version=booking.version)
    return BookingOut.of(booking)


async def leave_unfinished(
    session: AsyncSession, who: Principal, booking_id: UUID, body: UnfinishedIn
) -> UnfinishedOut:
    """Register what is missing; the next date is booked at once or agreed within the week (SCH-10, A-30).

    What was worn is to be washed, and the equipment is counted back, as after a whole shoot (SHO-01, SHO-12).
    """
    order, booking, shoot = await under_way(session, booking_id)
    _require_equipment(body)
    shoot.stage, shoot.since = SHOOT_DAY.after(shoot.stage, ShootAction.LEAVE_UNFINISHED), clock.now()
    booking.state = BOOKING.after(booking.state, BookingAction.LEAVE_UNFINISHED)
    booking.version += 1
    shoot.missing_equipment = body.missing_equipment
    if shoot.was_photographed:
        await dresses_were_worn(session, booking.id)
    branch = await get_branch(session, booking.branch_id)
    agree_by = shoot.day + timedelta(days=policy_of(session).reshoot_days)
    reshoot = Reshoot(
        id=new_id(),
        branch_id=booking.branch_id,
        order_id=booking.order_id,
        booking_id=booking.id,
        reason=body.reason,
        missing=body.missing,
        agree_by=agree_by,
        due_at=branch.at(agree_by + timedelta(days=1), time(0)),
    )
    session.add(reshoot)
    following: BookingOut | None = None
    if body.next_starts_at is not None:
        wish = BookingIn(
            order_id=order.order_id,
            kind=BookingKind.RESHOOT,
            starts_at=body.next_starts_at,
            location=booking.location,
        )
        made, notices = await book(session, who, order, wish)
        reshoot.next_booking_id, following = made.id, BookingOut.of(made, notices)
    fact = ShootLeftUnfinished(
        branch_id=booking.branch_id,
        order_id=booking.order_id,
        booking_id=booking.id,
        reason=body.reason.value,
        missing=body.missing,
        agree_by=agree_by,
        next_booking_id=reshoot.next_booking_id,
    )
    publish(session, fact, version=booking.version)
    return UnfinishedOut(booking=BookingOut.of(booking), agree_by=agree_by, next_booking=following)
