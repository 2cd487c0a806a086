"""The fixture: every fact it writes is one that departments tell, and everything it writes holds together."""

from __future__ import annotations

import importlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import asyncpg
import httpx2 as httpx
import pytest

from deploy.fixture.chain import Shop
from deploy.fixture.customer_service import calls
from deploy.fixture.facts import facts_of
from deploy.fixture.plan import Plan
from deploy.fixture.records import as_fact
from deploy.fixture.story import Story, tell
from deploy.local.names import DEPARTMENTS
from services.customer_service.domain.job_sheet import Fact
from services.customer_service.domain.policy import Policy
from services.customer_service.domain.rule import plan_one
from services.customer_service.domain.rules import BY_ID
from services.customer_service.domain.situation import OrderFacts, Situation
from shared.contracts.base import Envelope
from shared.contracts.gateway import BranchState
from shared.kit.migrate import package_of
from shared.kit.reference import Branch
from shared.kit.testing import ServiceUnderTest, environment, principal
from tests.customer_service.conftest import MISCOUNTED
from tests.scale.conftest import OPTIONS, Loaded

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


def stories(seed: int) -> list[Story]:
    return tell(Shop(Plan(2, 120, seed, 8, True, NOW), 1)).stories


def test_every_fact_is_one_that_its_department_tells() -> None:
    for publisher in DEPARTMENTS:
        importlib.import_module(f"shared.contracts.{publisher}")
    for fact in (fact for story in stories(7) for fact in facts_of(story)):
        event = Envelope.model_validate(fact.envelope()).open()
        assert event is not None, fact.name
        assert (event.publisher, event.subject, event.nats_subject) == (fact.publisher, fact.subject, fact.nats_subject)
        if fact.data.get("order_id"):
            assert Fact.of(event) == as_fact(fact)


def test_calls_stand_where_the_rules_plan_them() -> None:
    calls_after = {"shoot.completed": "N-19", "handover.completed": "N-21"}
    compared = 0
    for story in stories(7):
        branch = Branch(story.shop.code, BranchState.model_validate(story.shop.state))
        written = {call.rule: call for call in calls(story)}
        for event in (Envelope.model_validate(fact.envelope()).open() for fact in facts_of(story)):
            if event is None or event.name not in calls_after:
                continue
            rule = BY_ID[calls_after[event.name]]
            plan, call = plan_one(rule, Situation.of(event, branch, Policy(), OrderFacts(story.id))), written[rule.id]
            assert plan is not None
            assert (plan.occasion, plan.due_at, plan.deadline_at) == (call.occasion, call.due, call.deadline)
            compared += 1
    assert compared > 20


def test_the_same_seed_makes_the_same_chain() -> None:
    first, again, other = (
        [(str(story.id), story.number, [r.number for r in story.receipts]) for story in stories(seed)]
        for seed in (7, 7, 8)
    )
    assert first == again
    assert first != other


def test_a_killed_run_goes_on_where_it_was(loaded: Loaded) -> None:
    assert loaded.killed.startswith("1 of 3 branches, 100 orders")
    assert loaded.finished.returncode == 0, loaded.finished.stdout + loaded.finished.stderr
    assert "3 of 3 branches, 200 orders" in loaded.finished.stdout


def test_what_was_written_holds_together(loaded: Loaded) -> None:
    lines = [line for line in loaded.finished.stdout.splitlines() if "looked at" in line]
    assert len(lines) == 17
    assert all(line.startswith("ok ") and ": 0 looked at" not in line for line in lines), lines


async def test_its_orders_are_counted_by_stage(loaded: Loaded) -> None:
    connection = await asyncpg.connect(loaded.urls["customer_service"], server_settings={"studio.branches": "*"})
    miscounted = await connection.fetch(MISCOUNTED)
    counted = await connection.fetchval("SELECT sum(orders) FROM stage_tally")
    await connection.close()
    assert (miscounted, counted) == ([], 300)


async def test_a_broken_promise_is_found(loaded: Loaded) -> None:
    reception = await asyncpg.connect(loaded.urls["reception"], server_settings={"studio.branches": "*"})
    try:
        spoil = "UPDATE counter SET value = value + $1 WHERE series = 'R' AND branch_id = 'S001'"
        await reception.execute(spoil, 1)
        found = loaded.run("--check-only")
        await reception.execute(spoil, -1)
    finally:
        await reception.close()
    assert found.returncode == 1
    assert "BAD  receipt numbers have no gaps" in found.stdout


def test_a_system_with_other_things_in_it_is_left_alone(loaded: Loaded) -> None:
    refused = loaded.run(*OPTIONS, "--seed", "2")
    assert refused.returncode == 2
    assert "Another fixture is here" in refused.stderr


@asynccontextmanager
async def desk(
    service: str, loaded: Loaded, monkeypatch: pytest.MonkeyPatch, **more: str
) -> AsyncIterator[httpx.AsyncClient]:
    for variable, value in environment(service, loaded.urls[service], **more).items():
        monkeypatch.setenv(variable, value)
    make: Callable[[], Any] = importlib.import_module(f"{package_of(service)}.main").create_app
    app = make()
    who = principal("manager.s001", branches=("S001",))
    async with app.router.lifespan_context(app), ServiceUnderTest(app).client(who) as client:
        yield client


async def test_desks_work_with_the_chain(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = await asyncpg.connect(loaded.urls["reception"], server_settings={"studio.branches": "S001"})
    query = """SELECT o.id, o.number, p.phone_tail, p.name FROM studio_order o JOIN order_person x ON x.order_id = o.id
        JOIN person p ON p.id = x.person_id WHERE o.state = 'BOOKED' LIMIT 1"""
    order = await connection.fetchrow(query)
    await connection.close()
    async with desk("reception", loaded, monkeypatch) as reception:
        for words in (order["phone_tail"], order["number"], order["name"]):
            hits = (await reception.get("/v1/order-search", params={"q": words})).json()["items"]
            assert str(order["id"]) in [hit["order_id"] for hit in hits]
        page = (await reception.get(f"/v1/orders/{order['id']}/reception")).json()
        assert page["order"]["number"] == order["number"]
        assert page["receipts"]
    async with desk("scheduling", loaded, monkeypatch) as scheduling:
        mine = (await scheduling.get(f"/v1/orders/{order['id']}/scheduling")).json()
        day = next(booking["day"] for booking in mine["bookings"] if booking["kind"] == "SHOOT")
        board = (await scheduling.get(f"/v1/boards/S001/{day}")).json()
        assert str(order["id"]) in [booking["order_id"] for booking in board["bookings"]]
