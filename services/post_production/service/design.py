"""Work on the files and the rounds of layout until the customer is content (PST-16, PST-17)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.post_production.domain.errors import (
    LayoutApproved,
    LayoutAwaitsAnswer,
    NotHandedOver,
    NothingToChange,
    TemplateTaken,
    WorkOpen,
)
from services.post_production.domain.quality import Sampled
from services.post_production.domain.states import (
    Alert,
    Channel,
    LayoutState,
    SelectionState,
    TemplateState,
    WorkState,
    WorkStep,
)
from services.post_production.models import Layout, LayoutTemplate, OrderCopy, Selection, WorkItem
from services.post_production.queries.selections import selection_of_order
from services.post_production.schemas.layouts import ApprovalIn, ChangesIn, LayoutIn
from services.post_production.schemas.work import WorkStartIn
from services.post_production.service import alerts, layout_pages, samples
from services.post_production.service.orders import known_order, open_work, rules_of
from shared.contracts.post_production import DesignMode, ReviewMode
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch, get_staff


async def add_work(
    session: AsyncSession,
    order: OrderCopy,
    step: WorkStep,
    *,
    round_: int = 1,
    rework_id: UUID | None = None,
    remarks: str = "",
) -> WorkItem:
    """A new piece of work, due by the settings; an urgent order has priority (PST-19)."""
    branch = await get_branch(session, order.branch_id)
    urgent = order.urgent or rework_id is not None
    item = WorkItem(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.order_id,
        step=step,
        round=round_,
        state=WorkState.WAITING,
        due_on=rules_of(session).due_on(step, branch.today(), urgent=urgent),
        urgent=urgent,
        rework_id=rework_id,
        remarks=remarks,
        created_at=clock.now(),
    )
    session.add(item)
    return item


async def _item(session: AsyncSession, item_id: UUID) -> tuple[WorkItem, OrderCopy]:
    # The order is always locked before its items, as everywhere else.
    found = await get_or_404(session, WorkItem, item_id, what="work item")
    order = await get_or_404(session, OrderCopy, found.order_id, lock=True)
    order.require_alive()
    await session.refresh(found, with_for_update=True)
    return found, order


async def start_work(session: AsyncSession, who: Principal, item_id: UUID, body: WorkStartIn) -> WorkItem:
    """Somebody begins: the caller, or whom the caller names.

    Raises:
        Invalid: nobody of that name works in the branch.
    """
    item, _ = await _item(session, item_id)
    if body.assignee_id is not None and body.assignee_id != who.staff_id:
        staff = await get_staff(session, body.assignee_id)
        if staff is None or not staff.state.active or item.branch_id not in staff.state.branches:
            raise Invalid(
                field="assignee_id", reason=Both(f"{body.assignee_id} does not work in this branch", "这位同事不在本店")
            )
    item.start(body.assignee_id or who.staff_id, clock.now())
    return item


async def finish_work(session: AsyncSession, item_id: UUID) -> WorkItem:
    """Done: design follows retouching, and the layout has to be announced after design (GEN-10)."""
    item, order = await _item(session, item_id)
    item.finish(clock.now())
    await samples.draw(session, order, Sampled(item.step.value), item.id, item.assignee_id)
    if item.rework_id is not None:
        return item
    if item.step is WorkStep.RETOUCH:
        # Retouching that was sent back by the store manager may be done while design waits for it.
        if all(other.step is not WorkStep.DESIGN for other in await open_work(session, order.order_id)):
            await add_work(session, order, WorkStep.DESIGN)
    elif item.step is WorkStep.DESIGN:
        await alerts.watch(
            session,
            rules_of(session),
            Alert.DESIGN_NOT_ANNOUNCED,
            item_id=item.id,
            order_id=item.order_id,
            branch_id=item.branch_id,
            step=WorkStep.DESIGN.value,
            responsible_id=item.assignee_id,
        )
    return item


async def require_files_done(session: AsyncSession, order_id: UUID) -> Selection:
    """The accepted selection, once all work on its files is done.

    Raises:
        NotHandedOver: design has not accepted it (PST-13).
        WorkOpen: retouching or design is not done.
    """
    selection = await selection_of_order(session, order_id)
    if selection is None or selection.state is not SelectionState.ACCEPTED:
        raise NotHandedOver
    waiting = [item for item in await open_work(session, order_id) if item.rework_id is None]
    if waiting:
        raise WorkOpen(step=waiting[0].step.value)
    return selection


async def latest_layout(session: AsyncSession, order_id: UUID) -> Layout | None:
    """The round that counts."""
    query = select(Layout).where(Layout.order_id == order_id).order_by(col(Layout.round).desc()).limit(1)
    return (await session.exec(query)).one_or_none()


async def present_layout(session: AsyncSession, who: Principal, order_id: UUID, body: LayoutIn) -> Layout:
    """Put a layout before the customer; who wished to see none has agreed beforehand (PST-11, PST-17).

    Raises:
        LayoutAwaitsAnswer, LayoutApproved: an earlier round is unanswered or accepted.
    """
    order = await known_order(session, order_id, lock=True)
    selection = await require_files_done(session, order_id)
    before = await latest_layout(session, order_id)
    if before is not None and before.state is LayoutState.READY:
        raise LayoutAwaitsAnswer(round=before.round)
    if before is not None and before.state is LayoutState.APPROVED:
        raise LayoutApproved
    mode = selection.design_mode or DesignMode.TEMPLATE
    now = clock.now()
    layout = Layout(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order_id,
        round=before.round + 1 if before else 1,
        state=LayoutState.READY,
        template_id=await _template(session, order, mode, body.template_name),
        pages=body.page_count,
        design_mode=mode,
        review_mode=selection.review_mode or ReviewMode.NONE,
        presented_by=who.staff_id,
        presented_at=now,
    )
    session.add(layout)
    await layout_pages.show_pages(session, layout, body.page_ids)
    publish(session, layout.present())
    await alerts.forget_order(session, order_id, Alert.DESIGN_NOT_ANNOUNCED)
    if layout.review_mode is ReviewMode.NONE:
        publish(session, layout.approve(who.staff_id, None, now))
    return layout


async def _template(session: AsyncSession, order: OrderCopy, mode: DesignMode, name: str | None) -> UUID | None:
    """The template of that name: open to all, or bound to this order when the design is custom (PST-03).

    Raises:
        TemplateTaken: it belongs to another customer, or is retired.
    """
    if name is None:
        if mode is DesignMode.TEMPLATE:
            return None
        name = f"custom {order.number}"
    custom = mode is DesignMode.CUSTOM
    # Two desks may name a new template at once: one of them makes it, both use it.
    await session.execute(
        insert(LayoutTemplate)
        .values(
            id=new_id(),
            branch_id=order.branch_id,
            name=name,
            order_id=order.order_id if custom else None,
            state=TemplateState.BOUND if custom else TemplateState.OFFERED,
        )
        .on_conflict_do_nothing(constraint="layout_template_name")
    )
    query = select(LayoutTemplate).where(LayoutTemplate.branch_id == order.branch_id, LayoutTemplate.name == name)
    known = (await session.exec(query.with_for_update())).one()
    usable = known.state is TemplateState.BOUND and known.order_id == order.order_id
    if not usable and (custom or known.state is not TemplateState.OFFERED):
        raise TemplateTaken(name=name)
    return known.id


async def locked_layout(session: AsyncSession, layout_id: UUID) -> tuple[Layout, OrderCopy]:
    found = await get_or_404(session, Layout, layout_id)
    order = await get_or_404(session, OrderCopy, found.order_id, lock=True)
    order.require_alive()
    await session.refresh(found, with_for_update=True)
    return found, order


async def approve_layout(session: AsyncSession, who: Principal, layout_id: UUID, body: ApprovalIn) -> Layout:
    """The customer accepts and hears the pickup date again; production may start (PST-17).

    Raises:
        Invalid: it was not the customer who said so, or the pickup date is past.
    """
    if not body.by_customer:
        raise Invalid(reason=Both("only the customer approves a layout", "版面只能由顾客本人确认"))
    layout, order = await locked_layout(session, layout_id)
    await _agree_anew(session, order, pickup_on=body.pickup_on)
    publish(session, layout.approve(who.staff_id, body.channel, clock.now(), pickup_on=body.pickup_on))
    return layout


async def approve_online(session: AsyncSession, who: Principal, layout_id: UUID) -> Layout:
    """The customer accepts on the own page, which says when the album is ready (PST-17)."""
    layout, _ = await locked_layout(session, layout_id)
    selection = await selection_of_order(session, layout.order_id)
    pickup_on = selection.pickup_on if selection else None
    publish(session, layout.approve(who.staff_id, Channel.ONLINE, clock.now(), pickup_on=pickup_on))
    return layout


async def change_layout(
    session: AsyncSession, who: Principal, layout_id: UUID, body: ChangesIn, language: str
) -> Layout:
    """The customer wants changes: design begins the next round; its review and the pickup may get other days.

    Raises:
        NothingToChange: neither words nor pins say what.
        Invalid: one of the days is past, or the review after the pickup.
    """
    layout, order = await locked_layout(session, layout_id)
    asked = await layout_pages.remarks_with_pins(session, layout_id, body.remarks, language)
    if not asked:
        raise NothingToChange
    days = {"review_on": body.review_on, "pickup_on": body.pickup_on}
    await _agree_anew(session, order, **days)
    publish(session, layout.want_changes(who.staff_id, body.remarks, clock.now(), **days))
    await add_work(session, order, WorkStep.DESIGN, round_=layout.round + 1, remarks=asked)
    return layout


async def _agree_anew(
    session: AsyncSession, order: OrderCopy, *, review_on: date | None = None, pickup_on: date | None = None
) -> None:
    """Days that were agreed with the customer's answer take the place of those before (PST-17).

    Raises:
        Invalid: a day is past, or the review after the pickup.
    """
    today = (await get_branch(session, order.branch_id)).today()
    for field, day in (("review_on", review_on), ("pickup_on", pickup_on)):
        if day is not None and day < today:
            raise Invalid(field=field, reason=Both("the day is past", "日期已过"))
    selection = await selection_of_order(session, order.order_id, lock=True)
    if selection is None:
        return
    selection.review_on, selection.pickup_on = review_on or selection.review_on, pickup_on or selection.pickup_on
    if review_on is not None and selection.pickup_on is not None and review_on > selection.pickup_on:
        raise Invalid(
            field="review_on",
            reason=Both(
                "the layout is seen before the pickup; agree on another date for it", "看版须早于取件，请另约取件日期"
            ),
        )


async def open_work_of_rework(session: AsyncSession, rework_id: UUID) -> int:
    """Work on the files that a rework still waits for."""
    query = select(func.count(col(WorkItem.id))).where(
        WorkItem.rework_id == rework_id, col(WorkItem.state).in_([WorkState.WAITING, WorkState.RUNNING])
    )
    return (await session.exec(query)).one()
