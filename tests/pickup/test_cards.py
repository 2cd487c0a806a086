"""Service cards and suggestion cards (PCK-07, PCK-08, A-19)."""

import asyncio
from datetime import date

from shared.contracts.pickup import ServiceCardIssued, ServiceCardLost, ServiceCardMoved, SuggestionGiven
from shared.contracts.reception import Category
from shared.kit.testing import MovableClock, ServiceUnderTest
from tests.pickup.orders import Sheet, call, hand_over, part_of, ready


async def collected(pickup: ServiceUnderTest, **booked: object) -> Sheet:
    order = await ready(pickup, pieces=1, **booked)
    assert (await hand_over(pickup, order)).status_code == 201
    return order


async def test_card_names_the_day_to_book_by(pickup: ServiceUnderTest) -> None:
    """PCK-07: fifteen days before the wedding."""
    order = await collected(pickup)
    answer = await call(pickup, "POST", f"/orders/{order.order_id}/service-card", {})
    assert answer.status_code == 201, answer.text
    assert (answer.json()["card_number"], answer.json()["book_by"]) == ("S26-GG01-0001", "2027-01-16")
    (told,) = await pickup.published(ServiceCardIssued)
    assert (told.card_number, str(told.book_by)) == ("S26-GG01-0001", "2027-01-16")


async def test_lost_card_is_not_replaced(pickup: ServiceUnderTest) -> None:
    """PCK-07, A-19."""
    order = await collected(pickup)
    path = f"/orders/{order.order_id}/service-card"
    card = (await call(pickup, "POST", path, {})).json()
    second = await call(pickup, "POST", path, {})
    lost = await call(pickup, "POST", f"/service-cards/{card['id']}/loss")
    again = await call(pickup, "POST", f"/service-cards/{card['id']}/loss")
    third = await call(pickup, "POST", path, {})
    assert (second.status_code, second.json()["code"]) == (409, "service_card.not_replaced")
    assert (lost.json()["state"], again.status_code) == ("LOST", 409)
    assert (third.status_code, third.json()["code"]) == (409, "service_card.not_replaced")
    assert len(await pickup.published(ServiceCardIssued)) == 1


async def test_n_17_a_lost_card_is_told_and_one_that_is_out_follows_the_wedding(pickup: ServiceUnderTest) -> None:
    """PCK-07, A-19."""
    order, other = await collected(pickup), await collected(pickup)
    cards = [(await call(pickup, "POST", f"/orders/{one.order_id}/service-card", {})).json() for one in (order, other)]
    later = date(2027, 3, 20)
    await pickup.deliver(order.amended(1, wedding=later), order.amended(2, wedding=later))
    (moved,) = await pickup.published(ServiceCardMoved)
    assert (moved.order_id, moved.wedding_date, moved.book_by) == (order.order_id, later, date(2027, 3, 5))
    assert (await call(pickup, "POST", f"/service-cards/{cards[1]['id']}/loss")).status_code == 200
    (lost,) = await pickup.published(ServiceCardLost)
    assert (lost.order_id, lost.card_number) == (other.order_id, cards[1]["card_number"])
    await pickup.deliver(other.amended(1, wedding=later), order.amended(3, wedding=None))
    assert len(await pickup.published(ServiceCardMoved)) == 1


async def test_card_belongs_to_weddings_after_pickup(pickup: ServiceUnderTest) -> None:
    """PCK-07."""
    early = await ready(pickup, pieces=1)
    children = await collected(pickup, category=Category.CHILDREN, wedding=None)
    for order in (early, children):
        answer = await call(pickup, "POST", f"/orders/{order.order_id}/service-card", {})
        assert (answer.status_code, answer.json()["code"]) == (409, "service_card.not_due")


async def test_wedding_date_may_be_told_at_pickup(pickup: ServiceUnderTest) -> None:
    order = await collected(pickup, wedding=None)
    path = f"/orders/{order.order_id}/service-card"
    assert (await call(pickup, "POST", path, {})).status_code == 422
    assert (await call(pickup, "POST", path, {"wedding_date": "2026-01-01"})).status_code == 422
    card = (await call(pickup, "POST", path, {"wedding_date": "2027-05-01"})).json()
    assert card["book_by"] == "2027-04-16"


async def test_numbers_follow_each_other_per_branch_and_year(pickup: ServiceUnderTest, at: MovableClock) -> None:
    """1.6: no two cards with one number, however many desks issue at once."""
    orders = [await collected(pickup) for _ in range(4)]
    answers = await asyncio.gather(
        *(call(pickup, "POST", f"/orders/{order.order_id}/service-card", {}) for order in orders)
    )
    assert sorted(answer.json()["card_number"] for answer in answers) == [f"S26-GG01-000{n}" for n in range(1, 5)]
    at.move(days=45)
    order = await collected(pickup)
    card = (await call(pickup, "POST", f"/orders/{order.order_id}/service-card", {})).json()
    assert card["card_number"] == "S27-GG01-0001"
    listed = (await call(pickup, "GET", "/service-cards?branch_id=GG01")).json()["items"]
    assert [item["card_number"] for item in listed][-1] == "S27-GG01-0001"


async def test_suggestion_is_told_without_its_text(pickup: ServiceUnderTest) -> None:
    """PCK-08: the text stays at pickup."""
    order = await collected(pickup)
    body = {"text": "More light in the fitting room", "rating": 4, "would_recommend": True}
    answer = await call(pickup, "POST", f"/orders/{order.order_id}/suggestions", body)
    assert answer.status_code == 201, answer.text
    (told,) = await pickup.published(SuggestionGiven)
    assert told.rating == 4
    assert "light" not in told.model_dump_json()
    assert (await part_of(pickup, order))["suggestions"][0]["text"] == body["text"]
    wrong = await call(pickup, "POST", f"/orders/{order.order_id}/suggestions", {"text": "x", "rating": 6})
    assert wrong.status_code == 422


async def test_suggestions_are_read_where_customers_are_looked_after(
    pickup: ServiceUnderTest, at: MovableClock
) -> None:
    """PCK-08, M-69: the newest first, of one branch."""
    order = await collected(pickup)
    path = f"/orders/{order.order_id}/suggestions"
    for words in ("More light", "A chair for grandmother"):
        assert (await call(pickup, "POST", path, {"text": words})).status_code == 201
        at.move(minutes=5)
    listed = (await call(pickup, "GET", "/suggestions?branch_id=GG01&limit=1")).json()
    assert [(one["text"], one["taken_by"]) for one in listed["items"]] == [("A chair for grandmother", "wang.li")]
    rest = await call(pickup, "GET", f"/suggestions?branch_id=GG01&cursor={listed['next_cursor']}")
    assert [one["text"] for one in rest.json()["items"]] == ["More light"]
