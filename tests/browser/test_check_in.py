"""The check-in at the counter: offered first on the day of the shoot, and live while others do their part (M-43)."""

from typing import Any, cast

from playwright.async_api import Page, Route, expect

from tests.browser.canned import LI, ME, ORDER, CannedGateway, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.test_reception import PART, THE_ORDER

BOOKED = {**THE_ORDER, "state": "BOOKED", "balance": yuan(0), "package_paid": yuan(3999)}
LOCKER: dict[str, Any] = {
    "order_id": ORDER, "booking_id": None, "customer_number": "A26-001", "package_balance": yuan(0),
    "arrears_allowed": False, "steps": [], "next": "LOCKER", "finished_at": None,
}  # fmt: skip
DEPOSIT = {"id": "d1", "number": "D26-GG01-000007", "order_id": ORDER, "object": "LOCKER", "object_number": "L7",
           "amount": yuan(50), "state": "TAKEN", "method": "CASH", "taken_at": moment(), "cashier_id": "qian.fen",
           "settled_at": None, "settled_by": None, "signature_name": None, "forfeit_reason": None}  # fmt: skip
CLERK = [right for right in cast("list[str]", ME["permissions"]) if right != "reception.*"] + [
    "reception.orders.read", "reception.check_in.do", "reception.visits.read",
]  # fmt: skip


async def at_the_order(open_page: OpenPage, part: dict[str, Any], today: list[dict[str, Any]]) -> Page:
    """The order at the counter, as a clerk who takes no money."""
    page = await open_page("/")

    async def me(route: Route) -> None:
        await route.fulfill(json={**ME, "permissions": CLERK})

    async def reception(route: Route) -> None:
        await route.fulfill(json=part)

    async def check_in(route: Route) -> None:
        await route.fulfill(json=part["check_in"])

    async def appointments(route: Route) -> None:
        answer = await (await route.fetch()).json()
        await route.fulfill(json={**answer, "appointments": {"available": True, "data": {"items": today}}})

    await page.route("**/v1/session", me)
    await page.route(f"**/v1/orders/{ORDER}/reception", reception)
    await page.route(f"**/v1/orders/{ORDER}/check-in", check_in)
    await page.route("**/v1/today?*", appointments)
    await page.goto(f"{page.url}reception?order={ORDER}")
    return page


def shoot() -> dict[str, Any]:
    return {"id": "b1", "order_id": ORDER, "kind": "SHOOT", "state": "CONFIRMED", "starts_at": moment(hours=1),
            "ends_at": moment(hours=4), "resources": []}  # fmt: skip


async def test_the_check_in_is_offered_first_on_the_day_of_the_shoot_only(open_page: OpenPage) -> None:
    other_day = await at_the_order(open_page, {**PART, "order": BOOKED}, [])
    await expect(other_day.get_by_text("今天没有这位顾客的拍摄预约")).to_be_visible()
    classes = await other_day.get_by_role("button", name="开始报到").get_attribute("class") or ""
    assert "ant-btn-primary" not in classes
    today = await at_the_order(open_page, {**PART, "order": BOOKED}, [shoot()])
    await expect(today.locator(".ant-btn-primary", has_text="开始报到")).to_be_visible()


async def test_rec_20_a_deposit_the_cashier_takes_stands_in_the_clerks_wizard_by_itself(
    open_page: OpenPage, gateway: CannedGateway
) -> None:
    part = {**PART, "order": {**BOOKED, "person_ids": [LI]}, "check_in": LOCKER, "deposits": []}
    page = await at_the_order(open_page, part, [shoot()])
    await expect(page.get_by_text("押金由收银收取")).to_be_visible()
    await expect(page.get_by_text("实时")).to_be_visible()
    part["deposits"] = [DEPOSIT]
    gateway.tell("studio.deposit.taken.v1", ORDER)
    await expect(page.get_by_role("radio", name="D26-GG01-000007")).to_be_visible()


async def test_enter_goes_on_from_the_first_step_of_a_check_in_that_was_begun(open_page: OpenPage) -> None:
    part: dict[str, Any] = {**PART, "order": {**BOOKED, "person_ids": [LI]}}
    page = await at_the_order(open_page, part, [shoot()])
    await expect(page.get_by_role("button", name="开始报到")).to_be_visible()
    part["check_in"] = LOCKER | {"next": "PACKAGE_CHECKED"}
    await page.get_by_role("button", name="开始报到").click()
    await expect(page.get_by_role("button", name="下一步")).to_be_focused()
