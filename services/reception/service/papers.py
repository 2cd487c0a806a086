"""What stands on a printed receipt (FIN-01, FIN-05, REC-14)."""

from __future__ import annotations

import asyncio
from uuid import UUID

from services.reception.domain.money import ReceiptState
from services.reception.domain.people import as_dialled
from services.reception.models import Custody, Deposit, Order, Person, Receipt, ShootSale
from services.reception.printing import Paper, render
from services.reception.service.people import log_reveal, names_of, open_numbers
from shared.contracts.reception import ReceiptForm
from shared.contracts.values import Money
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.reference import Branch, get_branch, get_staff

TITLES = {
    ReceiptForm.BOOKING_DEPOSIT: ("预约定金收据", "Booking deposit"),
    ReceiptForm.BOOKING_FULL: ("预约全款收据", "Booking paid in full"),
    ReceiptForm.PACKAGE_BALANCE: ("套系余款收据", "Package balance"),
    ReceiptForm.SELECTION_DEPOSIT: ("选样定金收据", "Selection deposit"),
    ReceiptForm.SELECTION_BALANCE: ("选样余款收据", "Selection balance"),
    ReceiptForm.SELECTION_FULL: ("选样全款收据", "Selection paid in full"),
}

METHODS = {"CASH": "现金 Cash", "WECHAT": "微信 WeChat", "ALIPAY": "支付宝 Alipay", "TRANSFER": "转账 Transfer"}

OBJECTS = {
    "LOCKER": "衣物柜 Locker",
    "MAKEUP_BOX": "化妆盒 Make-up box",
    "DRESS": "礼服 Dress",
    "KEY": "钥匙 Key",
    "PROPS": "道具 Props",
}

BEFORE_SHOOT = frozenset({"R1", "R2", "R3"})
LATER_PAYMENT = frozenset({"R3", "R5"})


async def print_receipt(session: AsyncSession, who: Principal, receipt_id: UUID) -> bytes:
    """The receipt as PDF; printing shows the customers' phones and is logged as a reveal (GEN-08)."""
    receipt = await get_or_404(session, Receipt, receipt_id)
    order = await get_or_404(session, Order, receipt.order_id)
    branch = await get_branch(session, receipt.branch_id)
    lines = await _customer_lines(session, who, order, receipt.number)
    if receipt.form.value in BEFORE_SHOOT:
        lines += [("套系", "Package", f"{order.package_name}（{order.package_code}）")]
        total = ("套系总金额", "Package total")
    else:
        lines += [("客户编号", "Customer no.", receipt.customer_number or "")]
        total = ("选样总金额", "Selection total")
    lines += [(*total, _shown(receipt.money(receipt.total)))]
    lines += _amounts(receipt)
    lines += [
        ("付款方式", "Paid by", METHODS.get(receipt.method, receipt.method)),
        ("日期", "Date", _time(branch, receipt)),
    ]
    paper = Paper(
        company=branch.state.name,
        title=TITLES[receipt.form],
        number=receipt.number,
        lines=tuple(lines),
        signatures=(
            ("经手人", "Handled by", await _staff_name(session, receipt.handler_id)),
            ("收款人", "Cashier", await _staff_name(session, receipt.cashier_id)),
            ("订单号", "Order", order.number),
        ),
        void=receipt.state == ReceiptState.VOID,
    )
    return await asyncio.to_thread(render, paper)


async def print_deposit(session: AsyncSession, who: Principal, deposit_id: UUID) -> bytes:
    """The deposit receipt (押金收据) as PDF; it comes back when the deposit does (M-43)."""
    deposit = await get_or_404(session, Deposit, deposit_id)
    order = await get_or_404(session, Order, deposit.order_id)
    branch = await get_branch(session, deposit.branch_id)
    lines = await _customer_lines(session, who, order, deposit.number)
    thing = f"{OBJECTS[deposit.object.value]}  {deposit.object_number}"
    lines += [
        ("客户编号", "Customer no.", order.customer_number or ""),
        ("押金物品", "Deposit for", thing),
        ("押金金额", "Amount", _shown(Money(amount=deposit.amount, currency=deposit.currency))),
        ("付款方式", "Paid by", METHODS.get(deposit.method, deposit.method)),
        ("日期", "Date", f"{branch.local(deposit.taken_at):%Y-%m-%d %H:%M}"),
        ("退还说明", "Return", "凭本收据原件退还押金 Refunded against this original only"),
    ]
    paper = Paper(
        company=branch.state.name,
        title=("押金收据", "Deposit receipt"),
        number=deposit.number,
        lines=tuple(lines),
        signatures=(
            ("收款人", "Cashier", await _staff_name(session, deposit.cashier_id)),
            ("退还签字", "Returned to", deposit.signature_name or "____________"),
            ("订单号", "Order", order.number),
        ),
    )
    return await asyncio.to_thread(render, paper)


async def print_sale(session: AsyncSession, who: Principal, sale_id: UUID) -> bytes:
    """The receipt of a sale on the shoot day as PDF (FIN-14)."""
    sale = await get_or_404(session, ShootSale, sale_id)
    order = await get_or_404(session, Order, sale.order_id)
    branch = await get_branch(session, sale.branch_id)
    things = "、".join(f"{item['name']} × {item['quantity']}" for item in sale.items)
    lines = [
        *await _customer_lines(session, who, order, sale.number),
        ("客户编号", "Customer no.", order.customer_number or ""),
        ("品名数量", "Items", things),
        ("金额", "Amount", _shown(sale.money(sale.amount))),
        ("付款方式", "Paid by", METHODS.get(sale.method, sale.method)),
        ("日期", "Date", f"{branch.local(sale.sold_at):%Y-%m-%d %H:%M}"),
    ]
    paper = Paper(
        company=branch.state.name,
        title=("现场销售收据", "Shoot-day sale"),
        number=sale.number,
        lines=tuple(lines),
        signatures=(
            ("销售人", "Sold by", await _staff_name(session, sale.seller_id)),
            ("收款人", "Cashier", await _staff_name(session, sale.cashier_id)),
            ("订单号", "Order", order.number),
        ),
        void=sale.state == ReceiptState.VOID,
    )
    return await asyncio.to_thread(render, paper)


async def print_custody(session: AsyncSession, who: Principal, custody_id: UUID) -> bytes:
    """The paper for a thing in the studio's care as PDF (M-42)."""
    kept = await get_or_404(session, Custody, custody_id)
    order = await get_or_404(session, Order, kept.order_id)
    branch = await get_branch(session, kept.branch_id)
    lines = [
        *await _customer_lines(session, who, order, kept.number),
        ("托管物品", "Thing", kept.thing),
        ("完好情况", "Condition", kept.condition),
        ("存放处", "Kept at", kept.place),
        ("日期", "Date", f"{branch.local(kept.taken_at):%Y-%m-%d %H:%M}"),
        ("领取说明", "Return", "凭本单原件领取 Returned against this original only"),
    ]
    paper = Paper(
        company=branch.state.name,
        title=("物品托管单", "Custody"),
        number=kept.number,
        lines=tuple(lines),
        signatures=(
            ("经手人", "Taken by", await _staff_name(session, kept.taken_by)),
            ("领取签字", "Returned to", kept.signature_name or "____________"),
            ("订单号", "Order", order.number),
        ),
    )
    return await asyncio.to_thread(render, paper)


async def _customer_lines(
    session: AsyncSession, who: Principal, order: Order, number: str
) -> list[tuple[str, str, str]]:
    people = await names_of(session, [UUID(person) for person in order.person_ids])
    for person in people:
        log_reveal(session, person, who.staff_id, f"printed {number}")
    names = "、".join(person.name for person in people)
    phones = " / ".join(phone for phone in (_phone(session, person) for person in people) if phone)
    return [("姓名", "Name", names), ("联系电话", "Phone", phones)]


def _phone(session: AsyncSession, person: Person) -> str:
    return as_dialled(open_numbers(session, person).phone or "")


def _amounts(receipt: Receipt) -> list[tuple[str, str, str]]:
    """The amounts each form names (FIN-05)."""
    now, left = _shown(receipt.money(receipt.amount)), _shown(receipt.money(receipt.unpaid_after))
    if receipt.form.value in LATER_PAYMENT:
        before = _shown(receipt.money(receipt.already_paid))
        return [("已付", "Paid before", before), ("本次补款", "Paid now", now), ("未付", "Still owed", left)]
    if receipt.form.value in ("R2", "R6"):
        return [("付全款", "Paid in full", now)]
    return [("付定金", "Deposit paid", now), ("未付", "Still owed", left)]


def _shown(money: Money) -> str:
    return str(money)


def _time(branch: Branch, receipt: Receipt) -> str:
    return f"{branch.local(receipt.taken_at):%Y-%m-%d %H:%M}"


async def _staff_name(session: AsyncSession, staff_id: str) -> str:
    staff = await get_staff(session, staff_id)
    return staff_id if staff is None else f"{staff.state.display_name}（{staff.state.badge}）"
