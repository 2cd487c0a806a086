"""Belongings at reception: into a locker, out against the token, and tokens matched with lockers (M-37)."""

from __future__ import annotations

from uuid import UUID

from services.reception.domain.money import PlaceTaken, PlaceUnknown
from services.reception.domain.storing import Tokens, check_valuables
from services.reception.models import Order, StoragePlaces, StoredBelongings, TokenCheck
from services.reception.queries.storing import in_lockers, rented_lockers, show_stored
from services.reception.schemas.sales import SaleIn, SaleItemIn
from services.reception.schemas.storing import (
    LostTokenIn,
    ReleaseIn,
    StoredOut,
    StoreIn,
    TokenCheckIn,
    TokenCheckOut,
)
from services.reception.service.sales import sell
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.outbox import publish
from shared.kit.reference import get_branch

LOST_TOKEN = "存包牌遗失 Lost storage token"
"""What the receipt of the fee says; papers are in both languages."""


async def lockers_of(session: AsyncSession, branch_id: str) -> list[str]:
    """The lockers of a branch; whoever gives one out to somebody else waits."""
    places = await session.get(StoragePlaces, branch_id, with_for_update=True)
    return [] if places is None else places.lockers


async def store(session: AsyncSession, who: Principal, order_id: UUID, body: StoreIn) -> StoredOut:
    """A customer's things into a free locker; the token goes with the customer.

    Raises:
        ValuablesRefused: cash, handbags, phones, jewellery, documents that nobody declared.
        PlaceUnknown, PlaceTaken.
    """
    check_valuables(body.valuables, body.declaration)
    order = await get_or_404(session, Order, order_id)
    if body.locker not in await lockers_of(session, order.branch_id):
        raise PlaceUnknown(object_number=body.locker)
    taken = await rented_lockers(session, order.branch_id) | (await in_lockers(session, order.branch_id)).keys()
    if body.locker in taken:
        raise PlaceTaken(object_number=body.locker)
    now = clock.now()
    row = StoredBelongings(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        locker=body.locker,
        contents=body.contents,
        valuables=sorted(set(body.valuables)),
        declaration=body.declaration,
        stored_on=(await get_branch(session, order.branch_id)).today(now),
        stored_at=now,
        stored_by=who.staff_id,
    )
    session.add(row)
    publish(session, row.stored(), version=1)
    return await _show(session, row)


async def _show(session: AsyncSession, row: StoredBelongings) -> StoredOut:
    await session.flush()
    (out,) = await show_stored(session, [row])
    return out


async def release(session: AsyncSession, who: Principal, stored_id: UUID, body: ReleaseIn) -> StoredOut:
    """Back to whoever brings the token.

    Raises:
        OtherToken, TransitionRefused.
    """
    row = await get_or_404(session, StoredBelongings, stored_id, what="belongings", lock=True)
    publish(session, row.release(body.token, who.staff_id, clock.now()), version=2)
    return await _show(session, row)


async def release_without_token(session: AsyncSession, who: Principal, stored_id: UUID, body: LostTokenIn) -> StoredOut:
    """The token is lost: who asks shows who he is, says what is in the locker, and pays the fee on a receipt.

    Raises:
        TransitionRefused: they were fetched before.
        MethodRefused, NotesNotTested, DayIsClosed.
    """
    row = await get_or_404(session, StoredBelongings, stored_id, what="belongings", lock=True)
    fee: int = session.info["service"].extras["lost_token_fee"]
    currency = (await get_branch(session, row.branch_id)).state.currency
    item = SaleItemIn(name=LOST_TOKEN, quantity=1, unit_price=Money(amount=fee, currency=currency))
    paper = SaleIn(items=[item], seller_id=who.staff_id, method=body.method, note_tested=body.note_tested)
    sale = await sell(session, who, row.order_id, paper)
    await session.flush()
    fact = row.release_without_token(
        body.described, body.identity, body.signature_name, sale.id, who.staff_id, clock.now()
    )
    publish(session, fact, version=2)
    return await _show(session, row)


async def check_tokens(session: AsyncSession, who: Principal, body: TokenCheckIn) -> TokenCheckOut:
    """9:15 and closing: tokens against lockers; at closing nothing should be in them (M-37).

    Raises:
        PlaceUnknown: a token of no locker here.
        TokenDifference: one is missing, or hangs here though its locker is in use, and nobody says why.
    """
    who.require_branch(body.branch_id)
    branch = await get_branch(session, body.branch_id)
    lockers = frozenset(await lockers_of(session, branch.branch_id))
    if strange := sorted(set(body.tokens) - lockers):
        raise PlaceUnknown(object_number=strange[0])
    stored = (await in_lockers(session, branch.branch_id)).keys()
    taken = frozenset(stored | await rented_lockers(session, branch.branch_id))
    tokens = Tokens(lockers, taken & lockers, frozenset(body.tokens))
    tokens.require_explained(body.note)
    now = clock.now()
    row = TokenCheck(
        id=new_id(),
        branch_id=branch.branch_id,
        day=branch.today(now),
        time=body.time,
        missing=tokens.missing,
        surplus=tokens.surplus,
        left=sorted(stored),
        note=body.note,
        checked_by=who.staff_id,
        checked_at=now,
    )
    session.add(row)
    publish(session, row.checked(), version=1)
    return TokenCheckOut.of(row)
