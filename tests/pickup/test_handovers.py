"""The hand-over and everything that refuses it (FIN-11, PCK-05, PCK-06, PCK-10, M-40, A-29)."""

import asyncio
import base64
from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute
from sqlmodel import select

from services.pickup.api import router
from services.pickup.models import Handover
from services.pickup.schemas.handovers import HandoverIn
from shared.contracts.pickup import HandoverCompleted, PieceArrived, PiecesHandedOver
from shared.contracts.values import Money
from shared.kit import clock
from shared.kit.auth import permission_of
from shared.kit.clearance import Gate
from shared.kit.testing import MONDAY, ServiceUnderTest, clearance, principal
from tests.pickup.orders import call, hand_over, handover, part_of, produced, ready, states

PROXY: dict[str, Any] = {
    "person_id": "0193b5a0-0000-7000-8000-000000000001",
    "identity": "PASSPORT",
    "identity_checked": True,
    "call": {"at": "2026-11-23T09:40:00+08:00", "by": "zhao.min", "reached": True, "agreed": True},
}


async def handovers(pickup: ServiceUnderTest) -> list[Handover]:
    async with pickup.session() as session:
        return list((await session.exec(select(Handover))).all())


async def test_all_pieces_against_signature(pickup: ServiceUnderTest) -> None:
    """PCK-06: inspected, signed, completed."""
    order = await ready(pickup)
    answer = await hand_over(pickup, order)
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["completed"], body["remaining"], body["found_faulty"]) == (True, 0, [])
    assert await states(pickup, order) == ["HANDED_OVER", "HANDED_OVER"]
    (told,) = await pickup.published(HandoverCompleted)
    assert (told.pieces, told.by_proxy, told.by) == (2, False, "wang.li")
    assert await pickup.published(PiecesHandedOver) == []
    (kept,) = await handovers(pickup)
    assert kept.signature is not None
    assert kept.signature.startswith(b"\x89PNG")


async def test_part_of_the_pieces_now_the_rest_later(pickup: ServiceUnderTest) -> None:
    """PCK-10: partial pickup."""
    order = await ready(pickup)
    first = await hand_over(pickup, order, pieces=order.ids[:1])
    assert (first.json()["completed"], first.json()["remaining"]) == (False, 1)
    (partial,) = await pickup.published(PiecesHandedOver)
    assert (partial.piece_ids, partial.remaining) == (order.ids[:1], 1)
    assert await pickup.published(HandoverCompleted) == []
    last = await hand_over(pickup, order, pieces=order.ids[1:], signature={"paper_scan_id": "scan-7"})
    assert last.json()["completed"]
    assert len(await pickup.published(PiecesHandedOver)) == len(await pickup.published(HandoverCompleted)) == 1


async def test_piece_found_faulty_stays_and_wants_a_rework(pickup: ServiceUnderTest) -> None:
    """PCK-06, PCK-10."""
    order = await ready(pickup)
    answer = (await hand_over(pickup, order, faulty=order.ids[:1])).json()
    assert [(piece["code"], piece["advice"]) for piece in answer["found_faulty"]] == [
        (order.codes[0], "REQUEST_REWORK")
    ]
    assert (answer["handed_over"], answer["completed"]) == ([str(order.ids[1])], False)
    assert await states(pickup, order) == ["ARRIVED_FAULTY", "HANDED_OVER"]
    assert (await pickup.published(PieceArrived))[-1].passed is False


async def test_nothing_fine_means_no_handover(pickup: ServiceUnderTest) -> None:
    order = await ready(pickup, pieces=1)
    answer = await hand_over(pickup, order, faulty=order.ids)
    assert (answer.status_code, answer.json()["handover_id"]) == (201, None)
    assert await handovers(pickup) == []
    assert await states(pickup, order) == ["ARRIVED_FAULTY"]


@pytest.mark.parametrize("kind", ["none", "forged", "other order", "other gate", "expired"])
async def test_nothing_leaves_without_a_fresh_clearance(
    pickup: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """FIN-11, PCK-05."""
    order = await ready(pickup, pieces=1)
    tokens = {
        "none": None,
        "forged": clearance(order.order_id)[:-6] + "AAAAAA",
        "other order": clearance(uuid4()),
        "other gate": clearance(order.order_id, Gate.SELECTION_BOOKING),
    }
    if kind == "expired":
        real = clock.wall()
        with monkeypatch.context() as patch:
            patch.setattr(clock, "wall", lambda: real.replace(year=real.year - 1))
            tokens[kind] = clearance(order.order_id)
    answer = await hand_over(pickup, order, clearance=tokens[kind])
    assert (answer.status_code, answer.json()["code"]) == (409, "clearance.refused")
    assert await states(pickup, order) == ["CHECKED"]


async def test_one_yuan_owed_keeps_everything_here(pickup: ServiceUnderTest) -> None:
    """FIN-11: our own news, as fresh as the clearance, says something is owed."""
    order = await ready(pickup, pieces=1)
    await pickup.deliver(order.balance(Money.yuan(1), version=5))
    refused = await hand_over(pickup, order, clearance=clearance(order.order_id, version=5))
    assert (refused.status_code, refused.json()["code"]) == (409, "pickup.arrears_open")
    assert refused.json()["balance"] == {"amount": 100, "currency": "CNY"}
    assert await states(pickup, order) == ["CHECKED"]


async def test_clearance_newer_than_our_copy_opens(pickup: ServiceUnderTest) -> None:
    """FIN-11: the copy is only late; reception signed after the payment."""
    order = await ready(pickup, pieces=1)
    await pickup.deliver(order.balance(Money.yuan(1), version=5))
    opened = await hand_over(pickup, order, clearance=clearance(order.order_id, version=6))
    assert opened.status_code == 201


def test_no_permission_overrides_arrears() -> None:
    """FIN-11: there is no such thing, neither as a permission nor as a field."""
    routes = [route for route in router.routes if isinstance(route, APIRoute)]
    permissions = {permission_of(need.call) for route in routes for need in route.dependant.dependencies} - {None}
    assert "pickup.handovers.do" in permissions
    assert not [name for name in permissions if "override" in str(name) or "arrears" in str(name)]
    assert set(HandoverIn.model_fields) == {"clearance", "piece_ids", "inspections", "signature", "proxy"}


async def test_general_manager_is_refused_like_everybody(pickup: ServiceUnderTest) -> None:
    """FIN-11."""
    order = await ready(pickup, pieces=1)
    manager = principal("boss.li", roles=["general_manager"], branches="*")
    body = handover(order, clearance=None)
    answer = await call(pickup, "POST", f"/orders/{order.order_id}/handovers", body, who=manager)
    assert answer.json()["code"] == "clearance.refused"


async def test_piece_not_yet_checked_stays(pickup: ServiceUnderTest) -> None:
    """PCK-04, PCK-06."""
    order = await produced(pickup, pieces=1)
    answer = await hand_over(pickup, order)
    assert (answer.status_code, answer.json()["code"], answer.json()["state"]) == (
        409,
        "pickup.piece_not_ready",
        "EXPECTED",
    )


async def test_piece_of_another_order_is_not_found(pickup: ServiceUnderTest) -> None:
    order, other = await ready(pickup, pieces=1), await ready(pickup, pieces=1)
    assert (await hand_over(pickup, order, pieces=other.ids)).status_code == 404


async def test_every_piece_needs_its_inspection(pickup: ServiceUnderTest) -> None:
    """PCK-06."""
    order = await ready(pickup)
    inspections = [{"piece_id": str(order.ids[0]), "ok": True}]
    answer = await hand_over(pickup, order, inspections=inspections)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


@pytest.mark.parametrize(
    "signature",
    [
        {},
        {"image": "not base64!"},
        {"image": base64.b64encode(b"plain text").decode()},
        {"image": base64.b64encode(b"\xff\xd8\xff" + b"x" * 210_000).decode()},
        {"image": "iVBORw0KGgo=", "paper_scan_id": "both"},
    ],
)
async def test_signature_is_required(pickup: ServiceUnderTest, signature: dict[str, str]) -> None:
    """PCK-06, A-29: a picture or a scan, one of both."""
    order = await ready(pickup, pieces=1)
    assert (await hand_over(pickup, order, signature=signature)).status_code == 422
    assert await states(pickup, order) == ["CHECKED"]


async def test_proxy_with_papers_and_the_owners_word(pickup: ServiceUnderTest) -> None:
    """M-40."""
    order = await ready(pickup, pieces=1)
    answer = await hand_over(pickup, order, proxy=PROXY)
    assert answer.status_code == 201, answer.text
    (told,) = await pickup.published(HandoverCompleted)
    assert told.by_proxy
    (kept,) = await handovers(pickup)
    assert str(kept.proxy_person_id) == PROXY["person_id"]
    assert kept.proxy_call is not None
    assert kept.proxy_call["by"] == "zhao.min"
    (shown,) = (await part_of(pickup, order))["handovers"]
    assert (shown["proxy_identity"], shown["owner_called_by"]) == ("PASSPORT", "zhao.min")
    assert shown["owner_called_at"] == "2026-11-23T09:40:00+08:00"


@pytest.mark.parametrize(
    "proxy",
    [
        PROXY | {"identity_checked": False},
        PROXY | {"call": PROXY["call"] | {"reached": False}},
        PROXY | {"call": PROXY["call"] | {"agreed": False}},
    ],
)
async def test_proxy_is_sent_away(pickup: ServiceUnderTest, proxy: dict[str, Any]) -> None:
    """M-40."""
    order = await ready(pickup, pieces=1)
    answer = await hand_over(pickup, order, proxy=proxy)
    assert (answer.status_code, answer.json()["code"]) == (409, "pickup.proxy_not_cleared")
    assert await states(pickup, order) == ["CHECKED"]


@pytest.mark.parametrize("change", [{"by": "nobody.here"}, {"at": "2026-11-23T11:00:00+08:00"}])
async def test_call_was_made_by_a_colleague_before(pickup: ServiceUnderTest, change: dict[str, str]) -> None:
    """M-40: who called, and when."""
    order = await ready(pickup, pieces=1)
    answer = await hand_over(pickup, order, proxy=PROXY | {"call": PROXY["call"] | change})
    assert answer.status_code == 422


async def test_arrears_block_a_proxy_all_the_same(pickup: ServiceUnderTest) -> None:
    """M-40, FIN-11."""
    order = await ready(pickup, pieces=1)
    await pickup.deliver(order.balance(Money.yuan(1), version=1))
    assert (await hand_over(pickup, order, proxy=PROXY)).json()["code"] == "pickup.arrears_open"


async def test_customer_is_no_proxy(pickup: ServiceUnderTest) -> None:
    order = await ready(pickup, pieces=1)
    proxy = PROXY | {"person_id": str(order.person_ids[0])}
    assert (await hand_over(pickup, order, proxy=proxy)).status_code == 422


async def test_cancelled_order_hands_nothing_over(pickup: ServiceUnderTest) -> None:
    order = await ready(pickup, pieces=1)
    await pickup.deliver(order.cancelled())
    assert (await hand_over(pickup, order)).json()["code"] == "pickup.order_cancelled"


async def test_unheard_of_order_may_be_tried_again(pickup: ServiceUnderTest) -> None:
    order = await ready(pickup, pieces=1)
    answer = await call(pickup, "POST", f"/orders/{uuid4()}/handovers", handover(order))
    assert (answer.status_code, answer.json()["code"]) == (409, "fact_not_arrived")


async def test_twenty_desks_hand_over_one_piece_once(pickup: ServiceUnderTest) -> None:
    """P9: a piece leaves the house once."""
    order = await ready(pickup, pieces=1)
    answers = await asyncio.gather(*(hand_over(pickup, order) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    assert len(await pickup.published(HandoverCompleted)) == len(await handovers(pickup)) == 1


async def test_retried_handover_gets_the_stored_answer(pickup: ServiceUnderTest) -> None:
    """P9."""
    order = await ready(pickup, pieces=1)
    body = handover(order)
    path = f"/orders/{order.order_id}/handovers"
    answers = [await call(pickup, "POST", path, body, key="same") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len(await pickup.published(HandoverCompleted)) == 1


async def test_order_page_shows_who_collected_when(pickup: ServiceUnderTest) -> None:
    """PCK-12."""
    order = await ready(pickup, pieces=1)
    await hand_over(pickup, order)
    part = await part_of(pickup, order)
    assert [(h["done_by"], h["pieces"], h["remaining"]) for h in part["handovers"]] == [("wang.li", 1, 0)]
    assert part["completed_at"].startswith(str(MONDAY))
