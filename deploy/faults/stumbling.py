"""A service that dies, or fails, at an exact point of its work: what runs is the service itself, unchanged.

The points lie in the libraries the kit stands on, so that the product carries no switches for trials. ``STUMBLE_APP``
names the application, ``STUMBLE_AT`` the point and its number, e.g. ``publish:3``:

* ``publish:n``: dead when the n-th PubAck has come, before the fact is marked as published;
* ``ack:n``: dead when the n-th batch of facts has been committed, before it is acknowledged;
* ``answer:n``: dead when the n-th creation has been committed, before the answer is sent;
* ``commit:p``: each commit of a person's or a fact's work fails with the probability of p percent.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import random
import signal
from collections.abc import Callable
from typing import Any

from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import PubAck
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.kit.errors import TryAgain


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
    publish, passed = JetStreamContext.publish_async, _countdown(number)

    def die(ack: asyncio.Future[PubAck]) -> None:
        if not ack.cancelled() and ack.exception() is None:
            passed()

    async def publish_and_die(self: JetStreamContext, *arguments: Any, **more: Any) -> asyncio.Future[PubAck]:
        ack = await publish(self, *arguments, **more)
        ack.add_done_callback(die)
        return ack

    JetStreamContext.publish_async = publish_and_die  # type: ignore[method-assign]
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
