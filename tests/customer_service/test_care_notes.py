"""What a customer is told to prepare, bring and avoid: precautions by category, and the paper of it (1.2.4, REC-02)."""

from datetime import datetime
from uuid import uuid4

from services.customer_service.domain.precautions import BY_CATEGORY, LITTLE_WATER, NO_CONDITIONER, precautions
from shared.contracts.reception import Category
from shared.kit.testing import ServiceUnderTest
from tests.customer_service.conftest import booked, booking, local


def test_precautions_exist_for_every_category() -> None:  # 1.2.4, FIN-08
    assert set(BY_CATEGORY) == set(Category)
    with_cards, without = (precautions(Category.CHILDREN, cards=cards) for cards in (True, False))
    assert len(without) == len(with_cards) + 1
    men = {category: " ".join(one.en for one in precautions(category, cards=True)) for category in Category}
    assert [category for category in Category if "hair cut" not in men[category]] == [
        Category.PREGNANCY,
        Category.CHILDREN,
    ]
    assert "formal or casual" in men[Category.PERSONAL_ART]


async def test_rec_02_care_notes_say_what_to_prepare_bring_and_avoid(cs: ServiceUnderTest) -> None:
    order_id = uuid4()
    await cs.deliver(booked(order_id), booking(order_id, local(26, 9)))
    async with cs.client() as client:
        notes, chinese = [
            (await client.get(f"/v1/orders/{order_id}/care-notes", params={"language": language})).json()
            for language in ("en", "zh-CN")
        ]
        refused = await client.get(f"/v1/orders/{uuid4()}/care-notes")
    said = {group["about"]: group["lines"] for group in notes["groups"]}
    assert list(said) == ["PREPARE", "BRING", "AVOID", "PAY"]
    assert any("black leather shoes" in line for line in said["BRING"])
    assert said["AVOID"] == [one.text("en") for one in (LITTLE_WATER, NO_CONDITIONER)]
    assert chinese["groups"][2]["lines"] == [one.zh for one in (LITTLE_WATER, NO_CONDITIONER)]
    assert datetime.fromisoformat(notes["shoot_at"]) == local(26, 9)
    assert refused.json()["code"] == "not_found"
