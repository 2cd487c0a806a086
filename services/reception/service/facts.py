"""What reception does when other departments tell something."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.reception.domain.keeping import FoundState
from services.reception.domain.orders import OrderAction, OrderState
from services.reception.models import ExtraSale, FoundItem, Order, Performance, Proxy, Visit
from services.reception.queries.work_orders import sold_on_top
from services.reception.service.job_cards import book_told_late
from services.reception.service.pictures import forget_face
from shared.contracts.customer_service import ContactDone
from shared.contracts.pickup import HandoverCompleted
from shared.contracts.post_production import HandoverBookAccepted, SelectionConfirmed
from shared.contracts.scheduling import LeaveApproved, ShootCompleted
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.outbox import publish
from shared.kit.reference import get_branch

LEFT_BEHIND, REACHED = "N-28", "REACHED"


async def extend_order(session: AsyncSession, event: SelectionConfirmed) -> None:
    """The second sale (FIN-09): what was chosen beyond the package is owed now and blocks pickup (A-01)."""
    order = await get_or_404(session, Order, event.order_id, lock=True)
    order.follow(OrderAction.SELECT)
    known = await session.get(ExtraSale, event.selection_id)
    if known is not None or order.state == OrderState.CANCELLED:
        return
    sale = ExtraSale(
        selection_id=event.selection_id,
        branch_id=order.branch_id,
        order_id=order.id,
        extra_photos=event.extra_photos,
        products=[line.model_dump() for line in event.products],
        amount=event.amount.amount,
        clerk_id=event.clerk_id,
        confirmed_at=event.at,
    )
    session.add(sale)
    await session.flush()
    order.sold(await sold_on_top(session, order.id))
    if sale.amount or sale.products or sale.extra_photos:
        publish(session, sale.extended(order), version=order.version)
        publish(session, order.balance_changed(), version=order.balance_version)


async def note_shoot(session: AsyncSession, event: ShootCompleted) -> None:
    """The shoot is done: the order goes on, photographer and make-up artist get their performance (REC-13)."""
    order = await get_or_404(session, Order, event.order_id, lock=True)
    order.follow(OrderAction.SHOOT)
    day = (await get_branch(session, order.branch_id)).today(event.at)
    staff = {
        "PHOTOGRAPHER": event.photographer_id,
        "MAKEUP_ARTIST": event.makeup_artist_id,
        "ASSISTANT": event.assistant_id,
    }
    for role, staff_id in staff.items():
        if staff_id is None:
            continue
        values = {"order_id": order.id, "booking_id": event.booking_id, "role": role, "branch_id": order.branch_id}
        row = insert(Performance).values(**values, staff_id=staff_id, day=day, sets=event.sets)
        await session.execute(row.on_conflict_do_nothing())
    await book_told_late(session, order.id, day)


async def close_order(session: AsyncSession, event: HandoverCompleted) -> None:
    """The last piece left the house (PCK-06)."""
    order = await get_or_404(session, Order, event.order_id, lock=True)
    order.follow(OrderAction.CLOSE)
    await forget_face(session, order.id)


async def note_contact(session: AsyncSession, event: ContactDone) -> None:
    """When the customer was last spoken to; a walk-away was followed up (REC-05), who left something knows (N-28)."""
    if event.order_id is not None:
        order = await get_or_404(session, Order, event.order_id, lock=True)
        order.last_contact_at = max(event.at, order.last_contact_at or event.at)
        if event.rule == LEFT_BEHIND and event.outcome == REACHED:
            await note_customer_told(session, order.id, event)
    if event.visit_id is not None:
        visit = await get_or_404(session, Visit, event.visit_id, lock=True)
        visit.contacted(event.at)


async def note_customer_told(session: AsyncSession, order_id: UUID, event: ContactDone) -> None:
    """One call tells of everything the customers of the order left here (REC-21, N-28)."""
    query = select(FoundItem).where(
        FoundItem.order_id == order_id, FoundItem.state == FoundState.KEPT, col(FoundItem.told_at).is_(None)
    )
    for item in (await session.exec(query.with_for_update())).all():
        told = item.tell(event.staff_id or item.found_by, event.at)
        publish(session, told, version=item.version)


async def note_design_accepted(session: AsyncSession, event: HandoverBookAccepted) -> None:
    """Design has the sheet from selection (PST-13)."""
    order = await get_or_404(session, Order, event.order_id, lock=True)
    order.design_accepted_at, order.design_accepted_by = event.at, event.accepted_by


async def note_leave(session: AsyncSession, event: LeaveApproved) -> None:
    """Who stands in for whom (GEN-03)."""
    values = event.model_dump(include={"leave_id", "branch_id", "staff_id", "proxy_id", "first_day", "last_day"})
    statement = insert(Proxy).values(values)
    changed = {name: value for name, value in values.items() if name != "leave_id"}
    await session.execute(statement.on_conflict_do_update(index_elements=["leave_id"], set_=changed))
