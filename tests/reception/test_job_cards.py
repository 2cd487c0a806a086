"""The day's job cards are handed to the cashier, who books photographer and make-up artist (REC-13)."""

from typing import Any
from uuid import uuid4

from shared.contracts.reception import JobCardsHandedOver, JobCardsTaken
from tests.reception.conftest import CASHIER, CLERK, DAY, MANAGER, OWNER, Desk, shot

CARDS = f"/job-cards/GG01/{DAY}"


async def two_shot_and_one_at_work(desk: Desk) -> list[dict[str, Any]]:
    """Three orders of today; two shoots are over."""
    orders = [await desk.checked_in() for _ in range(3)]
    await desk.service.deliver(*(shot(order["id"]) for order in orders[:2]))
    return orders


async def hand_over(desk: Desk, *orders: dict[str, Any], **more: Any) -> dict[str, Any]:
    return await desk.post(f"{CARDS}/hand-overs", {"order_ids": [order["id"] for order in orders]} | more, who=CLERK)


async def states(desk: Desk) -> list[str]:
    return [card["state"] for card in (await desk.get(CARDS))["cards"]]


async def test_rec_13_a_clerk_gives_the_cards_and_the_cashier_books_what_is_on_them(desk: Desk) -> None:
    one, two, at_work = await two_shot_and_one_at_work(desk)
    assert (await states(desk), (await desk.get(CARDS))["missing"]) == (["SHOT", "SHOT", "AT_WORK"], 2)
    given = await hand_over(desk, one, two)
    assert (given["cards"], given["missing"], given["handed_by"], given["taken_by"]) == (2, [], CLERK, None)
    acceptance = f"/card-hand-overs/{given['id']}/acceptance"
    assert await desk.refused("POST", acceptance, {}, who=CLERK) == "job_cards.own_hand_over"
    taken = await desk.post(acceptance, {}, who=CASHIER)
    assert taken["taken_by"] == CASHIER
    assert await desk.refused("POST", acceptance, {}, who=MANAGER) == "job_cards.taken"
    cards = (await desk.get(CARDS))["cards"]
    assert [card["state"] for card in cards] == ["TAKEN", "TAKEN", "AT_WORK"]
    booked = [(line["role"], line["staff_id"], line["booked_by"]) for line in cards[0]["performance"]]
    assert booked == [("MAKEUP_ARTIST", "he.makeup", CASHIER), ("PHOTOGRAPHER", "li.photo", CASHIER)]
    assert cards[2]["order_id"] == at_work["id"]
    (told,), (kept,) = [await desk.service.published(kind) for kind in (JobCardsHandedOver, JobCardsTaken)]
    assert (told.cards, told.missing, kept.taken_by) == (2, 0, CASHIER)


async def test_a_missing_card_is_explained_and_follows(desk: Desk) -> None:
    one, two, _ = await two_shot_and_one_at_work(desk)
    body = {"order_ids": [one["id"]]}
    assert await desk.refused("POST", f"{CARDS}/hand-overs", body) == "job_cards.missing_unexplained"
    first = await hand_over(desk, one, missing_note="with the photographer")
    assert first["missing"] == [two["id"]]
    again = await desk.refused("POST", f"{CARDS}/hand-overs", body | {"missing_note": "x"})
    nobody = {"order_ids": [str(uuid4())], "missing_note": "x"}
    other = await desk.refused("POST", f"{CARDS}/hand-overs", nobody)
    assert (again, other) == ("job_cards.handed_over", "job_cards.not_of_the_day")
    await hand_over(desk, two)
    shown = await desk.get(CARDS)
    assert (len(shown["hand_overs"]), shown["missing"]) == (2, 0)


async def test_what_a_card_says_otherwise_is_put_right_until_the_day_is_signed(desk: Desk) -> None:  # M-77
    one, two, at_work = await two_shot_and_one_at_work(desk)
    await desk.service.know_staff("zhou.jie", "makeup_artist")
    first, second = await hand_over(desk, one, at_work, missing_note="later"), await hand_over(desk, two)
    another = {"order_id": one["id"], "role": "MAKEUP_ARTIST", "staff_id": "zhou.jie"}
    helped = {"order_id": at_work["id"], "role": "ASSISTANT", "staff_id": OWNER}
    acceptance = f"/card-hand-overs/{second['id']}/acceptance"
    assert await desk.refused("POST", acceptance, {"corrections": [another]}, who=CASHIER) == "job_cards.not_among_them"
    await desk.post(f"/card-hand-overs/{first['id']}/acceptance", {"corrections": [another, helped]}, who=CASHIER)
    report = (await desk.get(f"/days/GG01/{DAY}"))["report"]["performance"]
    made_up = {line["staff_id"]: line["orders"] for line in report if line["role"] == "MAKEUP_ARTIST"}
    assert made_up == {"zhou.jie": 1, "he.makeup": 1}
    assert [line["staff_id"] for line in report if line["role"] == "ASSISTANT"] == [OWNER]
    cash = (await desk.get(f"/days/GG01/{DAY}"))["report"]["computed_cash"]
    nothing = {"amount": 0, "currency": "CNY"}
    await desk.post(f"/days/GG01/{DAY}/close", {"counted_cash": cash, "float_left": nothing}, who=CASHIER)
    await desk.post(f"/days/GG01/{DAY}/signature", who=MANAGER)
    late = {"corrections": [another | {"order_id": two["id"]}]}
    assert await desk.refused("POST", acceptance, late, who=CASHIER) == "day.closed"
    assert (await desk.post(acceptance, {}, who=CASHIER))["taken_by"] == CASHIER


async def test_a_shoot_that_tells_late_is_booked_with_its_card(desk: Desk) -> None:
    order = await desk.checked_in()
    given = await hand_over(desk, order)
    await desk.post(f"/card-hand-overs/{given['id']}/acceptance", {}, who=CASHIER)
    await desk.service.deliver(shot(order["id"]), times=2)
    (card,) = (await desk.get(CARDS))["cards"]
    assert {line["booked_by"] for line in card["performance"]} == {CASHIER}
