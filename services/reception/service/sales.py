"""Sales on the shoot day (FIN-14)."""

from __future__ import annotations

from uuid import UUID

from services.reception.domain.money import check_intake, fen_in, receipt_number
from services.reception.domain.orders import OrderState
from services.reception.domain.sales import SERIES, SaleNotNow, check_commission, sum_of
from services.reception.models import Order, ShootSale
from services.reception.schemas.sales import SaleIn, SaleOut
from services.reception.service.days import open_day
from services.reception.service.numbers import next_number
from services.reception.service.staff import require_staff
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.ids import new_id
from shared.kit.reference import get_branch


async def sell(session: AsyncSession, who: Principal, order_id: UUID, body: SaleIn) -> SaleOut:
    """Take the money for what was used or sold, on a numbered paper; the order's balance stays as it is (FIN-14).

    Raises:
        SaleNotNow: the order is cancelled.
        CommissionTooHigh: the seller's share is more than was taken.
        MethodRefused, NotesNotTested, CurrencyRefused, DayIsClosed.
    """
    order = await get_or_404(session, Order, order_id)
    if order.state == OrderState.CANCELLED:
        raise SaleNotNow
    branch = await get_branch(session, order.branch_id)
    check_intake(body.method, body.note_tested, branch.state.payment_methods)
    await require_staff(session, [body.seller_id])
    items = [
        {"name": item.name, "quantity": item.quantity, "unit_price": fen_in(item.unit_price, order.currency)}
        for item in body.items
    ]
    amount = sum_of((item.quantity, item.unit_price.amount) for item in body.items)
    commission = 0 if body.commission is None else fen_in(body.commission, order.currency)
    check_commission(commission, amount)
    day = await open_day(session, branch, branch.today())
    sale = ShootSale(
        id=new_id(),
        branch_id=order.branch_id,
        order_id=order.id,
        number="",
        year=day.day.year,
        sequence=0,
        business_day=day.day,
        sold_at=clock.now(),
        items=items,
        currency=order.currency,
        amount=amount,
        commission=commission,
        method=body.method,
        note_tested=body.note_tested,
        seller_id=body.seller_id,
        cashier_id=who.staff_id,
    )
    sale.sequence = await next_number(session, order.branch_id, SERIES, str(sale.year))
    sale.number = receipt_number(SERIES, sale.year, order.branch_id, sale.sequence)
    session.add(sale)
    return SaleOut.of(sale)


async def void_sale(session: AsyncSession, who: Principal, sale_id: UUID, reason: str) -> SaleOut:
    """作废, while its day is open (FIN-02, M-77).

    Raises:
        SaleVoided, DayIsClosed.
    """
    sale = await get_or_404(session, ShootSale, sale_id, lock=True)
    branch = await get_branch(session, sale.branch_id)
    await open_day(session, branch, sale.business_day)
    sale.void(reason, who.staff_id)
    return SaleOut.of(sale)
