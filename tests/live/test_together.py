"""Several people at once, and a line that breaks."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.async_api import Locator, Page, Route, expect

from deploy.demo import moves
from deploy.demo.crew import at
from deploy.demo.moves import Order
from tests.house import House, new_phone
from tests.live.conftest import SitDown
from tests.live.screen import Screen
from tests.measured import Figures
from tests.shots import shot

pytestmark = pytest.mark.timeout(300)


async def test_a_walk_in_registered_at_one_screen_stands_on_the_other(house: House, sit_down: SitDown) -> None:
    """One key, a phone, a name, enter (REC-01); the receptionists' head sees it without touching anything."""
    head = await sit_down("deskhead", "/reception")
    desk = await sit_down("consultant1", "/reception")
    await expect(desk.get_by_role("button", name="登记进店")).to_be_visible()
    await desk.keyboard.press("n")
    await expect(desk.get_by_role("dialog")).to_be_visible()
    await desk.keyboard.type(new_phone())
    await desk.keyboard.press("Tab")
    await desk.keyboard.type("沈晓月")
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("dialog").get_by_role("status")).to_be_visible()
    await shot(desk, "registered")
    await expect(head.get_by_text("沈晓月").first).to_be_visible()
    await shot(head, "walk-in-seen")


async def test_a_move_on_one_board_is_seen_on_the_other_within_a_second(
    house: House, sit_down: SitDown, figures: Figures
) -> None:
    """Two schedulers at one board: the move the first makes stands on the second's, untouched."""
    order, day = await booked_shoot(house)
    mover, watcher = [Screen(await sit_down("scheduler", f"/scheduling?day={day}&rows=rooms")) for _ in range(2)]
    await expect(bar(watcher.page, order, "10:00–12:00")).to_be_visible()
    await bar(mover.page, order, "10:00–12:00").click()
    await mover.press("改期", mover.dialog)
    await mover.fill("开始", "15:00", mover.dialog)
    await mover.press("顾客要求", mover.dialog)
    answered = mover.page.expect_response(lambda answer: answer.url.endswith("/move"))
    async with answered as response:
        await mover.press("改期", mover.dialog)
    assert (await response.value).ok
    begun = time.monotonic()
    await expect(bar(watcher.page, order, "15:00–17:00")).to_be_visible()
    figures.note("move seen on the other board", (time.monotonic() - begun) * 1000, target=1000)
    await shot(watcher.page, "move-seen")


async def booked_shoot(house: House) -> tuple[Order, date]:
    """An order with its shoot at ten on a day of its own."""
    order = await house.booked("FAMILY")
    day = await house.free_day(4)
    order.shoot = await moves.make_booking(house.crew["scheduler"], order, "SHOOT", at(day, 10), minutes=120)
    await house.clock.settle()
    return order, day


def bar(page: Page, order: Order, times: str) -> Locator:
    """The order's shoot on a board at those times."""
    return page.get_by_role("button", name=f"{order.number} 拍摄, {times}").first


async def test_a_line_that_breaks_is_said_and_what_was_missed_is_caught_up(house: House, sit_down: SitDown) -> None:
    """Offline, the board says so; back again, it shows what happened meanwhile without a reload."""
    order, day = await booked_shoot(house)
    page = await sit_down("scheduler", f"/scheduling?day={day}&rows=rooms")
    await expect(bar(page, order, "10:00–12:00")).to_be_visible()
    await page.context.set_offline(True)
    await expect(page.locator(".banner-lost")).to_contain_text("连接已断开")
    await shot(page, "line-broken")
    body = {"starts_at": at(day, 14).isoformat(), "reason": "weather", "manager_confirmation": False}
    await house.crew["scheduler"].post(f"/v1/bookings/{order.shoot['id']}/move", body)
    await page.context.set_offline(False)
    await expect(page.locator(".banner-back")).to_contain_text("连接已恢复")
    await expect(bar(page, order, "14:00–16:00")).to_be_visible()


@contextmanager
def stopped(house: House, service: str) -> Iterator[None]:
    """The service's process stands still until the block ends."""
    process = house.system.fleet.running(service)
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process.pid, signal.SIGCONT)


async def test_a_department_that_hangs_is_said_on_the_sheet_and_the_rest_works(house: House, sit_down: SitDown) -> None:
    """Scheduling stands still: its part says so, the sheet is there all the same; then it is back."""
    order, _ = await booked_shoot(house)
    page = await sit_down("consultant1")
    with stopped(house, "scheduling"):
        await page.goto(f"/orders/{order.order_id}")
        await expect(page.get_by_text("调度暂时无法连接")).to_be_visible()
        await expect(page.get_by_role("heading", level=1)).to_contain_text(order.number)
        await shot(page, "scheduling-hangs")
    await page.reload()
    await expect(page.get_by_text("调度暂时无法连接")).to_have_count(0)


async def test_a_failed_request_keeps_what_was_typed_and_a_double_click_pays_once(
    house: House, sit_down: SitDown
) -> None:
    """The line fails while money is taken: amount and note stay, and the next try, clicked twice, pays once."""
    order = await house.placed("FAMILY")
    cashier = Screen(await sit_down("cashier", f"/reception/orders/{order.order_id}"))

    async def fail(route: Route) -> None:
        await route.abort("connectionfailed")

    await cashier.press("收款", exact=False)
    await cashier.fill("金额", "500", cashier.dialog)
    await cashier.fill("备注", "定金先付五百", cashier.dialog)
    await cashier.page.route("**/payments", fail)
    await cashier.press("收款并打印", cashier.dialog)
    await expect(cashier.dialog.get_by_role("alert")).to_be_visible()
    await cashier.picture("payment-failed")
    await expect(cashier.field("金额", cashier.dialog)).to_have_value("500")
    await expect(cashier.field("备注", cashier.dialog)).to_have_value("定金先付五百")
    await cashier.page.unroute("**/payments")
    await cashier.dialog.get_by_role("button", name="收款并打印").dblclick()
    await expect(cashier.dialog.get_by_role("status")).to_contain_text("¥500.00")
    paid = await house.crew["cashier"].get(f"/v1/orders/{order.order_id}")
    assert paid["package_paid"]["amount"] == 50000


async def test_the_language_changes_on_a_live_page_which_stays_live(house: House, sit_down: SitDown) -> None:
    """Chinese to English and back without a reload; what happens next is still heard."""
    page = await sit_down("deskhead", "/reception")
    await expect(page.get_by_role("heading", level=1)).to_have_text("今日接待")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("link", name="Reception", exact=True)).to_be_visible()
    await shot(page, "reception-en")
    visit = {"name": "Grace Hopper", "phone": new_phone(), "wanted_category": "FAMILY"}
    await moves.walk_in(house.crew["consultant1"], house.crew.branch_id, **visit)
    await expect(page.get_by_role("row").filter(has_text="Grace Hopper")).to_contain_text("Family")
    await page.get_by_role("button", name="中文").click()
    await expect(page.get_by_role("row").filter(has_text="Grace Hopper")).to_contain_text("全家福")
