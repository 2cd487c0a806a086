"""How complete the data of members are, whose are not, and how they are filled in (M-58)."""

from uuid import uuid4

from sqlmodel import select

from services.reception.models import PersonChange
from shared.kit.testing import principal
from tests.reception.conftest import CLERK, MANAGER, Desk

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


async def test_m_58_what_was_written_wrong_is_put_right_and_the_old_words_stay(desk: Desk) -> None:
    person = await desk.person(name="李那", phone="13800138000", address="1 Lake Road")
    await desk.person(name="王强", phone="13900139000")
    await desk.order(people=[person, await desk.person(name="周敏", phone=None)])
    path = f"/people/{person}/corrections"
    why, read = {"reason": "heard wrong"}, {"If-Match": '"1"'}
    assert await desk.refused("POST", path, why | {"name": "李那"}, headers=read) == "person.nothing_to_correct"
    assert await desk.refused("POST", path, why | {"phone": "1380013800"}, headers=read) == "person.phone_invalid"
    assert await desk.refused("POST", path, why | {"phone": "139 0013 9000"}, headers=read) == "person.phone_taken"
    assert await desk.refused("POST", path, {"name": "李娜"}, headers=read) == "request.invalid"
    right = {"name": "李娜", "phone": "13700137000", "address": "2 Lake Road", "birthday": "1990-03-07"}
    once = read | {"Idempotency-Key": str(uuid4())}
    shown, again = [await desk.post(path, why | right, who=CLERK, headers=once) for _ in range(2)]
    assert (shown["name"], shown["phone"], shown["version"], again) == ("李娜", "***7000", 2, shown)
    assert await desk.refused("POST", path, why | {"name": "黎娜"}, headers=read) == "version.stale"
    assert await desk.refused("POST", path, why | {"name": "黎娜"}) == "version.missing"
    for phone, found in (("13700137000", True), ("13800138000", False)):
        answer = await desk.send("GET", "/people/lookup", params={"phone": phone})
        assert (answer.status_code == 200) is found
    for name, count in (("李娜", 1), ("李那", 0)):
        assert len((await desk.get("/order-search", params={"q": name}))["items"]) == count
    told = (await desk.get("/person-changes", params=BRANCH))["items"]
    assert {one["detail"]: one["old"] for one in told} == {
        "NAME": "李那", "PHONE": "***8000", "ADDRESS": "1 Lake Road", "BIRTHDAY": None,
    }  # fmt: skip
    assert {(one["staff_id"], one["reason"], one["person_id"]) for one in told} == {(CLERK, "heard wrong", person)}
    async with desk.service.session() as session:
        rows = (await session.exec(select(PersonChange))).all()
    assert all(one.old_sealed is None or b"13800138000" not in one.old_sealed for one in rows)
    clerk = principal(permissions=["reception.people.*"])
    assert await desk.refused("GET", "/person-changes", who=clerk) == "forbidden"


async def test_m_58_chance_draws_members_whose_data_the_regional_manager_checks(desk: Desk) -> None:
    members = [await desk.person(name=f"顾客{one}", phone=f"1380013800{one}") for one in range(8)]
    package = await desk.package(category="PERSONAL_ART")
    for one in members[:7]:
        await desk.order(package_id=package, people=[one])
    month = BRANCH | {"month": "2026-11"}
    drawn = (await desk.post("/member-checks", month))["items"]
    assert len({one["person_id"] for one in drawn} & set(members[:7])) == 5
    assert [one["id"] for one in (await desk.post("/member-checks", month))["items"]] == [one["id"] for one in drawn]
    other = (await desk.post("/member-checks", BRANCH | {"month": "2026-12"}))["items"]
    assert [one["person_id"] for one in other] != [one["person_id"] for one in drawn]
    path = f"/member-checks/{drawn[0]['id']}"
    seen = await desk.post(f"{path}/look", who=MANAGER)
    assert seen["phone"] == f"+861380013800{members.index(drawn[0]['person_id'])}"
    reveals = (await desk.get("/reveals", params=BRANCH))["items"]
    assert [(one["staff_id"], one["person_id"], one["reason"]) for one in reveals] == [
        (MANAGER, drawn[0]["person_id"], "M-58")
    ]
    assert await desk.refused("POST", f"{path}/verdict", {"right": False}) == "member_check.unexplained"
    await desk.post(f"{path}/verdict", {"right": False, "note": "moved away"}, who=MANAGER)
    assert await desk.refused("POST", f"{path}/verdict", {"right": True}) == "member_check.done"
    listed = (await desk.get("/member-checks", params=month))["items"]
    judged = [(one["right"], one["note"], one["checked_by"]) for one in listed if one["checked_at"]]
    assert judged == [(False, "moved away", MANAGER)]
