"""A service that dies, or fails, at an exact point of its work: what runs is the service itself, unchanged.

The points lie in the libraries the kit stands on, so that the product carries no switches for trials. ``STUMBLE_APP``
names the application, ``STUMBLE_AT`` the point and its number, e.g. ``publish:3``:

* ``publish:n``: dead when the n-th PubAck has come, before the fact is marked as published;
* ``ack:n``: dead when the n-th batch of facts has been committed, before it is acknowledged;
* ``answer:n``: dead when the n-th creation has been committed, before the answer is sent;
* ``commit:p``: each commit of a person's or a fact's work fails with the probability of p percent.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kit.errors import TryAgain

Hear = Callable[[Msg], Awaitable[None]]


def create_app() -> ASGIApp:
    """The application that ``STUMBLE_APP`` names, with its stumbling block."""
    point, _, number = os.environ["STUMBLE_AT"].partition(":")
    module, _, factory = os.environ["STUMBLE_APP"].partition(":")
    app: ASGIApp = getattr(importlib.import_module(module), factory)()
    return POINTS[point](app, int(number))


def _countdown(number: int) -> Callable[[], None]:
    left = number

    def passed() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return passed


def _die_after_publishing(app: ASGIApp, number: int) -> ASGIApp:
    publish, subscribe, passed = Client.publish, Client.subscribe, _countdown(number)
    told: set[str] = set()

    async def publish_a_fact(self: Client, subject: str, payload: bytes = b"", reply: str = "", **more: Any) -> None:
        if subject.startswith("evt."):
            told.add(reply)
        await publish(self, subject, payload, reply, **more)

    async def hear_and_die(self: Client, subject: str, *, cb: Hear, **more: Any) -> Subscription:
        async def hear(message: Msg) -> None:
            if message.subject in told and "seq" in json.loads(message.data):
                passed()
            await cb(message)

        return await subscribe(self, subject, cb=hear, **more)

    Client.publish = publish_a_fact  # type: ignore[method-assign, assignment]
    Client.subscribe = hear_and_die  # type: ignore[method-assign, assignment]
    return app


def _die_before_acknowledging(app: ASGIApp, number: int) -> ASGIApp:
    acknowledge, passed = Msg.ack, _countdown(number)

    async def die_or_acknowledge(self: Msg) -> None:
        passed()
        await acknowledge(self)

    Msg.ack = die_or_acknowledge  # type: ignore[method-assign]
    return app


def _die_before_answering(app: ASGIApp, number: int) -> ASGIApp:
    passed = _countdown(number)

    async def stumbling(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_or_die(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 201:
                passed()
            await send(message)

        await app(scope, receive, send_or_die)

    return stumbling


def _fail_to_commit(app: ASGIApp, percent: int) -> ASGIApp:
    commit, chance = AsyncSession.commit, random.Random(percent)

    async def commit_or_fail(self: AsyncSession) -> None:
        if self.info.get("actor") is not None and chance.randrange(100) < percent:
            raise TryAgain
        await commit(self)

    AsyncSession.commit = commit_or_fail  # type: ignore[method-assign]
    return app


POINTS: dict[str, Callable[[ASGIApp, int], ASGIApp]] = {
    "publish": _die_after_publishing,
    "ack": _die_before_acknowledging,
    "answer": _die_before_answering,
    "commit": _fail_to_commit,
}
