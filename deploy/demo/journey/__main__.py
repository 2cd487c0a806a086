"""``./studio journey [--json]``: run it, print it, and say whether anything the catalogue demands is missing."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
import os
import secrets
import sys
import time
from typing import Any

from rich.console import Console
from rich.table import Table

from deploy.demo.client import Studio
from deploy.demo.crew import BusinessClock, Crew
from deploy.demo.fill import load_chain
from deploy.demo.journey import before, finish, selection, shoot_day
from deploy.demo.journey.stage import STEPS, Journey, Missing, Told

CHAPTERS = (before, shoot_day, selection, finish)
JOURNEY = [each for chapter in CHAPTERS for each in STEPS if each.action.__module__ == chapter.__name__]
"""All steps, chapter by chapter."""

DEMANDED_FACTS = frozenset(
    [
        "order.placed",
        "order.booked",
        "payment.received",
        "order.balance_changed",
        "booking.made",
        "booking.confirmed",
        "dress.fitted",
        "customer.checked_in",
        "shoot.artist_arrived",
        "shoot.stage_changed",
        "shoot.introduced",
        "shoot.completed",
        "shoot.escorted",
        "photos.imported",
        "selection.ready",
        "selection.confirmed",
        "order.extended",
        "handover_book.accepted",
        "layout.ready",
        "layout.approved",
        "production.ordered",
        "piece.finished",
        "piece.arrived",
        "rework.requested",
        "rework.approved",
        "order.ready_for_pickup",
        "handover.completed",
        "service_card.issued",
        "suggestion.given",
        "contact.done",
        "visit.answered",
        "points.granted",
    ]
)
DEMANDED_CONTACTS = (
    "N-01",
    "N-04",
    "N-05",
    "N-06",
    "N-08",
    "N-10",
    "N-11",
    "N-13",
    "N-15",
    "N-16",
    "N-17a",
    "N-17b",
    "N-19",
    "N-21",
)


async def run(url: str, admin_password: str, show: Any) -> tuple[Journey, dict[str, Any], list[str]]:
    """The whole journey; returns it with the finished job sheet and what is missing."""
    async with Studio(url) as studio:
        admin = await studio.sign_in("admin", admin_password)
        chain = await load_chain(studio, admin)
        crew = await Crew.sign_in(studio, chain.branches[0], chain.password)
        clock = BusinessClock(admin)
        journey = Journey(crew, clock, chain.packages)
        journey.memory["phones"] = [f"139{secrets.randbelow(10**8):08d}" for _ in range(6)]
        journey.memory["lead_days"] = 35
        today = (await clock.read()).date()
        opening = (await clock.read()).replace(hour=9, minute=30, second=0, microsecond=0)
        await clock.to(opening if (await clock.read()).hour < 20 else opening.replace(day=today.day))
        missing: list[str] = []
        for each in JOURNEY:
            try:
                await journey.run(each, show)
            except Missing as lack:
                missing.append(f"{each.title}: {lack}")
                break
        sheet: dict[str, Any] = await crew["manager"].get(f"/v1/orders/{journey.order.order_id}/job-sheet")
        missing += await what_is_missing(journey)
        return journey, sheet, missing


async def what_is_missing(journey: Journey) -> list[str]:
    """Facts and contacts the catalogue demands and the job sheet does not have."""
    order, crew = journey.order, journey.crew
    sheet = await crew["manager"].get(f"/v1/job-sheets/{order.order_id}")
    facts = {str(entry["type"]).removeprefix("studio.").removesuffix(".v1") for entry in sheet["entries"]}
    found = await crew["servicehead"].get("/v1/contacts", branch_id=order.branch_id, order_id=order.order_id, limit=200)
    contacts = {contact["rule"] for contact in found["items"]}
    missing = [f"no {fact} on the job sheet" for fact in sorted(DEMANDED_FACTS - facts)]
    missing += [f"no contact {rule}" for rule in DEMANDED_CONTACTS if rule not in contacts]
    if sheet["owed"]["amount"]:
        missing.append(f"{sheet['owed']['amount']} fen are still owed at the end")
    return missing


def tell(console: Console) -> Any:
    """Prints a step as it is done."""

    def show(told: Told) -> None:
        console.print(
            f"[bold]{told.at[:16].replace('T', ' ')}[/bold]  {told.department:16} {told.title}", highlight=False
        )
        console.print(f"{'':18}[dim]{told.rule} · {told.seconds * 1000:.0f} ms · {told.note}[/dim]", highlight=False)
        if told.events:
            console.print(f"{'':18}[green]{', '.join(told.events)}[/green]", highlight=False)

    return show


def print_sheet(console: Console, sheet: dict[str, Any]) -> None:
    """The finished job sheet, stage by stage."""
    finished = sheet["job_sheet"]["data"]
    table = Table("stage", "when", "who", title=f"Job sheet {finished['number']}", box=None)
    for line in finished["stages"]:
        table.add_row(str(line["stage"]), str(line.get("at") or "")[:16].replace("T", " "), str(line.get("by") or ""))
    console.print(table)


def main() -> int:
    """The command line; exit code 1 when something is missing."""
    parser = argparse.ArgumentParser(prog="./studio journey", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of text")
    arguments = parser.parse_args()
    console = Console(stderr=arguments.json, soft_wrap=True)
    begun = time.perf_counter()
    journey, sheet, missing = asyncio.run(
        run(os.environ["STUDIO_URL"], os.environ["GATEWAY_ADMIN_PASSWORD"], tell(console))
    )
    seconds = time.perf_counter() - begun
    if arguments.json:
        document = {
            "steps": [dataclasses.asdict(told) for told in journey.told],
            "job_sheet": sheet,
            "missing": missing,
            "seconds": round(seconds, 1),
        }
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        print_sheet(console, sheet)
        console.print(f"{len(journey.told)} of {len(JOURNEY)} steps in {seconds:.1f} s", highlight=False)
    for lack in missing:
        console.print(f"[red]missing[/red]  {lack}", highlight=False)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
