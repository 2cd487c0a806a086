"""Unmet wishes: noted from any desk, counted, and told to whoever asked as soon as the house offers them (M-33)."""

from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx
import pytest

from services.customer_service.domain.contacts import Channel, ContactState, Outcome
from services.customer_service.domain.wishes import (
    SUBJECTS,
    WISHES,
    SubjectAction,
    SubjectState,
    WishAction,
    WishState,
)
from shared.contracts.reception import OrderCancelled
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, booked, contacts, local
from tests.transitions import check_transition

S, A = SubjectState, SubjectAction
W, D = WishState, WishAction


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_m33_what_was_dropped_comes_back_and_what_is_offered_stays(state: SubjectState, action: SubjectAction) -> None:
    allowed = {(S.NOTED, A.OFFER): S.AVAILABLE, (S.NOTED, A.DROP): S.DROPPED, (S.DROPPED, A.WISH_AGAIN): S.NOTED}
    check_transition(SUBJECTS, state, action, allowed.get((state, action)))


@pytest.mark.parametrize("state", W)
@pytest.mark.parametrize("action", D)
def test_m33_a_customer_is_told_of_what_is_available(state: WishState, action: WishAction) -> None:
    allowed = {(W.NOTED, D.OFFER): W.AVAILABLE, (W.NOTED, D.DROP): W.DROPPED, (W.AVAILABLE, D.TELL): W.TOLD}
    check_transition(WISHES, state, action, allowed.get((state, action)))


async def wish(cs: ServiceUnderTest, subject: str, order: UUID | None = None, **more: Any) -> httpx.Response:
    """A photographer notes a wish."""
    clerk = principal("wu.fang", permissions=["customer_service.wishes.note"])
    body = {"branch_id": BRANCH, "subject": subject, **more}
    if order is not None:
        body["order_id"] = str(order)
    async with cs.client(clerk) as client:
        return await client.post("/v1/wishes", json=body, headers={"Idempotency-Key": str(uuid4())})


async def subjects(cs: ServiceUnderTest) -> list[dict[str, Any]]:
    """The list as customer service sees it."""
    async with cs.client() as client:
        answer = await client.get("/v1/wish-subjects", params={"branch_id": BRANCH})
    found: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
    return found


async def change(
    cs: ServiceUnderTest, subject: dict[str, Any], what: str, body: Any = None, method: str = "POST"
) -> httpx.Response:
    """A leader decides about a subject as he saw it."""
    async with cs.client() as client:
        return await client.request(
            method,
            f"/v1/wish-subjects/{subject['id']}/{what}",
            json=body,
            headers={"If-Match": f'"{subject["version"]}"'},
        )


async def test_m33_the_most_wished_stands_first_with_what_was_asked_lately(
    cs: ServiceUnderTest, at: MovableClock
) -> None:
    order = uuid4()
    await cs.deliver(booked(order))
    at.set(local(1, 10, month=7))
    assert (await wish(cs, "Photographs under water")).status_code == 201
    at.set(local(23, 10))
    first = (await wish(cs, "  photographs UNDER  water", order, helped="showed the pool of the hotel")).json()
    assert (first["state"], first["order_number"]) == ("NOTED", "O26-GG01-0001")
    await wish(cs, "Frames of glass")
    await wish(cs, "Photographs under water", order)
    most, less = await subjects(cs)
    assert (most["name"], most["wished"], most["recent"], most["waiting"]) == ("Photographs under water", 3, 2, 1)
    assert (less["name"], less["wished"], less["waiting"]) == ("Frames of glass", 1, 0)
    async with cs.client() as client:
        names = (await client.get("/v1/wish-names", params={"branch_id": BRANCH})).json()["items"]
        who = (await client.get(f"/v1/wish-subjects/{most['id']}/wishes")).json()["items"]
    assert [one["name"] for one in names] == ["Photographs under water", "Frames of glass"]
    assert [one["noted_by"] for one in who] == ["wu.fang"] * 3
    assert who[1]["helped"] == "showed the pool of the hotel"


async def test_m33_whoever_asked_is_called_once_and_then_knows(cs: ServiceUnderTest, at: MovableClock) -> None:
    asked, given_up, unwilling = uuid4(), uuid4(), uuid4()
    await cs.deliver(booked(asked), booked(given_up), booked(unwilling))
    await cs.deliver(OrderCancelled(branch_id=BRANCH, order_id=given_up, reason="moved", approved_by="li.na"))
    for order in (asked, asked, given_up, unwilling, None):
        assert (await wish(cs, "Photographs under water", order)).status_code == 201
    async with cs.client() as client:
        (await client.post(f"/v1/orders/{unwilling}/campaign-opt-out")).raise_for_status()
    (subject,) = await subjects(cs)
    offered = (await change(cs, subject, "available")).raise_for_status().json()
    assert (offered["state"], offered["waiting"], offered["told"]) == ("AVAILABLE", 1, 0)
    (call,) = await contacts(cs, "M-33")
    assert (call.order_id, call.assignee_id, call.parameters["wish"]) == (asked, "he.mei", "Photographs under water")
    assert call.deadline_at == local(26, 18)
    async with cs.client() as client:
        read = (await client.get(f"/v1/contacts/{call.id}")).json()
        assert "“Photographs under water”" in read["script"]
        outcome = {"outcome": Outcome.REACHED, "channel": Channel.PHONE}
        (await client.post(f"/v1/contacts/{call.id}/outcome", json=outcome)).raise_for_status()
        told = (await client.get(f"/v1/wish-subjects/{subject['id']}/wishes")).json()["items"]
    states = sorted((one["state"], one["contact_state"] or "") for one in told)
    assert states == [("AVAILABLE", "")] * 3 + [("TOLD", "DONE")] * 2
    (subject,) = await subjects(cs)
    assert (subject["waiting"], subject["told"]) == (0, 1)
    refused = await wish(cs, "photographs under water")
    assert (refused.status_code, refused.json()["code"]) == (409, "wish.offered_now")


async def test_m33_who_gives_up_the_order_or_is_not_reached_waits_no_more(
    cs: ServiceUnderTest, at: MovableClock
) -> None:
    leaves, silent = uuid4(), uuid4()
    await cs.deliver(booked(leaves), booked(silent))
    for order in (leaves, silent):
        await wish(cs, "Frames of glass", order)
    (subject,) = await subjects(cs)
    await change(cs, subject, "available")
    await cs.deliver(OrderCancelled(branch_id=BRANCH, order_id=leaves, reason="moved", approved_by="li.na"))
    (call,) = [one for one in await contacts(cs, "M-33") if one.order_id == silent]
    async with cs.client() as client:
        for hour in (11, 18):
            at.set(local(23, hour))
            outcome = {"outcome": Outcome.NOT_REACHED, "channel": Channel.PHONE}
            (await client.post(f"/v1/contacts/{call.id}/outcome", json=outcome)).raise_for_status()
    ended = {one.order_id: one.state for one in await contacts(cs, "M-33")}
    assert ended == {leaves: ContactState.CANCELLED, silent: ContactState.FAILED}
    (subject,) = await subjects(cs)
    assert (subject["waiting"], subject["told"]) == (0, 0)


async def test_m33_what_will_not_be_offered_says_why_until_somebody_asks_again(cs: ServiceUnderTest) -> None:
    order = uuid4()
    await cs.deliver(booked(order))
    await wish(cs, "Frames of glass", order)
    (seen,) = await subjects(cs)
    dropped = (await change(cs, seen, "drop", {"reason": "they break"})).raise_for_status().json()
    assert (dropped["state"], dropped["reason"], dropped["waiting"]) == ("DROPPED", "they break", 0)
    assert (await change(cs, seen, "available")).json()["code"] == "version.stale"
    assert (await change(cs, dropped, "available")).status_code == 409
    assert not await contacts(cs, "M-33")
    await wish(cs, "Frames of glass")
    (again,) = await subjects(cs)
    assert (again["state"], again["wished"], again["reason"], again["waiting"]) == ("NOTED", 2, None, 0)


async def test_m33_two_names_of_one_thing_become_one(cs: ServiceUnderTest) -> None:
    for name in ("Glass frames", "Frames of glass", "Frames of glass"):
        await wish(cs, name)
    most, less = await subjects(cs)
    taken = await change(cs, less, "name", {"name": "FRAMES of glass"}, "PUT")
    assert (taken.status_code, taken.json()["code"]) == (409, "wish.name_taken")
    itself = await change(cs, less, "merge", {"into_id": less["id"]})
    assert (itself.status_code, itself.json()["code"]) == (409, "wish.not_mergeable")
    merged = (await change(cs, less, "merge", {"into_id": most["id"]})).raise_for_status().json()
    assert (merged["id"], merged["wished"], merged["recent"]) == (most["id"], 3, 3)
    renamed = (await change(cs, merged, "name", {"name": "Frames"}, "PUT")).raise_for_status().json()
    assert [(one["name"], one["version"]) for one in await subjects(cs)] == [("Frames", renamed["version"])]


async def test_m33_wishes_are_the_branchs_and_say_no_numbers(cs: ServiceUnderTest) -> None:
    await cs.know_branch("GG02")
    assert (await wish(cs, "call me on 13800138000")).status_code == 422
    assert (await wish(cs, " \x1c ")).status_code == 422
    await wish(cs, "Frames of glass")
    (subject,) = await subjects(cs)
    elsewhere = principal("he.mei", permissions=["customer_service.wishes.*"], branches=["GG02"])
    async with cs.client(elsewhere) as client:
        assert (await client.get("/v1/wish-names", params={"branch_id": BRANCH})).status_code == 404
        assert (await client.get(f"/v1/wish-subjects/{subject['id']}/wishes")).status_code == 404
        away = await client.post(f"/v1/wish-subjects/{subject['id']}/available", headers={"If-Match": '"1"'})
        assert away.status_code == 404
        body = {"branch_id": BRANCH, "subject": "Frames of glass"}
        key = {"Idempotency-Key": str(uuid4())}
        assert (await client.post("/v1/wishes", json=body, headers=key)).status_code == 404
