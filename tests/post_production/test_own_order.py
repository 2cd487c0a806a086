"""Behind a customer's link: the own photos with their running price, the own layout, and nothing of anybody else."""

from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx

from gateway.roles import OWN_ORDER
from shared.contracts.post_production import LayoutApproved, SelectionProposed
from shared.kit.testing import principal
from tests.pictures import jpeg
from tests.post_production.conftest import House, confirmation, signature

CODE = "A" * 24


class Customer:
    """Somebody who came by the link of an order."""

    def __init__(self, house: House, order_id: UUID) -> None:
        self.house = house
        self.who = principal("customer", permissions=OWN_ORDER, order_id=order_id)

    async def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        async with self.house.service.client(self.who) as client:
            headers = {"Idempotency-Key": str(uuid4()), "Accept-Language": "zh-CN"}
            return await client.request(method, f"/v1/customer/{CODE}{path}", json=body, headers=headers)

    async def get(self, path: str) -> Any:
        answer = await self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def choose(self, photos: list[str], *purposes: str, removed: list[str] | None = None) -> httpx.Response:
        choices = [{"photo_id": photo, "purposes": list(purposes) or ["ALBUM"]} for photo in photos]
        return await self.ask("PUT", "/selection/choices", {"choices": choices, "removed": removed or []})


async def prepared(house: House, *, number: int = 5) -> tuple[Customer, list[str], str]:
    """A customer whose photos are prepared: three are included."""
    order = await house.order()
    photos = await house.photos(order, number=number)
    return Customer(house, order), photos, await house.ready(order)


async def with_layout(house: House, *, review: str = "ONLINE") -> tuple[Customer, dict[str, Any], UUID]:
    """A customer in front of a layout of two pages."""
    order = await house.order()
    await house.designed(order, review=review)
    parts = [("files", (f"{n}.jpg", jpeg(), "image/jpeg")) for n in range(2)]
    added = await house.call("POST", f"/orders/{order}/layout-pages", ok=201, files=parts)
    pages = [file["page_id"] for file in added.json()["files"]]
    return Customer(house, order), await house.post(f"/orders/{order}/layouts", {"page_ids": pages}), order


async def test_the_price_follows_every_choice_by_the_rules_of_the_room(house: House) -> None:  # PST-04, PST-15
    customer, photos, _ = await prepared(house)
    assert [one["id"] for one in (await customer.get("/photos"))["items"]] == photos
    await customer.choose(photos)
    shown = (await customer.choose(photos[:1], "ALBUM", "ENLARGEMENT", removed=photos[4:])).json()
    assert (shown["chosen"], shown["included"], shown["extra_photos"]) == (4, 3, 1)
    assert shown["amount"] == {"amount": 5000, "currency": "CNY"}
    assert (await customer.choose(photos[:1], "GIFT")).status_code == 422


async def test_a_proposal_sells_nothing_until_the_customer_has_signed(house: House) -> None:  # PST-09, PST-11
    customer, photos, selection = await prepared(house)
    assert (await customer.ask("POST", "/selection/proposal")).json()["code"] == "selection.empty"
    await customer.choose(photos[:4])
    assert (await customer.ask("POST", "/selection/proposal")).json()["proposed_at"]
    (told,) = await house.service.published(SelectionProposed)
    assert (told.chosen, told.extra_photos) == (4, 1)
    assert (await house.get(f"/selections/{selection}"))["state"] == "READY"
    begun = await house.post(f"/selections/{selection}/start", {"difference_explained": True})
    assert (begun["chosen"], begun["proposed_at"] is not None) == (4, True)
    assert (await customer.choose(photos[4:])).json()["code"] == "selection.with_consultant"
    await house.post(f"/selections/{selection}/signature", signature(4))
    assert not (await customer.get("/album"))["selection"]["open"]


async def test_photos_of_another_order_do_not_exist(house: House) -> None:
    customer, photos, _ = await prepared(house, number=1)
    other, foreign, _ = await prepared(house, number=1)
    for size in ("thumbnail", "proof"):
        assert (await customer.ask("GET", f"/photos/{photos[0]}/{size}")).status_code == 200
        assert (await other.ask("GET", f"/photos/{photos[0]}/{size}")).status_code == 404
    assert (await customer.choose(foreign)).json()["code"] == "selection.unknown_photos"
    assert foreign[0] not in str(await customer.get("/photos"))


async def test_nothing_is_shown_before_it_is_prepared_and_only_the_chosen_ones_afterwards(house: House) -> None:
    order = await house.order()
    customer, photos = Customer(house, order), await house.photos(order, number=3)
    assert await customer.get("/album") == {"selection": None, "layout": None}
    assert (await customer.ask("GET", "/photos")).status_code == 404
    assert (await customer.ask("GET", f"/photos/{photos[0]}/thumbnail")).status_code == 404
    selection = await house.ready(order)
    await house.post(f"/selections/{selection}/start", {"difference_explained": True})
    await house.choose(selection, photos[:1])
    await house.post(f"/selections/{selection}/signature", signature(1))
    await house.post(f"/selections/{selection}/confirmation", confirmation(review="ONLINE"))
    assert [one["id"] for one in (await customer.get("/photos"))["items"]] == photos[:1]
    assert (await customer.ask("GET", f"/photos/{photos[1]}/proof")).status_code == 404


async def test_staff_and_other_departments_customers_have_no_own_order(house: House) -> None:
    async with house.service.client(principal()) as client:
        assert (await client.get(f"/v1/customer/{CODE}/album")).status_code == 404
    customer = Customer(house, uuid4())
    async with house.service.client(customer.who) as client:
        assert (await client.get("/v1/work-items")).status_code == 403


async def test_pins_reach_the_designer_and_the_next_round_is_approved_online(house: House) -> None:  # PST-17
    customer, layout, order = await with_layout(house)
    path = f"/layouts/{layout['id']}"
    page = layout["pictures"][1]["id"]
    pin = (await customer.ask("POST", f"{path}/pins", {"page_id": page, "x": 500, "y": 250, "remark": "eyes"})).json()
    slip = (await customer.ask("POST", f"{path}/pins", {"page_id": page, "x": 1, "y": 1, "remark": "no"})).json()
    assert (await customer.ask("DELETE", f"{path}/pins/{slip['id']}")).status_code == 204
    assert (await customer.ask("POST", f"{path}/changes", {"remarks": "brighter"})).status_code == 200
    (work,) = (await house.get("/work-items?step=DESIGN&state=WAITING"))["items"]
    assert work["remarks"] == "brighter\n1. 第 2 页：eyes"
    await house.post(f"/layout-pins/{pin['id']}/settlement")
    assert (await customer.get("/album"))["layout"]["pins"][0]["settled"]
    await house.work(order, "DESIGN")
    second = await house.post(f"/orders/{order}/layouts", {"pages": 2})
    assert (await customer.ask("POST", f"{path}/approval")).status_code == 404
    accepted = (await customer.ask("POST", f"/layouts/{second['id']}/approval")).json()
    assert accepted["state"] == "APPROVED"
    (fact,) = await house.service.published(LayoutApproved)
    assert (fact.round, str(fact.pickup_on)) == (2, accepted["pickup_on"])


async def test_a_layout_of_another_order_or_for_the_shop_does_not_exist(house: House) -> None:  # PST-11
    customer, layout, _ = await with_layout(house)
    stranger = Customer(house, await house.order())
    in_shop, shown_there, _ = await with_layout(house, review="IN_SHOP")
    for who, seen in ((stranger, layout), (in_shop, shown_there)):
        page = seen["pictures"][0]["id"]
        assert (await who.ask("GET", f"/layout-pages/{page}/preview")).status_code == 404
        assert (await who.ask("POST", f"/layouts/{seen['id']}/approval")).status_code == 404
        assert (await who.get("/album"))["layout"] is None
    assert (await customer.ask("GET", f"/layout-pages/{layout['pictures'][0]['id']}/preview")).status_code == 200
    assert (await customer.ask("POST", f"/layouts/{layout['id']}/changes", {})).status_code == 422


async def test_a_page_belongs_to_one_layout_of_its_own_order(house: House) -> None:
    _, layout, order = await with_layout(house)
    refused = await house.refused(f"/orders/{order}/layouts", {"page_ids": [layout["pictures"][0]["id"]]})
    assert refused == "layouts.awaiting_answer"
    bad = await house.call(
        "POST", f"/orders/{order}/layout-pages", ok=201, files=[("files", ("a.jpg", b"no", "image/jpeg"))]
    )
    assert bad.json()["files"][0]["reason"] == "NOT_JPEG"
    kept = await house.call(
        "POST", f"/orders/{order}/layout-pages", ok=201, files=[("files", ("b.jpg", jpeg(), "image/jpeg"))]
    )
    page = kept.json()["files"][0]["page_id"]
    assert [one["id"] for one in await house.get(f"/orders/{order}/layout-pages")] == [page]
    await house.call("DELETE", f"/layout-pages/{page}", ok=204)
    assert (await house.call("DELETE", f"/layout-pages/{layout['pictures'][0]['id']}")).status_code == 409
