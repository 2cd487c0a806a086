"""The cash of a branch: the change counted when a day begins, all of it counted and signed when it ends (FIN-13)."""

from __future__ import annotations

from datetime import date

from deploy.demo.crew import Crew, fen

DAYS = 27
"""So many days before today are counted: a month of the cash journal."""
CHANGE = 50_000
"""What stays in the till over night, in fen, when there is so much."""


async def open_day(crew: Crew, day: date) -> None:
    """The cashier counts the change, which is what the evening before left."""
    cashier = crew["cashier"]
    left = (await cashier.get(f"/v1/days/{crew.branch_id}/{day}"))["report"]["float_start"]["amount"]
    await cashier.post("/v1/floats", {"branch_id": crew.branch_id, "counted": fen(left or CHANGE)})


async def close_day(crew: Crew, day: date) -> None:
    """The cashier counts, and the store manager takes the accounts over."""
    path = f"/v1/days/{crew.branch_id}/{day}"
    computed = (await crew["cashier"].get(path))["report"]["computed_cash"]
    left = fen(min(CHANGE, computed["amount"]))
    await crew["cashier"].post(f"{path}/close", {"counted_cash": computed, "float_left": left})
    await crew["manager"].post(f"{path}/signature")
