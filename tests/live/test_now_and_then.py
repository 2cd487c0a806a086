"""What is done less often, each by the people it takes, against the running system."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from deploy.demo import moves
from deploy.demo.crew import at
from deploy.demo.photographs import shoot
from tests.house import House
from tests.live.conftest import SitDown
from tests.live.screen import Screen

pytestmark = pytest.mark.timeout(300)


async def at_desk(sit_down: SitDown, job: str, path: str = "/") -> Screen:
    """That person's screen at that page."""
    return Screen(await sit_down(job, path))


async def test_pieces_are_scanned_in_without_waiting_and_leave_with_a_proxy(house: House, sit_down: SitDown) -> None:
    """Codes follow each other faster than answers, a wrong one stays to be seen; a proxy signs (PCK-04, M-40)."""
    order = await house.in_production("FAMILY")
    for piece in order.pieces:
        await moves.produce(house.crew, piece)
    await house.clock.settle()
    clerk = await at_desk(sit_down, "pickup", "/pickup/arrivals")
    codes = [piece["code"] for piece in order.pieces]
    await expect(clerk.page.get_by_label("件号")).to_be_focused()
    for code in ("no-such-piece", *codes):
        await clerk.page.keyboard.type(code)
        await clerk.page.keyboard.press("Enter")
    told = clerk.page.get_by_role("region", name="刚刚登记")
    await expect(told.get_by_role("listitem")).to_have_count(1 + len(codes))
    await clerk.see("NO-SUCH-PIECE", told)
    await clerk.see("全部到齐，可通知取件", told)
    await house.clock.settle()
    await clerk.go(f"/pickup/orders/{order.order_id}")
    await clerk.see("逐件验看")
    await clerk.page.keyboard.press("Alt+a")
    await clerk.page.get_by_text("他人代取").click()
    await clerk.fill("代取人姓名", "周大伟")
    await clerk.fill("电话", "13700137001")
    await clerk.fill("证件号码", "11010519491231002X")
    await clerk.press("登记代取人")
    for checked in ("已核对身份证件", "已致电本人并接通", "本人同意代取"):
        await clerk.tick(checked)
    await clerk.sign()
    await clerk.press("确认交付")
    await clerk.see("全部交付完成")
    assert "handover.completed" in await house.facts(order)


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

    async def ready() -> bool:
        return (await house.crew["selection"].get(f"{order.path}/post-production"))["photos"] == 6  # type: ignore[no-any-return]

    await house.system.until(ready)


async def leave_half_way(desk: Screen, folder: Path) -> None:
    """Two files arrive, then the line breaks and the page is reloaded; after that it holds."""
    sent: list[str] = []
    broken = True

    async def two(route: Route) -> None:
        sent.append(route.request.url)
        await (route.abort("connectionfailed") if broken and len(sent) > 2 else route.continue_())

    # It stays: taken away while the page loads, what the page asks for just then would never be answered.
    await desk.page.route("**/photo-sets/*/photos", two)
    await desk.give_folder("选择文件夹", folder)
    await expect(desk.page.get_by_role("region", name="毛片").get_by_role("status").last).to_contain_text("已导入 2")
    desk.page.on("dialog", lambda asking: asking.accept())
    await desk.page.reload()
    broken = False


async def test_a_password_set_anew_by_enter_is_the_one_that_signs_in(house: House, sit_down: SitDown) -> None:
    """The administrator adds a person and sets a forgotten password; Enter does not just save the form (M-78)."""
    boss = house.system.admin_password
    admin = Screen(await sit_down("admin", "/manager/people", password=boss))
    await expect(admin.page.get_by_role("button", name="新增人员")).to_be_visible()
    await admin.page.keyboard.press("n")
    form = admin.page.get_by_role("form", name="新增人员")
    for label, words in (("姓名", "新来的"), ("账号", "newcomer.jn01"), ("工号", "N-100")):
        await admin.fill(label, words, form)
    await admin.fill("初始密码（至少 10 位）", "first-password-1", form)
    for label, option in (("岗位", "收银"), ("门店", "江南店")):
        await admin.choose(label, option, form)
        await admin.page.keyboard.press("Escape")
    await admin.press("保存", form)
    await admin.see("已保存：新增人员")
    newcomers_row = admin.page.get_by_role("row").filter(has_text="newcomer.jn01")
    more = admin.page.get_by_role("button", name="显示更多")
    while not await newcomers_row.count():
        await expect(newcomers_row.or_(more).first).to_be_visible()
        if not await newcomers_row.count():
            await more.click()
    await newcomers_row.click()
    await admin.fill("重设密码（至少 10 位）", "second-password-2")
    await admin.page.keyboard.press("Enter")
    await admin.see("新密码已生效")
    newcomer = await sit_down("newcomer.jn01", password="second-password-2")
    await expect(newcomer.get_by_role("link", name="门市前台")).to_be_visible()


async def test_an_invoice_is_written_from_the_slips_and_voided_with_both_copies(
    house: House, sit_down: SitDown
) -> None:
    """The cashier types a name and ticks what came back; the manager voids it, and the number stays (M-45)."""
    order = await house.booked(paid=True)
    await house.clock.settle()
    cashier = await at_desk(sit_down, "cashier", f"/reception/orders/{order.order_id}")
    part = cashier.page.get_by_role("region", name="发票")
    await cashier.press("开发票", part)
    await cashier.fill("发票抬头", "周小朋", cashier.dialog)
    await cashier.dialog.get_by_role("checkbox").first.check()
    await cashier.press("开发票", cashier.dialog)
    await expect(cashier.page.get_by_role("dialog")).to_have_count(0)
    await expect(part.locator(".number").first).to_contain_text(f"-{order.branch_id}-")
    manager = await at_desk(sit_down, "manager", f"/reception/orders/{order.order_id}")
    theirs = manager.page.get_by_role("region", name="发票")
    await manager.press("作废", theirs)
    await manager.dialog.get_by_role("checkbox").check()
    await manager.fill("原因", "抬头写错", manager.dialog)
    await manager.press("作废", manager.dialog)
    await expect(theirs.locator(".tag")).to_have_text("作废")
    await expect(part.locator(".tag")).to_have_text("作废")
    await expect(part.get_by_role("button", name="开发票")).to_be_visible()


async def test_special_visits_are_looked_at_before_they_are_planned_and_stopped(
    house: House, sit_down: SitDown
) -> None:
    """The preview counts whom it would be; a stopped campaign leaves nobody waiting for a call (N-23)."""
    await house.booked()
    await house.clock.settle()
    head = await at_desk(sit_down, "servicehead", "/customer-service/campaigns")
    await expect(head.page.get_by_role("button", name="安排专题回访")).to_be_visible()
    await head.page.keyboard.press("n")
    await expect(head.field("事由", head.dialog)).to_be_focused()
    await head.fill("事由", "元旦", head.dialog)
    await head.fill("祝福或优惠内容（原话）", "祝您新年快乐", head.dialog)
    await head.fill("每日最多", "200", head.dialog)
    await head.press("预览", head.dialog)
    await head.see("祝您新年快乐", head.dialog.get_by_role("status"))
    await head.press("开始", head.dialog)
    await expect(head.page.get_by_role("dialog")).to_have_count(0)
    line = head.page.get_by_role("region", name="专题回访").get_by_role("listitem").filter(has_text="元旦")
    await head.press("停止", line)
    await head.press("停止", head.dialog)
    await expect(line).to_contain_text("已停止")
    await expect(line).to_contain_text("待联系 0")
