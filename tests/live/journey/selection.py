"""Selection, the second sale, and the layout."""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import expect

from deploy.demo.crew import at
from tests.live.journey.people import Journey
from tests.live.screen import Screen

INCLUDED, EXTRA = 24, 4


async def choose(j: Journey) -> None:
    """In the room, by keyboard: 28 for the album, one also enlarged; four are extra and the price follows (PST-04)."""
    await j.house.clock.to(at(j.shoot_day + timedelta(days=2), 14))
    clerk = await j.at("selection", f"/post-production/orders/{j.order_id}")
    await clerk.follow("进入选片室")
    await clerk.page.get_by_role("checkbox", name="已向顾客说明私人定制与套版的区别").check()
    await clerk.picture("40-start")
    await clerk.press("开始选片")
    grid = clerk.page.get_by_role("listbox", name="照片")
    await expect(grid).to_be_focused()
    for _ in range(INCLUDED + EXTRA):
        await clerk.page.keyboard.press("a")
        await clerk.page.keyboard.press("ArrowRight")
    await clerk.page.keyboard.press("Home")
    await clerk.page.keyboard.press("e")
    await clerk.see(f"加片 {EXTRA} × ¥60.00 = ¥240.00")
    await clerk.see("私人定制 ¥300.00")
    await clerk.see("已保存")
    await clerk.picture("41-room")


async def sign(j: Journey) -> None:
    """Lists that differ are not signed; then the customer signs on the screen and all is agreed (PST-11, GEN-13)."""
    clerk = await j.at("selection")
    await clerk.press("核对签字")
    count = INCLUDED + EXTRA
    await clerk.fill("手写稿张数", str(count - 1), clerk.dialog)
    await clerk.see("两份清单张数不一致", clerk.dialog)
    await expect(clerk.dialog.get_by_role("button", name="下一步")).to_be_disabled()
    await clerk.fill("手写稿张数", str(count), clerk.dialog)
    await clerk.picture("42-compare")
    await clerk.press("下一步", clerk.dialog)
    await clerk.sign(clerk.dialog)
    await clerk.picture("43-signed")
    await clerk.press("下一步", clerk.dialog)
    await clerk.pick_day("看版日期", j.shoot_day + timedelta(days=5), clerk.dialog)
    await clerk.pick_day("取件日期", j.pickup_on, clerk.dialog)
    await clerk.tick("所选照片已备份", clerk.dialog)
    await clerk.picture("44-agree")
    await clerk.press("确认选片", clerk.dialog)
    await clerk.see("可交设计")


async def pay_all_but_one_yuan(j: Journey) -> None:
    """Extra photos and their own design are paid, but for one yuan; the clerk is the handler (FIN-05, FIN-06)."""
    cashier = await j.find_order("cashier")
    await cashier.press("收款")
    await cashier.fill("金额", "539", cashier.dialog)
    await cashier.choose("选片经手人", "郑洁", cashier.dialog)
    await cashier.picture("45-second-sale")
    async with cashier.paper():
        await cashier.press("收款并打印", cashier.dialog)
    await cashier.see("收后尚欠 ¥1.00", cashier.dialog)
    await cashier.press("完成", cashier.dialog)


async def hand_to_design(j: Journey) -> None:
    """The sheet goes to design in the hand-over book; both sides sign for it (PST-13)."""
    clerk = await j.at("selection", "/post-production/handover")
    await expect(clerk.page.get_by_role("checkbox", name=j.number)).to_be_checked()
    await clerk.picture("46-give")
    await clerk.press("单给设计", exact=False)
    designer = await j.at("designer", "/post-production/handover")
    await designer.picture("47-accept")
    await designer.press("签收", exact=False)
    await designer.see("已签收")


async def do_work(j: Journey, job: str, step: str) -> None:
    """Whoever's work it is takes it and finishes it in the queue (PST-16)."""
    hand = await j.at(job, "/post-production/work")
    row = hand.page.get_by_role("row").filter(has_text=j.number).filter(has_text=step)
    await hand.press("开始", row)
    await hand.picture(f"48-{step}")
    await hand.press("完成", row)
    await expect(row).to_have_count(0)


async def retouch_and_design(j: Journey) -> None:
    """Retouching, then design."""
    await j.house.clock.to(at(j.shoot_day + timedelta(days=4), 16))
    await do_work(j, "retoucher", "修片")
    await j.house.clock.settle()
    await do_work(j, "designer", "设计")


async def present(j: Journey, page_count: int) -> Screen:
    """The designer shows a layout."""
    designer = await j.find_order("designer")
    await designer.follow_next()
    await designer.fill("版式名称", f"Garden {j.number}")
    await designer.fill("页数", str(page_count))
    await designer.picture("49-layout")
    await designer.press("交顾客看版")
    await designer.see("等待答复")
    return designer


async def layout(j: Journey) -> None:
    """The customer is called, wants a change, gets another round, and approves it (PST-17, N-13)."""
    designer = await present(j, 12)
    await j.house.clock.settle()
    await j.make_contact(j.owner, "版面已好", "已联系上")
    await j.house.clock.to(at(j.shoot_day + timedelta(days=5), 11, 10))
    await designer.page.get_by_label("要改什么").fill("合影放大")
    await designer.picture("50-changes")
    await designer.press("退回修改")
    await designer.see("要修改")
    await j.house.clock.settle()
    await do_work(j, "designer", "设计")
    designer = await present(j, 12)
    await designer.tick("由顾客本人确认")
    await designer.picture("51-approve")
    await designer.press("确认版面")
    await designer.see("版面已确认，可以开制作单")
