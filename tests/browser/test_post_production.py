"""The post-production desk against a gateway with canned answers: the selection room, the queues, an import."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.canned import ORDER
from tests.browser.conftest import OpenPage
from tests.browser.darkroom import PICTURES, ROOM, Darkroom, photo_id
from tests.shots import shots_of

shot = shots_of("post-production")


@pytest.fixture
async def gateway(console_build: Path) -> AsyncIterator[Darkroom]:
    """A gateway with one order full of photos."""
    darkroom = Darkroom(console_build)
    async with darkroom.running():
        yield darkroom


def photos(page: Page, name: str | None = None) -> Locator:
    """The photos of the selection room that are drawn."""
    return page.locator(".pp-grid").get_by_role("option", name=name)


async def until_chosen(gateway: Darkroom, count: int) -> None:
    """Wait until that many choices have arrived."""
    async with asyncio.timeout(5):
        while len(gateway.choices) != count:
            gateway.chosen.clear()
            await gateway.chosen.wait()


async def test_the_customer_chooses_by_keyboard_and_the_price_follows(open_page: OpenPage, gateway: Darkroom) -> None:
    """PST-04, PST-15: three are included, the fourth costs; a photo may serve several purposes."""
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    for _ in range(4):
        await page.keyboard.press("a")
        await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("e")
    await expect(page.locator(".pp-sales")).to_contain_text("¥60.00")
    await expect(page.get_by_role("status").last).to_have_text("已保存")
    await until_chosen(gateway, 4)
    assert sorted(gateway.choices[photo_id(3)]["purposes"]) == ["ALBUM", "ENLARGEMENT"]
    await shot(page, "room")


async def test_what_has_arrived_is_chosen_all_the_while(open_page: OpenPage, gateway: Darkroom) -> None:
    """A key between the answer and what is drawn of it would undo the choice."""
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    await page.keyboard.press("a")
    await expect(photos(page, "DSC0000.jpg 入册")).to_be_visible()
    # On a busy machine "as soon as may be" is later.
    await page.evaluate("""() => {
        const soon = window.setTimeout;
        window.setTimeout = (run, after, ...more) => soon(run, after || 200, ...more);
        window.seen = [];
        new MutationObserver(changes => changes.forEach(({target}) => window.seen.push(target.ariaSelected))).observe(
            document.querySelector(".pp-grid"), {subtree: true, attributeFilter: ["aria-selected"]});
    }""")
    for number in range(1, 4):
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("a")
        await until_chosen(gateway, number + 1)
        await expect(page.get_by_role("status").last).to_have_text("已保存")
    assert await page.evaluate("window.seen") == ["true"] * 3


async def test_two_are_compared_and_one_is_dropped(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    for key in ("c", "ArrowRight", "c", "v"):
        await page.keyboard.press(key)
    await expect(page.locator(".pp-large-2 img")).to_have_count(2)
    await shot(page, "compare")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("d")
    await expect(page.locator(".is-dropped")).to_have_count(1)
    await page.keyboard.press("2")
    await expect(photos(page).nth(1)).to_have_attribute("aria-label", "DSC0002.jpg")


async def test_the_keyboard_goes_through_large_photos_and_back(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    await page.keyboard.press("Enter")
    large = page.locator(".pp-large img")
    await expect(large).to_have_attribute("alt", "DSC0000.jpg")
    for key in ("ArrowRight", "a", "ArrowRight"):
        await page.keyboard.press(key)
    await expect(large).to_have_attribute("alt", "DSC0002.jpg")
    await page.get_by_role("button", name="入册").click()
    await page.keyboard.press("ArrowLeft")
    await expect(large).to_have_attribute("alt", "DSC0001.jpg")
    await page.keyboard.press("Escape")
    await expect(photos(page, "DSC0002.jpg 入册")).to_be_visible()
    await page.keyboard.press("r")
    await page.keyboard.type("去痣")
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("r")
    await expect(page.get_by_text("DSC0002.jpg 的备注")).to_be_visible()
    await until_chosen(gateway, 2)


async def test_three_thousand_photos_are_a_window(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page(ROOM)
    await expect(page.get_by_text("共 3000 张")).to_be_visible()
    await page.keyboard.press("End")
    await expect(photos(page, "DSC2999.jpg")).to_be_visible()
    assert await photos(page).count() < 80


async def test_a_refused_choice_is_kept_over_a_reload_and_sent_again(open_page: OpenPage, gateway: Darkroom) -> None:
    gateway.refusing = True
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    await page.keyboard.press("a")
    await expect(page.get_by_role("alert")).to_contain_text("后期暂时无法连接")
    await page.reload()
    await expect(page.locator(".pp-sale-strong dd").first).to_have_text("1")
    await expect(page.get_by_role("alert")).to_be_visible()
    gateway.refusing = False
    await page.get_by_role("button", name="重试").click()
    await until_chosen(gateway, 1)


async def test_lists_are_compared_before_the_customer_signs(open_page: OpenPage, gateway: Darkroom) -> None:
    """GEN-13, PST-11: lists that differ go no further."""
    page = await open_page(ROOM)
    await expect(photos(page).first).to_be_visible()
    await page.keyboard.press("a")
    await page.keyboard.press("s")
    await page.get_by_label("手写稿张数").fill("2")
    await expect(page.get_by_text("两份清单张数不一致")).to_be_visible()
    await expect(page.get_by_role("button", name="下一步")).to_be_disabled()
    await page.get_by_label("手写稿张数").fill("1")
    await page.keyboard.press("Control+Enter")
    pad = page.get_by_role("img", name="顾客签字")
    await pad.hover()
    await page.mouse.down()
    await page.mouse.move(600, 400, steps=4)
    await page.mouse.up()
    await shot(page, "sign")
    await page.keyboard.press("Control+Enter")
    await page.get_by_text("所选照片已备份").click()
    await page.get_by_label("取件日期").fill("2030-12-20")
    close = page.get_by_role("button", name="确认选片")
    await expect(close).to_be_disabled()
    await page.get_by_label("看版日期").fill("2030-12-21")  # PST-14: up to the pickup
    await page.keyboard.press("Tab")
    await expect(page.get_by_text("看版须早于取件")).to_be_visible()
    await page.get_by_label("看版日期").fill("2030-12-10")
    await page.keyboard.press("Tab")
    await shot(page, "agree")
    await close.click()
    await expect(close).to_be_hidden()
    assert gateway.signed == [1]
    days = {"review_on": "2030-12-10", "pickup_on": "2030-12-20"}
    assert gateway.agreed == [{"review_mode": "IN_SHOP", **days, "backup_confirmed": True}]


async def test_a_folder_is_imported_and_one_bad_file_holds_nothing_up(
    open_page: OpenPage, gateway: Darkroom, tmp_path: Path
) -> None:
    """SHO-02: over a connection that breaks the import goes on by itself."""
    gateway.photos = 0
    for name in ("a1.jpg", "a2.jpg", "torn.jpg", "late.jpg", "notes.txt"):
        (tmp_path / name).write_bytes(PICTURES[0])
    page = await open_page(f"/post-production/orders/{ORDER}")
    await page.locator("input[type=file]").set_input_files(tmp_path)
    await expect(page.get_by_text("拒收 文件不完整")).to_be_visible()
    await shot(page, "import")
    await expect(page.get_by_text("已导入 3，已存在 0，拒收 2，失败 0，剩余 0")).to_be_visible()
    assert sorted(gateway.uploads) == ["a1.jpg", "a2.jpg", "late.jpg", "late.jpg", "torn.jpg"]


async def test_an_import_goes_on_after_a_reload_by_checksum(
    open_page: OpenPage, gateway: Darkroom, tmp_path: Path
) -> None:
    """SHO-02: what is here already is not sent again, whatever it is called now."""
    gateway.photos, gateway.here = 0, PICTURES[:1]
    for name, data in (("renamed.jpg", PICTURES[0]), ("new.jpg", PICTURES[1])):
        (tmp_path / name).write_bytes(data)
    page = await open_page(f"/post-production/orders/{ORDER}")
    await page.evaluate(f"localStorage.setItem('studio.import.{ORDER}', '2')")
    await page.reload()
    await expect(page.get_by_text("上次导入 2 个文件时中断")).to_be_visible()
    await page.locator("input[type=file]").set_input_files(tmp_path)
    await expect(page.get_by_text("已导入 1，已存在 1，拒收 0，失败 0，剩余 0")).to_be_visible()
    assert gateway.uploads == ["new.jpg"]


async def test_a_clothes_set_that_cannot_be_is_said_and_no_folder_taken(open_page: OpenPage, gateway: Darkroom) -> None:
    """What was typed stays as it was typed."""
    gateway.photos = 0
    page = await open_page(f"/post-production/orders/{ORDER}")
    number = page.get_by_label("第几套服装")
    await number.fill("99")
    await expect(page.get_by_role("alert")).to_have_text("请输入 1–50 的整数")
    await expect(page.get_by_role("button", name="选择文件夹")).to_be_disabled()
    await expect(number).to_have_value("99")
    await number.fill("2")
    await expect(page.get_by_role("button", name="选择文件夹")).to_be_enabled()


async def test_work_is_begun_and_finished_by_key_in_both_languages(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page("/post-production")
    await expect(page.get_by_role("heading", level=1)).to_have_text("后期订单")
    await page.keyboard.press("3")
    await expect(page.get_by_role("row").nth(1)).to_contain_text("林晓王锐")
    await shot(page, "orders")
    await page.get_by_role("button", name="English").click()
    await page.get_by_role("link", name="Retouch and design").click()
    row = page.get_by_role("row").nth(1)
    await expect(row).to_contain_text("Retouch")
    await shot(page, "work-en")
    await row.focus()
    await page.keyboard.press("f")
    await expect(page.get_by_role("row")).to_have_count(2)
    await page.get_by_role("row").nth(1).focus()
    await page.keyboard.press("s")
    await expect(page.get_by_role("button", name="Finish")).to_be_visible()
    assert [item["state"] for item in gateway.work] == ["DONE", "RUNNING"]


async def test_what_is_laid_ready_before_a_selection_is_ticked_by_key(open_page: OpenPage, gateway: Darkroom) -> None:
    """REC-12: who did it stands beside it; what nobody did is late when the day begins."""
    page = await open_page("/post-production/preparations")
    late = page.get_by_role("row").nth(1)
    await expect(late).to_contain_text("逾期未备")
    await shot(page, "preparations")
    await late.focus()
    await page.keyboard.press("d")
    await expect(late.get_by_role("checkbox", name="已刻盘")).to_be_checked()
    await page.keyboard.press("p")
    await expect(late).to_contain_text("已备好")
    await expect(late.get_by_text("李娜")).to_have_count(3)
    await late.get_by_role("checkbox", name="已调单").click()
    await expect(late).to_contain_text("待准备")
    assert gateway.preparations[0]["open"] == ["ORDER_PULLED"]


async def test_a_scanned_piece_moves_to_its_next_step(open_page: OpenPage, gateway: Darkroom) -> None:
    page = await open_page("/post-production/production")
    await expect(page.get_by_text("GG01-261118-001-02")).to_be_visible()
    await shot(page, "production")
    await page.keyboard.type("gg01-261118-001-02")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("GG01-261118-001-02 已进入：输出")).to_be_visible()
    assert gateway.steps == ["p2 PRINT"]


async def test_the_pickup_date_is_said_again_when_the_layout_is_approved(
    open_page: OpenPage, gateway: Darkroom
) -> None:  # PST-17
    gateway.reviewing = True
    page = await open_page(f"/post-production/orders/{ORDER}")
    await page.get_by_text("由顾客本人确认").click()
    approve = page.get_by_role("button", name="确认版面")
    await expect(approve).to_be_disabled()
    await page.get_by_label("再次确认取件日期").first.fill("2030-12-22")
    await page.keyboard.press("Tab")
    await shot(page, "layout-answer")
    await approve.click()
    await expect(approve).to_be_enabled()
    assert gateway.agreed == [
        {"word": "approval", "by_customer": True, "channel": "IN_SHOP", "pickup_on": "2030-12-22"}
    ]


async def test_a_wish_is_pinned_where_it_is_meant(open_page: OpenPage, gateway: Darkroom) -> None:  # PST-17
    gateway.reviewing = True
    page = await open_page(f"/post-production/orders/{ORDER}")
    await page.get_by_role("button", name="第 2 页").click()
    ground = page.locator(".pinned-ground")
    box = await ground.bounding_box()
    assert box is not None
    await ground.click(position={"x": box["width"] / 4, "y": box["height"] / 2})
    await page.get_by_label("要改什么").last.fill("眼睛再大一点")
    await shot(page, "pin")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="标注 1：眼睛再大一点")).to_be_visible()
    (pin,) = gateway.pins
    assert pin["page_id"] == photo_id(2)
    assert abs(pin["x"] - 250) < 30
    assert abs(pin["y"] - 500) < 30
    pin["set_by"] = "customer"
    await page.reload()
    await page.get_by_role("button", name="第 2 页").click()
    await expect(page.get_by_text("顾客尚未发送")).to_be_visible()
