"""The selection with the customer (PST-01 … PST-15)."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from services.post_production.domain.states import SelectionState
from services.post_production.models import Selection, Signature
from shared.contracts.post_production import DesignMode, ReviewMode, SelectionConfirmed, SelectionReady
from shared.contracts.reception import OrderAmended
from shared.contracts.values import Money
from shared.kit import clock
from tests.pictures import jpeg, png
from tests.post_production.conftest import CHECKED, House, confirmation, content, signature


@pytest.mark.parametrize("point", ["count_ok", "sets_complete", "no_bloopers", "corrections_done"])
async def test_all_four_points_of_the_check_are_needed(house: House, point: str) -> None:  # PST-07
    order = await house.order()
    await house.photos(order, number=1)
    answer = await house.call("POST", f"/orders/{order}/selection-check", json={**CHECKED, point: False})
    assert (answer.status_code, answer.json()["code"]) == (409, "selection.not_ready")
    assert answer.json()["points"] == [point]


async def test_selection_waits_for_every_preview(house: House) -> None:  # PST-05
    order = await house.order()
    photo_set = await house.photo_set(order)
    await house.upload(photo_set, ("a.jpg", jpeg()), ("b.jpg", jpeg()))
    await house.post(f"/photo-sets/{photo_set}/completion", {"expected_count": 2})
    early = await house.call("POST", f"/orders/{order}/selection-check", json=CHECKED)
    assert "PREVIEWS_NOT_READY" in early.json()["points"]
    await house.darkroom.process_pending()
    await house.ready(order)
    told = await house.service.published(SelectionReady)
    assert [event.photos for event in told] == [2]


async def test_a_set_of_clothes_without_photos_is_missed(house: House) -> None:  # PST-07, A-21
    order = await house.order(clothes_sets=2)
    await house.photos(order, number=2)
    answer = await house.call("POST", f"/orders/{order}/selection-check", json=CHECKED)
    assert answer.json()["points"] == ["SETS_MISSING"]


async def test_the_difference_is_explained_first(house: House) -> None:  # PST-01
    order = await house.order()
    await house.photos(order)
    selection = await house.ready(order)
    body = {"design_mode": "CUSTOM", "difference_explained": False}
    assert await house.refused(f"/selections/{selection}/start", body) == "selection.difference_not_explained"


async def test_a_custom_design_costs_its_fee(house: House) -> None:  # PST-01, PST-03
    selection, _ = await house.choosing(await house.order(), mode="CUSTOM")
    shown = await house.get(f"/selections/{selection}")
    assert shown["custom_design_fee"] == {"amount": 30000, "currency": "CNY"}
    assert shown["amount"]["amount"] == 5000 + 30000
    assert shown["selection_hints"] == "likes close-ups"


async def test_the_session_belongs_to_one_clerk(house: House) -> None:  # PST-09
    selection, photos = await house.choosing(await house.order())
    body = {"choices": [{"photo_id": photos[0], "purposes": ["GIFT"]}]}
    path = f"/selections/{selection}/choices"
    assert await house.refused(path, body, by="li.na", method="PUT") == "selection.locked_to_clerk"
    again = {"difference_explained": True}
    assert await house.refused(f"/selections/{selection}/start", again, by="li.na") == "selection.locked_to_clerk"
    await house.post(f"/selections/{selection}/start", {**again, "takeover_reason": "shift ended"}, by="li.na")
    assert await house.refused(path, body, method="PUT") == "selection.locked_to_clerk"


async def test_choices_are_merged_and_counted_once(house: House) -> None:  # PST-04, PST-15
    order = await house.order()
    selection, photos = await house.choosing(order, number=5)
    await house.choose(selection, photos[:1], "ALBUM", "ENLARGEMENT")
    await house.choose(selection, photos[4:], "FILE")
    removed = await house.call("PUT", f"/selections/{selection}/choices", ok=200, json={"removed": [photos[3]]})
    shown = removed.json()
    assert (shown["electronic_count"], shown["chosen"], shown["included"], shown["extra_photos"]) == (4, 3, 3, 0)
    shown = await house.choose(selection, photos)
    assert (shown["chosen"], shown["extra_photos"], shown["amount"]["amount"]) == (5, 2, 10000)


async def test_photos_of_another_order_cannot_be_chosen(house: House) -> None:
    selection, _ = await house.choosing(await house.order())
    strangers = await house.photos(await house.order(), number=1)
    body = {"choices": [{"photo_id": strangers[0], "purposes": ["ALBUM"]}]}
    assert await house.refused(f"/selections/{selection}/choices", body, method="PUT") == "selection.unknown_photos"


async def test_products_are_an_edit_of_the_version_that_was_seen(house: House) -> None:  # A-25, P10
    selection, _ = await house.choosing(await house.order())
    product = {"code": "F", "name": "Frame", "quantity": 2, "unit_price": {"amount": 9900, "currency": "CNY"}}
    seen = await house.call("GET", f"/selections/{selection}", ok=200)
    path, tag = f"/selections/{selection}/products", {"If-Match": seen.headers["etag"]}
    sold = await house.call("PUT", path, ok=200, json={"products": [product]}, headers=tag)
    assert sold.json()["product_amount"]["amount"] == 19800
    stale = await house.call("PUT", path, json={"products": []}, headers=tag)
    assert (stale.status_code, (await house.call("PUT", path, json={"products": []})).status_code) == (412, 428)
    foreign = {**product, "unit_price": {"amount": 1, "currency": "HKD"}}
    tag = {"If-Match": sold.headers["etag"]}
    assert (await house.call("PUT", path, json={"products": [foreign]}, headers=tag)).status_code == 422


async def test_lists_are_compared_before_the_signature(house: House) -> None:  # GEN-13, PST-11
    selection, photos = await house.choosing(await house.order())
    wrong = signature(len(photos) + 1)
    assert await house.refused(f"/selections/{selection}/signature", wrong) == "selection.lists_differ"
    signed = await house.post(f"/selections/{selection}/signature", signature(len(photos)))
    assert signed["state"] == "SIGNED"


async def test_a_paper_signature_is_a_scan_number(house: House) -> None:
    selection, photos = await house.choosing(await house.order())
    paper = {"handwritten_count": len(photos), "paper_scan_id": "SCAN-2026-001"}
    assert (await house.post(f"/selections/{selection}/signature", paper))["signed_at"]


@pytest.mark.parametrize("image", ["not base64!", "AAAA"])
async def test_a_signature_is_a_picture(house: House, image: str) -> None:  # PST-11
    body = {"handwritten_count": 1, "signature_image": image}
    assert await house.refused(f"/selections/{uuid4()}/signature", body) == "request.invalid"


async def test_a_change_after_the_signature_clears_it(house: House) -> None:  # PST-11
    selection, photos = await house.choosing(await house.order())
    await house.post(f"/selections/{selection}/signature", signature(len(photos)))
    await house.choose(selection, photos[:1], "GIFT")
    async with house.service.session() as session:
        assert await session.get(Signature, UUID(selection)) is None
    assert await house.refused(f"/selections/{selection}/confirmation", confirmation()) == "selection.unsigned"


async def test_an_unsigned_selection_goes_nowhere(house: House) -> None:  # PST-11
    selection, _ = await house.choosing(await house.order())
    assert await house.refused(f"/selections/{selection}/confirmation", confirmation()) == "selection.unsigned"


async def test_backup_and_a_pickup_date_to_come_are_needed(house: House) -> None:  # PST-11, PST-14
    selection, photos = await house.choosing(await house.order())
    await house.post(f"/selections/{selection}/signature", signature(len(photos)))
    path = f"/selections/{selection}/confirmation"
    assert await house.refused(path, confirmation(backup_confirmed=False)) == "selection.backup_missing"
    for day in (None, "2026-11-22", "2027-01-30"):  # PST-14: when the layout is seen, up to the pickup
        assert await house.refused(path, confirmation(review_on=day)) == "selection.review_day_missing"
    assert await house.refused(path, confirmation(pickup_on="2026-11-22")) == "request.invalid"


async def test_confirmation_tells_the_second_sale_once(house: House) -> None:  # PST-14, FIN-09, P9
    order = await house.order()
    selection, photos = await house.choosing(order, number=5)
    await house.post(f"/selections/{selection}/signature", signature(len(photos)))
    key, body = {"Idempotency-Key": "k1"}, confirmation(review="ONLINE")
    first = await house.call("POST", f"/selections/{selection}/confirmation", ok=200, json=body, headers=key)
    second = await house.call("POST", f"/selections/{selection}/confirmation", ok=200, json=body, headers=key)
    assert first.json() == second.json()
    told = (await house.service.published(SelectionConfirmed))[0]
    assert (told.chosen, told.included, told.extra_photos, told.amount) == (5, 3, 2, Money.yuan(100))
    assert (told.clerk_id, told.review_mode, told.design_mode) == (
        "wang.li",
        ReviewMode.ONLINE,
        DesignMode.TEMPLATE,
    )
    assert len(await house.service.published(SelectionConfirmed)) == 1


async def test_an_order_is_sold_to_at_one_selection_once(house: House) -> None:  # FIN-11
    """Pickup is cleared only after this sale was heard of; so no sale can come behind the open gate."""
    order = await house.order()
    selection = await house.confirmed(order)
    again = await house.refused(f"/selections/{selection}/confirmation", confirmation())
    anew = await house.refused(f"/orders/{order}/selection-check", CHECKED)
    assert (again, anew) == ("state.transition_refused", "conflict")
    async with house.service.session() as session:
        session.add(
            Selection(
                id=uuid4(), branch_id="GG01", order_id=order, state=SelectionState.READY, prepared_by="x",
                prepared_at=clock.now(),
            )
        )  # fmt: skip
        with pytest.raises(IntegrityError, match="order_id"):
            await session.flush()
        await session.rollback()
    assert len(await house.service.published(SelectionConfirmed)) == 1


async def test_what_was_agreed_does_not_change_with_the_order(house: House) -> None:  # M-62
    order = await house.order()
    selection = await house.confirmed(order)
    dearer = content(album_photos=1, extra_photo_price=Money.yuan(80))
    await house.service.deliver(
        OrderAmended(branch_id="GG01", order_id=order, content=dearer, amendment=1, note="smaller")
    )
    shown = await house.get(f"/selections/{selection}")
    assert (shown["included"], shown["amount"]["amount"]) == (3, 5000)


async def test_with_many_customers_the_template_is_proposed(house: House) -> None:  # PST-02
    rules = house.service.service.extras["rules"]
    selection, _ = await house.choosing(await house.order())
    assert (await house.get(f"/selections/{selection}"))["proposed_design_mode"] == "CUSTOM"
    house.service.service.extras["rules"] = type(rules)(busy_above=0)
    await house.photos(await house.order(), number=1)
    assert (await house.get(f"/selections/{selection}"))["proposed_design_mode"] == "TEMPLATE"


async def test_no_name_is_kept_with_the_signature() -> None:  # PST-11, P18
    assert not {"name", "signer", "signer_name"} & (set(Signature.model_fields) | set(Selection.model_fields))
    assert png().startswith(b"\x89PNG")
