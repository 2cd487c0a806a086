"""Invoices for what was sold (M-45)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.reception.api.money import Pdf
from services.reception.domain.invoices import InvoiceAction, InvoiceState
from services.reception.models import Invoice
from services.reception.queries import invoices as reading
from services.reception.schemas.invoices import InvoiceIn, InvoiceOut, InvoiceVoidIn
from services.reception.service import invoices, papers
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["invoices"])
Reader = Annotated[Principal, may("reception.invoices.read")]
Writer = Annotated[Principal, may("reception.invoices.write")]
Manager = Annotated[Principal, may("reception.invoices.approve")]


@router.post("/orders/{order_id}/invoices", status_code=201)
async def write_invoice(order_id: UUID, body: InvoiceIn, session: SessionDep, once: OnceDep, who: Writer) -> InvoiceOut:
    """Write an invoice, or ask for it where somebody has to agree first (M-45)."""
    return await once.run(session, InvoiceOut, lambda: invoices.write_invoice(session, who, order_id, body))


@router.get("/invoices")
async def list_invoices(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    order_id: UUID | None = None,
    state: Annotated[list[InvoiceState] | None, Query()] = None,
) -> Page[InvoiceOut]:
    """Invoices and requests for them, oldest first, void ones included."""
    query = reading.invoices(branch_id, order_id, state or [])
    return await fetch_page(session, query, page, keys=[Invoice.requested_at, Invoice.id], show=InvoiceOut.of)


@router.post("/invoices/{invoice_id}/finance-approval")
async def approve_invoice_for_finance(
    invoice_id: UUID, session: SessionDep, who: Annotated[Principal, may("reception.invoices.approve_finance")]
) -> InvoiceOut:
    """Finance has nothing against it (M-45)."""
    return await invoices.pass_finance(session, who, invoice_id)


@router.post("/invoices/{invoice_id}/approval")
async def approve_invoice(invoice_id: UUID, session: SessionDep, who: Manager) -> InvoiceOut:
    """A manager agrees to more than was paid (M-45)."""
    return await invoices.decide_invoice(session, who, invoice_id, InvoiceAction.ALLOW)


@router.post("/invoices/{invoice_id}/rejection")
async def reject_invoice(invoice_id: UUID, session: SessionDep, who: Manager) -> InvoiceOut:
    """It is not written; its receipts are free again (M-45)."""
    return await invoices.decide_invoice(session, who, invoice_id, InvoiceAction.REJECT)


@router.post("/invoices/{invoice_id}/issue")
async def issue_invoice(invoice_id: UUID, session: SessionDep, once: OnceDep, who: Writer) -> InvoiceOut:
    """Write one that was agreed to (M-45)."""
    return await once.run(session, InvoiceOut, lambda: invoices.issue_invoice(session, who, invoice_id))


@router.post("/invoices/{invoice_id}/void")
async def void_invoice(
    invoice_id: UUID,
    body: InvoiceVoidIn,
    session: SessionDep,
    who: Annotated[Principal, may("reception.invoices.void")],
) -> InvoiceOut:
    """作废 with both copies; the number stays (M-45)."""
    return await invoices.void_invoice(session, who, invoice_id, body)


@router.get("/invoices/{invoice_id}/print", response_class=Pdf)
async def print_invoice(invoice_id: UUID, session: SessionDep, _who: Reader) -> Pdf:
    """The invoice on paper."""
    return Pdf(await papers.print_invoice(session, invoice_id))
