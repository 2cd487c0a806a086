"""P19, a smoke of it: invented and hostile requests to every operation of every service, and no server error.

Ids, branches and days are in part those of things that exist, so that requests get past the first look-up. The seed is
fixed: a run asks the same as the run before.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.result import Ok

from shared.kit import facts
from shared.kit.testing import MovableClock, ServiceMaker, ServiceUnderTest, principal
from tests.fuzz.hostile import STREAMS, hostile_to
from tests.gateway.conftest import ADMIN_PASSWORD
from tests.gateway.conftest import quick_hashes as quick_hashes
from tests.matrix.asking import PARAMETER, WORDS
from tests.matrix.things import THINGS, Things, begin

EXAMPLES = 3
SEED = 20261123

pytestmark = pytest.mark.filterwarnings(
    # The services run beside the strategies and draw random numbers for themselves, which is taken for the strategies'.
    "ignore:Do not use the `random` module:hypothesis.errors.HypothesisDeprecationWarning"
)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts that nobody will tell are not waited for."""
    monkeypatch.setattr(facts, "PATIENCE_S", 0.0)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("name", sorted(THINGS))
async def test_no_input_breaks_a_department(start_service: ServiceMaker, at: MovableClock, name: str) -> None:
    async with start_service(name) as service:
        begin(at)
        things = await THINGS[name](service)
        found = await fuzz(service, things) + await hostile_to(service, things)
    assert not found, "\n".join(found)


@pytest.mark.timeout(180)
async def test_no_input_breaks_the_gateway(start_service: ServiceMaker, quick_hashes: None) -> None:
    away = {f"{name.upper()}_URL": "http://127.0.0.1:9" for name in THINGS}
    limits = {"GATEWAY_RATE_PER_SECOND": "10000", "GATEWAY_RATE_BURST": "10000"}
    async with start_service("gateway", GATEWAY_ADMIN_PASSWORD=ADMIN_PASSWORD, **away, **limits) as service:
        nobody = "0190e0e0-0000-7000-8000-000000000000"
        things = {"staff_id": "admin", "key_id": nobody, "order_id": nobody}
        found = await fuzz(service, things) + await hostile_to(service, things)
    assert not found, "\n".join(found)


async def fuzz(service: ServiceUnderTest, things: Things) -> list[str]:
    """Ask every operation of the service; returns which requests met a server error."""
    loop, found = asyncio.get_running_loop(), list[str]()
    async with service.client(principal("admin", roles=["store_manager"])) as client:

        def check(case: Case[Any]) -> None:
            asked = requests.Request(**case.as_transport_kwargs(base_url="http://service")).prepare()
            headers = {name: str(value) for name, value in asked.headers.items() if name.lower() != "authorization"}
            sent = client.request(
                asked.method or "GET",
                str(asked.url),
                headers=headers,
                content=asked.body,  # type: ignore[arg-type]
            )
            answer = asyncio.run_coroutine_threadsafe(sent, loop).result(60)
            away = answer.status_code == 503 and "upstream" in answer.text
            if answer.status_code >= 500 and not away:
                found.append(
                    f"{asked.method} {asked.url} {asked.body!r:.500}: {answer.status_code} {answer.text[:300]}"
                )

        def run() -> None:
            for operation in operations(service):
                for cases in right_requests(operation, things):
                    invent(cases, check)
                # Of some operations no request can be wrong.
                with suppress(Unsatisfiable):
                    invent(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), check)

        await asyncio.to_thread(run)
    return found


def operations(service: ServiceUnderTest) -> Iterator[APIOperation[Any, Any, Any, Any]]:
    """Every described operation that has an end."""
    schema = schemathesis.openapi.from_dict(service.app.openapi())
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        if operation.path not in STREAMS:
            yield operation


def right_requests(operation: APIOperation[Any, Any, Any, Any], things: Things) -> Iterator[SearchStrategy[Case[Any]]]:
    """Valid requests about things that exist, and valid ones about nothing."""
    known = {**WORDS, **things}
    place = {name: known[name] for name in PARAMETER.findall(operation.path) if name in known}

    def about(case: Case[Any]) -> Case[Any]:
        for part in (case.query, case.body):
            if isinstance(part, dict):
                part.update({name: known[name] for name in part if name in known})
        return case

    yield operation.as_strategy(path_parameters=place).map(about)
    yield operation.as_strategy()


def invent(cases: SearchStrategy[Case[Any]], check: Callable[[Case[Any]], None]) -> None:
    """Run the check with some cases, the same ones every time."""

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def each(case: Case[Any]) -> None:
        check(case)

    each()
