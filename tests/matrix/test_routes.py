"""P15: every route × {own branch, other branch, no role, head office}, generated from the gateway's own list.

A route that nobody can be asked about – no thing of its kind is known, or its smallest body is refused – fails.
"""

import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx
import pytest

from gateway import __file__ as gateway_file
from shared.kit import facts
from shared.kit.auth import Principal
from shared.kit.db import ALL_BRANCHES
from shared.kit.testing import MovableClock, ServiceMaker, ServiceUnderTest, principal
from tests.matrix.asking import DAY, Asker, Route
from tests.matrix.things import THINGS, Things, begin, mentions

ROUTES = [Route(**line) for line in json.loads((Path(gateway_file).parent / "routes.json").read_text("utf-8"))]

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

CHAIN_WIDE = frozenset(
    [
        "GET /v1/packages",
        "POST /v1/packages",
        "POST /v1/packages/{package_id}/versions",
        "GET /v1/extra-services",
        "POST /v1/extra-services",
        "GET /v1/message-templates",
        "GET /v1/message-templates/{template_id}/preview",
        "POST /v1/message-templates/{template_id}/preview",
        "GET /v1/people/lookup",
        "GET /v1/members",
        "GET /v1/members/{person_id}",
        "POST /v1/member-cards/{card_id}/return",
        "GET /v1/referral-codes/{referral_code}",
        "PUT /v1/members/{person_id}/reward",
        "GET /v1/invitations/{referral_code}",
        "POST /v1/invitations/{referral_code}/leads",
        "PUT /v1/customer/{code}/reward",
        "GET /v1/customer/{code}",
        "GET /v1/customer/{code}/membership",
        "GET /v1/customer/{code}/order",
        "POST /v1/customer/{code}/complaints",
        "POST /v1/customer/{code}/appointments/{booking_id}/reply",
    ]
)
"""What is the same in every branch; a person is found by exact phone, with their home only; members are the chain's;
a customer's page is opened by whoever has its code."""

BODIES: Mapping[str, Mapping[str, Any]] = {
    "POST /v1/complaints/{complaint_id}/execution": {"paper_scan_id": "5f0ef4e6-6cb9-4f4c-8f8e-0a8e5d6f4f10"},
    "POST /v1/orders/{order_id}/delays": {"stage": "PRODUCTION", "called_at": "2026-11-23T01:00:00Z"},
    "POST /v1/resources/{resource_id}/absences": {"ends_at": f"{DAY}T18:00:00+08:00"},
    "POST /v1/orders/{order_id}/handovers": {"signature": {"paper_scan_id": "scan-1"}},
    "POST /v1/orders/{order_id}/deposits": {"method": "WECHAT"},
    "POST /v1/orders/{order_id}/layouts": {"pages": 5},
    "POST /v1/orders/{order_id}/cash-back/payout": {"method": "WECHAT"},
    "POST /v1/orders/{order_id}/payments": {"method": "WECHAT"},
    "POST /v1/orders/{order_id}/sales": {"method": "WECHAT"},
    "POST /v1/selections/{selection_id}/signature": {"paper_scan_id": "scan-1"},
    "POST /v1/stored-belongings/{stored_id}/lost-token": {"method": "WECHAT"},
    "POST /v1/work-orders/{work_order_id}/signature": {"signature_name": "x"},
    "PUT /v1/capacity-rules/{branch_id}": {"rules": []},
}


@dataclass
class Row:
    """A running service with one thing of every kind in GG01."""

    service: ServiceUnderTest
    things: Things
    asker: Asker
    wrong: list[str] = field(default_factory=list)

    @property
    def routes(self) -> list[Route]:
        """The service's routes."""
        return [route for route in ROUTES if route.service == self.service.service.name]

    async def ask(self, route: Route, who: Principal | None) -> httpx.Response:
        """The request about the things of GG01, as somebody or as nobody."""
        async with self.service.client(who) as client:
            if who is None:
                del client.headers["Authorization"]
            return await client.request(**self.asker.request(route))

    def note(self, route: Route, answer: httpx.Response, expected: str) -> None:
        """Keep what is not as it must be."""
        self.wrong.append(f"{route}: {answer.status_code} {answer.text[:300]} – expected {expected}")


@pytest.fixture(params=sorted(THINGS))
async def department(
    request: pytest.FixtureRequest, start_service: ServiceMaker, at: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Row]:
    """Each service in turn."""
    monkeypatch.setattr(facts, "PATIENCE_S", 0.0)
    async with start_service(request.param) as service:
        begin(at)
        things = await THINGS[request.param](service)
        yield Row(service, things, Asker(service.app, things, BODIES))


async def test_nobody_gets_in_without_a_token(department: Row) -> None:
    for route in department.routes:
        answer = await department.ask(route, None)
        if answer.status_code != 401:
            department.note(route, answer, "401")
    assert not department.wrong, "\n".join(department.wrong)


async def test_nobody_gets_in_without_the_permission(department: Row) -> None:
    for route in department.routes:
        others = sorted({other.permission for other in ROUTES} - {route.permission})
        answer = await department.ask(route, principal(permissions=others))
        if answer.status_code != 403 or route.permission not in answer.text:
            department.note(route, answer, f"403 for want of {route.permission}")
    assert not department.wrong, "\n".join(department.wrong)


async def test_another_branch_sees_and_does_nothing(department: Row) -> None:
    """What another branch asks about is not there; a command may be told that it has not been heard of."""
    stranger = principal("zhou.mei", branches=["GG02"], order_id=uuid4())
    for route in department.routes:
        if str(route) in CHAIN_WIDE:
            continue
        answer = await department.ask(route, stranger)
        hidden = answer.status_code == 404 or answer.json().get("code") == "fact_not_arrived"
        about_one = "{" in route.path or route.method != "GET"
        if mentions(_told(answer), department.things):
            department.note(route, answer, "no word of GG01")
        elif not hidden and (about_one or answer.status_code != 200):
            department.note(route, answer, "404")
    assert not department.wrong, "\n".join(department.wrong)


async def test_what_another_branch_has_answers_like_what_nobody_has(department: Row) -> None:
    """Nothing tells a stranger that an id exists: status, words and headers are those of an id made up."""
    stranger = principal("zhou.mei", branches=["GG02"])
    invented = {
        name: str(uuid4()) if UUID_TEXT.fullmatch(value) else value for name, value in department.things.items()
    }
    asker = Asker(department.service.app, invented, BODIES)
    for route in department.routes:
        if str(route) in CHAIN_WIDE or "{" not in route.path:
            continue
        async with department.service.client(stranger) as client:
            theirs = await client.request(**department.asker.request(route))
            nobodys = await client.request(**asker.request(route))
        if _shape(theirs) != _shape(nobodys):
            department.note(route, theirs, f"the same as {_shape(nobodys)}")
    assert not department.wrong, "\n".join(department.wrong)


@pytest.mark.parametrize("branches", [["GG01"], ALL_BRANCHES], ids=["own branch", "head office"])
async def test_own_branch_and_head_office_get_in(department: Row, branches: list[str] | str) -> None:
    """The same requests reach the rules of the trade; so what others were refused was refused for their branch."""
    insider = principal(branches=branches, order_id=UUID(department.things["order_id"]))
    for route in sorted(department.routes, key=lambda route: (route.method == "DELETE", route.method)):
        answer = await department.ask(route, insider)
        malformed = (
            answer.status_code == 422 and answer.json()["code"] == "request.invalid" and "errors" in answer.json()
        )
        if answer.status_code in {400, 401, 403, 404, 405, 428} or answer.status_code >= 500 or malformed:
            department.note(route, answer, "an answer of the trade")
    assert not department.wrong, "\n".join(department.wrong)


def _told(answer: httpx.Response) -> str:
    """What an answer says besides repeating the address that was asked for."""
    body = answer.json()
    return json.dumps({**body, "instance": ""} if isinstance(body, dict) else body)


def _shape(answer: httpx.Response) -> tuple[int, list[str], str]:
    """An answer without the ids that were asked for."""
    return answer.status_code, sorted(answer.headers), UUID_TEXT.sub("id", answer.text)


def test_every_route_is_in_the_matrix() -> None:
    assert {route.service for route in ROUTES} == {*THINGS, "gateway"}
    assert sorted(CHAIN_WIDE - {str(route) for route in ROUTES}) == []
    assert sorted(BODIES.keys() - {str(route) for route in ROUTES}) == []
