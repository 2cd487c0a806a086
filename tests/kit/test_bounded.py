"""A service takes on so much at once and no more (P14)."""

import asyncio

import httpx2 as httpx
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from shared.kit.bounded import Bounded


async def test_beyond_its_bound_a_service_refuses_and_still_says_how_it_is() -> None:
    release, working = asyncio.Event(), asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/v1/orders":
            working.set()
            await release.wait()
        await PlainTextResponse("done")(scope, receive, send)

    transport = httpx.ASGITransport(app=Bounded(slow, most=1))
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        first = asyncio.create_task(client.get("/v1/orders"))
        await working.wait()
        refused = await client.get("/v1/orders")
        assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (
            503,
            "retry_later",
            "1",
        )
        assert (await client.get("/livez")).status_code == 200
        release.set()
        assert (await first).status_code == 200
        assert (await client.get("/v1/orders")).status_code == 200
