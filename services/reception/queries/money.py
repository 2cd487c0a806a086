"""Receipts, refunds and deposits of an order or a day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.domain.money import (
    BOOKING_FORMS,
    PLACES,
    DepositObject,
    DepositState,
    ReceiptState,
    RefundState,
)
from services.reception.models import Deposit, Person, Receipt, Refund, StoragePlaces
from services.reception.queries.storing import in_lockers
from services.reception.schemas.money import PlaceOut, StorageOut
from shared.contracts.values import Money
from shared.kit.db import AsyncSession
from shared.kit.reference import get_branch


def receipts(branch_id: str | None, day: date | None, order_id: UUID | None) -> SelectOfScalar[Receipt]:
    """Receipts, void ones included."""
    query = select(Receipt)
    if branch_id is not None:
        query = query.where(Receipt.branch_id == branch_id)
    if order_id is not None:
        query = query.where(Receipt.order_id == order_id)
    return query if day is None else query.where(Receipt.business_day == day)


def refunds(branch_id: str | None, state: RefundState | None) -> SelectOfScalar[Refund]:
    """Refunds in whatever state is asked for (M-39)."""
    query = select(Refund)
    if branch_id is not None:
        query = query.where(Refund.branch_id == branch_id)
    return query if state is None else query.where(Refund.state == state)


async def reserved(session: AsyncSession, receipt_id: UUID) -> int:
    """What was paid back of a receipt or is asked for, in fen; rejected requests do not count."""
    query = select(func.coalesce(func.sum(col(Refund.amount)), 0)).where(
        Refund.receipt_id == receipt_id, Refund.state != RefundState.REJECTED
    )
    return int((await session.exec(query)).one())


async def has_booking_receipt(session: AsyncSession, order_id: UUID) -> bool:
    """Whether an R1 or R2 that is not void is there (REC-02)."""
    query = select(Receipt.id).where(
        Receipt.order_id == order_id,
        Receipt.state == ReceiptState.ISSUED,
        col(Receipt.form).in_(list(BOOKING_FORMS)),
    )
    return (await session.exec(query.limit(1))).first() is not None


async def has_contact(session: AsyncSession, person_ids: list[UUID]) -> bool:
    """Whether one of the people can be called (REC-02)."""
    query = select(Person.id).where(col(Person.id).in_(person_ids), col(Person.phone_mark).is_not(None)).limit(1)
    return (await session.exec(query)).first() is not None


async def storage(session: AsyncSession, branch_id: str) -> StorageOut:
    """The lockers and boxes of a branch and who has them (REC-20)."""
    places = await session.get(StoragePlaces, branch_id) or StoragePlaces(branch_id=branch_id)
    query = select(Deposit).where(
        Deposit.branch_id == branch_id, Deposit.state == DepositState.TAKEN, col(Deposit.object).in_(list(PLACES))
    )
    taken = {(row.object, row.object_number): row for row in (await session.exec(query)).all()}

    stored = await in_lockers(session, branch_id)
    currency = (await get_branch(session, branch_id)).state.currency
    limits: dict[str, int] = session.info["service"].extras

    def show(kind: DepositObject, number: str) -> PlaceOut:
        if kind == DepositObject.LOCKER and (stay := stored.get(number)) is not None:
            return PlaceOut(number=number, order_id=stay.order_id, stored_id=stay.id)
        holder = taken.get((kind, number))
        if holder is None:
            return PlaceOut(number=number)
        return PlaceOut(number=number, order_id=holder.order_id, deposit_number=holder.number)

    return StorageOut(
        branch_id=branch_id,
        lockers=[show(DepositObject.LOCKER, number) for number in places.lockers],
        makeup_boxes=[show(DepositObject.MAKEUP_BOX, number) for number in places.makeup_boxes],
        version=places.version,
        lost_token_fee=Money(amount=limits["lost_token_fee"], currency=currency),
        compensation_most=Money(amount=limits["storage_compensation_most"], currency=currency),
    )


def receipts_csv(rows: Iterable[Receipt]) -> str:
    """Receipts as CSV, amounts in fen, for people who reconcile."""
    names = ["number", "business_day", "state", "form", "method", "currency", "amount", "handler_id", "cashier_id"]
    paper = io.StringIO()
    writer = csv.writer(paper)
    writer.writerow([*names, "void_reason"])
    for row in rows:
        writer.writerow([*(getattr(row, name) for name in names), row.void_reason or ""])
    return paper.getvalue()
