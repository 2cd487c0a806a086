"""Orders listed, searched, and shown with everything reception knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, false, union_all
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.domain.invoices import LIVE
from services.reception.domain.orders import OrderState
from services.reception.domain.people import PhoneInvalid, Safe, normal_phone
from services.reception.models import (
    Amendment,
    BusinessDay,
    Cancellation,
    CheckIn,
    Deposit,
    ExtraSale,
    Invoice,
    NamePrefix,
    Order,
    OrderPerson,
    Person,
    Receipt,
    Refund,
    ShootSale,
    ShootVisit,
)
from services.reception.queries.receipts import tell_kept
from services.reception.schemas.check_in import CheckInOut, ReceptionPart, ShootVisitOut
from services.reception.schemas.money import DepositOut, RefundOut
from services.reception.schemas.orders import AmendmentOut, CancellationOut, OrderOut
from services.reception.schemas.search import Hit, SearchOut
from shared.kit.db import AsyncSession, scope_of
from shared.kit.errors import NotFound
from shared.kit.together import Together

MOST_HITS = 20
MOST_PEOPLE = 200
"""Of the people whose name begins as asked, that many of a branch are looked at, the last ones first."""


def orders(
    branch_id: str | None, state: OrderState | None, owner_id: str | None, ids: Sequence[UUID] | None = None
) -> SelectOfScalar[Order]:
    """Orders, filtered by what is given."""
    query = select(Order)
    if ids is not None:
        query = query.where(col(Order.id).in_(ids))
    if branch_id is not None:
        query = query.where(Order.branch_id == branch_id)
    if state is not None:
        query = query.where(Order.state == state)
    return query if owner_id is None else query.where(Order.owner_id == owner_id)


async def amendments_of(session: AsyncSession, order_id: UUID) -> list[Amendment]:
    """The order's changes in their order (M-62)."""
    query = select(Amendment).where(Amendment.order_id == order_id).order_by(col(Amendment.number))
    return list((await session.exec(query)).all())


def cancellations(branch_id: str | None, state: str | None) -> SelectOfScalar[Cancellation]:
    """Requests to end an order (M-39)."""
    query = select(Cancellation)
    if branch_id is not None:
        query = query.where(Cancellation.branch_id == branch_id)
    return query if state is None else query.where(Cancellation.state == state)


async def refund_ids_of(session: AsyncSession, cancellation_ids: list[UUID]) -> dict[UUID, list[UUID]]:
    """The refunds asked for with each of the cancellations."""
    query = select(Refund.cancellation_id, Refund.id).where(col(Refund.cancellation_id).in_(cancellation_ids))
    found: dict[UUID, list[UUID]] = {one: [] for one in cancellation_ids}
    for cancellation_id, refund_id in (await session.exec(query.order_by(col(Refund.id)))).all():
        if cancellation_id is not None:
            found[cancellation_id].append(refund_id)
    return found


async def refund_ids(session: AsyncSession, cancellation_id: UUID) -> list[UUID]:
    """The refunds asked for with a cancellation."""
    query = select(Refund.id).where(Refund.cancellation_id == cancellation_id).order_by(col(Refund.id))
    return list((await session.exec(query)).all())


THE_ORDER = bindparam("order_id", type_=Uuid)
ORDER = select(Order).where(col(Order.id) == THE_ORDER)
CHECK_IN = select(CheckIn).where(col(CheckIn.order_id) == THE_ORDER)
RECEIPTS = select(Receipt).where(col(Receipt.order_id) == THE_ORDER).order_by(col(Receipt.year), col(Receipt.sequence))
REFUNDS = select(Refund).where(col(Refund.order_id) == THE_ORDER).order_by(col(Refund.id))
INVOICES = select(Invoice).where(col(Invoice.order_id) == THE_ORDER, col(Invoice.state).in_(list(LIVE)))
DEPOSITS = select(Deposit).where(col(Deposit.order_id) == THE_ORDER).order_by(col(Deposit.year), col(Deposit.sequence))
AMENDMENTS = select(Amendment).where(col(Amendment.order_id) == THE_ORDER).order_by(col(Amendment.number))
CANCELLATIONS = select(Cancellation).where(col(Cancellation.order_id) == THE_ORDER).order_by(col(Cancellation.id))
SHOOT_VISITS = select(ShootVisit).where(col(ShootVisit.order_id) == THE_ORDER).order_by(col(ShootVisit.id))
EXTRA_SALES = (
    select(ExtraSale)
    .where(col(ExtraSale.order_id) == THE_ORDER)
    .order_by(col(ExtraSale.confirmed_at).desc(), col(ExtraSale.selection_id))
)
_PAID_ON = union_all(
    select(col(Receipt.business_day)).where(col(Receipt.order_id) == THE_ORDER),
    select(col(ShootSale.business_day)).where(col(ShootSale.order_id) == THE_ORDER),
)
SIGNED_DAYS = (
    select(col(BusinessDay.day))
    .where(
        col(BusinessDay.branch_id).in_(select(Order.branch_id).where(col(Order.id) == THE_ORDER)),
        col(BusinessDay.day).in_(_PAID_ON),
        col(BusinessDay.signed_at).is_not(None),
    )
    .order_by(col(BusinessDay.day))
)
WHOLE_ORDER = Together(
    ORDER,
    CHECK_IN,
    RECEIPTS,
    REFUNDS,
    INVOICES,
    DEPOSITS,
    AMENDMENTS,
    CANCELLATIONS,
    SHOOT_VISITS,
    EXTRA_SALES,
    SIGNED_DAYS,
)


async def reception_part(session: AsyncSession, order_id: UUID) -> ReceptionPart:
    """Everything reception knows of an order.

    Raises:
        NotFound: no such order in scope.
    """
    found = await WHOLE_ORDER.read(session, order_id=order_id)
    order, check_in, second_sale = found.first(ORDER), found.first(CHECK_IN), found.first(EXTRA_SALES)
    if order is None:
        raise NotFound(what="order")
    refunds: dict[UUID | None, list[UUID]] = defaultdict(list)
    for refund in found[REFUNDS]:
        refunds[refund.cancellation_id].append(refund.id)
    signed = [(order.branch_id, day) for day in found[SIGNED_DAYS]]
    return ReceptionPart(
        order=OrderOut.of(order),
        receipts=tell_kept(found[RECEIPTS], found[REFUNDS], found[INVOICES], signed),
        refunds=[RefundOut.of(row) for row in found[REFUNDS]],
        deposits=[DepositOut.of(row) for row in found[DEPOSITS]],
        amendments=[AmendmentOut.of(row) for row in found[AMENDMENTS]],
        cancellations=[CancellationOut.of(row, refunds[row.id]) for row in found[CANCELLATIONS]],
        check_in=None if check_in is None else CheckInOut.of(order, check_in),
        shoot_visits=[ShootVisitOut.of(row) for row in found[SHOOT_VISITS]],
        signed_days=found[SIGNED_DAYS],
        second_sales=order.money(order.selection_total),
        selection_clerk_id=None if second_sale is None else second_sale.clerk_id,
        design_accepted_at=order.design_accepted_at,
        design_accepted_by=order.design_accepted_by,
    )


async def search(session: AsyncSession, safe: Safe, region: str, text: str) -> SearchOut:
    """Orders by phone tail, whole phone, beginning of a name, order number or customer number; newest first.

    Every way is an equality, so that row-level security lets it use an index (design §5).
    """
    wanted = " ".join(text.split())
    people: list[Any] = []
    if wanted.isdigit() and len(wanted) == 4:
        people.append(select(Person.id).where(Person.tail_mark == safe.mark("tail", wanted)))
    phone = _phone(wanted, region)
    if phone is not None:
        people.append(select(Person.id).where(Person.phone_mark == safe.mark("phone", phone)))
    people.append(_named(wanted.casefold(), scope_of(session)))
    number = wanted.upper()
    queries: list[Any] = [
        select(Order).where(Order.number == number),
        select(Order).where(Order.customer_number == number),
    ]
    for query in people:
        of_person = select(OrderPerson.order_id).where(col(OrderPerson.person_id).in_(query))
        queries.append(select(Order).where(col(Order.id).in_(of_person)))
    found: dict[UUID, Order] = {}
    for query in queries:
        newest = query.order_by(col(Order.placed_at).desc()).limit(MOST_HITS)
        found.update({order.id: order for order in (await session.exec(newest)).all()})
    newest_first = sorted(found.values(), key=lambda order: order.placed_at, reverse=True)[:MOST_HITS]
    return SearchOut(items=await _hits(session, newest_first))


def _named(prefix: str, branches: Sequence[str] | None) -> Any:
    """The people last registered whose name begins so, some of each branch in scope.

    Not all of them: a single letter begins the names of a part of all people there ever were, and who looks for
    somebody older types more of the name.
    """
    named = select(NamePrefix.person_id).where(NamePrefix.prefix == prefix)
    newest = col(NamePrefix.person_id).desc()
    if branches is None:
        return named.order_by(newest).limit(MOST_PEOPLE)
    each = [named.where(NamePrefix.branch_id == branch).order_by(newest).limit(MOST_PEOPLE) for branch in branches]
    return select(union_all(*each).subquery().c.person_id) if each else named.where(false())


def _phone(text: str, region: str) -> str | None:
    try:
        return normal_phone(text, region)
    except PhoneInvalid:
        return None


async def _hits(session: AsyncSession, found: list[Order]) -> list[Hit]:
    ids = {UUID(person) for order in found for person in order.person_ids}
    rows = (await session.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids)))).all()
    names: dict[UUID, str] = {key: name for key, name in rows}
    return [
        Hit(
            order_id=order.id,
            number=order.number,
            customer_number=order.customer_number,
            names=[names[UUID(person)] for person in order.person_ids if UUID(person) in names],
            state=order.state,
            branch_id=order.branch_id,
            balance=order.money(order.balance),
        )
        for order in found
    ]
