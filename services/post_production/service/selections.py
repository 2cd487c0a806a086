"""The selection with the customer: start, choices, second sale, signature, confirmation (PST-01 … PST-15)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col, select

from services.post_production.domain.errors import ReviewDayMissing, UnknownPhotos
from services.post_production.domain.states import Alert, PhotoState, SelectionState
from services.post_production.models import Choice, OrderCopy, Photo, Selection, Signature
from services.post_production.queries.selections import choices_of, price_of_extra, sale_of, selection_view
from services.post_production.schemas.selections import (
    ChoicesIn,
    ConfirmationIn,
    ProductsIn,
    SelectionOut,
    SignatureIn,
    StartIn,
)
from services.post_production.service import alerts
from services.post_production.service.orders import rules_of
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid
from shared.kit.outbox import publish
from shared.kit.reference import get_branch
from shared.kit.versions import check_version


async def _of_clerk(session: AsyncSession, who: Principal, selection_id: UUID) -> tuple[Selection, OrderCopy]:
    """The selection, locked, if it is this clerk's and the order lives (PST-09)."""
    selection = await get_or_404(session, Selection, selection_id, lock=True)
    order = await get_or_404(session, OrderCopy, selection.order_id)
    order.require_alive()
    selection.require_clerk(who.staff_id)
    return selection, order


async def _forget_signature(session: AsyncSession, selection: Selection) -> None:
    await session.execute(delete(Signature).where(col(Signature.selection_id) == selection.id))


async def start(session: AsyncSession, who: Principal, selection_id: UUID, body: StartIn) -> Selection:
    """Sit down with the customer, or take over from another clerk with a reason (PST-01, PST-09)."""
    selection = await get_or_404(session, Selection, selection_id, lock=True)
    order = await get_or_404(session, OrderCopy, selection.order_id)
    order.require_alive()
    open_session = selection.state in (SelectionState.CHOOSING, SelectionState.SIGNED)
    if open_session and selection.clerk_id != who.staff_id and body.takeover_reason:
        selection.take_over(who.staff_id, body.takeover_reason)
        await _forget_signature(session, selection)
    else:
        selection.require_clerk(who.staff_id)
        rules = rules_of(session)
        selection.start(
            who.staff_id,
            body.design_mode,
            explained=body.difference_explained,
            fee=rules.custom_design_fee,
            now=clock.now(),
        )
    await alerts.watch(
        session,
        rules_of(session),
        Alert.SELECTION_INCOMPLETE,
        item_id=selection.id,
        order_id=selection.order_id,
        branch_id=selection.branch_id,
        step="SELECTION",
        responsible_id=who.staff_id,
    )
    return selection


async def choose(session: AsyncSession, who: Principal, selection_id: UUID, body: ChoicesIn) -> Selection:
    """Add, change and remove choices; what is not named stays. Clears the signature (PST-11, PST-15).

    Raises:
        UnknownPhotos: a photo of another order, or one that cannot be shown.
    """
    selection, order = await _of_clerk(session, who, selection_id)
    selection.change()
    await _forget_signature(session, selection)
    named = {choice.photo_id for choice in body.choices}
    shown = await session.exec(
        select(Photo.id).where(
            col(Photo.id).in_(named), Photo.order_id == order.order_id, Photo.state == PhotoState.READY
        )
    )
    if unknown := named - set(shown.all()):
        raise UnknownPhotos(photos=", ".join(sorted(str(photo_id) for photo_id in unknown)[:20]))
    present = {choice.photo_id: choice for choice in await choices_of(session, selection_id)}
    for wanted in body.choices:
        choice = present.get(wanted.photo_id)
        if choice is None:
            choice = Choice(
                branch_id=selection.branch_id, selection_id=selection_id, photo_id=wanted.photo_id, purposes=[]
            )
            session.add(choice)
        choice.purposes, choice.remark = sorted(purpose.value for purpose in wanted.purposes), wanted.remark
    for photo_id in body.removed:
        if photo_id in present:
            await session.delete(present[photo_id])
    return selection


async def sell(
    session: AsyncSession, who: Principal, selection_id: UUID, body: ProductsIn, *, edited: int
) -> Selection:
    """Set the products of the second sale (A-25). Clears the signature.

    Raises:
        Invalid: a price in another currency than the order's.
        VersionStale: the selection was changed in the meantime.
    """
    selection, order = await _of_clerk(session, who, selection_id)
    check_version(selection.version, edited)
    if any(product.unit_price.currency != order.currency for product in body.products):
        raise Invalid(
            reason=Both(f"prices of this order are in {order.currency}", f"此订单的价格以 {order.currency} 计")
        )
    selection.change()
    await _forget_signature(session, selection)
    selection.products = [product.model_dump(mode="json") for product in body.products]
    return selection


async def sign(session: AsyncSession, who: Principal, selection_id: UUID, body: SignatureIn) -> Selection:
    """The customer signs after both lists were compared (GEN-13, PST-11)."""
    selection, _ = await _of_clerk(session, who, selection_id)
    now = clock.now()
    electronic = len(await choices_of(session, selection_id))
    selection.sign(electronic=electronic, handwritten=body.handwritten_count, now=now)
    await _forget_signature(session, selection)
    session.add(
        Signature(
            selection_id=selection_id,
            branch_id=selection.branch_id,
            image=body.image,
            paper_scan_id=body.paper_scan_id,
            handwritten_count=body.handwritten_count,
            signed_at=now,
            witnessed_by=who.staff_id,
        )
    )
    return selection


async def confirm(session: AsyncSession, who: Principal, selection_id: UUID, body: ConfirmationIn) -> SelectionOut:
    """Close the selection; the second sale is told (PST-11, PST-14).

    Raises:
        Invalid: the pickup date is in the past.
        ReviewDayMissing: the layout is to be seen, and no day from today to the pickup was agreed for it.
    """
    selection, order = await _of_clerk(session, who, selection_id)
    branch = await get_branch(session, selection.branch_id)
    if body.pickup_on < branch.today():
        raise Invalid(field="pickup_on", reason=Both("the pickup date is in the past", "取件日期已过"))
    if body.review_on is not None and body.review_on < branch.today():
        raise ReviewDayMissing
    sale = sale_of(selection, order, await choices_of(session, selection_id))
    confirmed = selection.confirm(
        sale,
        price_of_extra(selection, order),
        review=body.review_mode,
        review_on=body.review_on,
        pickup_on=body.pickup_on,
        backed_up=body.backup_confirmed,
        now=clock.now(),
    )
    publish(session, confirmed, version=selection.version)
    await alerts.forget(session, selection.id, Alert.SELECTION_INCOMPLETE)
    return await selection_view(session, selection, rules_of(session))
