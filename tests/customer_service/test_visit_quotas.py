"""Who owes which visits of a month, visits drawn by chance, and who is reminded (M-12, M-17, M-28, M-69)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from services.customer_service.domain.policy import Policy
from services.customer_service.domain.visit_quotas import finish_by, in_person_due
from services.customer_service.service import policy as in_force
from shared.contracts.scheduling import ShootCompleted
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, booked, contacts, local
from tests.customer_service.test_complaints import MANAGER, STEPS, post, report, walk

HEAD = principal("su.min", permissions=["customer_service.*"])
NOVEMBER = {"branch_id": BRANCH, "month": "2026-11"}


@pytest.fixture
async def staffed(cs: ServiceUnderTest) -> ServiceUnderTest:
    """With a manager of customer service and a store manager."""
    await cs.know_staff("su.min", "service_manager")
    await cs.know_staff("boss", "store_manager")
    return cs


@pytest.mark.parametrize(("visits", "due"), [(0, 0), (1, 1), (20, 1), (21, 2), (40, 2), (100, 5)])
def test_five_of_a_hundred_are_face_to_face(visits: int, due: int) -> None:  # M-28
    assert in_person_due(visits, 0.05) == due


def test_visits_of_december_are_finished_in_january() -> None:  # M-28
    assert finish_by(date(2026, 12, 1), 10) == date(2027, 1, 10)


async def quotas(cs: ServiceUnderTest, month: str = "2026-11") -> dict[str, Any]:
    async with cs.client(HEAD) as client:
        found: dict[str, Any] = (await client.get("/v1/visit-quotas", params=NOVEMBER | {"month": month})).json()
    return found


async def visits_made(cs: ServiceUnderTest, at: MovableClock, *answers: str, by: str = "he.mei") -> None:
    """That many orders were photographed, and their customers visited the day after."""
    for _ in answers:
        order_id = uuid4()
        shot = ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)
        await cs.deliver(booked(order_id), shot)
    at.set(local(24, 11))
    who = principal(by)
    for visit, answer in zip(await contacts(cs, "N-19"), answers, strict=True):
        body = {"outcome": "REACHED", "channel": "PHONE", "answer": answer, "note": "said so"}
        assert (await post(cs, f"contacts/{visit.id}/outcome", body, who)).status_code == 200


async def test_complaint_visits_count_for_whoever_made_them(staffed: ServiceUnderTest) -> None:  # M-12
    for channel in ("IN_PERSON", "PHONE"):
        complaint = await report(staffed)
        await walk(staffed, complaint["id"], *STEPS, who=MANAGER)
        visit = {"answer": "SATISFIED", "channel": channel}
        await walk(staffed, complaint["id"], ("revisit", visit), who=HEAD)
    found = await quotas(staffed)
    people = {one["role"]: (one["complaint_visits"], one["complaint_visits_due"]) for one in found["people"]}
    assert people == {"service_manager": (2, 3), "store_manager": (0, 1)}
    assert (found["visits"], found["in_person"], found["in_person_due"]) == (2, 1, 1)
    assert (await quotas(staffed, "2026-12"))["visits"] == 0


async def test_visits_still_open_are_due_by_the_tenth(staffed: ServiceUnderTest, at: MovableClock) -> None:  # M-28
    await staffed.deliver(*(fact for _ in range(2) for fact in _shot()))
    first, _ = await contacts(staffed, "N-19")
    at.set(local(24, 11))
    body = {"outcome": "REACHED", "channel": "PHONE", "answer": "SATISFIED"}
    await post(staffed, f"contacts/{first.id}/outcome", body, HEAD)
    found = await quotas(staffed)
    assert (found["open_visits"], found["finish_by"], found["visits"]) == (1, "2026-12-10", 1)


def _shot() -> list[Any]:
    order_id = uuid4()
    return [booked(order_id), ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)]


async def test_chance_draws_a_colleagues_visit_once(staffed: ServiceUnderTest, at: MovableClock) -> None:  # M-17
    await visits_made(staffed, at, "SATISFIED", "SO_SO")
    drawn = (await post(staffed, "visit-checks", NOVEMBER, HEAD)).json()
    again = (await post(staffed, "visit-checks", NOVEMBER, HEAD)).json()
    other = (await post(staffed, "visit-checks", NOVEMBER, MANAGER)).json()
    assert (drawn["visitor_id"], drawn["id"]) == ("he.mei", again["id"])
    assert {drawn["first_answer"], other["first_answer"]} == {"SATISFIED", "SO_SO"}
    await post(staffed, f"visit-checks/{drawn['id']}/score", {"score": 5}, HEAD)
    empty = await post(staffed, "visit-checks", NOVEMBER, HEAD)
    assert (empty.status_code, empty.json()["code"]) == (409, "visit_check.nothing")
    async with staffed.client(HEAD) as client:
        listed = (await client.get("/v1/visit-checks", params=NOVEMBER)).json()["items"]
    assert {one["id"] for one in listed} == {drawn["id"], other["id"]}


async def test_nobody_looks_into_his_own_visits(staffed: ServiceUnderTest, at: MovableClock) -> None:  # M-17
    await visits_made(staffed, at, "SATISFIED", by="su.min")
    assert (await post(staffed, "visit-checks", NOVEMBER, HEAD)).json()["code"] == "visit_check.nothing"


async def test_the_sample_says_what_customers_say_now(staffed: ServiceUnderTest, at: MovableClock) -> None:  # M-69
    await visits_made(staffed, at, "SATISFIED", "SATISFIED")
    first = (await post(staffed, "visit-checks", NOVEMBER, HEAD)).json()
    path = f"visit-checks/{first['id']}/score"
    assert (await post(staffed, path, {"score": 5}, MANAGER)).json()["code"] == "visit_check.not_yours"
    for wordless in ({"score": 2}, {"score": 5, "answer": "SO_SO"}):
        assert (await post(staffed, path, wordless, HEAD)).json()["code"] == "visit_check.remark_missing"
    differing = {"score": 4, "answer": "SO_SO", "remark": "the album was late"}
    assert (await post(staffed, path, differing, HEAD)).json()["state"] == "SCORED"
    assert (await post(staffed, path, differing, HEAD)).status_code == 409
    second = (await post(staffed, "visit-checks", NOVEMBER, HEAD)).json()
    await post(staffed, f"visit-checks/{second['id']}/score", {"score": 5, "answer": "SATISFIED"}, HEAD)
    found = await quotas(staffed)
    assert found["sample"] == {
        "checked": 2, "asked_again": 2, "satisfied": 1, "differing": 1,
        "visitors": [{"staff_id": "he.mei", "checks": 2, "score": 4.5}],
    }  # fmt: skip
    assert {one["role"]: one["checks"] for one in found["people"]} == {"service_manager": 2, "store_manager": 0}


async def test_which_score_is_put_in_words_is_the_houses(staffed: ServiceUnderTest, at: MovableClock) -> None:  # M-69
    await visits_made(staffed, at, "SATISFIED")
    drawn = (await post(staffed, "visit-checks", NOVEMBER, HEAD)).json()
    in_force.use_policy(Policy(poor_score=3))
    try:
        refused = await post(staffed, f"visit-checks/{drawn['id']}/score", {"score": 3}, HEAD)
    finally:
        in_force.use_policy(Policy())
    assert refused.json()["code"] == "visit_check.remark_missing"
    assert (await post(staffed, f"visit-checks/{drawn['id']}/score", {"score": 3}, HEAD)).status_code == 200


async def test_who_is_behind_is_reminded_on_the_twentieth(staffed: ServiceUnderTest, at: MovableClock) -> None:  # M-12
    at.set(local(20, 9, 1))
    await staffed.run_jobs("visits owed")
    await staffed.run_jobs("visits owed")
    assert {one.assignee_id for one in await contacts(staffed, "M-12")} == {"boss", "su.min"}
    (mine,) = [one for one in await contacts(staffed, "M-12") if one.assignee_id == "su.min"]
    assert mine.parameters | {"missing": "3", "checks": "3", "month": "2026-11"} == mine.parameters


async def test_last_months_open_visits_are_told_on_the_ninth(staffed: ServiceUnderTest, at: MovableClock) -> None:
    # M-28
    await staffed.deliver(*_shot())
    at.set(local(8, 9, 1, month=12))
    await staffed.run_jobs("visits owed")
    assert await contacts(staffed, "M-28") == []
    at.set(local(9, 9, 1, month=12))
    await staffed.run_jobs("visits owed")
    assert [one.assignee_id for one in await contacts(staffed, "M-28")] == ["su.min"]


async def test_another_branch_sees_no_quotas(staffed: ServiceUnderTest) -> None:
    async with staffed.client(HEAD) as client:
        for path in ("visit-quotas", "visit-checks"):
            assert (await client.get(f"/v1/{path}", params=NOVEMBER | {"branch_id": "GG02"})).status_code == 404
    assert (await post(staffed, "visit-checks", NOVEMBER | {"branch_id": "GG02"}, HEAD)).status_code == 404
