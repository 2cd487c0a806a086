"""What is done at a counter every day, each by the people it takes, against the running system."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Browser, Route, expect

from deploy.demo import moves
from deploy.demo.crew import at
from deploy.demo.photographs import shoot
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


async def test_pieces_are_scanned_in_without_waiting_and_leave_with_a_proxy(house: House, sit_down: SitDown) -> None:
    """Codes follow each other faster than answers, a wrong one stays to be seen; a proxy signs (PCK-04, M-40)."""
    order = await house.in_production("FAMILY")
    for piece in order.pieces:
        await moves.produce(house.crew, piece)
    await house.clock.settle()
    clerk = await at_desk(sit_down, "pickup", "/pickup/arrivals")
    codes = [piece["code"] for piece in order.pieces]
    for code in ("no-such-piece", *codes):
        await clerk.page.keyboard.type(code)
        await clerk.page.keyboard.press("Enter")
    told = clerk.page.get_by_role("region", name="刚刚登记")
    await expect(told.get_by_role("listitem")).to_have_count(1 + len(codes))
    await clerk.see("NO-SUCH-PIECE", told)
    await clerk.see("全部到齐，可通知取件", told)
    await house.clock.settle()
    await clerk.go(f"/pickup/orders/{order.order_id}")
    await expect(clerk.page.locator(".wizard-steps [aria-current=step]")).to_contain_text("逐件验看")
    await clerk.page.keyboard.press("Alt+a")
    await clerk.next_step("取件人")
    await clerk.page.get_by_text("他人代取").click()
    await clerk.fill("代取人姓名", "周大伟")
    await clerk.fill("证件号码", "11010519491231002X")
    await clerk.press("登记代取人")
    for checked in ("已核对身份证件", "已致电本人并接通", "本人同意代取"):
        await clerk.tick(checked)
    await clerk.next_step("签字")
    await clerk.sign()
    await clerk.press("确认交付")
    await clerk.see("全部交付完成")
    assert "handover.completed" in await house.facts(order)


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


async def test_an_import_that_the_page_left_goes_on_with_what_is_missing(
    house: House, sit_down: SitDown, tmp_path: Path
) -> None:
    """Broken files are refused by name, the page is reloaded half-way, the same folder goes on (SHO-02)."""
    order = await house.at_shoot()
    stages = f"/v1/bookings/{order.shoot['id']}"
    photographer = house.crew["photographer1"]
    await photographer.post(f"{stages}/stages", {"stage": "SHOOTING", "talk_minutes": 6})
    done = {"sets": 2, "summary": "calm", "selection_hints": "close-ups", "equipment_returned": True}
    await photographer.post(f"{stages}/completion", done)
    await house.clock.settle()
    morning = at(date.fromisoformat(order.shoot["day"]), 11).replace(tzinfo=None)
    for picture in shoot(6, morning, long_side=320):
        (tmp_path / picture.name).write_bytes(picture.content)
    (tmp_path / "notes.txt").write_text("not a photograph", encoding="utf-8")
    (tmp_path / "zz-broken.jpg").write_bytes(b"no picture at all" * 40)
    desk = await at_desk(sit_down, "photographer1", f"/post-production/orders/{order.order_id}")
    await leave_half_way(desk, tmp_path)
    await desk.see("请再拖一次同一文件夹")
    await desk.give_folder("选择文件夹", tmp_path)
    told = desk.page.get_by_role("region", name="毛片").get_by_role("status")
    await expect(told.last).to_have_text("已导入 4，已存在 2，拒收 2，失败 0，剩余 0")
    await desk.see("不是 JPEG 照片")
    counted = (await house.crew["selection"].get(f"{order.path}/post-production"))["photos"]
    assert counted == 6


async def leave_half_way(desk: Screen, folder: Path) -> None:
    """Two files arrive, then the line breaks and the page is reloaded."""
    sent: list[str] = []

    async def two(route: Route) -> None:
        sent.append(route.request.url)
        await (route.continue_() if len(sent) <= 2 else route.abort("connectionfailed"))

    await desk.page.route("**/photo-sets/*/photos", two)
    await desk.give_folder("选择文件夹", folder)
    await expect(desk.page.get_by_role("region", name="毛片").get_by_role("status").last).to_contain_text("已导入 2")
    desk.page.on("dialog", lambda asking: asking.accept())
    await desk.page.reload()
    await desk.page.unroute("**/photo-sets/*/photos")


async def test_a_password_set_anew_by_enter_is_the_one_that_signs_in(house: House, sit_down: SitDown) -> None:
    """The administrator adds a person and sets a forgotten password; Enter does not just save the form (M-78)."""
    boss = house.system.admin_password
    admin = Screen(await sit_down("admin", "/manager/people", password=boss))
    await expect(admin.page.get_by_role("button", name="新增人员")).to_be_visible()
    await admin.page.keyboard.press("n")
    form = admin.page.get_by_role("form", name="新增人员")
    for label, words in (("姓名", "新来的"), ("登录名", "newcomer.jn01"), ("工号", "N-100")):
        await admin.fill(label, words, form)
    await admin.fill("初始密码（至少 10 位）", "first-password-1", form)
    for label, option in (("岗位", "收银"), ("门店", "江南店")):
        await admin.choose(label, option, form)
        await admin.page.keyboard.press("Escape")
    await admin.press("保存", form)
    await admin.see("已保存：新增人员")
    while await admin.page.get_by_role("button", name="显示更多").count():
        await admin.press("显示更多")
    await admin.page.get_by_role("row").filter(has_text="newcomer.jn01").click()
    await admin.fill("重设密码（至少 10 位）", "second-password-2")
    await admin.page.keyboard.press("Enter")
    await admin.see("新密码已生效")
    newcomer = await sit_down("newcomer.jn01", password="second-password-2")
    await expect(newcomer.get_by_role("link", name="门市前台")).to_be_visible()


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
