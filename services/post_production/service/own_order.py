"""What a customer does behind a link: proposes photos, answers about the layout (PST-04, PST-15, PST-17).

The customer proposes; the list becomes the studio's word only when the consultant has gone through it and the
customer has signed (PST-11), see docs/decisions.
"""

from __future__ import annotations

from uuid import UUID

from sqlmodel import col, select

from services.post_production.domain.errors import NothingChosen, UnknownPhotos
from services.post_production.domain.states import PhotoState
from services.post_production.models import Choice, Layout, LayoutPin, OrderCopy, Photo, Selection
from services.post_production.queries.own_order import own_layout, own_layout_view, selection_view
from services.post_production.queries.selections import choices_of, sale_of, selection_of_order
from services.post_production.schemas.layouts import ChangesIn, PinIn
from services.post_production.schemas.own_order import OwnChoicesIn, OwnLayoutOut, OwnSelectionOut
from services.post_production.service import design, layout_pages
from shared.contracts.post_production import SelectionProposed
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.outbox import publish


async def _own_selection(session: AsyncSession, who: Principal) -> Selection:
    order = await get_or_404(session, OrderCopy, who.own_order, what="order")
    order.require_alive()
    selection = await selection_of_order(session, who.own_order, lock=True)
    if selection is None:
        raise NotFound(what="selection")
    return selection


async def choose(session: AsyncSession, who: Principal, body: OwnChoicesIn) -> OwnSelectionOut:
    """Change the proposal; what is not named stays. A proposal that was sent has to be sent again.

    Raises:
        ChoiceWithConsultant: the consultant has begun.
        UnknownPhotos: a photo of another order, or one that cannot be shown.
    """
    selection = await _own_selection(session, who)
    selection.propose(None)
    wanted = {choice.photo_id: choice for choice in body.choices}
    here = select(Photo.id).where(
        col(Photo.id).in_(wanted), Photo.order_id == selection.order_id, Photo.state == PhotoState.READY
    )
    if unknown := wanted.keys() - set((await session.exec(here)).all()):
        raise UnknownPhotos(photos=", ".join(sorted(str(photo_id) for photo_id in unknown)[:20]))
    present = {choice.photo_id: choice for choice in await choices_of(session, selection.id)}
    for photo_id, said in wanted.items():
        choice = present.get(photo_id)
        if choice is None:
            choice = Choice(branch_id=selection.branch_id, selection_id=selection.id, photo_id=photo_id, purposes=[])
            session.add(choice)
        choice.purposes, choice.remark = sorted(purpose.value for purpose in said.purposes), said.remark
    for photo_id in body.removed:
        if photo_id in present:
            await session.delete(present[photo_id])
    await session.flush()
    return await selection_view(session, selection)


async def propose(session: AsyncSession, who: Principal) -> OwnSelectionOut:
    """Send the proposal: the consultant calls, goes through it, and lets the customer sign (PST-11).

    Raises:
        ChoiceWithConsultant: the consultant has begun.
        NothingChosen: the list is empty.
    """
    selection = await _own_selection(session, who)
    choices = await choices_of(session, selection.id)
    if not choices:
        raise NothingChosen
    selection.propose(clock.now())
    sale = sale_of(selection, await session.get_one(OrderCopy, selection.order_id), choices)
    fact = SelectionProposed(
        branch_id=selection.branch_id,
        order_id=selection.order_id,
        selection_id=selection.id,
        chosen=sale.chosen,
        extra_photos=sale.extra_photos,
        amount=sale.amount,
    )
    publish(session, fact, version=selection.version)
    return await selection_view(session, selection)


async def _own_layout(session: AsyncSession, who: Principal, layout_id: UUID) -> Layout:
    """The layout, locked, if it is the latest of this customer's order."""
    latest = await own_layout(session, who.own_order)
    if latest is None or latest.id != layout_id:
        raise NotFound(what="layout")
    layout, _ = await design.locked_layout(session, layout_id)
    return layout


async def set_pin(session: AsyncSession, who: Principal, layout_id: UUID, body: PinIn) -> LayoutPin:
    """A remark at a spot of the layout."""
    return await layout_pages.set_pin(session, who.staff_id, await _own_layout(session, who, layout_id), body)


async def take_pin_back(session: AsyncSession, who: Principal, layout_id: UUID, pin_id: UUID) -> None:
    """The customer takes an own pin back."""
    await layout_pages.take_pin_back(session, who.staff_id, await _own_layout(session, who, layout_id), pin_id)


async def approve(session: AsyncSession, who: Principal, layout_id: UUID) -> OwnLayoutOut:
    """The customer accepts the layout online; production may start (PST-17)."""
    await _own_layout(session, who, layout_id)
    return await own_layout_view(session, who, await design.approve_online(session, who, layout_id))


async def want_changes(
    session: AsyncSession, who: Principal, layout_id: UUID, remarks: str, language: str
) -> OwnLayoutOut:
    """The customer wants changes: the designer gets the words and the pins."""
    await _own_layout(session, who, layout_id)
    body = ChangesIn(remarks=remarks)
    return await own_layout_view(session, who, await design.change_layout(session, who, layout_id, body, language))
