"""Routes of the gateway's own, by subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from gateway.front.callers import VISITING, Caller, Callers
from gateway.front.clockwork import Clockwork
from gateway.front.departments import Departments
from gateway.front.live import Hub


@dataclass(frozen=True, slots=True)
class Parts:
    """The running parts of the gateway that routes need."""

    callers: Callers
    departments: Departments
    hub: Hub
    clockwork: Clockwork
    session_life: timedelta
    openapi_file: Path
    development: bool


async def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


async def _caller(request: Request) -> Caller:
    caller: Caller = request.scope.get("studio.caller", VISITING)
    return caller


async def _address(request: Request) -> str:
    return str(request.scope.get("studio.address", "unknown"))


PartsDep = Annotated[Parts, Depends(_parts)]
CallerDep = Annotated[Caller, Depends(_caller)]
AddressDep = Annotated[str, Depends(_address)]
"""The network address the request came from."""
