"""What stands on a printed receipt (FIN-01, FIN-05, REC-14)."""

from __future__ import annotations

import asyncio
from datetime import datetime
from uuid import UUID

from services.reception.domain.invoices import InvoiceState
from services.reception.domain.money import ReceiptState
from services.reception.domain.people import as_dialled
from services.reception.domain.work_orders import WorkState
from services.reception.models import CashBack, Custody, Deposit, Invoice, Order, Person, Receipt, ShootSale, WorkOrder
from services.reception.printing import Paper, render
from services.reception.service.people import log_reveal, names_of, open_numbers
from shared.contracts.reception import ReceiptForm
from shared.contracts.values import Money
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
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
    "LOCKER": "储物柜 Locker",
    "MAKEUP_BOX": "化妆盒 Make-up box",
    "DRESS": "礼服 Dress",
    "KEY": "钥匙 Key",
    "PROPS": "道具 Props",
}

BEFORE_SHOOT = frozenset({"R1", "R2", "R3"})
BLANK = "____________"
LATER_PAYMENT = frozenset({"R3", "R5"})


async def print_receipt(session: AsyncSession, who: Principal, receipt_id: UUID) -> bytes:
    """The receipt as PDF; printing shows the customers' phones and is logged as a reveal (GEN-08)."""
    receipt = await get_or_404(session, Receipt, receipt_id)
    order, branch, lines = await _begin(session, who, receipt)
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
        _date(branch, receipt.taken_at),
    ]
    signatures = (
        ("经手人", "Handled by", await _staff_name(session, receipt.handler_id)),
        ("收款人", "Cashier", await _staff_name(session, receipt.cashier_id)),
        ("订单号", "Order", order.number),
    )
    void = receipt.state == ReceiptState.VOID
    return await _print(branch, TITLES[receipt.form], receipt.number, lines, signatures, void=void)


async def print_deposit(session: AsyncSession, who: Principal, deposit_id: UUID) -> bytes:
    """The deposit receipt (押金收据) as PDF; it comes back when the deposit does (M-43)."""
    deposit = await get_or_404(session, Deposit, deposit_id)
    order, branch, lines = await _begin(session, who, deposit)
    thing = f"{OBJECTS[deposit.object.value]}  {deposit.object_number}"
    lines += [
        ("客户编号", "Customer no.", order.customer_number or ""),
        ("押金物品", "Deposit for", thing),
        ("押金金额", "Amount", _shown(Money(amount=deposit.amount, currency=deposit.currency))),
        ("付款方式", "Paid by", METHODS.get(deposit.method, deposit.method)),
        _date(branch, deposit.taken_at),
        ("退还说明", "Return", "凭本收据原件退还押金 Refunded against this original only"),
    ]
    signatures = (
        ("收款人", "Cashier", await _staff_name(session, deposit.cashier_id)),
        ("退还签字", "Returned to", deposit.signature_name or BLANK),
        ("订单号", "Order", order.number),
    )
    return await _print(branch, ("押金收据", "Deposit receipt"), deposit.number, lines, signatures)


async def print_sale(session: AsyncSession, who: Principal, sale_id: UUID) -> bytes:
    """The receipt of a sale on the shoot day as PDF (FIN-14)."""
    sale = await get_or_404(session, ShootSale, sale_id)
    order, branch, lines = await _begin(session, who, sale)
    things = "、".join(f"{item['name']} × {item['quantity']}" for item in sale.items)
    lines += [
        ("客户编号", "Customer no.", order.customer_number or ""),
        ("品名数量", "Items", things),
        ("金额", "Amount", _shown(sale.money(sale.amount))),
        ("付款方式", "Paid by", METHODS.get(sale.method, sale.method)),
        _date(branch, sale.sold_at),
    ]
    signatures = (
        ("销售人", "Sold by", await _staff_name(session, sale.seller_id)),
        ("收款人", "Cashier", await _staff_name(session, sale.cashier_id)),
        ("订单号", "Order", order.number),
    )
    void = sale.state == ReceiptState.VOID
    return await _print(branch, ("现场销售收据", "Shoot-day sale"), sale.number, lines, signatures, void=void)


async def print_custody(session: AsyncSession, who: Principal, custody_id: UUID) -> bytes:
    """The paper for a thing in the studio's care as PDF (M-42)."""
    kept = await get_or_404(session, Custody, custody_id)
    order, branch, lines = await _begin(session, who, kept)
    lines += [
        ("托管物品", "Thing", kept.thing),
        ("完好情况", "Condition", kept.condition),
        ("存放处", "Kept at", kept.place),
        _date(branch, kept.taken_at),
        ("领取说明", "Return", "凭本单原件领取 Returned against this original only"),
    ]
    signatures = (
        ("经手人", "Taken by", await _staff_name(session, kept.taken_by)),
        ("领取签字", "Returned to", kept.signature_name or BLANK),
        ("订单号", "Order", order.number),
    )
    return await _print(branch, ("物品托管单", "Custody"), kept.number, lines, signatures)


async def print_cash_back(session: AsyncSession, who: Principal, order_id: UUID) -> bytes:
    """The paper on which a referrer signs for his cash-back as PDF (A-26).

    Raises:
        NotFound: nothing was paid for that order.
    """
    paid = await get_or_404(session, CashBack, order_id, what="cash-back")
    if paid.number is None or paid.paid_on is None:
        raise NotFound(what="cash-back")
    order = await get_or_404(session, Order, order_id)
    branch = await get_branch(session, paid.branch_id)
    lines = [
        *await _people_lines(session, who, [paid.person_id], paid.number),
        ("返现事由", "For", "推荐顾客拍摄 Recommending a customer"),
        ("金额", "Amount", _shown(paid.money)),
        ("付款方式", "Paid by", METHODS.get(paid.method or "", paid.method or "")),
        ("日期", "Date", paid.paid_on.isoformat()),
    ]
    signatures = (
        ("付款人", "Cashier", await _staff_name(session, paid.paid_by or "")),
        ("领款签字", "Received by", paid.signature_name or BLANK),
        ("订单号", "Order", order.number),
    )
    return await _print(branch, ("推荐返现单", "Cash-back"), paid.number, lines, signatures)


async def print_invoice(session: AsyncSession, invoice_id: UUID) -> bytes:
    """The invoice as PDF, marked when it is void; it names what the receipts show as sold (M-45).

    Raises:
        NotFound: it is not written yet.
    """
    invoice = await get_or_404(session, Invoice, invoice_id)
    if invoice.number is None or invoice.issued_on is None or invoice.issued_by is None:
        raise NotFound(what="invoice")
    order = await get_or_404(session, Order, invoice.order_id)
    branch = await get_branch(session, invoice.branch_id)
    goods = {"PACKAGE": f"摄影套系 Package {invoice.package_name}", "SELECTION": "选样产品 Selection"}
    lines = [
        ("购买方", "Buyer", invoice.title),
        ("税号", "Tax number", invoice.tax_number or "—"),
        ("品名", "Goods", "、".join(goods[one] for one in invoice.goods)),
        ("金额", "Amount", _shown(invoice.money(invoice.amount))),
        ("对应收据", "For receipts", "、".join(invoice.receipt_numbers)),
        ("开票日期", "Date", invoice.issued_on.isoformat()),
        ("作废说明", "Note", "开错请收齐两联作废，不得撕毁涂改 Void with both copies only"),
    ]
    agreed = [await _staff_name(session, one) for one in (invoice.finance_by, invoice.decided_by) if one is not None]
    signatures = (
        ("开票人", "Written by", await _staff_name(session, invoice.issued_by)),
        ("批准人", "Agreed by", "、".join(agreed) or "—"),
        ("订单号", "Order", order.number),
    )
    void = invoice.state == InvoiceState.VOID
    return await _print(branch, ("发票", "Invoice"), invoice.number, lines, signatures, void=void)


async def print_work_order(session: AsyncSession, who: Principal, work_order_id: UUID) -> bytes:
    """The work order as PDF, one copy each for the customer, the archive and finance (M-26)."""
    work = await get_or_404(session, WorkOrder, work_order_id)
    order, branch, lines = await _begin(session, who, work)
    lines += [
        ("服务项目", "Service", f"{work.service_name} × {work.quantity} {work.unit}"),
        ("顾客要求", "Wishes", work.content or BLANK),
        ("预约时间", "Agreed for", f"{branch.local(work.appointed_at):%Y-%m-%d %H:%M}"),
        ("费用", "Price", _shown(work.money(work.amount))),
        ("费用确认", "Price confirmed", work.price_confirmed_by or BLANK),
        ("意见及建议", "Opinion", work.opinion or BLANK),
    ]
    signatures = (
        ("责任人", "Responsible", await _staff_name(session, work.worker_id) if work.worker_id else BLANK),
        ("客户签字", "Customer", work.signature_name or BLANK),
        ("订单号", "Order", order.number),
    )
    void = work.state in (WorkState.DECLINED, WorkState.CANCELLED)
    return await _print(branch, ("服务工作单", "Work order"), work.number, lines, signatures, void=void)


Lines = list[tuple[str, str, str]]


async def _begin(
    session: AsyncSession, who: Principal, row: Receipt | Deposit | ShootSale | Custody | WorkOrder
) -> tuple[Order, Branch, Lines]:
    """What every paper about an order begins with: whose it is, and where."""
    order = await get_or_404(session, Order, row.order_id)
    branch = await get_branch(session, row.branch_id)
    people = [UUID(person) for person in order.person_ids]
    return order, branch, await _people_lines(session, who, people, row.number)


async def _print(
    branch: Branch,
    title: tuple[str, str],
    number: str,
    lines: Lines,
    signatures: tuple[tuple[str, str, str], ...],
    *,
    void: bool = False,
) -> bytes:
    paper = Paper(
        company=branch.state.name, title=title, number=number, lines=tuple(lines), signatures=signatures, void=void
    )
    return await asyncio.to_thread(render, paper)


async def _people_lines(session: AsyncSession, who: Principal, ids: list[UUID], number: str) -> Lines:
    people = await names_of(session, ids)
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


def _date(branch: Branch, at: datetime) -> tuple[str, str, str]:
    return "日期", "Date", f"{branch.local(at):%Y-%m-%d %H:%M}"


async def _staff_name(session: AsyncSession, staff_id: str) -> str:
    staff = await get_staff(session, staff_id)
    return staff_id if staff is None else f"{staff.state.display_name}（{staff.state.badge}）"
