"""``./studio demo``: three branches with about three hundred orders in every stage, through the public API."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from deploy.demo import chain
from deploy.demo.client import Person, Refused, Studio

console = Console(soft_wrap=True)


@dataclass
class Chain:
    """The loaded chain."""

    branches: list[str]
    password: str
    packages: dict[str, dict[str, Any]] = field(default_factory=dict)


def sign_ins_file() -> Path:
    """Where the demo's sign-ins are kept."""
    return Path(os.environ.get("STUDIO_HOME", ".studio")) / "sign-ins.json"


def demo_password() -> str:
    """The one password of all demo people: from the environment, kept from before, or new."""
    if given := os.environ.get("STUDIO_DEMO_PASSWORD"):
        return given
    known = sign_ins_file()
    if known.exists():
        return str(json.loads(known.read_text(encoding="utf-8"))["sign_ins"][0]["password"])
    return f"studio-{secrets.token_hex(4)}"


def remember_sign_ins(password: str) -> None:
    """Keep a few sign-ins for people to try."""
    first = next(iter(chain.BRANCHES)).lower()
    shown = (
        "consultant1",
        "cashier",
        "scheduler",
        "photographer1",
        "selection",
        "designer",
        "pickup",
        "service",
        "manager",
    )
    roles = {job: role for job, _, role in chain.PER_BRANCH}
    sign_ins = [
        {"name": f"{job}.{first}", "password": password, "role": roles[job], "branch": first.upper()} for job in shown
    ]
    sign_ins.append({"name": "general", "password": password, "role": "general_manager", "branch": "all"})
    place = sign_ins_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"sign_ins": sign_ins}, file, indent=2)


async def load_chain(studio: Studio, admin: Person) -> Chain:
    """Branches, people, packages and resources; what is there already stays as it is."""
    loaded = Chain(list(chain.BRANCHES), demo_password())
    # Before the first account is made: whoever stops half-way can sign in and go on.
    remember_sign_ins(loaded.password)
    present = {branch["id"] for branch in await everything(admin, "/v1/branches")}
    for branch_id, name in chain.BRANCHES.items():
        if branch_id not in present:
            await admin.post("/v1/branches", chain.branch(branch_id, name))
    known = {person["id"] for person in await everything(admin, "/v1/staff")}
    for employee in chain.employees():
        if employee.name not in known:
            await admin.post("/v1/staff", employee.body(loaded.password))
    director = await studio.sign_in("director", loaded.password)
    loaded.packages = await load_packages(director)
    await load_services(director)
    for branch_id in loaded.branches:
        manager = await studio.sign_in(f"manager.{branch_id.lower()}", loaded.password)
        await load_branch(manager, branch_id)
    return loaded


async def everything(person: Person, path: str, **query: Any) -> list[dict[str, Any]]:
    """All items of a paged list."""
    items: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        page = await person.get(path, limit=200, cursor=cursor, **query)
        items += page["items"]
        cursor = page.get("next_cursor")
        if cursor is None:
            return items


async def load_packages(director: Person) -> dict[str, dict[str, Any]]:
    """The price list, by code, each with its newest version."""
    known = {package["code"] for package in await director.get("/v1/packages")}
    for package in chain.PACKAGES:
        if package.code not in known:
            made = await director.post("/v1/packages", package.body())
            await director.post(f"/v1/packages/{made['id']}/versions", package.version(), version='"0"')
    listed = {package["code"]: package for package in await director.get("/v1/packages")}
    return {
        package.code: {
            "id": listed[package.code]["id"],
            "category": package.category,
            "album_photos": package.album_photos,
            "clothes_sets": package.clothes_sets,
        }
        for package in chain.PACKAGES
    }


async def load_services(director: Person) -> None:
    """The price list of extra services."""
    known = {service["code"] for service in await director.get("/v1/extra-services")}
    for service in chain.SERVICES:
        if service.code not in known:
            made = await director.post("/v1/extra-services", {"code": service.code})
            await director.post(f"/v1/extra-services/{made['id']}/versions", service.version(), version='"0"')


async def load_branch(manager: Person, branch_id: str) -> None:
    """Lockers, boxes, targets, and everything that can be booked."""
    path, places = f"/v1/storage-places/{branch_id}", {"lockers": chain.LOCKERS, "makeup_boxes": chain.MAKEUP_BOXES}
    await manager.put(path, places, version=await manager.version_of(path))
    for month in chain.target_months(date.today()):
        known = await manager.get(f"/v1/targets/{branch_id}/{month}")
        if known["version"] == 0:
            await manager.put(f"/v1/targets/{branch_id}/{month}", chain.targets(branch_id), version='"0"')
    if await everything(manager, "/v1/resources", branch_id=branch_id):
        return
    teams: dict[int, str] = {}
    for resource in chain.resources(branch_id):
        body = {"branch_id": branch_id, **{key: value for key, value in resource.items() if key != "team"}}
        if "team" in resource:
            body["team_id"] = teams[resource["team"]]
        made = await manager.post("/v1/resources", body)
        if resource["kind"] == "TEAM":
            teams[len(teams) + 1] = made["id"]


async def has_orders(studio: Studio, loaded: Chain) -> bool:
    """Whether the chain has been filled, or half filled, before."""
    director = await studio.sign_in("director", loaded.password)
    return bool((await director.get("/v1/orders", branch_id=loaded.branches[0], limit=1))["items"])


async def run(url: str, admin_password: str, *, orders: int, chain_only: bool, if_empty: bool) -> int:
    """Load the chain and fill it."""
    async with Studio(url) as studio:
        admin = await studio.sign_in("admin", admin_password)
        loaded = await load_chain(studio, admin)
        if if_empty and await has_orders(studio, loaded):
            console.print("          there are orders already; nothing is added", highlight=False)
            return 0
        console.print(f"          {len(loaded.branches)} branches, {len(loaded.packages)} packages", highlight=False)
        if not chain_only:
            from deploy.demo.orders import fill

            await fill(studio, admin, loaded, orders=orders, console=console)
    return 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./studio demo", description=__doc__)
    parser.add_argument("--orders", type=int, default=300, help="how many orders")
    parser.add_argument("--chain-only", action="store_true", help="branches, people, packages and resources, no orders")
    parser.add_argument("--if-empty", action="store_true", help="do nothing when there are branches already")
    arguments = parser.parse_args()
    try:
        return asyncio.run(
            run(
                os.environ["STUDIO_URL"],
                os.environ["GATEWAY_ADMIN_PASSWORD"],
                orders=arguments.orders,
                chain_only=arguments.chain_only,
                if_empty=arguments.if_empty,
            )
        )
    except Refused as refusal:
        console.print(f"[red]The demo stopped:[/red] {refusal}", highlight=False)
        return 1


if __name__ == "__main__":
    sys.exit(main())
