"""The day of the shoot, from the door of the changing room to the proofs on the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Locator, expect

from deploy.demo.crew import at
from deploy.demo.photographs import Photograph, shoot
from tests.live.journey.people import NAMES, Journey
from tests.live.screen import Screen

SETS = 4
PER_SET = 8


async def check_in(j: Journey) -> None:
    """No step can be left out: package, balance, number, locker, make-up box, hand-over (M-43, FIN-03)."""
    await j.house.clock.to(at(j.shoot_day, 9, 50))
    owner = await j.at(j.owner, "/reception")
    coming = owner.page.get_by_role("region", name="今日到店").get_by_role("listitem").filter(has_text="林若溪")
    await expect(coming).to_contain_text("¥2,999.00")
    await owner.picture("20-arrivals")
    await owner.follow("办理报到", coming)
    await owner.press("开始报到")
    await owner.next_step("余款")
    await expect(owner.page.get_by_role("button", name="下一步")).to_be_disabled()
    await owner.picture("21-balance")
    await pay_the_rest(j)
    await owner.see("套系余款已付清")
    await owner.next_step("顾客编号")
    await owner.next_step("储物柜")
    await owner.see("押金由收银收取")
    await take_locker_deposit(j)
    await owner.page.get_by_role("radio", name="储物柜").check()
    await owner.picture("22-locker")
    await owner.next_step("化妆盒")
    await owner.fill("不使用的原因", "自带")
    await owner.next_step("交给化妆")
    await owner.choose("交给哪位化妆师", NAMES["makeup1"])
    await owner.picture("23-hand-over")
    await owner.press("交给化妆，完成报到")
    await owner.see("完成报到")
    j.customer_number = await owner.page.get_by_role("region", name="拍摄报到").locator(".rc-big").inner_text()
    await owner.picture("24-checked-in")


async def pay_the_rest(j: Journey) -> None:
    """Three actions: the sheet, the button, enter (FIN-01)."""
    cashier = await j.find_order("cashier")
    await cashier.press("收款")
    await expect(cashier.field("金额", cashier.dialog)).to_have_value("2999")
    async with cashier.paper():
        await cashier.field("金额", cashier.dialog).press("Enter")
    await cashier.see("收后尚欠 ¥0.00", cashier.dialog)
    await cashier.press("完成", cashier.dialog)


async def take_locker_deposit(j: Journey) -> None:
    """A locker against its deposit, with a paper of its own (REC-20)."""
    cashier = await j.at("cashier")
    check_in = cashier.page.get_by_role("region", name="拍摄报到")
    await cashier.page.reload()
    await cashier.picture("25-deposit")
    async with cashier.paper():
        await cashier.press("收押金并打印", check_in)
    await expect(cashier.page.get_by_role("button", name="退押金")).to_be_visible()


def card(screen: Screen, j: Journey) -> Locator:
    """The couple's card on the wall, by the number they are called by."""
    return screen.page.locator(".wall-card").filter(has_text=j.customer_number)


async def make_up(j: Journey) -> None:
    """Nobody is made up before the talk is on the sheet (SHO-09)."""
    artist = await j.at("makeup1", f"/scheduling/shoot-day?day={j.shoot_day}")
    mine = card(artist, j)
    await artist.picture("26-wall")
    await artist.press("沟通表", mine)
    await artist.fill("顾客喜好", "底妆清淡", artist.dialog)
    await artist.press("沟通表", artist.dialog)
    await artist.press("化妆", mine)
    await artist.picture("27-stage")
    await artist.press("化妆", artist.dialog)
    await expect(artist.page.get_by_role("region", name="化妆").locator(".wall-card")).to_contain_text(
        j.customer_number
    )


async def photograph(j: Journey) -> None:
    """Shooting, lunch, shooting, done; the make-up artist's wall follows by itself (SHO-05, SHO-08)."""
    artist = await j.at("makeup1")
    photographer = await j.at("photographer2", f"/scheduling/shoot-day?day={j.shoot_day}")
    mine = card(photographer, j)
    for button, said in (("开始拍摄", "拍摄"), ("午餐", "午餐"), ("继续拍摄", "拍摄")):
        await photographer.press(button, mine)
        await photographer.press(said, photographer.dialog)
        await expect(photographer.page.get_by_role("dialog")).to_have_count(0)
        column = "拍摄" if said == "拍摄" else "午餐"
        await expect(artist.page.get_by_role("region", name=column, exact=True)).to_contain_text(j.customer_number)
    await photographer.press("拍摄完成", mine)
    await photographer.fill("给选片师的说明", "喜欢近景", photographer.dialog)
    await photographer.picture("28-completion")
    await photographer.press("拍摄完成", photographer.dialog)
    await expect(photographer.page.get_by_role("region", name="结束")).to_contain_text(j.customer_number)
    await photographer.picture("29-wall-over")


async def import_photographs(j: Journey, folder: Path) -> None:
    """Each set of clothes is chosen as a folder; a broken file is refused and the others are not lost (SHO-02)."""
    await j.house.clock.to(at(j.shoot_day, 17))
    pictures = shoot(SETS * PER_SET, at(j.shoot_day, 10, 30).replace(tzinfo=None))
    photographer = await j.at("photographer2", "/post-production")
    await photographer.page.get_by_role("row").filter(has_text=j.number).click()
    for number in range(SETS):
        share = list(pictures[number * PER_SET : (number + 1) * PER_SET])
        if number == 0:
            share.append(Photograph("IMG_9999.jpg", share[0].content[:2000]))
        place = write_all(folder / f"set-{number + 1}", share)
        await expect(photographer.page.get_by_label("第几套服装")).to_have_value(str(number + 1))
        await photographer.give_folder("选择文件夹", place)
        await photographer.see(f"已导入 {PER_SET}，已存在 0，拒收 {len(share) - PER_SET}，失败 0，剩余 0")
        line = photographer.page.get_by_role("listitem").filter(has_text=f"第 {number + 1} 套服装")
        await photographer.picture(f"30-import-{number + 1}")
        await photographer.see(f"{PER_SET} 张，预览就绪 {PER_SET} 张", line)
        await photographer.press("核对张数", line)
        await photographer.press("核对张数", photographer.dialog)
        await photographer.see("已核对", line)
    await photographer.picture("31-imported")


def write_all(folder: Path, pictures: Sequence[Photograph]) -> Path:
    """The photographs as files of a folder, as the card of a camera has them."""
    folder.mkdir(parents=True)
    for picture in pictures:
        (folder / picture.name).write_bytes(picture.content)
    return folder


async def check_proofs(j: Journey) -> None:
    """The four checks of the day and the plan of the sale (PST-07)."""
    clerk = await j.find_order("selection")
    await clerk.page.get_by_role("region", name="各部门").get_by_text("后期", exact=True).click()
    await clerk.picture("32-part")
    await clerk.follow("打开后期工作页")
    checks = clerk.page.get_by_role("region", name="选片前检查")
    for one in ("张数无误", "服装套数齐全", "无穿帮", "修调已完成"):
        await clerk.tick(one, checks)
    await clerk.fill("选片销售思路", "推荐第二本相册", checks)
    await expect(checks.get_by_role("button", name="检查完成，可以选片")).to_be_enabled()
    await clerk.picture("33-check")
    await clerk.press("检查完成，可以选片", checks)
    await clerk.see("进入选片室")


async def book_selection(j: Journey) -> None:
    """Paid in full, so the selection can be booked: two days later at two (FIN-03, SCH-11)."""
    owner = await j.find_order(j.owner)
    await owner.picture("34-sheet")
    await owner.follow("预约选片")
    await owner.pick_day("选片日期", j.shoot_day + timedelta(days=2))
    await owner.choose("时间", "14:00")
    await owner.picture("35-selection-booking")
    await owner.press("预约选片")
    await owner.see("已约选片")


async def ask_how_it_was(j: Journey) -> None:
    """The day after, customer service asks how it was (CS-06, N-19)."""
    await j.house.clock.to(at(j.shoot_day + timedelta(days=1), 15))
    await j.make_contact("service", "拍摄后回访", "满意")
