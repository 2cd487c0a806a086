"""Paid extra services on an order: asked for, dispatched, done, signed for (M-18 … M-29)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from services.reception.domain.money import ArrearsOpen, fen_in, receipt_number
from services.reception.domain.orders import OrderState
from services.reception.domain.sales import sum_of
from services.reception.domain.work_orders import (
    SERIES,
    UNDISPATCHED,
    AppointmentPast,
    WorkOnCancelledOrder,
    WorkState,
    answer_due,
)
from services.reception.models import ExtraService, ExtraServiceVersion, Order, WorkOrder
from services.reception.queries.extra_services import version_sold
from services.reception.queries.work_orders import open_of_order, sold_on_top, unlisted
from services.reception.schemas.work_orders import (
    DispatchIn,
    SettleIn,
    SignIn,
    WorkOrderIn,
    WorkOrderOut,
    WorkVisitOut,
)
from services.reception.service.clearances import refuse_raise
from services.reception.service.numbers import next_number
from services.reception.service.staff import require_staff
from shared.contracts.customer_service import VisitAnswered
from shared.contracts.reception import WorkOrdersListed
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import Branch, get_branch
from shared.kit.versions import check_version

DISSATISFIED = "DISSATISFIED"


async def request(session: AsyncSession, who: Principal, order_id: UUID, body: WorkOrderIn) -> WorkOrderOut:
    """Write down what the customer asks for, at the price of today's list; the clock of the answer runs (M-19, M-22).

    Raises:
        WorkOnCancelledOrder, AppointmentPast.
        Invalid: the branch does not offer the service.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    if order.state == OrderState.CANCELLED:
        raise WorkOnCancelledOrder
    now = clock.now()
    _to_come(body.appointed_at, now)
    branch = await get_branch(session, order.branch_id)
    service, version = await _offered(session, branch, body.service_id)
    price = fen_in(version.money, order.currency)
    due = answer_due(now, session.info["service"].extras["answer_minutes"])
    row = WorkOrder(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        number="",
        year=branch.today().year,
        sequence=0,
        service_id=service.id,
        service_code=service.code,
        service_version=version.version,
        service_name=version.name,
        unit=version.unit,
        currency=order.currency,
        unit_price=price,
        quantity=body.quantity,
        amount=sum_of([(body.quantity, price)]),
        content=body.content,
        appointed_at=body.appointed_at,
        requested_by=who.staff_id,
        requested_at=now,
        answer_due=due,
        due_at=min(due, body.appointed_at),
    )
    row.sequence = await next_number(session, order.branch_id, SERIES, str(row.year))
    row.number = receipt_number(SERIES, row.year, order.branch_id, row.sequence)
    session.add(row)
    publish(session, row.requested(order.owner_id), version=row.version)
    return WorkOrderOut.of(row)


def _to_come(appointed_at: datetime, now: datetime) -> None:
    if appointed_at < now:
        raise AppointmentPast


async def _offered(session: AsyncSession, branch: Branch, service_id: UUID) -> tuple[ExtraService, ExtraServiceVersion]:
    """The service and its version of today, if the branch offers it (M-20, M-75)."""
    service = await get_or_404(session, ExtraService, service_id)
    if service.branch_id not in (None, branch.branch_id):
        raise Invalid(field="service_id", reason=Both("another branch offers this service", "此服务属于其他门店"))
    version = await version_sold(session, service.id, branch.today())
    if version is None or not version.offered:
        raise Invalid(field="service_id", reason=Both("this service is not offered today", "今天不提供此服务"))
    return service, version


async def answer(session: AsyncSession, work_order_id: UUID) -> WorkOrderOut:
    """The customer was told what becomes of the request (M-22)."""
    row = await _locked(session, work_order_id)
    _tell_answered(session, row)
    return WorkOrderOut.of(row)


async def accept(session: AsyncSession, who: Principal, work_order_id: UUID, *, told: bool) -> WorkOrderOut:
    """It is possible (M-20)."""
    row = await _locked(session, work_order_id)
    row.accept(who.staff_id, clock.now())
    if told:
        _tell_answered(session, row)
    return WorkOrderOut.of(row)


async def decline(session: AsyncSession, who: Principal, work_order_id: UUID, explanation: str) -> WorkOrderOut:
    """It is not possible, and the customer knows why (M-20)."""
    row = await _locked(session, work_order_id)
    for event in row.decline(explanation, who.staff_id, clock.now()):
        publish(session, event, version=row.version)
    return WorkOrderOut.of(row)


async def dispatch(
    session: AsyncSession, who: Principal, work_order_id: UUID, body: DispatchIn, edited: int
) -> WorkOrderOut:
    """Make somebody responsible, at the time agreed with him (M-20, M-22).

    Raises:
        AppointmentPast, FactNotArrived, StaffLeft.
        VersionStale: somebody else dispatched or moved it in the meantime (P10).
    """
    row = await _locked(session, work_order_id)
    check_version(row.version, edited)
    await require_staff(session, [body.worker_id])
    now = clock.now()
    if body.appointed_at is not None and body.appointed_at != row.appointed_at:
        _to_come(body.appointed_at, now)
        publish(session, row.move(body.appointed_at, who.staff_id, now), version=row.version)
    publish(session, row.dispatch(body.worker_id, who.staff_id, now), version=row.version)
    if body.customer_told:
        _tell_answered(session, row)
    return WorkOrderOut.of(row)


async def move(
    session: AsyncSession, who: Principal, work_order_id: UUID, appointed_at: datetime, edited: int
) -> WorkOrderOut:
    """A new time, agreed with the customer (M-20).

    Raises:
        AppointmentPast.
        VersionStale: somebody else dispatched or moved it in the meantime (P10).
    """
    row = await _locked(session, work_order_id)
    check_version(row.version, edited)
    now = clock.now()
    _to_come(appointed_at, now)
    publish(session, row.move(appointed_at, who.staff_id, now), version=row.version)
    return WorkOrderOut.of(row)


async def take(session: AsyncSession, who: Principal, work_order_id: UUID) -> WorkOrderOut:
    """The worker accepts it (M-23).

    Raises:
        NotYourWork: somebody else is responsible.
    """
    row = await _locked(session, work_order_id)
    publish(session, row.take(who.staff_id, clock.now()), version=row.version)
    return WorkOrderOut.of(row)


async def start(session: AsyncSession, who: Principal, work_order_id: UUID, confirmed_by: str) -> WorkOrderOut:
    """The customer confirms the price, then the work begins; it is owed on the order from now on (M-23, FIN-10).

    Raises:
        ClearanceRunning: a pickup is going on; nothing may raise the balance.
    """
    row, order = await _locked_with_order(session, work_order_id)
    event = row.start(confirmed_by, who.staff_id, clock.now())
    if row.amount:
        await refuse_raise(session, order)
    publish(session, event, version=row.version)
    await _charge(session, order)
    return WorkOrderOut.of(row)


async def finish(session: AsyncSession, who: Principal, work_order_id: UUID) -> WorkOrderOut:
    """The work is done (M-25)."""
    row = await _locked(session, work_order_id)
    publish(session, row.finish(who.staff_id, clock.now()), version=row.version)
    return WorkOrderOut.of(row)


async def sign(session: AsyncSession, who: Principal, work_order_id: UUID, body: SignIn) -> WorkOrderOut:
    """The customer is content (M-25, M-29); after the hand-over no other gate holds the goods until they are paid.

    Raises:
        ArrearsOpen: everything else was picked up, and something is owed (FIN-11).
    """
    row, order = await _locked_with_order(session, work_order_id)
    if order.state == OrderState.CLOSED and order.balance > 0:
        raise ArrearsOpen(amount=str(order.money(order.balance)), balance=order.money(order.balance).model_dump())
    event = row.sign(body.signature_name, body.opinion, who.staff_id, clock.now())
    publish(session, event, version=row.version)
    return WorkOrderOut.of(row)


async def redo(session: AsyncSession, who: Principal, work_order_id: UUID, reason: str) -> WorkOrderOut:
    """The customer is not content: again (M-25)."""
    row = await _locked(session, work_order_id)
    publish(session, row.redo(reason, who.staff_id, clock.now()), version=row.version)
    return WorkOrderOut.of(row)


async def escalate(session: AsyncSession, who: Principal, work_order_id: UUID, reason: str) -> WorkOrderOut:
    """To the manager (M-25).

    Raises:
        RedoFirst: it was not done again yet.
    """
    row = await _locked(session, work_order_id)
    publish(session, row.escalate(reason, who.staff_id, clock.now()), version=row.version)
    return WorkOrderOut.of(row)


async def note_visit(session: AsyncSession, event: VisitAnswered) -> None:
    """What the customer said afterwards stands on the work order; who is not content gets it put right (M-29)."""
    if event.work_order_id is None:
        return
    row, order = await _locked_with_order(session, event.work_order_id)
    visit = WorkVisitOut(
        contact_id=event.contact_id,
        at=event.at,
        by=event.visited_by,
        answer=event.answer,
        on_site=bool(event.on_site),
        opinion=event.opinion or "",
    )
    is_new = row.keep_visit(visit.model_dump(mode="json"))
    ended = row.state in (WorkState.SIGNED, WorkState.SETTLED) and order.state != OrderState.CANCELLED
    if is_new and ended and event.answer == DISSATISFIED:
        again = row.reopen(visit.opinion, event.visited_by or "system", event.at)
        publish(session, again, version=row.version)


async def settle(session: AsyncSession, who: Principal, work_order_id: UUID, body: SettleIn) -> WorkOrderOut:
    """A manager ends it; what is no longer owed and was paid goes back by a refund (M-25, M-39)."""
    row, order = await _locked_with_order(session, work_order_id)
    event = row.settle(body.finding, charged=body.charged, by=who.staff_id, at=clock.now())
    publish(session, event, version=row.version)
    await _charge(session, order)
    return WorkOrderOut.of(row)


async def cancel(session: AsyncSession, who: Principal, work_order_id: UUID, reason: str) -> WorkOrderOut:
    """核销: cleared at the desk before the work began (M-23)."""
    row = await _locked(session, work_order_id)
    publish(session, row.cancel(reason, who.staff_id, clock.now()), version=row.version)
    return WorkOrderOut.of(row)


async def end_with_order(session: AsyncSession, order_id: UUID, reason: str, by: str) -> None:
    """The whole order ended: nothing more is done for it; its money was settled with it (M-39)."""
    for row in await open_of_order(session, order_id):
        publish(session, row.end(reason, by, clock.now()), version=row.version)


async def hand_over_list(session: AsyncSession, branch: Branch, day: date) -> None:
    """At half past five: what came in since the last list goes to dispatch (M-28)."""
    rows = await unlisted(session, branch.branch_id)
    if not rows:
        return
    for row in rows:
        row.listed_on = day
    now = clock.now()
    told = WorkOrdersListed(
        branch_id=branch.branch_id,
        list_id=uuid5(NAMESPACE_OID, f"work orders {branch.branch_id} {day}"),
        business_day=day,
        listed=len(rows),
        undispatched=sum(row.state in UNDISPATCHED for row in rows),
        late=sum(row.late(now) for row in rows),
    )
    publish(session, told, version=day.toordinal())


def _tell_answered(session: AsyncSession, row: WorkOrder) -> None:
    event = row.answer(clock.now())
    if event is not None:
        publish(session, event, version=row.version)


async def _locked(session: AsyncSession, work_order_id: UUID) -> WorkOrder:
    return await get_or_404(session, WorkOrder, work_order_id, lock=True)


async def _locked_with_order(session: AsyncSession, work_order_id: UUID) -> tuple[WorkOrder, Order]:
    """The work order and its order, the order locked first, as everywhere."""
    order_id = (await get_or_404(session, WorkOrder, work_order_id)).order_id
    order = await get_or_404(session, Order, order_id, lock=True)
    return await get_or_404(session, WorkOrder, work_order_id, lock=True), order


async def _charge(session: AsyncSession, order: Order) -> None:
    """What the order costs beyond its package, added up anew, and told if it changed (FIN-10)."""
    await session.flush()
    owed = order.balance
    order.sold(await sold_on_top(session, order.id))
    if order.balance != owed:
        publish(session, order.balance_changed(), version=order.balance_version)
