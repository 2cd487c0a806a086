"""Production, pickup, cards, and the call afterwards."""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import expect

from deploy.demo.crew import at
from tests.live.journey.people import Journey

STEPS = ("输出", "来片", "裁切", "装裱", "完工")


async def order_production(j: Journey) -> None:
    """The production sheet makes the pieces (PST-14)."""
    designer = await j.at("designer")
    await designer.pick_day("完工日期", j.pickup_on - timedelta(days=3))
    await designer.press("开制作单")
    pieces = designer.page.get_by_role("region", name="产品件").locator(".line b.number")
    await expect(pieces.first).to_be_visible()
    j.pieces = [code.strip() for code in await pieces.all_inner_texts()]
    await designer.picture("60-pieces")


async def produce(j: Journey) -> None:
    """Every piece goes from step to step by its scanned code (1.3.2)."""
    await j.house.clock.to(at(j.shoot_day + timedelta(days=15), 10))
    maker = await j.at("production", "/post-production/production")
    await maker.see(j.pieces[0])
    await maker.picture("61-board")
    scan = maker.page.get_by_label("扫描或输入件号")
    for code in j.pieces:
        for step in STEPS:
            await scan.fill(code)
            await scan.press("Enter")
            await maker.see(f"{code} 已进入：{step}")
            if step != STEPS[-1]:
                await expect(maker.page.get_by_role("region", name=step)).to_contain_text(code)
    await maker.picture("62-finished")


async def arrive(j: Journey) -> None:
    """Pieces reach the desk by their code; one has a fault and goes back (PCK-04, PST-21)."""
    clerk = await j.at("pickup", "/pickup/arrivals")
    first, *others = j.pieces
    await clerk.fill("件号", first)
    await clerk.tick("有瑕疵")
    await clerk.fill("瑕疵说明", "封面有划痕")
    await clerk.picture("63-fault")
    await clerk.press("登记瑕疵件")
    await expect(clerk.page.get_by_role("region", name="刚刚登记")).to_contain_text("封面有划痕")
    for code in others:
        await clerk.fill("件号", code)
        await clerk.fill("货架", "A-1")
        await clerk.page.keyboard.press("Enter")
        await expect(clerk.page.get_by_role("region", name="刚刚登记")).to_contain_text(code)
    await clerk.picture("64-arrived")


async def rework(j: Journey) -> None:
    """The store manager approves the rework; the piece is finished again and passes (PST-21)."""
    maker = await j.at("production", f"/post-production/orders/{j.order_id}")
    line = maker.page.get_by_role("region", name="产品件").get_by_role("listitem").filter(has_text=j.pieces[0])
    await maker.press("返工", line)
    await maker.fill("问题", "封面有划痕", maker.dialog)
    await maker.choose("退回工序", "装裱", maker.dialog)
    await maker.picture("65-rework")
    await maker.press("提交返工单", maker.dialog)
    await j.house.clock.settle()
    manager = await j.at("manager", "/post-production/reworks")
    await manager.picture("66-rework-approval")
    await manager.press("批准返工", manager.page.get_by_role("row").filter(has_text="封面有划痕"))
    await manager.pick_day("返工完成日期", j.shoot_day + timedelta(days=20), manager.dialog)
    await manager.press("批准返工", manager.dialog)
    await expect(manager.page.get_by_role("dialog")).to_have_count(0)
    await j.house.clock.to(at(j.shoot_day + timedelta(days=18), 10))
    maker = await j.at("production", "/post-production/production")
    scan = maker.page.get_by_label("扫描或输入件号")
    await maker.see(j.pieces[0])
    await scan.fill(j.pieces[0])
    await scan.press("Enter")
    await maker.see(f"{j.pieces[0]} 已进入：完工")
    await j.house.clock.settle()
    clerk = await j.at("pickup", "/pickup/arrivals")
    await clerk.fill("件号", j.pieces[0])
    await clerk.page.keyboard.press("Enter")
    await clerk.see("全部到齐，可通知取件")
    await clerk.picture("67-complete")


async def announce_and_book(j: Journey) -> None:
    """Everything is there: the customer is told, and the pickup is booked (N-16, PCK-01)."""
    await j.make_contact(j.owner, "可以取件", "已联系上")
    scheduler = await j.at("scheduler", f"/scheduling?order={j.order_id}")
    await scheduler.choose("事项", "取件", scheduler.dialog)
    await scheduler.pick_day("日期", j.pickup_on, scheduler.dialog)
    await scheduler.fill("开始", "15:00", scheduler.dialog)
    await scheduler.press("预约", scheduler.dialog)
    await scheduler.see("取件已约在")


async def owed(j: Journey) -> None:
    """One yuan is owed: red, no hand-over, for nobody (FIN-11, PCK-05)."""
    await j.house.clock.to(at(j.pickup_on, 15))
    clerk = await j.at("pickup", "/pickup")
    await clerk.picture("68-pickup-board")
    await clerk.go(f"/pickup/orders/{j.order_id}")
    await clerk.see("欠款 ¥1.00", clerk.page.get_by_role("alert"))
    await expect(clerk.page.get_by_role("button", name="确认交付")).to_have_count(0)
    await expect(clerk.page.get_by_role("heading", name="逐件验看")).to_have_count(0)
    await clerk.picture("69-owed")
    cashier = await j.find_order("cashier")
    await cashier.press("收款")
    await cashier.choose("选片经手人", "郑洁", cashier.dialog)
    async with cashier.paper():
        await cashier.press("收款并打印", cashier.dialog)
    await cashier.press("完成", cashier.dialog)
    # The clerk's page opens the gate by itself.
    await clerk.see("逐件验看")


async def hand_over(j: Journey) -> None:
    """Piece by piece, against a signature (PCK-06)."""
    clerk = await j.at("pickup")
    scan = clerk.page.get_by_label("扫描件号打勾")
    for code in j.pieces:
        await scan.fill(code)
        await scan.press("Enter")
    await clerk.picture("70-inspect")
    await clerk.sign()
    await clerk.picture("71-sign")
    await clerk.page.keyboard.press("Control+Enter")
    await clerk.see("全部交付完成")
    await clerk.picture("72-done")


async def cards(j: Journey) -> None:
    """The wedding-day card and the suggestion card (PCK-07, PCK-08)."""
    clerk = await j.at("pickup")
    await clerk.press("开具服务卡")
    await clerk.fill("顾客的话", "希望多些外景角落")
    await clerk.picture("74-cards")
    await clerk.press("保存")
    await clerk.see("已记下，谢谢。")


async def last_call(j: Journey) -> None:
    """A week and some days later, the last call: satisfied, and the order is over (CS-14, N-21)."""
    await j.house.clock.to(at(j.pickup_on + timedelta(days=12), 15))
    await j.make_contact("service", "满意度回访", "满意")
    service = await j.find_order("service")
    await expect(service.page.locator("[aria-current=step]")).to_contain_text("已完结")
    await service.picture("75-closed")
