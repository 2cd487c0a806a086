"""How complete the data of members are, whose are not, and how they are filled in (M-58)."""

from shared.kit.testing import principal
from tests.reception.conftest import MANAGER, Desk

BRANCH = {"branch_id": "GG01"}


async def test_members_without_phone_address_or_birthday_are_counted(desk: Desk) -> None:
    whole = await desk.person(address="1 Lake Road", birthday="1990-03-07")
    nothing = await desk.person(name="王强", phone=None)
    await desk.person(name="只来看看", phone="13900139111")
    await desk.order(people=[whole, nothing])
    assert await desk.get("/member-data", params=BRANCH, who=MANAGER) == {
        "branch_id": "GG01", "members": 2, "complete": 1,
        "without_phone": 1, "without_address": 1, "without_birthday": 1,
    }  # fmt: skip
    listed = (await desk.get("/people/incomplete", params=BRANCH))["items"]
    assert listed == [{"id": nothing, "missing": ["PHONE", "ADDRESS", "BIRTHDAY"]}]


async def test_what_is_missing_is_filled_in_and_nothing_written_over(desk: Desk) -> None:
    whole = await desk.person(address="1 Lake Road", birthday="1990-03-07")
    person = await desk.person(name="王强", phone=None)
    await desk.order(people=[whole, person])
    path = f"/people/{person}/details"
    assert await desk.refused("POST", path, {"phone": "1380013800"}) == "person.phone_invalid"
    left = await desk.post(path, {"phone": "13900139000", "birthday": "1990-03-07"})
    assert left["missing"] == ["ADDRESS"]
    other = {"birthday": "1991-01-01", "address": "1 Lake Road"}
    assert await desk.refused("POST", path, other) == "person.detail_known"
    assert (await desk.get("/people/incomplete", params=BRANCH))["items"][0]["missing"] == ["ADDRESS"]
    await desk.post(path, {"address": "1 Lake Road"})
    assert (await desk.get("/member-data", params=BRANCH))["complete"] == 2
    found = await desk.get("/people/lookup", params={"phone": "13900139000"})
    assert found["person_id"] == person


async def test_another_branch_sees_and_fills_in_nothing(desk: Desk) -> None:
    person = await desk.person(phone=None)
    stranger = principal("zhou.mei", branches=["GG02"])
    for path in ("/member-data", "/people/incomplete"):
        assert await desk.refused("GET", path, params=BRANCH, who=stranger) == "not_found"
    assert await desk.refused("POST", f"/people/{person}/details", {"address": "x"}, who=stranger) == "not_found"
