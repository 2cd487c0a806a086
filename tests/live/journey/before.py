"""From the door to the eve of the shoot."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.async_api import Locator, expect

from deploy.demo.crew import at
from deploy.demo.photographs import photograph
from tests.live.journey.people import JOBS, NAMES, Journey

CONSULTANTS = ("consultant1", "consultant2", "consultant3")


async def make_the_rota(j: Journey) -> None:
    """The head of reception says who receives today, in which order (GEN-02)."""
    head = await j.at("deskhead", "/manager/rota")
    await expect(head.page.get_by_label("加入")).to_be_visible()
    if not await head.page.locator(".rota-list li").count():
        for job in CONSULTANTS:
            await head.choose("加入", NAMES[job])
    await head.picture("01-rota")
    await head.press("保存")
    await head.go("/reception")
    await head.see("下一位接单")


async def walk_in(j: Journey) -> None:
    """A couple walks in; whoever opens the door registers them, the rota says who receives (REC-01)."""
    door = await j.at("consultant1", "/reception")
    await expect(door.page.get_by_role("button", name="登记进店")).to_be_visible()
    await door.page.keyboard.press("n")
    await door.fill("手机号", j.phones[0], door.dialog)
    await door.fill("姓名", "林若溪", door.dialog)
    await door.choose("想拍", "内景婚纱", door.dialog)
    await door.picture("02-register")
    await door.press("登记", door.dialog)
    told = door.dialog.get_by_role("status").locator(".rc-big")
    await expect(told).not_to_be_empty()
    j.owner = JOBS[(await told.inner_text()).strip()]
    await door.press("完成", door.dialog)


async def place(j: Journey) -> None:
    """Whoever received them writes the order for bride and groom (REC-02, REC-22)."""
    owner = await j.at(j.owner, "/reception")
    await owner.page.get_by_role("row").filter(has_text="林若溪").last.click()
    await owner.picture("03-visit")
    await owner.press("开单", owner.dialog)
    await owner.page.get_by_role("radio", name="经典内景婚纱").click()
    await owner.page.get_by_label("姓名").last.fill("陈子昂")
    await owner.page.get_by_label("手机号").last.fill(j.phones[1])
    await owner.pick_day("婚期", j.shoot_day + timedelta(days=120))
    await owner.pick_day("意向拍摄日", j.shoot_day)
    await owner.choose("指定摄影师", NAMES["photographer2"])
    await owner.see("¥3,999.00", owner.page.locator(".rc-total"))
    await owner.picture("04-order")
    await owner.press("确认下单")
    await owner.see("已下单")
    j.order_id = owner.page.url.rpartition("/")[2]
    j.number = await owner.page.locator(".flags a.number").inner_text()


async def deposit(j: Journey) -> None:
    """The cashier finds the order by the last digits and takes 1,000 yuan in cash, tested (FIN-01, FIN-07)."""
    cashier = await j.find_order("cashier")
    await cashier.picture("05-cashier-sheet")
    await cashier.press("收款")
    await cashier.fill("金额", "1000", cashier.dialog)
    await cashier.dialog.get_by_text("现金").click()
    await expect(cashier.dialog.get_by_role("button", name="收款并打印")).to_be_disabled()
    await cashier.tick("已验钞", cashier.dialog)
    await cashier.picture("06-deposit")
    async with cashier.paper():
        await cashier.press("收款并打印", cashier.dialog)
    await cashier.see("定单定金", cashier.dialog)
    await cashier.picture("07-receipt")
    await cashier.press("完成", cashier.dialog)


async def book(j: Journey) -> None:
    """Wishes and checklist are written, and the order is booked (REC-02)."""
    owner = await j.at(j.owner)
    await owner.see("定单定金")
    await owner.fill("喜欢的风格", "自然光，少道具")
    await owner.fill("特别想要的", "老树下一张")
    await owner.press("保存企划书")
    await owner.tick("已送温馨提示")
    await owner.bring("拍摄妆前照", photograph(0, datetime(2026, 11, 1, 10), 640).content)
    await owner.see("已拍妆前照")
    await owner.fill("服务卡号", f"B-{j.number[-7:]}")
    await owner.fill("金卡号", f"G-{j.number[-7:]}")
    await owner.picture("08-booking")
    await owner.press("完成定单")
    await owner.see("已定单")
    await owner.picture("09-booked")


async def book_shoot(j: Journey) -> None:
    """The scheduler drags the waiting order onto team 2 at ten: people, room and time together (REC-11, SCH-09)."""
    scheduler = await j.at("scheduler", f"/scheduling?day={j.shoot_day}")
    waiting = scheduler.page.locator(".waiting-order").filter(has_text=j.number)
    lane = scheduler.page.locator(".lane", has_text="2组 Team 2").locator(".lane-track")
    await expect(waiting).to_be_visible()
    await scheduler.drag(waiting, lane, await share_of(lane, hour=10))
    await scheduler.picture("10-place")
    await expect(scheduler.dialog.get_by_label("开始")).to_have_value("10:00")
    await scheduler.press("预约", scheduler.dialog)
    await scheduler.see("拍摄已约在")
    await expect(scheduler.page.get_by_role("button", name=f"{j.number} 拍摄").first).to_be_visible()
    await scheduler.picture("11-board")


async def share_of(lane: Locator, *, hour: int) -> float:
    """Where on the lane that hour is, from 0 to 1; the lane knows its first and last minute."""
    first, last = [float(await lane.get_attribute(f"data-{end}") or 0) for end in ("first", "last")]
    return (hour * 60 - first) / (last - first)


async def book_fitting(j: Journey) -> None:
    """The fitting is booked the day before the shoot (SCH-04)."""
    scheduler = await j.at("scheduler")
    await scheduler.page.get_by_role("button", name=f"{j.number} 拍摄").first.click()
    await scheduler.press("另约一项", scheduler.dialog)
    await scheduler.fill("开始", "14:00", scheduler.dialog)
    await expect(scheduler.dialog.get_by_label("日期")).to_have_value((j.shoot_day - timedelta(days=1)).isoformat())
    await scheduler.picture("12-fitting")
    await scheduler.press("预约", scheduler.dialog)
    await scheduler.see("选礼服已约在")


async def call_a_week_before(j: Journey) -> None:
    """A week before, the owner calls what is on the list (REC-07, N-04)."""
    await j.house.clock.to(at(j.shoot_day - timedelta(days=7), 11))
    await j.make_contact(j.owner, "拍摄前准备", "已联系上")


async def choose_dresses(j: Journey) -> None:
    """At the fitting two dresses are chosen and held for the shoot (SHO-14)."""
    day = j.shoot_day - timedelta(days=1)
    await j.house.clock.to(at(day, 14, 30))
    artist = await j.at("makeup1", f"/scheduling?day={day}")
    await artist.press(f"14:00 选礼服 {j.number}")
    await artist.tick("礼服01", artist.dialog)
    await artist.tick("礼服02", artist.dialog)
    await artist.picture("13-dresses")
    await artist.press("登记礼服", artist.dialog)
    await expect(artist.page.get_by_role("dialog")).to_have_count(0)


async def confirm_arrival(j: Journey) -> None:
    """Tomorrow's plan stands since 10:30; the scheduler notes when the couple will be there (SCH-01, SCH-03)."""
    scheduler = await j.at("scheduler", "/scheduling/plan")
    await scheduler.see("定稿")
    row = scheduler.page.get_by_role("row").filter(has_text=j.number)
    await scheduler.picture("14-plan")
    await scheduler.press("确认到店", row)
    await scheduler.fill("到店时间", "09:40", scheduler.dialog)
    await scheduler.press("确认到店", scheduler.dialog)
    await scheduler.see("09:40", row)
    await scheduler.picture("15-plan-confirmed")
