"""What is done at a counter every day, each by the people it takes, against the running system."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from deploy.demo import moves
from deploy.demo.crew import at
from tests.house import House
from tests.live.conftest import PHONE, SitDown
from tests.live.screen import Screen

pytestmark = pytest.mark.timeout(300)


async def at_desk(sit_down: SitDown, job: str, path: str = "/") -> Screen:
    """That person's screen at that page."""
    return Screen(await sit_down(job, path))


async def test_a_refund_is_asked_for_approved_and_paid_by_keyboard(house: House, sit_down: SitDown) -> None:
    """The cashier asks, the manager approves with two keys, the cashier pays the same way back (M-39)."""
    order = await house.booked()
    await house.clock.settle()
    cashier = await at_desk(sit_down, "cashier", f"/reception/orders/{order.order_id}")
    await cashier.press("申请退款", cashier.page.get_by_role("region", name="收据"))
    for typed, then in (("100", "Tab"), ("顾客改了人数", "Enter")):
        await cashier.page.keyboard.type(typed)
        await cashier.page.keyboard.press(then)
    await expect(cashier.page.get_by_role("dialog")).to_have_count(0)
    manager = await at_desk(sit_down, "manager", "/manager/approvals")
    asked = manager.page.get_by_role("region", name="退款").get_by_role("listitem").filter(has_text=order.number)
    await asked.get_by_role("button", name="批准").focus()
    for _ in range(2):
        await manager.page.keyboard.press("Enter")
    await expect(asked).to_have_count(0)
    await cashier.go("/reception/approvals")
    payable = cashier.page.get_by_role("region", name="待付退款").get_by_role("listitem")
    await cashier.press("付款", payable.filter(has_text="顾客改了人数"))
    await cashier.press("付款", cashier.dialog)
    await expect(payable.filter(has_text="顾客改了人数")).to_have_count(0)
    paid = await house.crew["cashier"].get(order.path)
    assert paid["package_paid"]["amount"] == 40000


async def test_the_wizard_goes_on_by_itself_when_the_manager_lets_the_shoot_happen(
    house: House, sit_down: SitDown
) -> None:
    """The balance is open: the clerk asks with a reason, the manager agrees elsewhere (A-01)."""
    order, day = await house.booked(), await house.free_day(1)
    order.shoot = await moves.make_booking(house.crew["scheduler"], order, "SHOOT", at(day, 10))
    await house.clock.to(at(day, 9, 50))
    clerk = await at_desk(sit_down, "consultant1", f"/reception/orders/{order.order_id}")
    await clerk.press("开始报到")
    await clerk.next_step("余款")
    await clerk.press("请店长批准")
    await clerk.page.keyboard.type("顾客明天带现金来")
    await clerk.press("请店长批准", clerk.dialog)
    await clerk.see("等待答复")
    manager = await at_desk(sit_down, "manager", "/manager/approvals")
    asked = manager.page.get_by_role("region", name="欠款拍摄").get_by_role("listitem").filter(has_text=order.number)
    await manager.press("批准", asked)
    await manager.press("批准", manager.dialog)
    await clerk.see("已批准先拍摄")
    await clerk.next_step("顾客编号")


async def test_a_customer_asks_to_move_until_the_link_is_withdrawn(
    house: House, sit_down: SitDown, browser: Browser
) -> None:
    """The wish reaches whoever received the customer; afterwards the link opens nothing any more."""
    order = await house.booked(paid=True)
    order.shoot = await moves.make_booking(house.crew["scheduler"], order, "SHOOT", at(await house.free_day(3), 10))
    await house.clock.settle()
    manager = await at_desk(sit_down, "manager", f"/manager/links?order={order.order_id}")
    await manager.press("新建链接")
    address = await manager.page.locator(".new-link code").inner_text()
    async with await browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True) as telephone:
        customer = Screen(await telephone.new_page())
        await customer.page.goto(address)
        await customer.press("想改时间")
        await customer.fill("您什么时间方便？", "下周六下午")
        await customer.press("请求改期")
        await customer.see("顾问会来电与您商定")
        owner = await at_desk(sit_down, order.owner, f"/customer-service?order={order.order_id}")
        await owner.see("下周六下午")
        await manager.press("收回")
        await manager.press("收回", manager.dialog)
        await manager.see("收回", manager.page.get_by_role("listitem"))
        await customer.page.reload()
        await customer.see("此链接已失效")
