"""Goods arrive: counted, checked, shelved; the last one makes the order ready (PCK-04)."""

from uuid import uuid4

from shared.contracts.pickup import OrderReadyForPickup, PieceArrived
from shared.kit.testing import ServiceUnderTest, principal
from tests.pickup.orders import arrive, call, produced, ready, sheet, states


async def test_last_checked_piece_makes_the_order_ready(pickup: ServiceUnderTest) -> None:
    """PCK-04: only checked goods create the notification."""
    order = await produced(pickup)
    await pickup.deliver(order.finished(0), order.finished(1))
    first = (await arrive(pickup, order.codes[0], shelf="A3")).json()
    assert (first["expected"], first["checked"], first["missing"], first["order_ready"]) == (
        2,
        1,
        [order.codes[1]],
        False,
    )
    assert await pickup.published(OrderReadyForPickup) == []
    second = (await arrive(pickup, order.codes[1])).json()
    told = await pickup.published(OrderReadyForPickup)
    assert second["order_ready"]
    assert [(event.order_id, event.pieces) for event in told] == [(order.order_id, 2)]


async def test_faulty_piece_keeps_the_order_waiting(pickup: ServiceUnderTest) -> None:
    """PCK-04, PCK-10: count and quality."""
    order = await produced(pickup, pieces=1)
    answer = await arrive(pickup, order.codes[0], passed=False, fault="corner bent")
    assert (answer.json()["piece"]["state"], answer.json()["order_ready"]) == ("ARRIVED_FAULTY", False)
    told = await pickup.published(PieceArrived)
    assert [(event.passed, event.fault) for event in told] == [(False, "corner bent")]
    assert await pickup.published(OrderReadyForPickup) == []


async def test_ready_is_told_once_per_completeness(pickup: ServiceUnderTest) -> None:
    """PCK-04: again only after a piece was missing again."""
    order = await ready(pickup, pieces=1)
    await pickup.deliver(order.finished(0), order.production())
    assert len(await pickup.published(OrderReadyForPickup)) == 1
    await arrive(pickup, order.codes[0], passed=False, fault="scratched on the shelf")
    await arrive(pickup, order.codes[0])
    assert len(await pickup.published(OrderReadyForPickup)) == 2


async def test_never_finished_piece_may_arrive_and_is_noted(pickup: ServiceUnderTest) -> None:
    """PCK-04."""
    order = await produced(pickup, pieces=1)
    answer = (await arrive(pickup, order.codes[0])).json()
    assert answer["before_finishing"]
    await pickup.deliver(order.finished(0))
    assert await states(pickup, order) == ["CHECKED"]


async def test_fault_is_named_when_and_only_when_there_is_one(pickup: ServiceUnderTest) -> None:
    order = await produced(pickup, pieces=1)
    assert (await arrive(pickup, order.codes[0], passed=False)).status_code == 422
    assert (await arrive(pickup, order.codes[0], fault="none")).status_code == 422


async def test_unknown_code_and_other_branch_answer_alike(pickup: ServiceUnderTest) -> None:
    order = await produced(pickup, pieces=1, branch_id="GG02")
    both = principal(branches=["GG01", "GG02"])
    assert (await arrive(pickup, "nobody-knows")).status_code == 404
    assert (await arrive(pickup, order.codes[0])).status_code == 404
    assert (await arrive(pickup, order.codes[0], who=both)).status_code == 404
    assert (await call(pickup, "GET", f"/orders/{order.order_id}/pickup")).status_code == 404
    listed = await call(pickup, "GET", "/expected-pieces")
    assert listed.json()["items"] == []


async def test_counted_piece_is_not_counted_again(pickup: ServiceUnderTest) -> None:
    order = await ready(pickup, pieces=1)
    again = await arrive(pickup, order.codes[0])
    assert (again.status_code, again.json()["code"]) == (409, "state.transition_refused")


async def test_retried_arrival_counts_once(pickup: ServiceUnderTest) -> None:
    order = await produced(pickup, pieces=1)
    body = {"branch_id": "GG01", "code": order.codes[0], "passed": True}
    answers = [await call(pickup, "POST", "/arrivals", body, key="once") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["arrival_id"] for answer in answers}) == 1
    assert len(await pickup.published(PieceArrived)) == 1


async def test_shelf_edit_needs_the_version_it_edits(pickup: ServiceUnderTest) -> None:
    order = await ready(pickup, pieces=1)
    listed = (await call(pickup, "GET", f"/expected-pieces?code={order.codes[0]}")).json()["items"]
    path, version = f"/v1/expected-pieces/{listed[0]['id']}/shelf", listed[0]["version"]
    async with pickup.client() as client:
        without = await client.put(path, json={"shelf": "B1"})
        fine = await client.put(path, json={"shelf": "B1"}, headers={"If-Match": f'"{version}"'})
        stale = await client.put(path, json={"shelf": "C1"}, headers={"If-Match": f'"{version}"'})
        unknown = await client.put(
            f"/v1/expected-pieces/{uuid4()}/shelf", json={"shelf": "C1"}, headers={"If-Match": '"1"'}
        )
    assert [without.status_code, fine.status_code, stale.status_code, unknown.status_code] == [428, 200, 412, 404]
    assert fine.json()["shelf"] == "B1"


async def test_pieces_are_found_by_order_and_state(pickup: ServiceUnderTest) -> None:
    order, other = await produced(pickup), sheet()
    await pickup.deliver(other.production(), order.finished(0))
    listed = await call(pickup, "GET", f"/expected-pieces?order_id={order.order_id}&state=ON_THE_WAY&branch_id=GG01")
    assert [piece["code"] for piece in listed.json()["items"]] == [order.codes[0]]
