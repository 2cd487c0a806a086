"""A friend's invitation on a phone: the branch, who invites in a masked form, a number left once (A-26)."""

from playwright.async_api import Route, expect

from tests.browser.conftest import OpenPage
from tests.shots import shot

INVITATION = {"branch_name": "国贸店", "branch_phone": "0898-8888", "referrer": "林**", "gender": "FEMALE"}
THANKS = {"branch_name": "国贸店", "branch_phone": "0898-8888"}


async def test_a_friend_leaves_a_number_once_and_sees_who_will_call(open_page: OpenPage) -> None:
    page = await open_page("/", width=390, height=844, signed_in=False)
    left: list[object] = []

    async def read(route: Route) -> None:
        await route.fulfill(json=INVITATION)

    async def answer(route: Route) -> None:
        left.append(route.request.post_data_json)
        await route.fulfill(status=201, json=THANKS)

    await page.route("**/v1/invitations/AB2CD3EF", read)
    await page.route("**/v1/invitations/AB2CD3EF/leads", answer)
    await page.goto(f"{page.url}i/AB2CD3EF")
    await expect(page.get_by_role("heading", level=1)).to_have_text("国贸店")
    await expect(page.get_by_text("林**女士 邀请您来拍摄")).to_be_visible()
    await page.get_by_label("怎么称呼您").fill("孙悦")
    await page.get_by_label("手机号").fill("136 0013 6000")
    await shot(page, "invitation")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    await page.get_by_role("button", name="请回电").dblclick()
    await expect(page.get_by_text("国贸店会尽快给您回电")).to_be_visible()
    assert left == [{"name": "孙悦", "phone": "13600136000", "wanted_category": None, "wish": ""}]


async def test_an_invitation_nobody_sent_says_whom_to_ask(open_page: OpenPage) -> None:
    page = await open_page("/", width=390, height=844, signed_in=False)

    async def unknown(route: Route) -> None:
        await route.fulfill(status=404, json={"status": 404, "code": "invitation.unknown", "detail": "无效"})

    await page.route("**/v1/invitations/*", unknown)
    await page.goto(f"{page.url}i/ZZZZ9999")
    await expect(page.get_by_text("此邀请无效")).to_be_visible()
