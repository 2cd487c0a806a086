"""The one door that opens without signing in: a customer's code."""

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
