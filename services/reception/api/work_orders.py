"""Work orders of paid extra services (M-18 … M-29)."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.reception.api.money import Pdf
from services.reception.domain.work_orders import WorkState
from services.reception.models import WorkOrder
from services.reception.queries import work_orders as reading
from services.reception.schemas.work_orders import (
    AcceptIn,
    DeclineIn,
    DispatchIn,
    MoveIn,
    SettleIn,
    SignIn,
    StartIn,
    WorkOrderIn,
    WorkOrderOut,
    WorkReasonIn,
)
from services.reception.service import papers, work_orders
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import get_or_404
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch

router = APIRouter(tags=["work orders"])
Reader = Annotated[Principal, may("reception.work_orders.read")]
Asker = Annotated[Principal, may("reception.work_orders.request")]
Dispatcher = Annotated[Principal, may("reception.work_orders.dispatch")]
Worker = Annotated[Principal, may("reception.work_orders.do")]
Manager = Annotated[Principal, may("reception.work_orders.settle")]


@router.post("/orders/{order_id}/work-orders", status_code=201)
async def request_work(
    order_id: UUID, body: WorkOrderIn, session: SessionDep, once: OnceDep, who: Asker
) -> WorkOrderOut:
    """A customer asks for an extra service; whoever hears it writes it down (M-19, M-32)."""
    return await once.run(session, WorkOrderOut, lambda: work_orders.request(session, who, order_id, body))


@router.get("/work-orders")
async def list_work_orders(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    order_id: UUID | None = None,
    worker_id: Annotated[StaffId | None, Query()] = None,
    state: WorkState | None = None,
    listed_on: date | None = None,
    open_only: bool = False,
) -> Page[WorkOrderOut]:
    """Work orders by when somebody has to act next: what is late comes first (M-22)."""
    query = reading.work_orders(
        branch_id=branch_id,
        order_id=order_id,
        worker_id=worker_id,
        state=state,
        listed_on=listed_on,
        open_only=open_only,
    )
    return await fetch_page(session, query, page, keys=[WorkOrder.due_at, WorkOrder.id], show=WorkOrderOut.of)


@router.get("/work-orders/{work_order_id}")
async def read_work_order(work_order_id: UUID, session: SessionDep, _who: Reader) -> WorkOrderOut:
    """One work order."""
    return WorkOrderOut.of(await get_or_404(session, WorkOrder, work_order_id))


@router.get("/work-orders/{work_order_id}/print", response_class=Pdf)
async def print_work_order(work_order_id: UUID, session: SessionDep, who: Dispatcher) -> Pdf:
    """The work order on paper, for the customer, the archive and finance (M-26); it names whom to call."""
    return Pdf(await papers.print_work_order(session, who, work_order_id))


@router.post("/work-orders/{work_order_id}/answer")
async def answer_customer(work_order_id: UUID, session: SessionDep, _who: Asker) -> WorkOrderOut:
    """The customer was told what becomes of it (M-22)."""
    return await work_orders.answer(session, work_order_id)


@router.post("/work-orders/{work_order_id}/acceptance")
async def accept_work(work_order_id: UUID, body: AcceptIn, session: SessionDep, who: Dispatcher) -> WorkOrderOut:
    """It is possible (M-20)."""
    return await work_orders.accept(session, who, work_order_id, told=body.customer_told)


@router.post("/work-orders/{work_order_id}/refusal")
async def decline_work(work_order_id: UUID, body: DeclineIn, session: SessionDep, who: Dispatcher) -> WorkOrderOut:
    """It is not possible, and the customer was told why (M-20)."""
    return await work_orders.decline(session, who, work_order_id, body.explanation)


@router.post("/work-orders/{work_order_id}/dispatch")
async def dispatch_work(
    work_order_id: UUID, body: DispatchIn, session: SessionDep, edited: IfMatch, who: Dispatcher
) -> WorkOrderOut:
    """Make somebody responsible for it (M-22). If-Match carries ``version``."""
    return await work_orders.dispatch(session, who, work_order_id, body, edited)


@router.post("/work-orders/{work_order_id}/appointment")
async def move_work(
    work_order_id: UUID, body: MoveIn, session: SessionDep, edited: IfMatch, who: Worker
) -> WorkOrderOut:
    """A new time the customer agreed to (M-20). If-Match carries ``version``."""
    return await work_orders.move(session, who, work_order_id, body.appointed_at, edited)


@router.post("/work-orders/{work_order_id}/taking")
async def take_work(work_order_id: UUID, session: SessionDep, who: Worker) -> WorkOrderOut:
    """The worker accepts it, now (M-23)."""
    return await work_orders.take(session, who, work_order_id)


@router.post("/work-orders/{work_order_id}/start")
async def start_work(
    work_order_id: UUID, body: StartIn, session: SessionDep, once: OnceDep, who: Worker
) -> WorkOrderOut:
    """The customer confirmed the price; the work begins and is owed (M-23)."""
    return await once.run(
        session, WorkOrderOut, lambda: work_orders.start(session, who, work_order_id, body.confirmed_by)
    )


@router.post("/work-orders/{work_order_id}/completion")
async def finish_work(work_order_id: UUID, session: SessionDep, who: Worker) -> WorkOrderOut:
    """Done; the customer looks at it next (M-25)."""
    return await work_orders.finish(session, who, work_order_id)


@router.post("/work-orders/{work_order_id}/signature")
async def sign_work(work_order_id: UUID, body: SignIn, session: SessionDep, who: Worker) -> WorkOrderOut:
    """The customer is content: signed on the spot, or said by telephone (M-25, M-29)."""
    return await work_orders.sign(session, who, work_order_id, body)


@router.post("/work-orders/{work_order_id}/redo")
async def redo_work(work_order_id: UUID, body: WorkReasonIn, session: SessionDep, who: Worker) -> WorkOrderOut:
    """The customer is not content: again (M-25)."""
    return await work_orders.redo(session, who, work_order_id, body.reason)


@router.post("/work-orders/{work_order_id}/escalation")
async def escalate_work(work_order_id: UUID, body: WorkReasonIn, session: SessionDep, who: Worker) -> WorkOrderOut:
    """Still not content: to the manager (M-25)."""
    return await work_orders.escalate(session, who, work_order_id, body.reason)


@router.post("/work-orders/{work_order_id}/settlement")
async def settle_work(
    work_order_id: UUID, body: SettleIn, session: SessionDep, once: OnceDep, who: Manager
) -> WorkOrderOut:
    """The manager's word, with the price or without (M-25)."""
    return await once.run(session, WorkOrderOut, lambda: work_orders.settle(session, who, work_order_id, body))


@router.post("/work-orders/{work_order_id}/cancellation")
async def cancel_work(work_order_id: UUID, body: WorkReasonIn, session: SessionDep, who: Dispatcher) -> WorkOrderOut:
    """核销: the customer wants it no more, before the work began (M-23)."""
    return await work_orders.cancel(session, who, work_order_id, body.reason)
