"""Packages, orders, amendments, cancellations."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.reception.domain.orders import OrderState
from services.reception.models import Cancellation, Order
from services.reception.queries import orders as reading
from services.reception.queries import packages as price_list
from services.reception.schemas.check_in import ReceptionPart
from services.reception.schemas.orders import (
    AmendmentIn,
    AmendmentOut,
    CancellationIn,
    CancellationOut,
    ChecklistIn,
    OrderIn,
    OrderOut,
    PlanningBookIn,
    PlanningBookOut,
)
from services.reception.schemas.packages import PackageIn, PackageOut, VersionIn
from services.reception.service import cancellations, orders, packages
from shared.contracts.values import BranchId, StaffId
from shared.kit import clock
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import get_or_404
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.reference import all_branches
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["orders"])


@router.get("/packages")
async def list_packages(
    session: SessionDep, _who: Annotated[Principal, may("reception.packages.read")]
) -> list[PackageOut]:
    """The price list of today (M-75)."""
    branches = await all_branches(session)
    today = branches[0].today() if branches else clock.now().date()
    return [PackageOut.of(*line) for line in await price_list.price_list(session, today)]


@router.post("/packages", status_code=201)
async def add_package(
    body: PackageIn, session: SessionDep, who: Annotated[Principal, may("reception.packages.manage")]
) -> PackageOut:
    """Add a package to the price list of the chain or of a branch."""
    return PackageOut.of(await packages.add_package(session, who, body), None, None)


@router.post("/packages/{package_id}/versions", status_code=201)
async def add_package_version(
    package_id: UUID,
    body: VersionIn,
    session: SessionDep,
    once: OnceDep,
    edited: IfMatch,
    response: Response,
    who: Annotated[Principal, may("reception.packages.manage")],
) -> PackageOut:
    """Change contents or price from a day on; placed orders keep theirs (M-75). If-Match carries ``versions``."""
    package = await once.run(session, PackageOut, lambda: packages.add_version(session, who, package_id, body, edited))
    set_etag(response, package.versions)
    return package


@router.post("/orders", status_code=201)
async def place_order(
    body: OrderIn, session: SessionDep, once: OnceDep, who: Annotated[Principal, may("reception.orders.place")]
) -> OrderOut:
    """Write an order down (REC-02)."""
    return await once.run(session, OrderOut, lambda: orders.place_order(session, who, body))


@router.get("/orders")
async def list_orders(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.orders.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: OrderState | None = None,
    owner_id: Annotated[StaffId | None, Query()] = None,
    ids: Annotated[list[UUID] | None, Query(max_length=100)] = None,
) -> Page[OrderOut]:
    """Orders, newest first; with ids those of them that are in scope."""
    query = reading.orders(branch_id, state, owner_id, ids)
    return await fetch_page(session, query, page, keys=[Order.placed_at, Order.id], show=OrderOut.of, descending=True)


@router.get("/orders/{order_id}")
async def read_order(
    order_id: UUID, session: SessionDep, response: Response, _who: Annotated[Principal, may("reception.orders.read")]
) -> OrderOut:
    """An order with its balances."""
    order = await get_or_404(session, Order, order_id)
    set_etag(response, order.version)
    return OrderOut.of(order)


@router.get("/orders/{order_id}/reception")
async def read_reception_part(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("reception.orders.read")]
) -> ReceptionPart:
    """Reception's part of the order page."""
    return await reading.reception_part(session, order_id)


@router.get("/orders/{order_id}/planning-book")
async def read_planning_book(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("reception.planning_books.read")]
) -> PlanningBookOut:
    """What the customer wishes, for whoever lays out, makes up and photographs (SCH-15, SHO-05)."""
    return PlanningBookOut.of(await get_or_404(session, Order, order_id))


@router.put("/orders/{order_id}/planning-book")
async def fill_planning_book(
    order_id: UUID,
    body: PlanningBookIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    _who: Annotated[Principal, may("reception.orders.place")],
) -> OrderOut:
    """What the customer wishes (REC-02)."""
    order = await orders.fill_planning_book(session, order_id, body, edited)
    set_etag(response, order.version)
    return OrderOut.of(order)


@router.put("/orders/{order_id}/booking-checklist")
async def tick_checklist(
    order_id: UUID, body: ChecklistIn, session: SessionDep, _who: Annotated[Principal, may("reception.orders.place")]
) -> OrderOut:
    """Care notes and cards (REC-02)."""
    return OrderOut.of(await orders.tick_checklist(session, order_id, body))


@router.post("/orders/{order_id}/booking")
async def book_order(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("reception.orders.place")]
) -> OrderOut:
    """PLACED → BOOKED when nothing of REC-02 is missing."""
    return OrderOut.of(await orders.book_order(session, order_id))


@router.get("/orders/{order_id}/amendments")
async def list_amendments(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("reception.orders.read")]
) -> list[AmendmentOut]:
    """What was changed, when and by whom (M-62)."""
    await get_or_404(session, Order, order_id)
    return [AmendmentOut.of(row) for row in await reading.amendments_of(session, order_id)]


@router.post("/orders/{order_id}/amendments", status_code=201)
async def amend_order(
    order_id: UUID,
    body: AmendmentIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    who: Annotated[Principal, may("reception.orders.amend")],
) -> OrderOut:
    """Change an order with a note (M-62)."""
    order = await orders.amend_order(session, who, order_id, body, edited)
    set_etag(response, order.version)
    return OrderOut.of(order)


@router.post("/orders/{order_id}/cancellation-requests", status_code=201)
async def request_cancellation(
    order_id: UUID, body: CancellationIn, session: SessionDep, who: Annotated[Principal, may("reception.orders.place")]
) -> CancellationOut:
    """Ask to end an order, with refunds (M-39)."""
    return await cancellations.request_cancellation(session, who, order_id, body)


@router.get("/cancellations")
async def list_cancellations(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.orders.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: Literal["REQUESTED", "APPROVED", "REJECTED"] | None = None,
) -> Page[CancellationOut]:
    """Requests to end an order, oldest first: what waits for a second person (M-39)."""
    rows = await fetch_page(
        session,
        reading.cancellations(branch_id, state),
        page,
        keys=[Cancellation.requested_at, Cancellation.id],
        show=lambda row: CancellationOut.of(row, []),
    )
    refunds = await reading.refund_ids_of(session, [row.id for row in rows.items])
    items = [row.model_copy(update={"refund_ids": refunds[row.id]}) for row in rows.items]
    return Page(items=items, next_cursor=rows.next_cursor)


@router.post("/cancellations/{cancellation_id}/approval")
async def approve_cancellation(
    cancellation_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.cancellations.approve")]
) -> CancellationOut:
    """The second person's yes (M-39)."""
    return await cancellations.approve_cancellation(session, who, cancellation_id)


@router.post("/cancellations/{cancellation_id}/rejection")
async def reject_cancellation(
    cancellation_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.cancellations.approve")]
) -> CancellationOut:
    """The second person's no."""
    return await cancellations.reject_cancellation(session, who, cancellation_id)
