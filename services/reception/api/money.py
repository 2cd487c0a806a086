"""Payments, receipts, refunds, deposits, storage, clearances."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlmodel import col

from services.reception.domain.money import RefundState
from services.reception.models import Receipt, Refund
from services.reception.queries import money as reading
from services.reception.queries.receipts import show_receipts
from services.reception.schemas.money import (
    ClearanceIn,
    ClearanceOut,
    DepositIn,
    DepositOut,
    DepositReturnIn,
    ListedReceipt,
    PaymentIn,
    PayoutIn,
    ReasonIn,
    ReceiptOut,
    RefundIn,
    RefundOut,
    StorageIn,
    StorageOut,
)
from services.reception.service import clearances, deposits, papers, receipts, refunds
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import get_or_404
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["money"])


class Pdf(Response):
    """A PDF for the printer."""

    media_type = "application/pdf"


@router.post("/orders/{order_id}/payments", status_code=201)
async def take_payment(
    order_id: UUID,
    body: PaymentIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.payments.take")],
) -> ReceiptOut:
    """Take money and issue its receipt (FIN-01)."""
    return await once.run(session, ReceiptOut, lambda: receipts.take_payment(session, who, order_id, body))


@router.get("/receipts", response_model=Page[ListedReceipt], responses={200: {"content": {"text/csv": {}}}})
async def list_receipts(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.receipts.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    day: date | None = None,
    order_id: Annotated[UUID | None, Query()] = None,
    format: Literal["json", "csv"] = "json",
) -> Page[ListedReceipt] | Response:
    """Receipts in their sequence, void ones included; as CSV for people who reconcile, whole."""
    query = reading.receipts(branch_id, day, order_id)
    if format == "csv":
        rows = (await session.exec(query.order_by(col(Receipt.number)))).all()
        return Response(reading.receipts_csv(rows), media_type="text/csv; charset=utf-8")
    found: Page[Receipt] = await fetch_page(session, query, page, keys=[Receipt.number], show=lambda row: row)
    return Page(items=await show_receipts(session, found.items), next_cursor=found.next_cursor)


@router.get("/receipts/{receipt_id}")
async def read_receipt(
    receipt_id: UUID, session: SessionDep, _who: Annotated[Principal, may("reception.receipts.read")]
) -> ReceiptOut:
    """A receipt."""
    return ReceiptOut.of(await get_or_404(session, Receipt, receipt_id))


@router.get("/receipts/{receipt_id}/print", response_class=Pdf)
async def print_receipt(
    receipt_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.receipts.read")]
) -> Pdf:
    """The receipt on paper (REC-14)."""
    return Pdf(await papers.print_receipt(session, who, receipt_id))


@router.post("/receipts/{receipt_id}/void")
async def void_receipt(
    receipt_id: UUID, body: ReasonIn, session: SessionDep, who: Annotated[Principal, may("reception.receipts.void")]
) -> ReceiptOut:
    """作废: the number stays (FIN-02)."""
    return await receipts.void_receipt(session, who, receipt_id, body.reason)


@router.get("/refunds")
async def list_refunds(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.orders.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: RefundState | None = None,
) -> Page[RefundOut]:
    """Refunds, oldest first: what waits for a second person or for the cashier (M-39)."""
    query = reading.refunds(branch_id, state)
    return await fetch_page(session, query, page, keys=[Refund.requested_at, Refund.id], show=RefundOut.of)


@router.post("/refund-requests", status_code=201)
async def request_refund(
    body: RefundIn, session: SessionDep, who: Annotated[Principal, may("reception.refunds.request")]
) -> RefundOut:
    """Ask for money back against its receipt (M-39)."""
    return await refunds.request_refund(session, who, body)


@router.post("/refunds/{refund_id}/approval")
async def approve_refund(
    refund_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.refunds.approve")]
) -> RefundOut:
    """The second person's word (M-39)."""
    return await refunds.approve_refund(session, who, refund_id)


@router.post("/refunds/{refund_id}/payout")
async def pay_refund(
    refund_id: UUID,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.refunds.pay")],
    body: PayoutIn | None = None,
) -> RefundOut:
    """Pay it out by the channel it came by (M-39)."""
    wanted = body or PayoutIn()
    return await once.run(session, RefundOut, lambda: refunds.pay_refund(session, who, refund_id, wanted))


@router.post("/orders/{order_id}/deposits", status_code=201)
async def take_deposit(
    order_id: UUID,
    body: DepositIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.deposits.take")],
) -> DepositOut:
    """Take a deposit on its own paper (FIN-01, A-38)."""
    return await once.run(session, DepositOut, lambda: deposits.take_deposit(session, who, order_id, body))


@router.get("/deposits/{deposit_id}/print", response_class=Pdf)
async def print_deposit(
    deposit_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.receipts.read")]
) -> Pdf:
    """The deposit receipt on paper."""
    return Pdf(await papers.print_deposit(session, who, deposit_id))


@router.post("/deposits/{deposit_id}/return")
async def return_deposit(
    deposit_id: UUID,
    body: DepositReturnIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("reception.deposits.return")],
) -> DepositOut:
    """Give it back against the same paper (M-43)."""
    return await once.run(session, DepositOut, lambda: deposits.return_deposit(session, who, deposit_id, body))


@router.post("/deposits/{deposit_id}/forfeiture")
async def forfeit_deposit(
    deposit_id: UUID,
    body: ReasonIn,
    session: SessionDep,
    who: Annotated[Principal, may("reception.deposits.forfeit")],
) -> DepositOut:
    """Keep it, with the reason."""
    return await deposits.forfeit_deposit(session, who, deposit_id, body.reason)


@router.put("/storage-places/{branch_id}")
async def set_storage_places(
    branch_id: BranchId,
    body: StorageIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    who: Annotated[Principal, may("reception.storage.manage")],
) -> StorageOut:
    """Say which lockers and make-up boxes there are (REC-20)."""
    storage = await deposits.set_places(session, who, branch_id, body, edited)
    set_etag(response, storage.version)
    return storage


@router.get("/storage-places/{branch_id}")
async def read_storage_places(
    branch_id: BranchId,
    session: SessionDep,
    response: Response,
    who: Annotated[Principal, may("reception.storage.read")],
) -> StorageOut:
    """Which are free, and who has the others."""
    storage = await deposits.read_places(session, who, branch_id)
    set_etag(response, storage.version)
    return storage


@router.post("/orders/{order_id}/clearances", status_code=201)
async def issue_clearance(
    order_id: UUID,
    body: ClearanceIn,
    session: SessionDep,
    who: Annotated[Principal, may("reception.clearances.issue")],
) -> ClearanceOut:
    """Sign that a gate may open, for a minute (FIN-03, FIN-11)."""
    return await clearances.issue_clearance(session, who, order_id, body)
