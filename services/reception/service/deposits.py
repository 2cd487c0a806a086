"""Deposits for things lent, and the places they are taken for (FIN-01, A-38, M-43, REC-20)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from services.reception.domain.money import (
    PLACES,
    DepositObject,
    PlaceTaken,
    PlaceUnknown,
    check_intake,
    fen_in,
    receipt_number,
)
from services.reception.models import Deposit, Order, StoragePlaces
from services.reception.queries.money import storage
from services.reception.queries.storing import in_lockers
from services.reception.schemas.money import DepositIn, DepositOut, DepositReturnIn, StorageIn, StorageOut
from services.reception.service.days import open_day
from services.reception.service.numbers import next_number
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch
from shared.kit.versions import check_version


async def set_places(session: AsyncSession, who: Principal, branch_id: str, body: StorageIn, edited: int) -> StorageOut:
    """Say which lockers and make-up boxes the branch has.

    Raises:
        VersionStale: somebody else said so in the meantime.
        PlaceTaken: one that is to go is in use.
    """
    who.require_branch(branch_id)
    await get_branch(session, branch_id)
    nothing = insert(StoragePlaces).values(branch_id=branch_id, lockers=[], makeup_boxes=[], version=0)
    await session.execute(nothing.on_conflict_do_nothing())
    row = await session.get_one(StoragePlaces, branch_id, with_for_update=True)
    check_version(row.version, edited)
    before = await storage(session, branch_id)
    for kept, places in ((body.lockers, before.lockers), (body.makeup_boxes, before.makeup_boxes)):
        for place in places:
            if place.order_id is not None and place.number not in kept:
                raise PlaceTaken(object_number=place.number)
    row.lockers, row.makeup_boxes = list(dict.fromkeys(body.lockers)), list(dict.fromkeys(body.makeup_boxes))
    row.version += 1
    return await storage(session, branch_id)


async def read_places(session: AsyncSession, who: Principal, branch_id: str) -> StorageOut:
    """The places of a branch and who has them."""
    who.require_branch(branch_id)
    return await storage(session, branch_id)


async def take_deposit(session: AsyncSession, who: Principal, order_id: UUID, body: DepositIn) -> DepositOut:
    """Take a deposit on its own numbered paper; one locker or box has one holder (FIN-01, A-38).

    Raises:
        PlaceUnknown: the branch has no such locker or box.
        PlaceTaken: somebody has it.
        MethodRefused, NotesNotTested, DayIsClosed.
    """
    order = await get_or_404(session, Order, order_id, lock=True)
    branch = await get_branch(session, order.branch_id)
    check_intake(body.method, body.note_tested, branch.state.payment_methods)
    if body.object in PLACES:
        places = await session.get(StoragePlaces, order.branch_id, with_for_update=True)
        if places is None or body.object_number not in places.of(body.object):
            raise PlaceUnknown(object_number=body.object_number)
        if body.object == DepositObject.LOCKER and body.object_number in await in_lockers(session, order.branch_id):
            raise PlaceTaken(object_number=body.object_number)
    day = await open_day(session, branch, branch.today())
    deposit = Deposit(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        number="",
        year=day.day.year,
        sequence=0,
        object=body.object,
        object_number=body.object_number,
        method=body.method,
        currency=order.currency,
        amount=fen_in(body.amount, order.currency),
        note_tested=body.note_tested,
        taken_on=day.day,
        taken_at=clock.now(),
        cashier_id=who.staff_id,
    )
    deposit.sequence = await next_number(session, order.branch_id, "D", str(deposit.year))
    deposit.number = receipt_number("D", deposit.year, order.branch_id, deposit.sequence)
    session.add(deposit)
    try:
        await session.flush()
    except IntegrityError as error:
        raise PlaceTaken(object_number=body.object_number) from error
    publish(session, deposit.taken(), version=1)
    return DepositOut.of(deposit)


async def return_deposit(session: AsyncSession, who: Principal, deposit_id: UUID, body: DepositReturnIn) -> DepositOut:
    """Give the deposit back against the same paper and a signature (M-43).

    Raises:
        OtherReceipt: the paper belongs to another deposit.
        TransitionRefused: it was returned or kept before.
        DayIsClosed.
    """
    deposit = await get_or_404(session, Deposit, deposit_id, lock=True)
    branch = await get_branch(session, deposit.branch_id)
    day = await open_day(session, branch, branch.today())
    returned = deposit.give_back(body.receipt_number, body.signature_name, who.staff_id, day.day, clock.now())
    publish(session, returned, version=2)
    return DepositOut.of(deposit)


async def forfeit_deposit(session: AsyncSession, who: Principal, deposit_id: UUID, reason: str) -> DepositOut:
    """Keep the deposit, with the reason."""
    deposit = await get_or_404(session, Deposit, deposit_id, lock=True)
    branch = await get_branch(session, deposit.branch_id)
    publish(session, deposit.forfeit(reason, who.staff_id, branch.today(), clock.now()), version=2)
    return DepositOut.of(deposit)
