"""A booking by telephone: agreed, its hold explained, read back (M-47)."""

from __future__ import annotations

from services.reception.domain.money import MethodRefused
from services.reception.domain.phone_bookings import check_call, check_days, missing_of_caller
from services.reception.models import Visit
from services.reception.schemas.phone_bookings import PhoneBookingOut, PhoneBookingTerms
from services.reception.schemas.visits import VisitIn
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch, get_branch


def _kept_days(session: AsyncSession) -> int:
    days: int = session.info["service"].extras["phone_booking_kept_days"]
    return days


async def terms(session: AsyncSession, who: Principal, branch_id: str) -> PhoneBookingTerms:
    """How long the branch keeps a day for somebody who only called.

    Raises:
        NotFound: no such branch for this caller.
    """
    who.require_branch(branch_id)
    branch = await get_branch(session, branch_id)
    return PhoneBookingTerms(branch_id=branch_id, today=branch.today(), kept_days=_kept_days(session))


def check(session: AsyncSession, branch: Branch, body: VisitIn) -> None:
    """Refuse a telephone booking that was not settled; call before anything is written down.

    Raises:
        NotByPhone, CallIncomplete, HoldNotExplained, NotReadBack, DayGone, KeptWrongly, MethodRefused.
    """
    call = body.phone_booking
    if call is None:
        return
    known = body.person_id is not None or body.lead_id is not None or body.previous_visit_id is not None
    missing = missing_of_caller(
        name=known or body.name is not None,
        phone=known or body.phone is not None,
        category=body.wanted_category is not None,
    )
    check_call(body.channel, missing, hold_explained=call.hold_explained, read_back=call.read_back)
    check_days(branch.today(), call.wanted_on, call.kept_until, _kept_days(session))
    methods = branch.state.payment_methods
    if call.pays_by is not None and call.pays_by not in methods:
        raise MethodRefused(methods=", ".join(methods))


def note(visit: Visit, who: Principal, body: VisitIn) -> None:
    """Keep what was agreed with the visit."""
    call = body.phone_booking
    if call is None:
        return
    visit.phone_booking = PhoneBookingOut(
        wanted_on=call.wanted_on,
        pays_by=call.pays_by,
        wishes=call.wishes,
        kept_until=call.kept_until,
        read_back_by=who.staff_id,
        read_back_at=clock.now(),
    ).model_dump(mode="json")
