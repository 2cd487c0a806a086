"""How all services are."""

from __future__ import annotations

import asyncio

from gateway.domain import UpstreamUnavailable
from gateway.front.departments import Departments
from gateway.schemas import DepartmentState, SystemOut
from shared.kit.auth import SYSTEM


async def state_of_all(departments: Departments) -> SystemOut:
    """Every department, asked side by side; one that does not answer is named, not waited for."""
    ready, states = await asyncio.gather(
        departments.everywhere("GET", "/readyz", SYSTEM), departments.everywhere("GET", "/internal/state", SYSTEM)
    )
    services = [_state(name, ready[name], states[name]) for name in sorted(ready)]
    return SystemOut(ready=all(service.ready for service in services), services=services)


def _state(
    name: str, ready: tuple[int, object] | UpstreamUnavailable, state: tuple[int, object] | UpstreamUnavailable
) -> DepartmentState:
    if isinstance(ready, UpstreamUnavailable):
        return DepartmentState(service=name, ready=False, reason=ready.code)
    known = state[1] if isinstance(state, tuple) and state[0] == 200 and isinstance(state[1], dict) else None
    answered = ready[1] if isinstance(ready[1], dict) else {}
    reason = None if ready[0] == 200 else str(answered.get("status", f"http.{ready[0]}"))
    return DepartmentState(service=name, ready=ready[0] == 200, reason=reason, state=known)
