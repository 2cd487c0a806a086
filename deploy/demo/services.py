"""Paid extra services of the demo's last day: some late, some in work, some signed and paid (M-18 … M-29)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from deploy.demo.client import Person
from deploy.demo.crew import BusinessClock, Crew

UNANSWERED_FOR = timedelta(minutes=20)
"""So long nobody answers the first requests: five minutes too late (M-22)."""

SIGNED = ("dispatch", "taking", "start", "completion", "signature")
SPOILT = ("dispatch", "taking", "start", "completion", "redo", "completion", "escalation")


async def sell_services(clock: BusinessClock, crews: list[Crew]) -> None:
    """Customers ask for something extra; the branches answer most of them in time."""
    now = await clock.read()
    # In a small demo a branch may have nobody between the shoot and the selection.
    busy = [crew for crew in crews if len(await photographed(crew)) > 1]
    late = await asyncio.gather(*(ask_early(crew, now) for crew in busy))
    await clock.to(now + UNANSWERED_FOR)
    for crew, answered in zip(busy, late, strict=True):
        await move(crew, answered, "makeup2", "dispatch")
        await serve(crew, now + UNANSWERED_FOR)
        await damage(crew)


async def damage(crew: Crew) -> None:
    """A customer's own veil was torn: a new one was offered for it, the store manager has to decide (M-21)."""
    (order, *_) = await photographed(crew)
    torn = {
        "kind": "DAMAGED",
        "thing": "顾客自带头纱",
        "happened": "换装时被门夹破",
        "responsible_id": crew["makeup1"].name,
    }
    made = await crew["makeup1"].post(f"/v1/orders/{order['id']}/damages", torn)
    version = f'"{made["version"]}"'
    offered = {"how": "REPLACEMENT", "amount": {"amount": 12_000, "currency": "CNY"}, "terms": "三天内换同款新头纱"}
    await crew["deskhead"].post(f"/v1/damages/{made['id']}/offer", offered, version=version)


async def ask_early(crew: Crew, now: datetime) -> dict[str, Any]:
    """Two requests that nobody answers in time; the second one is dispatched when it is late."""
    waiting = await photographed(crew)
    await ask(crew, waiting[0], "HOME", now + timedelta(hours=4), content="请带白色头纱")
    return await ask(crew, waiting[1], "DISC", now + timedelta(hours=2))


async def serve(crew: Crew, now: datetime) -> None:
    """One work order in every state a desk meets."""
    orders = await photographed(crew)
    rows: list[tuple[str, float, str, tuple[str, ...]]] = [
        ("MAKEUP", 1.0, "makeup1", ("dispatch",)),
        ("DRESS", 3.0, "makeup2", ("acceptance",)),
        ("FRAME", 1.5, "production", ("dispatch", "taking")),
        ("EXPRESS", 2.0, "designer", ("dispatch", "taking", "start")),
        ("FRAME", 2.5, "production", ("dispatch", "taking", "start", "completion")),
        ("MAKEUP", 2.0, "makeup1", SPOILT),
        ("DISC", 1.0, "retoucher", SIGNED),
        ("FRAME", 2.0, "production", SIGNED),
    ]
    for number, (code, hours, worker, steps) in enumerate(rows):
        order = orders[(number + 2) % len(orders)]
        work = await ask(crew, order, code, now + timedelta(hours=hours))
        await move(crew, work, worker, *steps)
        if steps is SIGNED:
            await settle_account(crew, order["id"])


async def photographed(crew: Crew) -> list[dict[str, Any]]:
    """Orders whose customers have a number, so that what they buy on top can be paid."""
    found: list[dict[str, Any]] = (
        await crew["deskhead"].get("/v1/orders", branch_id=crew.branch_id, state="SHOT", limit=10)
    )["items"]
    return found


async def ask(crew: Crew, order: dict[str, Any], code: str, at: datetime, *, content: str = "") -> dict[str, Any]:
    """A consultant takes it down."""
    desk = crew["consultant1"]
    services = {service["code"]: service["id"] for service in await desk.get("/v1/extra-services")}
    body = {"service_id": services[code], "appointed_at": at.isoformat(), "content": content}
    made: dict[str, Any] = await desk.post(f"/v1/orders/{order['id']}/work-orders", body)
    return made


async def move(crew: Crew, work: dict[str, Any], worker: str, *steps: str) -> None:
    """The work order goes on by these steps, each taken by whoever takes it in a branch."""
    does = crew[worker]
    (signer, *_) = await customers(crew, work["order_id"])
    taken: dict[str, tuple[Person, dict[str, Any] | None]] = {
        "acceptance": (crew["consultant1"], {"customer_told": True}),
        "dispatch": (crew["scheduler"], {"worker_id": does.name, "customer_told": True}),
        "taking": (does, None),
        "start": (does, {"confirmed_by": signer}),
        "completion": (does, None),
        "signature": (does, {"signature_name": signer, "opinion": "很满意"}),
        "redo": (does, {"reason": "顾客觉得妆太浓"}),
        "escalation": (does, {"reason": "返工后仍不满意"}),
    }
    for step in steps:
        who, body = taken[step]
        path, version = f"/v1/work-orders/{work['id']}/{step}", f'"{work["version"]}"'
        work = await who.post(path, body, version=version)


async def customers(crew: Crew, order_id: str) -> list[str]:
    """The names of an order's customers."""
    order = await crew["deskhead"].get(f"/v1/orders/{order_id}")
    people = await crew["deskhead"].get("/v1/people", ids=order["person_ids"][0])
    return [str(person["name"]) for person in people["items"]]


async def settle_account(crew: Crew, order_id: str) -> None:
    """What was bought on top is paid at the till, all at once or the rest of it."""
    order = await crew["cashier"].get(f"/v1/orders/{order_id}")
    owed = order["selection_total"]["amount"] - order["selection_paid"]["amount"]
    form = "R5" if order["selection_paid"]["amount"] else "R6"
    body = {"form": form, "amount": {"amount": owed, "currency": "CNY"}, "method": "WECHAT"}
    seller = crew["consultant1"].name
    await crew["cashier"].post(f"/v1/orders/{order_id}/payments", body | {"handler_id": seller})
