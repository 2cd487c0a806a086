"""The selection and the hand-over book."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from services.post_production.models import Selection
from services.post_production.queries.selections import list_books, selection_view
from services.post_production.schemas.selections import (
    BookAnswerIn,
    BookIn,
    BookOut,
    CheckIn,
    ChoicesIn,
    ConfirmationIn,
    ProductsIn,
    SelectionOut,
    SignatureIn,
    StartIn,
)
from services.post_production.service import handover, readiness, selections
from services.post_production.service.orders import rules_of
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["selection"])

MaySelect = Annotated[Principal, may("post_production.selections.do")]


async def _show(session: AsyncSession, selection: Selection, response: Response) -> SelectionOut:
    await session.flush()
    set_etag(response, selection.version)
    return await selection_view(session, selection, rules_of(session))


@router.post("/orders/{order_id}/selection-check")
async def check_selection(
    order_id: UUID,
    body: CheckIn,
    session: SessionDep,
    response: Response,
    who: Annotated[Principal, may("post_production.selections.prepare")],
) -> SelectionOut:
    """The check of the day: now the customer can choose (PST-07)."""
    return await _show(session, await readiness.check_selection(session, who, order_id, body), response)


@router.get("/selections/{selection_id}")
async def read_selection(
    selection_id: UUID,
    session: SessionDep,
    response: Response,
    _who: Annotated[Principal, may("post_production.selections.read")],
) -> SelectionOut:
    """What was chosen and what it costs, live (PST-04)."""
    return await _show(session, await get_or_404(session, Selection, selection_id), response)


@router.post("/selections/{selection_id}/start")
async def start_selection(
    selection_id: UUID, body: StartIn, session: SessionDep, response: Response, who: MaySelect
) -> SelectionOut:
    """Sit down with the customer (PST-01, PST-09)."""
    return await _show(session, await selections.start(session, who, selection_id, body), response)


@router.put("/selections/{selection_id}/choices")
async def choose_photos(
    selection_id: UUID, body: ChoicesIn, session: SessionDep, response: Response, who: MaySelect
) -> SelectionOut:
    """Merge choices into the list; what is not named stays (PST-15)."""
    return await _show(session, await selections.choose(session, who, selection_id, body), response)


@router.put("/selections/{selection_id}/products")
async def sell_products(
    selection_id: UUID, body: ProductsIn, session: SessionDep, response: Response, edited: IfMatch, who: MaySelect
) -> SelectionOut:
    """Set the products of the second sale (A-25)."""
    return await _show(session, await selections.sell(session, who, selection_id, body, edited=edited), response)


@router.post("/selections/{selection_id}/signature")
async def sign_selection(
    selection_id: UUID, body: SignatureIn, session: SessionDep, response: Response, who: MaySelect
) -> SelectionOut:
    """The customer signs after the lists were compared (GEN-13, PST-11)."""
    return await _show(session, await selections.sign(session, who, selection_id, body), response)


@router.post("/selections/{selection_id}/confirmation")
async def confirm_selection(
    selection_id: UUID, body: ConfirmationIn, session: SessionDep, once: OnceDep, who: MaySelect
) -> SelectionOut:
    """Close the selection (PST-11, PST-14)."""
    return await once.run(session, SelectionOut, lambda: selections.confirm(session, who, selection_id, body))


@router.post("/handover-books", status_code=201)
async def give_handover_book(
    body: BookIn, session: SessionDep, who: Annotated[Principal, may("post_production.handover.give")]
) -> BookOut:
    """Hand confirmed selections to design (PST-13)."""
    return await handover.give_book(session, who, body)


@router.post("/handover-books/{book_id}/acceptance")
async def accept_handover_book(
    book_id: UUID,
    body: BookAnswerIn,
    session: SessionDep,
    who: Annotated[Principal, may("post_production.handover.accept")],
) -> BookOut:
    """Design accepts or sends back every sheet (PST-13)."""
    return await handover.answer_book(session, who, book_id, body)


@router.get("/handover-books")
async def list_handover_books(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("post_production.handover.read")],
    branch_id: BranchId | None = None,
    day: date | None = None,
    answered: bool | None = None,
) -> Page[BookOut]:
    """Pages of the hand-over book, oldest first; ``answered=false`` are those that wait for design."""
    return await list_books(session, page, branch_id=branch_id, day=day, answered=answered)
