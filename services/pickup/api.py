"""Routes of pickup."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.pickup import queries
from services.pickup.domain import PieceState
from services.pickup.models import ExpectedPiece, ServiceCard, Suggestion
from services.pickup.schemas.arrivals import ArrivalIn, ArrivalOut, Code, PieceOut, ShelfIn
from services.pickup.schemas.cards import CardIn, CardOut, SuggestionIn, SuggestionOut
from services.pickup.schemas.handovers import HandoverIn, HandoverOut
from services.pickup.schemas.orders import DelayIn, DelayOut, OrderPickup, PickupBoard, PickupFigures
from services.pickup.service import arrivals, cards, delays, handovers
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["pickup"])

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Days a board can be asked for; calendars end where arithmetic with time zones would."""


@router.get("/expected-pieces")
async def list_expected_pieces(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("pickup.pieces.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    code: Annotated[Code | None, Query()] = None,
    order_id: Annotated[UUID | None, Query()] = None,
    state: Annotated[PieceState | None, Query()] = None,
) -> Page[PieceOut]:
    """Pieces that will arrive, lie here or were handed over."""
    query = queries.select_pieces(branch_id, code, order_id, state)
    return await fetch_page(session, query, page, keys=[ExpectedPiece.code, ExpectedPiece.id], show=PieceOut.of)


@router.post("/arrivals", status_code=201)
async def record_arrival(
    body: ArrivalIn, session: SessionDep, once: OnceDep, who: Annotated[Principal, may("pickup.arrivals.record")]
) -> ArrivalOut:
    """Count and check a piece that arrived (PCK-04)."""
    return await once.run(session, ArrivalOut, lambda: arrivals.record_arrival(session, who, body))


@router.put("/expected-pieces/{piece_id}/shelf")
async def put_piece_on_shelf(
    piece_id: UUID,
    body: ShelfIn,
    session: SessionDep,
    response: Response,
    edited: IfMatch,
    _who: Annotated[Principal, may("pickup.arrivals.record")],
) -> PieceOut:
    """Note where a piece lies; ``If-Match`` carries the piece's ``version``."""
    piece = await arrivals.put_on_shelf(session, piece_id, body, edited)
    set_etag(response, piece.version)
    return PieceOut.of(piece)


@router.post("/orders/{order_id}/pickup-delays", status_code=201)
async def record_pickup_delay(
    order_id: UUID, body: DelayIn, session: SessionDep, who: Annotated[Principal, may("pickup.delays.record")]
) -> DelayOut:
    """Record that the pickup date cannot be kept (PCK-03, GEN-07)."""
    return await delays.record_delay(session, who, order_id, body)


@router.post("/orders/{order_id}/handovers", status_code=201)
async def hand_over_pieces(
    order_id: UUID,
    body: HandoverIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("pickup.handovers.do")],
) -> HandoverOut:
    """Hand pieces over against clearance, inspection and signature (FIN-11, PCK-06, M-40)."""
    return await once.run(session, HandoverOut, lambda: handovers.hand_over(session, who, order_id, body))


@router.post("/orders/{order_id}/service-card", status_code=201)
async def issue_service_card(
    order_id: UUID,
    body: CardIn,
    session: SessionDep,
    once: OnceDep,
    who: Annotated[Principal, may("pickup.cards.issue")],
) -> CardOut:
    """Issue the wedding-day service card; never again (PCK-07)."""
    return await once.run(session, CardOut, lambda: cards.issue_card(session, who, order_id, body))


@router.get("/service-cards")
async def list_service_cards(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("pickup.cards.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
) -> Page[CardOut]:
    """Service cards, by number."""
    query = queries.select_cards(branch_id)
    return await fetch_page(session, query, page, keys=[ServiceCard.card_number], show=CardOut.of)


@router.post("/service-cards/{card_id}/loss")
async def record_service_card_loss(
    card_id: UUID, session: SessionDep, who: Annotated[Principal, may("pickup.cards.issue")]
) -> CardOut:
    """Note that the customer lost the card; it is not replaced (A-19)."""
    return await cards.lose_card(session, who, card_id)


@router.post("/orders/{order_id}/suggestions", status_code=201)
async def take_suggestion(
    order_id: UUID,
    body: SuggestionIn,
    session: SessionDep,
    who: Annotated[Principal, may("pickup.suggestions.record")],
) -> SuggestionOut:
    """Keep a suggestion card (PCK-08)."""
    return await cards.take_suggestion(session, who, order_id, body)


@router.get("/suggestions")
async def list_suggestions(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("pickup.suggestions.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
) -> Page[SuggestionOut]:
    """Suggestion cards, newest first, as customer service reads them (PCK-08, M-69)."""
    query = queries.select_suggestions(branch_id)
    keys = [Suggestion.given_at, Suggestion.id]
    return await fetch_page(session, query, page, keys=keys, show=SuggestionOut.of, descending=True)


@router.get("/pickup-board")
async def read_pickup_board(
    session: SessionDep,
    who: Annotated[Principal, may("pickup.board.read")],
    branch_id: Annotated[BranchId, Query()],
    day: Annotated[date | None, Query(ge=FIRST_DAY, le=LAST_DAY, description="today, when left out")] = None,
) -> PickupBoard:
    """The pickups of a day and the next two, with arrears and reworks (PCK-11)."""
    return await queries.pickup_board(session, who, branch_id, day)


@router.get("/branch-figures/pickup")
async def read_pickup_figures(
    session: SessionDep, _who: Annotated[Principal, may("pickup.figures.read")]
) -> PickupFigures:
    """Pieces that lie in all my branches, and those whose day has passed (GEN-14)."""
    return await queries.branch_figures(session)


@router.get("/orders/{order_id}/pickup")
async def read_order_pickup(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("pickup.orders.read")]
) -> OrderPickup:
    """Pickup's part of an order (PCK-12)."""
    return await queries.order_pickup(session, order_id)
