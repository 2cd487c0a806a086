"""All branches of a person side by side say what each branch's own board says (GEN-14)."""

from datetime import date, datetime
from typing import Any

from shared.kit.auth import Principal
from shared.kit.db import ALL_BRANCHES
from shared.kit.testing import MovableClock, principal
from tests.scheduling.conftest import MONDAY, Studio, on, row

GENERAL = principal("han.zong", branches=ALL_BRANCHES)


async def figures(studio: Studio, who: Principal = GENERAL) -> dict[str, dict[str, Any]]:
    """The lines by branch."""
    answer = await studio.call("GET", "/branch-figures/scheduling", who=who)
    assert answer.status_code == 200, answer.text
    return {line["branch_id"]: line for line in answer.json()["branches"]}


async def test_whoever_works_in_one_branch_sees_one_and_head_office_sees_all(studio: Studio) -> None:  # GEN-14
    assert list(await figures(studio)) == ["GG01", "GG02"]
    assert list(await figures(studio, principal("he.mei", branches=["GG02"]))) == ["GG02"]


async def test_shoots_are_those_of_the_wall_and_free_teams_have_none(studio: Studio, at: MovableClock) -> None:
    await studio.add_team("C")  # 1.2.2, GEN-14
    await studio.keep(row("TEAM", "nobody's"))
    shoots = [
        await studio.booked(await studio.order(), starts_at=on(MONDAY, 13), resource_ids=[team["id"]])
        for team in studio.teams[:2]
    ]
    await studio.done(shoots[1], "cancellation", reason="ill")
    line = (await figures(studio))["GG01"]
    wall = await studio.get(f"/shoot-days/GG01/{MONDAY}")
    assert (line["shoots"], line["teams"], line["teams_free"]) == (len(wall["customers"]), 3, 2)
    away = {"starts_at": on(MONDAY, 9), "ends_at": on(MONDAY, 18), "reason": "ill"}
    answer = await studio.call("POST", f"/resources/{studio.people['photo.c']['id']}/absences", away)
    assert answer.status_code == 201, answer.text
    without = (await figures(studio))["GG01"]
    assert (without["teams"], without["teams_free"]) == (2, 1)
    at.move(days=1)
    tomorrow = (await figures(studio))["GG01"]
    assert (tomorrow["shoots"], tomorrow["teams"], tomorrow["teams_free"]) == (0, 3, 3)


async def test_a_branch_that_is_shut_has_no_team_without_work(studio: Studio) -> None:
    await studio.service.know_branch("GG03", closed_days=[MONDAY])
    team = row("TEAM", "T")
    team.branch_id = "GG03"
    person = row("PHOTOGRAPHER", "p", team_id=team.id)
    person.branch_id = "GG03"
    await studio.keep(team)
    await studio.keep(person)
    line = (await figures(studio))["GG03"]
    assert (line["teams"], line["teams_free"]) == (0, 0)


async def test_things_are_those_of_the_newest_closed_sheets(studio: Studio, at: MovableClock) -> None:  # SHO-11, GEN-14
    things = {
        kind: await studio.did("POST", "/things", {"branch_id": "GG01", "kind": kind, "name": kind, "quantity": 5})
        for kind in ("VEIL", "WIG", "GLOVES")
    }
    assert (await figures(studio))["GG01"]["stock"] is None
    for kind, found in (("VEIL", 4), ("WIG", 5)):
        sheet = await studio.did("POST", "/stock-takes", {"branch_id": "GG01", "kind": kind})
        path = f"/stock-takes/{sheet['id']}"
        seen = {"found": found, "reason": "looked everywhere"}
        counted = await studio.call("PUT", f"{path}/lines/{things[kind]['id']}", seen, headers={"If-Match": '"1"'})
        assert counted.status_code == 200, counted.text
        await studio.did("POST", f"{path}/closing")
    await studio.service.know_staff("wang.li", "photographer")
    lines = [{"thing_id": things["VEIL"]["id"]}]
    await studio.did("POST", "/loans", {"purpose": "beach", "due_at": on(MONDAY, 19), "lines": lines})
    line = (await figures(studio))["GG01"]
    assert line["stock"] == {"month": "2026-11", "registered": 10, "counted": 9, "lost": 1}
    assert (line["uncounted"], line["overdue_loans"]) == (0, 0)
    at.set(datetime.fromisoformat(on(date(2026, 12, 1), 9)))
    later = (await figures(studio))["GG01"]
    month = await studio.get("/stock-take-months/GG01/2026-12")
    assert (later["uncounted"], later["overdue_loans"]) == (len(month["late_before"]), 1) == (1, 1)
    assert (await figures(studio))["GG02"]["stock"] is None
