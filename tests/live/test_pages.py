"""Every page of the console, as somebody who works there sees it: nothing raw, nothing cut off, usable by everybody."""

import re
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from deploy.local.console import SOURCES
from deploy.screenshots.__main__ import Addressed, by_person, credentials
from deploy.screenshots.pages import PAGES, address_of
from deploy.screenshots.visit import DESK, PHONE, Visit, browser_of, sign_in
from tests.house import House

AXE = SOURCES / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ROUTE = re.compile(r'<Route (?:path="([^"]+)"|index)')


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def addressed(house: House) -> AsyncIterator[Sequence[Addressed]]:
    """Every page with its address, in a house with an order at every desk."""
    await house.booked()
    await house.at_selection()
    order = await house.in_production()
    body = {
        "branch_id": order.branch_id, "channel": "PHONE", "nature": "VALID", "content": "waited for an hour",
        "order_id": order.order_id, "department": "RECEPTION",
    }  # fmt: skip
    await house.crew["service"].post("/v1/complaints", body)
    await house.clock.settle()
    crew = house.crew
    yield [
        Addressed(page, await address_of(page, crew.branch_id, crew["manager"], crew["servicehead"])) for page in PAGES
    ]


def routes_of_the_desks() -> set[str]:
    """What the desks' routers know, as addresses."""
    found: set[str] = set()
    for index in SOURCES.glob("src/desks/*/index.tsx"):
        desk = "/c/:code" if index.parent.name == "customer-page" else f"/{index.parent.name}"
        for path in ROUTE.findall(index.read_text(encoding="utf-8")):
            if path != "*":
                found.add(f"{desk}/{path}" if path else desk)
    return found


def test_no_page_is_forgotten() -> None:
    assert routes_of_the_desks() - {page.route for page in PAGES} == set()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
async def test_every_page_reads_well(
    language: str, addressed: Sequence[Addressed], house: House, browser: Browser
) -> None:
    url, wrong = house.system.url, []
    for job, phone, theirs in by_person(addressed):
        async with browser_of(browser, size=PHONE if phone else DESK, language=language) as context:
            if job:
                await sign_in(context, url, *credentials(job, house.system.admin_password))
            visit = Visit(await context.new_page())
            for number, each in enumerate(theirs):
                # Every page is opened by its address in one language, and from another page in the other.
                if language == "zh-CN" or number == 0:
                    await visit.go(f"{url}{each.address}")
                else:
                    await visit.walk(each.address)
                found = await visit.what_looks_wrong(chains_codes=each.page.chains_codes)
                if language == "zh-CN":
                    found += await barriers(visit)
                visit.said.clear()
                wrong += [f"{each.page.name}: {what}" for what in found]
    assert not wrong, "\n".join(wrong)


async def barriers(visit: Visit) -> list[str]:
    """What axe finds serious by WCAG 2.2 AA, with the first place of each."""
    await visit.tab.evaluate(AXE.read_text(encoding="utf-8"))
    result = await visit.tab.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{violation['id']} ({len(violation['nodes'])}): {violation['nodes'][0]['html'][:160]}"
        for violation in result["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
