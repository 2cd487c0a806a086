"""The one door that opens without signing in: a customer's code."""

from uuid import UUID

import pytest

from gateway.front import links
from gateway.roles import OWN_ORDER
from shared.kit.auth import TokenCheck
from shared.kit.testing import GATEWAY_KEYS
from tests.gateway.conftest import Department, Gateway

PATH = "/v1/customer/a-code"


async def test_whoever_brings_a_code_is_a_visitor_even_with_a_session(
    gateway: Gateway, customer_service: Department
) -> None:
    customer_service.says(PATH, {"number": "O26"})
    for client in (gateway.browser().client, await gateway.signed_in()):
        assert (await client.get(PATH)).json() == {"number": "O26"}
        shown = customer_service.requests[-1].headers["Authorization"].removeprefix("Bearer ")
        who = TokenCheck(GATEWAY_KEYS.public, "customer_service")(shown)
        assert (who.staff_id, who.branches) == ("visitor", frozenset())
        assert not who.may("customer_service.orders.read")


async def test_guessing_codes_is_slowed_down_for_its_address_only(
    gateway: Gateway, customer_service: Department
) -> None:
    guessing, honest = gateway.browser(address="10.0.0.9").client, gateway.browser(address="10.0.0.2").client
    answers = [(await guessing.get(PATH)).status_code for _ in range(40)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert (await honest.get(PATH)).status_code == 404


async def test_an_invitation_is_shown_to_a_visitor_and_guessing_referral_codes_is_slowed_down(
    gateway: Gateway, reception: Department
) -> None:  # A-26
    reception.says("/v1/invitations/AB2CD3EF", {"referrer": "林**"})
    await gateway.add_staff("li.na", "store_manager", branches=("GG01",))
    signed_in = await gateway.signed_in("li.na")
    assert (await signed_in.get("/v1/invitations/AB2CD3EF")).json() == {"referrer": "林**"}
    shown = reception.requests[-1].headers["Authorization"].removeprefix("Bearer ")
    who = TokenCheck(GATEWAY_KEYS.public, "reception")(shown)
    assert (who.staff_id, who.branches) == ("visitor", frozenset())
    guessing = gateway.browser(address="10.0.0.9").client
    answers = [(await guessing.get(f"/v1/invitations/ZZZZ{number:04d}")).status_code for number in range(40)]
    assert (answers[0], answers[-1]) == (404, 429)


CODE = "c0de-of-a-customers-link"
ORDER = "0198c0de-0000-7000-8000-000000000001"


async def test_a_code_opens_its_own_order_at_a_department(
    gateway: Gateway, customer_service: Department, reception: Department
) -> None:
    """The department is shown a customer of one order and branch, even when staff of another look."""
    customer_service.says(f"/v1/customer/{CODE}/order", {"order_id": ORDER, "branch_id": "GG01"})
    reception.says(f"/v1/customer/{CODE}/album", {"selection": None})
    await gateway.add_staff("li.na", "store_manager", branches=("GG01",))
    for client in (gateway.browser().client, await gateway.signed_in("li.na")):
        assert (await client.get(f"/v1/customer/{CODE}/album")).status_code == 200
        shown = reception.requests[-1].headers["Authorization"].removeprefix("Bearer ")
        who = TokenCheck(GATEWAY_KEYS.public, "reception")(shown)
        assert (who.staff_id, who.order_id, who.branches) == ("customer", UUID(ORDER), frozenset({"GG01"}))
        assert who.permissions == OWN_ORDER


async def test_a_withdrawn_link_closes_every_department(
    gateway: Gateway, customer_service: Department, reception: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "REMEMBERED_S", 0.0)
    customer_service.says(f"/v1/customer/{CODE}/order", {"order_id": ORDER, "branch_id": "GG01"})
    reception.says(f"/v1/customer/{CODE}/album", {})
    client = gateway.browser().client
    assert (await client.get(f"/v1/customer/{CODE}/album")).status_code == 200
    customer_service.says(f"/v1/customer/{CODE}/order", {"code": "customer_page.closed"}, status=404)
    closed = await client.get(f"/v1/customer/{CODE}/album")
    assert (closed.status_code, closed.json()["code"]) == (404, "customer_page.closed")
    assert len(reception.requests) == 1


async def test_a_right_code_may_look_at_a_wall_of_photographs_a_guesser_may_not(
    gateway: Gateway, customer_service: Department, reception: Department
) -> None:
    customer_service.says(f"/v1/customer/{CODE}/order", {"order_id": ORDER, "branch_id": "GG01"})
    reception.says(f"/v1/customer/{CODE}/album", {})
    honest, guessing = gateway.browser().client, gateway.browser(address="10.0.0.9").client
    assert {(await honest.get(f"/v1/customer/{CODE}/album")).status_code for _ in range(60)} == {200}
    guesses = [f"/v1/customer/{number:024d}/album" for number in range(40)]
    assert (await guessing.get(guesses[0])).status_code == 404
    assert [(await guessing.get(path)).status_code for path in guesses][-1] == 429
