"""Asking departments on somebody's behalf, for answers no single service can give."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from gateway.domain import GatewayBusy, UpstreamUnavailable
from gateway.front.callers import Callers
from gateway.front.hop import Hop
from gateway.schemas import Part
from shared.kit.auth import Principal

PATIENCE_S = 1.5

Params = Mapping[str, str] | Sequence[tuple[str, str]]


class Departments:
    """Reads of the departments, each with its own time-out."""

    def __init__(self, hop: Hop, callers: Callers) -> None:
        self.hop, self.callers = hop, callers

    async def ask(
        self,
        service: str,
        method: str,
        path: str,
        who: Principal,
        *,
        params: Params | None = None,
        body: Any = None,
        patience: float | None = None,
    ) -> tuple[int, Any]:
        """Status and decoded answer.

        Raises:
            UpstreamUnavailable: no answer in time.
        """
        patience = PATIENCE_S if patience is None else patience
        base = self.hop.addresses.get(service)
        if base is None:
            raise UpstreamUnavailable(service)
        headers = {"authorization": f"Bearer {self.callers.token_for(who, service)}", "accept": "application/json"}
        if body is not None:
            headers["content-type"] = "application/json"
        try:
            async with self.hop.client.request(
                method,
                base.with_path(path),
                params=params,
                json=body,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=patience, sock_connect=min(patience, 2)),
            ) as answer:
                return answer.status, json.loads(await answer.read())
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise UpstreamUnavailable(service) from error

    async def part(self, service: str, path: str, who: Principal, *, params: Params | None = None) -> tuple[int, Part]:
        """What a department says when it has room for another request, or why it says nothing; 0 for no answer."""
        room, status = self.hop.rooms[service], 0
        try:
            entered = await room.enter()
        except GatewayBusy as error:
            return error.status, Part(available=False, reason=error.code)
        try:
            status, answer = await self.ask(service, "GET", path, who, params=params)
        except UpstreamUnavailable as error:
            return status, Part(available=False, reason=error.code)
        finally:
            room.leave(entered, telling=0 < status < 500)
        if status == 200:
            return status, Part(available=True, data=answer)
        reason = answer.get("code") if isinstance(answer, dict) else None
        return status, Part(available=False, reason=reason or f"http.{status}")

    async def everywhere(
        self, method: str, path: str, who: Principal, *, body: Any = None, patience: float | None = None
    ) -> dict[str, tuple[int, Any] | UpstreamUnavailable]:
        """The same request to every department, side by side."""
        names = list(self.hop.addresses)
        answers = await asyncio.gather(
            *(self.ask(name, method, path, who, body=body, patience=patience) for name in names),
            return_exceptions=True,
        )
        found: dict[str, tuple[int, Any] | UpstreamUnavailable] = {}
        for name, answer in zip(names, answers, strict=True):
            if isinstance(answer, BaseException) and not isinstance(answer, UpstreamUnavailable):
                raise answer
            found[name] = answer
        return found
