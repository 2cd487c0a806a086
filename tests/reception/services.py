"""A customer asks for an extra service, and it goes its usual way."""

from typing import Any

from tests.reception.conftest import CLERK, DAY, Desk, cny

AT = f"{DAY}T15:00:00+08:00"
LATER = f"{DAY}T17:00:00+08:00"
REASON = {"reason": "the frame is crooked"}


async def service_of(desk: Desk, *, code: str = "FRAME", price: int = 120, **more: Any) -> str:
    """A service of the chain's list, offered from today on."""
    made = await desk.post("/extra-services", {"code": code})
    version = {"name": "加框", "unit": "幅", "price": cny(price)} | more
    await desk.post(f"/extra-services/{made['id']}/versions", version, headers={"If-Match": '"0"'})
    return str(made["id"])


async def asked(desk: Desk, order: dict[str, Any], *, service: str | None = None, **more: Any) -> dict[str, Any]:
    """A customer asks for it."""
    body = {"service_id": service or await service_of(desk), "appointed_at": AT} | more
    return await desk.post(f"/orders/{order['id']}/work-orders", body)


async def go(desk: Desk, work: dict[str, Any], *steps: str, who: str = CLERK) -> dict[str, Any]:
    """The work order goes on by these steps, in the usual way."""
    bodies: dict[str, dict[str, Any] | None] = {
        "dispatch": {"worker_id": CLERK, "customer_told": True},
        "start": {"confirmed_by": "李娜"},
        "signature": {"signature_name": "李娜"},
        "redo": REASON,
        "escalation": REASON,
        "acceptance": {},
    }
    for step in steps:
        path = f"/work-orders/{work['id']}/{step}"
        work = await desk.post(path, bodies.get(step), who=who, headers=read_as(work))
    return work


def read_as(work: dict[str, Any]) -> dict[str, str]:
    """The version that was read, for a step that changes it."""
    return {"If-Match": f'"{work["version"]}"'}
