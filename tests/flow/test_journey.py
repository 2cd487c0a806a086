"""The journey: one wedding order through all departments, with everything the catalogue demands on the way."""

import asyncio
import json

import pytest

from deploy.demo.journey.__main__ import DEMANDED_FACTS, JOURNEY
from tests.house import House


@pytest.mark.timeout(600)
async def test_the_journey_has_everything_the_catalogue_demands(house: House) -> None:
    printed = await asyncio.to_thread(house.system.run, "deploy.demo.journey", "--json")
    told = json.loads(printed)
    assert told["missing"] == []
    assert [step["title"] for step in told["steps"]] == [step.title for step in JOURNEY]
    assert {event for step in told["steps"] for event in step["events"]} >= DEMANDED_FACTS
    assert told["job_sheet"]["job_sheet"]["available"] is True
