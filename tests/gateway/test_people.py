"""Staff, branches, API keys and their effect at once."""

import asyncio
from typing import Any

import httpx2 as httpx

from shared.contracts.gateway import BranchChanged, StaffChanged
from shared.kit.auth import TokenCheck
from shared.kit.testing import GATEWAY_KEYS
from tests.gateway.conftest import PASSWORD, Department, Gateway, full_state


def joining(**changes: Any) -> dict[str, Any]:
    return {
        "id": "li.na",
        "password": PASSWORD,
        "display_name": "Li Na",
        "badge": "1007",
        "roles": ["consultant"],
        "branches": ["GG01"],
        **changes,
    }


async def make_key(admin: httpx.AsyncClient, **changes: Any) -> httpx.Response:
    wanted = {"name": "shop", "permissions": ["reception.orders.read"], "branches": ["GG01"], **changes}
    return await admin.post("/v1/api-keys", json=wanted)


async def test_branch_is_opened_changed_and_told_whole(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    opened = await admin.post("/v1/branches", json={"id": "SH02", "state": full_state(name="Shanghai")})
    assert opened.status_code == 201
    changed = await admin.put(
        "/v1/branches/SH02",
        json={"state": full_state(name="Shanghai 2", closed_days=["2027-02-17"]), "consultants_take_money": True},
        headers={"If-Match": opened.headers["etag"]},
    )
    assert changed.json()["version"] == 2
    told = [fact for fact in await gateway.service.published(BranchChanged) if fact.branch_id == "SH02"]
    assert [(fact.revision, fact.state.name) for fact in told] == [(1, "Shanghai"), (2, "Shanghai 2")]
    stale = {"If-Match": '"1"'}
    again = await admin.put("/v1/branches/SH02", json={"state": full_state(name="Other")}, headers=stale)
    assert again.status_code == 412
    missing = await admin.put("/v1/branches/SH02", json={"state": full_state(name="Other")})
    assert missing.status_code == 428


IMPOSSIBLE_BRANCHES: list[dict[str, Any]] = [
    {"time_zone": "Mars/Base"},
    {"name": " "},
    {"name": "a\x00b"},
    {"currency": "yuan"},
    {"opening": [{"weekday": 7, "opens": "09:00", "closes": "18:00"}]},
    {"opening": [{"weekday": 1, "opens": "18:00", "closes": "09:00"}]},
    {"opening": [{"weekday": 1, "opens": "09:00", "closes": "18:00"}] * 2},
]


async def test_impossible_branch_is_refused(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    for wrong in IMPOSSIBLE_BRANCHES:
        answer = await admin.post("/v1/branches", json={"id": "SH02", "state": full_state() | wrong})
        assert answer.status_code == 422, wrong


async def test_staff_join_and_are_told_without_password(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    answer = await admin.post("/v1/staff", json=joining())
    assert answer.status_code == 201
    assert "password" not in answer.text
    fact = (await gateway.service.published(StaffChanged))[-1]
    assert (fact.staff_id, fact.branch_id, fact.state.roles) == ("li.na", "GG01", ["consultant"])
    assert "password" not in fact.model_dump_json()
    await gateway.signed_in("li.na")


IMPOSSIBLE_STAFF: list[tuple[dict[str, Any], str]] = [
    ({"roles": ["king"]}, "name.unknown"),
    ({"branches": ["XX99"]}, "name.unknown"),
    ({"branches": []}, "request.invalid"),
    ({"password": "short"}, "password.too_weak"),
    ({"id": "admin"}, "name.taken"),
    ({"badge": "A-0"}, "name.taken"),
    ({"id": "Li Na"}, "request.invalid"),
    ({"home_branch_id": "HQ"}, "request.invalid"),
    ({"colour": "red"}, "request.invalid"),
]


async def test_impossible_staff_are_refused(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    for changes, code in IMPOSSIBLE_STAFF:
        answer = await admin.post("/v1/staff", json=joining(**changes))
        assert answer.json()["code"] == code, changes


async def test_who_is_changed_has_the_new_rights_with_the_next_request(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    await gateway.add_staff("li.na", "consultant")
    admin, li_na = await gateway.signed_in(), await gateway.signed_in("li.na")
    await li_na.get("/v1/echo")
    body = joining(roles=["photographer"])
    del body["id"], body["password"]
    assert (await admin.put("/v1/staff/li.na", json=body, headers={"If-Match": '"1"'})).status_code == 200
    await li_na.get("/v1/echo")
    check = TokenCheck(GATEWAY_KEYS.public, "reception")
    before, after = (check(sent.headers["Authorization"].split()[1]) for sent in reception.requests[-2:])
    assert before.may("reception.orders.place")
    assert not after.may("reception.orders.place")


async def test_who_leaves_is_signed_out_at_once(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    await gateway.add_staff("li.na")
    admin, li_na = await gateway.signed_in(), await gateway.signed_in("li.na")
    assert (await li_na.get("/v1/echo")).status_code == 200
    body = joining(active=False)
    del body["id"], body["password"]
    await admin.put("/v1/staff/li.na", json=body, headers={"If-Match": '"1"'})
    assert (await li_na.get("/v1/echo")).status_code == 401
    body["active"] = True
    await admin.put("/v1/staff/li.na", json=body, headers={"If-Match": '"2"'})
    assert (await li_na.get("/v1/echo")).status_code == 401  # the old session does not come back to life


async def test_password_set_by_the_administrator_ends_sessions(gateway: Gateway) -> None:
    await gateway.add_staff("li.na")
    admin, li_na = await gateway.signed_in(), await gateway.signed_in("li.na")
    answer = await admin.post("/v1/staff/li.na/password", json={"password": "another-good-one"})
    assert answer.status_code == 204
    assert (await li_na.get("/v1/session")).status_code == 401
    await gateway.signed_in("li.na", "another-good-one")


async def test_the_last_administrator_stays(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    body = {"display_name": "Admin", "badge": "A-0", "roles": ["cashier"], "all_branches": True}
    answer = await admin.put("/v1/staff/admin", json=body, headers={"If-Match": '"1"'})
    assert answer.json()["code"] == "staff.last_administrator"


async def test_two_administrators_cannot_remove_each_other_side_by_side(gateway: Gateway) -> None:
    await gateway.add_staff("second", "administrator", all_branches=True)
    first, second = await gateway.signed_in(), await gateway.signed_in("second")
    gone: dict[str, Any] = {"display_name": "X", "roles": ["administrator"], "all_branches": True, "active": False}
    one = {"If-Match": '"1"'}
    answers = await asyncio.gather(
        first.put("/v1/staff/second", json={**gone, "badge": "B-second"}, headers=one),
        second.put("/v1/staff/admin", json={**gone, "badge": "A-0"}, headers=one),
    )
    connection = await gateway.service.service.database.direct()
    left = await connection.fetchval("SELECT count(*) FROM staff WHERE active")
    await connection.close()
    assert left >= 1, [answer.text for answer in answers]


async def test_staff_see_colleagues_of_their_branches_only(gateway: Gateway) -> None:
    await gateway.open_branch("GG02")
    await gateway.add_staff("li.na", branches=("GG01",))
    await gateway.add_staff("wu.gang", branches=("GG02",))
    li_na = await gateway.signed_in("li.na")
    assert [person["id"] for person in (await li_na.get("/v1/staff")).json()["items"]] == ["admin", "li.na"]
    assert (await li_na.get("/v1/staff/wu.gang")).status_code == 404
    assert [branch["id"] for branch in (await li_na.get("/v1/branches")).json()["items"]] == ["GG01"]
    assert (await li_na.get("/v1/branches/GG02")).status_code == 404
    assert (await li_na.post("/v1/staff", json=joining(id="x.y"))).status_code == 403


async def test_head_office_are_colleagues_of_every_branch_and_names_are_asked_by_id(gateway: Gateway) -> None:
    await gateway.open_branch("GG02")
    for name, branches in (("li.na", ("GG01",)), ("wu.gang", ("GG02",)), ("zhao.min", ("GG01", "GG02"))):
        await gateway.add_staff(name, branches=branches)
    await gateway.add_staff("qin", "operations_director", branches=("GG02",), home_branch_id="GG02", all_branches=True)
    li_na, head = await gateway.signed_in("li.na"), await gateway.signed_in("qin")

    async def named(client: httpx.AsyncClient, **query: Any) -> list[str]:
        return [person["id"] for person in (await client.get("/v1/staff", params=query)).json()["items"]]

    assert await named(li_na, ids=["qin", "zhao.min", "wu.gang"]) == ["qin", "zhao.min"]
    assert (await li_na.get("/v1/staff/qin")).status_code == 200
    assert await named(li_na, branch_id="GG01") == ["admin", "li.na", "qin", "zhao.min"]
    assert await named(head, branch_id="GG02", role="consultant") == ["wu.gang", "zhao.min"]
    assert (await named(head, q="MIN"), await named(li_na, q="wu."), await named(head, q="%")) == (
        ["admin", "zhao.min"],
        [],
        [],
    )
    assert (await head.get("/v1/session")).json()["home_branch_id"] == "GG02"


async def test_key_carries_its_permissions_and_branches_only(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    admin = await gateway.signed_in()
    made = (await make_key(admin)).json()
    assert made["key"].startswith("sk_")
    machine = gateway.browser().client
    machine.headers["Authorization"] = f"Bearer {made['key']}"
    assert (await machine.post("/v1/echo", json={})).status_code == 200  # no cookie, so no CSRF value is needed
    who = TokenCheck(GATEWAY_KEYS.public, "reception")(reception.requests[-1].headers["Authorization"].split()[1])
    assert who.staff_id == "key.shop"
    assert who.branches == frozenset({"GG01"})
    assert who.may("reception.orders.read")
    assert not who.may("reception.orders.place")
    assert (await machine.get("/v1/staff")).status_code == 403


async def test_key_is_kept_as_a_hash_and_shown_once(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    key = (await make_key(admin)).json()["key"]
    assert key not in (await admin.get("/v1/api-keys")).text
    connection = await gateway.service.service.database.direct()
    kept = await connection.fetchval("SELECT k::text FROM api_key k")
    await connection.close()
    assert key not in kept


async def test_revoked_key_is_useless_at_once(gateway: Gateway, reception: Department) -> None:
    reception.says("/v1/echo", {})
    admin = await gateway.signed_in()
    made = (await make_key(admin)).json()
    machine = gateway.browser().client
    machine.headers["Authorization"] = f"Bearer {made['key']}"
    assert (await machine.get("/v1/echo")).status_code == 200
    assert (await admin.delete(f"/v1/api-keys/{made['id']}")).json()["revoked_at"]
    assert (await machine.get("/v1/echo")).status_code == 401
    assert (await machine.get("/v1/echo", headers={"Authorization": "Bearer sk_invented"})).status_code == 401


async def test_key_beyond_what_keys_may_do_is_refused(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    assert (await make_key(admin, permissions=["gateway.staff.manage"])).json()["code"] == "key.not_allowed"
    assert (await make_key(admin, permissions=["post_production.reworks.approve"])).json()["code"] == "key.not_allowed"
    assert (await make_key(admin, permissions=["*"])).status_code == 422
    roles = (await admin.get("/v1/roles")).json()
    told = sorted({permission for role in roles for permission in role["for_keys"]})
    assert "reception.orders.read" in told
    assert "post_production.reworks.approve" not in told
    assert (await make_key(admin, permissions=told)).status_code == 201


async def test_roles_are_listed(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    roles = {role["id"] for role in (await admin.get("/v1/roles")).json()}
    assert {"store_manager", "cashier"} <= roles


async def test_audit_is_read_by_the_administrator_only(gateway: Gateway) -> None:
    await gateway.add_staff("li.na", "store_manager")
    li_na = await gateway.signed_in("li.na")
    assert (await li_na.get("/v1/audit")).status_code == 403
    admin = await gateway.signed_in()
    page = (await admin.get("/v1/audit", params={"limit": 2})).json()
    assert len(page["items"]) == 2
    following = (await admin.get("/v1/audit", params={"limit": 2, "cursor": page["next_cursor"]})).json()
    assert following["items"]


async def test_every_desk_knows_the_numbers_of_all_branches_and_who_leads_them(gateway: Gateway) -> None:  # M-84
    admin = await gateway.signed_in()
    state = full_state(name="Qingdao by the sea", phone="0532-5550")
    for code, active in (("QD02", True), ("QD03", False)):
        assert (await admin.post("/v1/branches", json={"id": code, "state": {**state, "active": active}})).is_success
    boss = joining(id="boss", badge="1", display_name="Boss", roles=["store_manager", "consultant"], branches=["QD02"])
    everywhere = joining(id="head", badge="2", roles=["service_manager"], all_branches=True)
    clerk = joining(id="clerk", badge="3", roles=["consultant"], branches=["GG01"])
    for person in (boss, everywhere, clerk):
        assert (await admin.post("/v1/staff", json=person)).status_code == 201
    desk = await gateway.signed_in("clerk")
    found = (await desk.get("/v1/directory", params={"q": "by the SEA"})).json()["items"]
    leaders = [{"display_name": "Boss", "roles": ["store_manager"]}]
    assert [(one["id"], one["phone"], one["leaders"]) for one in found] == [("QD02", "0532-5550", leaders)]
    assert "QD02" not in [one["id"] for one in (await desk.get("/v1/branches")).json()["items"]]
