"""Signing in and out, sessions, lock-out, CSRF."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from gateway.domain import AuditKind, sign_in_delay
from gateway.models import SignInFailure, SignInSession
from gateway.service.secrets import digest
from shared.contracts.gateway import StaffChanged
from shared.kit import clock
from tests.gateway.conftest import ADMIN_PASSWORD, PASSWORD, Gateway


async def test_first_administrator_is_made_on_an_empty_system(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    me = (await admin.get("/v1/session")).json()
    assert me["staff"] == "admin"
    assert me["roles"] == ["administrator"]
    assert me["all_branches"] is True
    told = await gateway.service.published(StaffChanged)
    assert [(fact.staff_id, fact.branch_id) for fact in told] == [("admin", "HQ")]


async def test_sign_in_answers_who_i_am_and_what_i_may(gateway: Gateway) -> None:
    await gateway.add_staff("li.na", "consultant")
    browser = gateway.browser()
    answer = await browser.sign_in("li.na", PASSWORD)
    assert answer.status_code == 201
    me = answer.json()
    assert me["branches"] == ["GG01"]
    assert "reception.orders.place" in me["permissions"]
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("studio_session=")
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


async def test_over_https_the_cookie_is_bound_to_the_host(gateway: Gateway) -> None:
    answer = await gateway.browser(scheme="https").sign_in()
    assert answer.headers["set-cookie"].startswith("__Host-studio=")
    assert "Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"]


async def test_wrong_password_unknown_name_and_inactive_answer_alike(gateway: Gateway) -> None:
    await gateway.add_staff("gone", active=False)
    browser = gateway.browser()
    answers = [
        await browser.sign_in("admin", "not-the-password"),
        await browser.sign_in("nobody", "not-the-password"),
        await browser.sign_in("gone", PASSWORD),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.json()["detail"] for answer in answers}) == 1


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (4, 0), (5, 2), (6, 4), (8, 16), (14, 900), (500, 900)])
def test_delay_grows_after_five_failures(failures: int, seconds: int) -> None:
    assert sign_in_delay(failures) == timedelta(seconds=seconds)


async def test_lock_out_does_not_lock_the_owner_out_elsewhere(gateway: Gateway) -> None:
    attacker, owner = gateway.browser(address="10.6.6.6"), gateway.browser(address="10.0.0.2")
    for _ in range(5):
        assert (await attacker.sign_in("admin", "guess-guess-guess")).status_code == 401
    delayed = await attacker.sign_in("admin", ADMIN_PASSWORD)
    assert delayed.status_code == 429
    assert delayed.json()["code"] == "sign_in.delayed"
    assert int(delayed.headers["retry-after"]) >= 1
    assert (await owner.sign_in()).status_code == 201


async def test_after_the_delay_the_right_password_clears_the_failures(gateway: Gateway) -> None:
    browser = gateway.browser()
    for _ in range(5):
        await browser.sign_in("admin", "guess-guess-guess")
    async with gateway.service.session() as session:
        await session.execute(update(SignInFailure).values(last_at=clock.wall() - timedelta(minutes=20)))
    assert (await browser.sign_in()).status_code == 201
    async with gateway.service.session() as session:
        assert await session.get(SignInFailure, ("admin", "10.0.0.1")) is None


async def test_guesses_side_by_side_are_all_counted(gateway: Gateway) -> None:
    browsers = [gateway.browser() for _ in range(12)]
    answers = await asyncio.gather(*(browser.sign_in("admin", "guess-guess-guess") for browser in browsers))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 7


async def test_signing_in_never_takes_over_a_given_session(gateway: Gateway) -> None:
    await gateway.add_staff("li.na")
    fixed = await gateway.signed_in("li.na")
    planted = fixed.cookies["studio_session"]
    victim = gateway.browser()
    victim.client.cookies.set("studio_session", planted, domain="studio.test")
    victim.client.headers["Sec-Fetch-Site"] = "same-origin"
    answer = await victim.sign_in()
    assert answer.status_code == 201
    assert planted not in answer.headers["set-cookie"]
    assert (await fixed.get("/v1/session", headers={"Cookie": f"studio_session={planted}"})).status_code == 401


async def test_sign_out_ends_the_session_at_the_server(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    token = admin.cookies["studio_session"]
    assert (await admin.delete("/v1/session")).status_code == 204
    again = await gateway.browser().client.get("/v1/session", headers={"Cookie": f"studio_session={token}"})
    assert again.status_code == 401


async def test_session_ends_when_idle_or_old(gateway: Gateway) -> None:
    await gateway.add_staff("li.na")
    idle, old = await gateway.signed_in("li.na"), await gateway.signed_in("li.na")
    past = clock.wall() - timedelta(hours=3)
    async with gateway.service.session() as session:
        session.info["people_changed"] = True
        for client, field in ((idle, "last_seen_at"), (old, "expires_at")):
            hashed = digest(client.cookies["studio_session"])
            changed = update(SignInSession).where(SignInSession.token_hash == hashed)  # type: ignore[arg-type]
            await session.execute(changed.values({field: past}))
    assert (await idle.get("/v1/session")).status_code == 401
    assert (await old.get("/v1/session")).status_code == 401


async def test_only_the_hash_of_a_token_is_kept(gateway: Gateway) -> None:
    admin = await gateway.signed_in()
    token = admin.cookies["studio_session"]
    connection = await gateway.service.service.database.direct()
    kept = await connection.fetch("SELECT s::text AS row FROM sign_in_session s")
    await connection.close()
    assert kept
    assert not any(token in row["row"] for row in kept)


async def test_changing_password_ends_all_other_sessions(gateway: Gateway) -> None:
    await gateway.add_staff("li.na")
    here, there = await gateway.signed_in("li.na"), await gateway.signed_in("li.na")
    wrong = {"present": "something-else", "new": "a-better-password"}
    assert (await here.post("/v1/session/password", json=wrong)).json()["code"] == "password.wrong"
    weak = {"present": PASSWORD, "new": "li.na-li.na"}
    assert (await here.post("/v1/session/password", json=weak)).json()["code"] == "password.too_weak"
    good = {"present": PASSWORD, "new": "a-better-password"}
    assert (await here.post("/v1/session/password", json=good)).status_code == 204
    assert (await here.get("/v1/session")).status_code == 200
    assert (await there.get("/v1/session")).status_code == 401
    assert (await gateway.browser().sign_in("li.na", PASSWORD)).status_code == 401


async def test_guesses_at_an_open_desk_are_delayed_and_the_session_goes_on(gateway: Gateway) -> None:
    await gateway.add_staff("li.na")
    desk = await gateway.signed_in("li.na")
    guess = {"present": "guess-guess-guess", "new": "a-better-password"}
    codes = [(await desk.post("/v1/session/password", json=guess)).json()["code"] for _ in range(6)]
    assert codes == ["password.wrong"] * 5 + ["sign_in.delayed"]
    assert (await desk.get("/v1/session")).status_code == 200
    elsewhere = gateway.browser(address="10.0.0.9")
    assert (await elsewhere.sign_in("li.na", PASSWORD)).status_code == 201


ORIGINS: list[tuple[dict[str, str], int]] = [
    ({}, 403),
    ({"X-Studio-CSRF": "guessed"}, 403),
    ({"Origin": "https://evil.test"}, 403),
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://studio.test"}, 403),
    ({"Origin": "http://studio.test"}, 204),
    ({"Sec-Fetch-Site": "same-origin"}, 204),
]


async def test_changing_requests_with_a_cookie_prove_where_they_come_from(gateway: Gateway) -> None:
    for headers, status in ORIGINS:
        admin = await gateway.signed_in()
        del admin.headers["X-Studio-CSRF"]
        assert (await admin.delete("/v1/session", headers=headers)).status_code == status, headers


async def test_signing_in_from_another_site_is_refused(gateway: Gateway) -> None:
    browser = gateway.browser()
    browser.client.headers["Origin"] = "https://evil.test"
    assert (await browser.sign_in()).json()["code"] == "csrf.refused"


async def test_audit_tells_sign_ins_and_refusals(gateway: Gateway) -> None:
    await gateway.browser().sign_in("admin", "wrong-password")
    admin = await gateway.signed_in()
    entries = (await admin.get("/v1/audit", params={"staff_id": "admin"})).json()["items"]
    assert [entry["kind"] for entry in entries] == [
        AuditKind.SIGNED_IN,
        AuditKind.SIGN_IN_REFUSED,
        AuditKind.STAFF_ADDED,
    ]
    assert entries[0]["address"] == "10.0.0.1"


async def test_sign_ins_from_one_address_are_limited(gateway: Gateway) -> None:
    sign_ins = gateway.app.middleware_stack.sign_ins  # type: ignore[union-attr]
    sign_ins.burst, sign_ins.per_second = 2, 0.01
    browser = gateway.browser(address="10.7.7.7")
    answers = [await browser.sign_in("nobody", "some-password") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert answers[2].json()["code"] == "rate.exceeded"
    assert int(answers[2].headers["retry-after"]) > 1
