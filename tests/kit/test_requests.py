"""Requests: rights, branches, errors, pages, versions, keys."""

import asyncio
from uuid import uuid4

import pytest
from fastapi import APIRouter

from shared.contracts.reception import VisitHeld, VisitRegistered
from shared.kit.app import create_service, route_permissions, versioned
from shared.kit.errors import FactNotArrived
from shared.kit.testing import ServiceUnderTest, principal
from tests.kit.notes import Note


async def keep(notes: ServiceUnderTest, words: str, *, branch: str = "GG01", key: str | None = None) -> dict[str, str]:
    async with notes.client(principal(branches=[branch])) as client:
        answer = await client.post(
            "/v1/notes", json={"branch_id": branch, "words": words}, headers={"Idempotency-Key": key or str(uuid4())}
        )
    assert answer.status_code == 201, answer.text
    body: dict[str, str] = answer.json()
    return body


async def test_fact_commits_with_the_change(notes: ServiceUnderTest) -> None:
    note = await keep(notes, "a couple came in")
    told = await notes.published(VisitRegistered)
    assert [str(event.visit_id) for event in told] == [note["id"]]
    assert told[0].by == "wang.li"


async def test_a_wrong_field_is_named_with_the_rule_that_it_breaks(notes: ServiceUnderTest) -> None:
    """The desk says it beside the field, in its own words."""
    body = {"branch_id": "GG01", "words": "x" * 2000}
    async with notes.client(principal(branches=["GG01"])) as client:
        answer = await client.post("/v1/notes", json=body, headers={"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 422
    (wrong,) = answer.json()["errors"]
    assert (wrong["field"], wrong["kind"], wrong["limit"]) == ("body.words", "string_too_long", 500)


async def test_another_branch_answers_as_if_there_were_nothing(notes: ServiceUnderTest) -> None:
    note = await keep(notes, "ours")
    async with notes.client(principal(branches=["GG02"])) as client:
        theirs = await client.get(f"/v1/notes/{note['id']}")
        nobody = await client.get(f"/v1/notes/{uuid4()}")
        listed = await client.get("/v1/notes")
        elsewhere = await client.post(
            "/v1/notes", json={"branch_id": "GG01", "words": "x"}, headers={"Idempotency-Key": "k"}
        )
    assert theirs.status_code == nobody.status_code == 404
    assert theirs.json()["detail"] == nobody.json()["detail"]
    assert listed.json()["items"] == []
    assert elsewhere.status_code == 404


async def test_database_keeps_branches_apart_without_the_query(notes: ServiceUnderTest) -> None:
    await keep(notes, "ours")
    connection = await notes.service.database.direct()
    try:
        assert await connection.fetchval("SELECT count(*) FROM note") == 0
        async with connection.transaction():
            await connection.execute("SELECT set_config('studio.branches', 'GG02', true)")
            assert await connection.fetchval("SELECT count(*) FROM note") == 0
            await connection.execute("SELECT set_config('studio.branches', 'GG01,GG02', true)")
            assert await connection.fetchval("SELECT count(*) FROM note") == 1
    finally:
        await connection.close()


@pytest.mark.parametrize("token", ["", "Bearer x.y.z", "Basic abc"])
async def test_no_valid_token_no_answer(notes: ServiceUnderTest, token: str) -> None:
    async with notes.client() as client:
        answer = await client.get("/v1/notes", headers={"Authorization": token})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_permission_is_named_in_the_refusal(notes: ServiceUnderTest) -> None:
    async with notes.client(principal(permissions=["notes.keep"])) as client:
        answer = await client.get("/v1/notes")
    assert (answer.status_code, answer.json()["permission"]) == (403, "notes.read")


async def test_refusals_speak_the_callers_language(notes: ServiceUnderTest) -> None:
    async with notes.client(language="zh-CN") as client:
        answer = await client.get(f"/v1/notes/{uuid4()}")
    assert "找不到" in answer.json()["detail"]


async def test_pages_follow_each_other_without_gaps(notes: ServiceUnderTest) -> None:
    for words in "edcba":
        await keep(notes, words)
    seen: list[str] = []
    cursor: str | None = None
    async with notes.client() as client:
        while True:
            query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
            page = (await client.get("/v1/notes", params=query)).json()
            seen += [item["words"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        foreign = await client.get("/v1/notes", params={"cursor": "bm90IG91cnM="})
    assert seen == list("abcde")
    assert (foreign.status_code, foreign.json()["code"]) == (422, "cursor.invalid")


async def test_edit_needs_the_version_it_edits(notes: ServiceUnderTest) -> None:
    note = await keep(notes, "first")
    body = {"branch_id": "GG01", "words": "second"}
    async with notes.client() as client:
        tag = (await client.get(f"/v1/notes/{note['id']}")).headers["etag"]
        without = await client.put(f"/v1/notes/{note['id']}", json=body)
        one, other = await asyncio.gather(
            *(client.put(f"/v1/notes/{note['id']}", json=body, headers={"If-Match": tag}) for _ in range(2))
        )
    assert without.status_code == 428
    assert sorted([one.status_code, other.status_code]) == [200, 412]


async def test_key_makes_one_effect_of_many_requests(notes: ServiceUnderTest) -> None:
    async with notes.client() as client:
        answers = await asyncio.gather(
            *(
                client.post(
                    "/v1/notes", json={"branch_id": "GG01", "words": "once"}, headers={"Idempotency-Key": "same"}
                )
                for _ in range(20)
            )
        )
        other = await client.post(
            "/v1/notes", json={"branch_id": "GG01", "words": "twice"}, headers={"Idempotency-Key": "same"}
        )
        missing = await client.post("/v1/notes", json={"branch_id": "GG01", "words": "none"})
        again = await client.post(
            "/v1/notes", json={"branch_id": "GG01", "words": "once"}, headers={"Idempotency-Key": "same"}
        )
    assert {a.status_code for a in answers} <= {201, 409}
    assert len({a.json()["id"] for a in [*answers, again] if a.status_code == 201}) == 1
    assert (other.status_code, missing.status_code, again.status_code) == (422, 400, 201)
    assert len(await notes.published(VisitRegistered)) == 1


async def test_command_waits_for_the_fact_it_names(notes: ServiceUnderTest) -> None:
    held = VisitHeld(branch_id="GG01", visit_id=uuid4(), held_by="li.na", outcome="kept", receiver_id="wang.li")
    async with notes.client() as client:
        waiting = asyncio.create_task(client.post(f"/v1/notes/{held.visit_id}/echo"))
        await notes.deliver(held)
        assert (await waiting).status_code == 200
        unknown = await client.post(f"/v1/notes/{uuid4()}/echo")
    assert (unknown.status_code, unknown.json()["code"]) == (409, FactNotArrived.code)
    assert unknown.headers["retry-after"] == "2"


async def test_due_job_does_what_is_due_and_no_more(notes: ServiceUnderTest, monday_morning: object) -> None:
    from shared.kit import clock

    async with notes.session() as session:
        session.add(Note(id=uuid4(), branch_id="GG01", words="due", due_at=clock.now()))
    assert await notes.run_jobs() == 1
    assert await notes.run_jobs() == 0


async def test_a_route_without_a_permission_stops_the_service(notes: ServiceUnderTest) -> None:
    router = APIRouter()

    @router.get("/open-door")
    async def open_door() -> dict[str, str]:
        return {}

    with pytest.raises(TypeError, match="GET /v1/open-door"):
        create_service("reception", notes.service.settings, routes=versioned(router))


async def test_every_route_of_a_service_names_its_permission(notes: ServiceUnderTest) -> None:
    permissions = route_permissions(notes.app)
    assert permissions[("POST", "/v1/notes")] == "notes.keep"
    assert permissions[("GET", "/livez")] is None
