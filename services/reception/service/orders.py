"""Placing, booking and amending orders (REC-02, M-62, M-75)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Insert, Uuid, bindparam, func, insert, select
from sqlmodel import col

from services.reception.domain.money import fen_in
from services.reception.domain.orders import LATE_STATES, DiscountTooHigh, OrderState, ShootBooked, check_persons
from services.reception.models import (
    Amendment,
    Base,
    Order,
    Package,
    PackageVersion,
    ShootBooking,
    SoldPackage,
    Visit,
)
from services.reception.queries import money as money_reading
from services.reception.queries.packages import version_sold
from services.reception.queries.placing import Ground, ground_of
from services.reception.schemas.orders import AmendmentIn, ChecklistIn, OrderIn, OrderOut, PlanningBookIn
from services.reception.service.clearances import refuse_raise
from services.reception.service.numbers import next_number
from services.reception.service.referrals import referrer_of
from services.reception.service.staff import require_known, require_staff
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import Both, Invalid, NotFound
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch
from shared.kit.versions import check_version

NOT_SOLD = Both("this package has no version that is sold yet", "此套系还没有在售的版本")


async def place_order(session: AsyncSession, who: Principal, body: OrderIn) -> OrderOut:
    """Write an order down; its owner is whose customer came, else the one named, else the caller (GEN-01).

    Raises:
        PersonsWrong: not two people for a wedding (A-36).
        DiscountWrong: a discount without reason or above the price.
        DiscountTooHigh: more than the caller takes off by himself.
        CodeUnknown, CodeOwn: the referral code is nobody's, or the customer's own (A-26).
    """
    who.require_branch(body.branch_id)
    staff = [body.owner_id, body.designated_photographer_id, body.designated_makeup_artist_id]
    people = list(dict.fromkeys(body.person_ids))
    ground = await ground_of(
        session,
        body.branch_id,
        staff=[one for one in staff if one is not None],
        people=people,
        package_id=body.package_id,
        now=clock.now(),
    )
    require_known(staff, ground.staff)
    if not ground.people.issuperset(people):
        raise NotFound(what="person")
    sold = _sold(ground, body)
    check_persons(sold.category, len(people))
    visit = None if body.visit_id is None else await get_or_404(session, Visit, body.visit_id, lock=True)
    referrer = body.referrer_person_id or (visit.referrer_person_id if visit is not None else None)
    if body.referral_code is not None:
        referrer = await referrer_of(session, body.referral_code, people)
    order = Order(
        id=new_id(),
        branch_id=body.branch_id,
        number="",
        owner_id=visit.owner_id if visit is not None else (body.owner_id or who.staff_id),
        visit_id=body.visit_id,
        person_ids=[str(person) for person in people],
        referrer_person_id=referrer,
        placed_at=clock.now(),
        wedding_date=body.wedding_date,
        wanted_date=body.wanted_date,
        designated_photographer_id=body.designated_photographer_id,
        designated_makeup_artist_id=body.designated_makeup_artist_id,
        package_total=sold.package_price,
        **sold._asdict(),
    )
    if body.discount is not None and body.discount.amount:
        fen = fen_in(body.discount, order.currency)
        _require_discount(session, who, order, fen)
        order.set_discount(fen, body.discount_reason or "")
    if visit is not None:
        visit.order(order.id)
    today = ground.branch.today()
    sequence = await next_number(session, order.branch_id, "O", f"{today:%y%m%d}")
    order.number = f"{order.branch_id}-{today:%y%m%d}-{sequence:03d}"
    publish(session, order.placed(), version=order.version)
    publish(session, order.balance_changed(), version=order.balance_version)
    await session.execute(WRITE_DOWN, {**order.model_dump(), "people": people})
    return OrderOut.of(order)


def _require_discount(session: AsyncSession, who: Principal, order: Order, fen: int) -> None:
    who.require("reception.discounts.grant")
    percent: int = session.info["service"].extras["discount_percent_most"]
    most = order.package_price * percent // 100
    if fen > most and not who.may("reception.discounts.unlimited"):
        raise DiscountTooHigh(most=str(order.money(most)))


def _write_down() -> Insert:
    """An order and who has it, in one statement."""
    orders, of_people = Base.metadata.tables["studio_order"], Base.metadata.tables["order_person"]
    columns = {column.name: bindparam(column.name, type_=column.type) for column in orders.columns}
    written = insert(orders).values(columns).returning(orders.c.id, orders.c.branch_id).cte("written")
    people = func.unnest(bindparam("people", type_=ARRAY(Uuid)))
    names = ["order_id", "branch_id", "person_id"]
    return insert(of_people).from_select(names, select(written.c.id, written.c.branch_id, people))


WRITE_DOWN = _write_down()


def _sold(ground: Ground, body: OrderIn) -> SoldPackage:
    """The version of the package that is sold today, if the branch may sell it (M-75)."""
    if not ground.package_exists:
        raise NotFound(what="package")
    _require_sellable(ground.package_branch, body.branch_id)
    if ground.sold is None:
        raise Invalid(field="package_id", reason=NOT_SOLD)
    return ground.sold


def _require_sellable(package_branch: str | None, branch_id: str) -> None:
    if package_branch not in (None, branch_id):
        raise Invalid(field="package_id", reason=Both("this package belongs to another branch", "此套系属于其他门店"))


async def _package(
    session: AsyncSession, branch_id: str, package_id: UUID, version: int | None, day: date
) -> tuple[Package, PackageVersion]:
    """A package the branch may sell and the version asked for, or the one sold that day (M-75)."""
    package = await get_or_404(session, Package, package_id)
    _require_sellable(package.branch_id, branch_id)
    if version is not None:
        return package, await get_or_404(session, PackageVersion, (package_id, version), what="package version")
    sold = await version_sold(session, package_id, day)
    if sold is None:
        raise Invalid(field="package_id", reason=NOT_SOLD)
    return package, sold


async def fill_planning_book(session: AsyncSession, order_id: UUID, body: PlanningBookIn, edited: int) -> Order:
    """新人企划书: write down what the customer wishes (REC-02)."""
    order = await get_or_404(session, Order, order_id, lock=True)
    check_version(order.version, edited)
    order.planning_book = body.model_dump(mode="json")
    order.edited()
    return order


async def tick_checklist(session: AsyncSession, order_id: UUID, body: ChecklistIn) -> Order:
    """What is handed out at booking: care notes, cards (REC-02)."""
    order = await get_or_404(session, Order, order_id, lock=True)
    order.tick(body.model_dump(mode="json"))
    return order


async def book_order(session: AsyncSession, order_id: UUID) -> Order:
    """PLACED → BOOKED when package, contact, receipt and planning book are there (REC-02).

    Raises:
        NotBookable: naming what is missing.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    contact = await money_reading.has_contact(session, [UUID(person) for person in order.person_ids])
    receipt = await money_reading.has_booking_receipt(session, order.id)
    publish(session, order.book(contact=contact, receipt=receipt, at=clock.now()), version=order.version)
    return order


async def amend_order(session: AsyncSession, who: Principal, order_id: UUID, body: AmendmentIn, edited: int) -> Order:
    """Change an order with a note of what, when and by whom; the history stays (M-62).

    Once the selection is confirmed, design and production work from it: then a right of its own is needed.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    check_version(order.version, edited)
    if order.state in LATE_STATES:
        who.require("reception.orders.amend_late")
    await require_staff(session, [body.designated_photographer_id, body.designated_makeup_artist_id])
    before, owed, state_then = order.content().model_dump(mode="json"), order.balance, order.state
    if body.package_id is not None or body.package_version is not None:
        await _change_package(session, order, body)
    for name in ("wedding_date", "wanted_date", "designated_photographer_id", "designated_makeup_artist_id"):
        if name in body.model_fields_set:
            setattr(order, name, getattr(body, name))
    if order.balance > owed:
        await refuse_raise(session, order)
    event = order.amended(body.note)
    after = order.content().model_dump(mode="json")
    changes: dict[str, Any] = {k: {"from": before[k], "to": after[k]} for k in after if before[k] != after[k]}
    session.add(
        Amendment(
            branch_id=order.branch_id,
            order_id=order.id,
            number=order.amendments,
            changes=changes,
            note=body.note,
            state_then=state_then,
            by=who.staff_id,
            at=clock.now(),
        )
    )
    publish(session, event, version=order.version)
    if order.balance != owed:
        publish(session, order.balance_changed(), version=order.balance_version)
    return order


async def _change_package(session: AsyncSession, order: Order, body: AmendmentIn) -> None:
    branch = await get_branch(session, order.branch_id)
    chosen = body.package_id or order.package_id
    package, version = await _package(session, order.branch_id, chosen, body.package_version, branch.today())
    check_persons(package.category, len(order.person_ids))
    if package.category is not order.category:
        await _refuse_booked_shoot(session, order, branch.today())
    order.take_package(SoldPackage.of(package, version))


async def _refuse_booked_shoot(session: AsyncSession, order: Order, today: date) -> None:
    """People, rooms, length and the day's limits of a booked shoot are those of its category (M-62, 1.2.2).

    Raises:
        ShootBooked: a shoot or re-shoot is still to come.
    """
    begun = order.state is not OrderState.BOOKED
    first = today + timedelta(days=1) if begun else today
    query = (
        select(col(ShootBooking.first_day))
        .where(col(ShootBooking.order_id) == order.id, col(ShootBooking.first_day) >= first)
        .order_by(col(ShootBooking.first_day))
        .limit(1)
    )
    day = (await session.execute(query)).scalar()
    if day is not None:
        raise ShootBooked(day=day.isoformat())
