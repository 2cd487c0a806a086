"""Resources: what can be booked."""

from uuid import uuid4

import httpx2 as httpx

from tests.scheduling.conftest import Studio


async def test_people_join_a_team_and_are_listed(bare: Studio) -> None:
    team = await bare.add("TEAM", "A")
    await bare.add("PHOTOGRAPHER", "photo.a", staff_id="photo.a", team_id=team["id"])
    await bare.add("DRESS", "White", turnaround_minutes=1440, categories=["WEDDING_STUDIO"])
    listed = await bare.get("/resources", branch_id="GG01")
    assert [item["name"] for item in listed["items"]] == ["A", "White", "photo.a"]
    dresses = await bare.get("/resources", kind="DRESS")
    assert [item["turnaround_minutes"] for item in dresses["items"]] == [1440]


async def test_a_person_changes_the_team_and_leaves_it(bare: Studio) -> None:
    first, second = await bare.add("TEAM", "A"), await bare.add("TEAM", "B")
    person = await bare.add("PHOTOGRAPHER", "photo.a", staff_id="photo.a", team_id=first["id"])
    for version, team_id in enumerate((second["id"], None), start=1):
        joined = await put_in_team(bare, person["id"], team_id, version)
        assert joined.json()["team_id"] == team_id
        assert joined.headers["ETag"] == f'"{version + 1}"'
    for nobody, team_id in ((first["id"], second["id"]), (person["id"], person["id"])):
        assert (await put_in_team(bare, nobody, team_id, 3)).status_code == 404


async def test_p10_nobody_is_put_into_a_team_over_somebody_elses_change(bare: Studio) -> None:
    team = await bare.add("TEAM", "A")
    person = await bare.add("PHOTOGRAPHER", "photo.a", staff_id="photo.a", team_id=team["id"])
    assert (await put_in_team(bare, person["id"], None, 1)).json()["version"] == 2
    assert (await put_in_team(bare, person["id"], team["id"], 1)).status_code == 412
    unseen = await bare.call("PUT", f"/resources/{person['id']}/team", {"team_id": team["id"]})
    assert unseen.status_code == 428
    [kept] = (await bare.get("/resources", kind="PHOTOGRAPHER"))["items"]
    assert (kept["team_id"], kept["version"]) == (None, 2)


async def put_in_team(studio: Studio, person_id: str, team_id: str | None, seen: int) -> httpx.Response:
    """A change by somebody who saw that version of the person."""
    headers = {"If-Match": f'"{seen}"'}
    return await studio.call("PUT", f"/resources/{person_id}/team", {"team_id": team_id}, headers=headers)


async def test_only_people_belong_to_a_team(bare: Studio) -> None:
    team = await bare.add("TEAM", "A")
    room = {"branch_id": "GG01", "kind": "ROOM", "name": "x", "team_id": team["id"]}
    assert (await bare.call("POST", "/resources", room)).status_code == 422


async def test_resources_of_an_unknown_team_or_branch_are_refused(studio: Studio) -> None:
    person = {"branch_id": "GG01", "kind": "ASSISTANT", "name": "x", "team_id": str(uuid4())}
    assert (await studio.call("POST", "/resources", person)).status_code == 404
    elsewhere = {"branch_id": "GG02", "kind": "ROOM", "name": "x"}
    assert (await studio.call("POST", "/resources", elsewhere)).status_code == 404
