"""Complaints from intake to closing, and delays on record."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest
from sqlmodel import select

from services.customer_service.domain.complaints import (
    COMPLAINTS,
    ClassContradicts,
    ComplaintAction,
    ComplaintChannel,
    ComplaintClass,
    ComplaintState,
    Verdict,
    complaint_class,
)
from services.customer_service.models import Complaint
from shared.contracts.customer_service import (
    ComplaintClosed,
    ComplaintDecided,
    ComplaintJudged,
    ComplaintOpened,
    VisitAnswered,
)
from shared.contracts.scheduling import ShootCompleted
from shared.kit.auth import Principal
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, balance, booked, contacts, local
from tests.transitions import check_transition

S, A = ComplaintState, ComplaintAction

ALLOWED = {
    (S.RECEIVED, A.ESTABLISH): S.JUDGED,
    (S.RECEIVED, A.EXPLAIN): S.EXPLAINED,
    (S.EXPLAINED, A.SUMMARISE): S.ARCHIVED,
    (S.JUDGED, A.INVESTIGATE): S.INVESTIGATING,
    (S.INVESTIGATING, A.INVESTIGATE): S.INVESTIGATING,
    (S.INVESTIGATING, A.ANALYSE): S.INVESTIGATING,
    (S.INVESTIGATING, A.PROPOSE): S.PROPOSED,
    (S.PROPOSED, A.ANALYSE): S.PROPOSED,
    (S.PROPOSED, A.PROPOSE): S.PROPOSED,
    (S.PROPOSED, A.DECIDE): S.DECIDED,
    (S.DECIDED, A.EXECUTE): S.SIGNED,
    (S.SIGNED, A.CONTENT): S.REVISITED,
    (S.SIGNED, A.REOPEN): S.REOPENED,
    (S.REOPENED, A.INVESTIGATE): S.INVESTIGATING,
    (S.REOPENED, A.ANALYSE): S.REOPENED,
    (S.REOPENED, A.PROPOSE): S.PROPOSED,
    (S.REVISITED, A.SUMMARISE): S.CLOSED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_state_and_action(state: ComplaintState, action: ComplaintAction) -> None:
    check_transition(COMPLAINTS, state, action, ALLOWED.get((state, action)))


@pytest.mark.parametrize("channel", ComplaintChannel)
def test_headquarters_and_media_make_it_major(channel: ComplaintChannel) -> None:  # M-06
    above = channel in (ComplaintChannel.HQ, ComplaintChannel.MEDIA)
    found = complaint_class(ComplaintClass.VALID, Verdict.ESTABLISHED, channel)
    assert found is (ComplaintClass.MAJOR if above else ComplaintClass.VALID)


@pytest.mark.parametrize(
    ("verdict", "wanted"),
    [
        (Verdict.ESTABLISHED, ComplaintClass.INVALID),
        (Verdict.NOT_ESTABLISHED, ComplaintClass.VALID),
        (Verdict.NOT_ESTABLISHED, ComplaintClass.MAJOR),
    ],
)
def test_verdict_and_class_must_agree(verdict: Verdict, wanted: ComplaintClass) -> None:
    with pytest.raises(ClassContradicts):
        complaint_class(wanted, verdict, ComplaintChannel.PHONE)


AGENT = principal(
    "he.mei",
    permissions=[
        "customer_service.complaints.report",
        "customer_service.complaints.read",
        "customer_service.complaints.handle",
        "customer_service.complaints.judge",
        "customer_service.complaints.decide",
        "customer_service.contacts.*",
    ],
    roles=["service_manager"],
)
MANAGER = principal("boss")


async def post(
    cs: ServiceUnderTest, path: str, body: dict[str, Any], who: Principal = AGENT, key: str | None = None
) -> httpx.Response:
    async with cs.client(who) as client:
        return await client.post(f"/v1/{path}", json=body, headers={"Idempotency-Key": key or str(uuid4())})


async def report(cs: ServiceUnderTest, **changes: Any) -> dict[str, Any]:
    body = {"branch_id": BRANCH, "channel": "PHONE", "nature": "VALID", "content": "two prints are missing"}
    answer = await post(cs, "complaints", body | changes)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


VALID = {"verdict": "ESTABLISHED", "class": "VALID", "responsible_department": "PRODUCTION"}
STEPS: list[tuple[str, dict[str, Any]]] = [
    ("judgement", VALID),
    ("investigation", {"cause": "not counted", "responsible_staff_id": "xu.lei"}),
    ("proposals", {"options": ["print again", "give money back"]}),
    ("decision", {"option": 1, "compensation": {"amount": 5000, "currency": "CNY"}}),
    ("execution", {"paper_scan_id": str(uuid4())}),
]

ANALYSIS = {"technique": "the print fades", "cost": "two prints", "risk": "she writes for a paper", "handling": "anew"}


async def walk(
    cs: ServiceUnderTest, complaint_id: str, *steps: tuple[str, dict[str, Any]], who: Principal = AGENT
) -> Any:
    for step, body in steps:
        answer = await post(cs, f"complaints/{complaint_id}/{step}", body, who)
        assert answer.status_code == 200, (step, answer.text)
    return answer.json()


async def test_numbers_are_consecutive_per_branch(cs: ServiceUnderTest) -> None:  # CS-32, M-22
    first, second = await report(cs), await report(cs)
    assert [first["number"], second["number"]] == ["C26-GG01-0001", "C26-GG01-0002"]
    wait = datetime.fromisoformat(first["answer_due_at"]) - datetime.fromisoformat(first["received_at"])
    assert wait == timedelta(minutes=15)
    (told, _) = await cs.published(ComplaintOpened)
    assert told.number == "C26-GG01-0001"


async def test_retry_of_a_report_is_one_complaint(cs: ServiceUnderTest) -> None:
    body = {"branch_id": BRANCH, "channel": "PHONE", "nature": "VENT", "content": "too slow"}
    first = await post(cs, "complaints", body, key="same")
    again = await post(cs, "complaints", body, key="same")
    assert first.json() == again.json()
    assert len(await cs.published(ComplaintOpened)) == 1


async def test_valid_complaint_to_its_closing(cs: ServiceUnderTest, at: MovableClock) -> None:  # CS-33 … CS-37, N-22
    order_id = uuid4()
    await cs.deliver(booked(order_id), balance(order_id, 100, 1))
    complaint = await report(cs, order_id=str(order_id))
    signed = await walk(cs, complaint["id"], *STEPS)
    assert signed["state"] == "SIGNED"
    (n22,) = await contacts(cs, "N-22")
    assert n22.due_at == local(26, 10)
    at.set(local(26, 11))
    answer = {"outcome": "REACHED", "channel": "PHONE", "answer": "SATISFIED"}
    assert (await post(cs, f"contacts/{n22.id}/outcome", answer)).status_code == 200
    closed = await walk(cs, complaint["id"], ("summary", {"summary": "count twice"}))
    assert closed["state"] == "CLOSED"
    async with cs.client(AGENT) as client:
        shown = (await client.get(f"/v1/complaints/{complaint['id']}")).json()
    assert [entry["action"] for entry in shown["log"]] == [
        "OPENED", "JUDGED", "INVESTIGATED", "PROPOSED", "DECIDED", "EXECUTED", "VISITED", "CLOSED",
    ]  # fmt: skip
    assert shown["arrears"] == {"amount": 10000, "currency": "CNY"}
    assert (shown["class"], shown["chosen_option"], shown["signed"]) == ("VALID", 1, True)
    assert [event.complaint_class for event in await cs.published(ComplaintJudged)] == ["VALID"]
    assert [event.decided_by for event in await cs.published(ComplaintDecided)] == ["he.mei"]
    assert [event.outcome for event in await cs.published(ComplaintClosed)] == ["CLOSED"]


async def test_not_established_is_explained_and_archived(cs: ServiceUnderTest) -> None:  # CS-33
    complaint = await report(cs)
    no = {"verdict": "NOT_ESTABLISHED", "class": "INVALID"}
    refused = await post(cs, f"complaints/{complaint['id']}/judgement", no)
    assert (refused.status_code, refused.json()["code"]) == (422, "complaint.explanation_needed")
    done = await walk(cs, complaint["id"], ("judgement", no | {"explanation": "agreed in the order"}))
    assert done["state"] == "EXPLAINED"
    assert (await walk(cs, complaint["id"], ("summary", {"summary": "explained"})))["state"] == "ARCHIVED"


async def test_steps_cannot_be_left_out(cs: ServiceUnderTest) -> None:
    complaint = await report(cs)
    early = await post(cs, f"complaints/{complaint['id']}/execution", STEPS[4][1])
    assert (early.status_code, early.json()["code"]) == (409, "state.transition_refused")


async def test_dissatisfied_at_the_visit_reopens_with_a_deadline(cs: ServiceUnderTest) -> None:  # M-13
    complaint = await report(cs)
    await walk(cs, complaint["id"], *STEPS)
    again = await walk(cs, complaint["id"], ("revisit", {"answer": "DISSATISFIED", "note": "still missing"}))
    assert (again["state"], datetime.fromisoformat(again["put_right_by"])) == ("REOPENED", local(26, 18))
    assert {c.state for c in await contacts(cs, "N-22")} == {"CANCELLED"}
    await walk(cs, complaint["id"], *STEPS[2:])
    assert len(await contacts(cs, "N-22")) == 2


async def test_major_is_for_managers_and_needs_all_four(cs: ServiceUnderTest) -> None:  # M-06, M-08, M-12, M-15
    complaint = await report(cs, channel="MEDIA")
    path = f"complaints/{complaint['id']}"
    agent = await post(cs, f"{path}/judgement", VALID)
    assert (agent.status_code, agent.json()["code"]) == (403, "complaint.major_needs_manager")
    judged = await post(cs, f"{path}/judgement", VALID, MANAGER)
    assert judged.json()["class"] == "MAJOR"
    short = await post(cs, f"{path}/investigation", STEPS[1][1], MANAGER)
    assert (short.status_code, short.json()["code"]) == (422, "complaint.major_incomplete")
    full = STEPS[1][1] | {"emergency_measure": "called", "prevention": "count twice"}
    await walk(cs, complaint["id"], ("investigation", full), STEPS[2], who=MANAGER)
    early = await post(cs, f"{path}/decision", STEPS[3][1], MANAGER)
    assert (early.status_code, early.json()["code"]) == (409, "complaint.analysis_needed")  # M-88
    for left_out in ANALYSIS:
        short = await post(cs, f"{path}/analysis", ANALYSIS | {left_out: " "}, MANAGER)
        assert short.json()["code"] == "request.invalid"
    await walk(cs, complaint["id"], ("analysis", ANALYSIS), *STEPS[3:], who=MANAGER)
    by_phone = await post(cs, f"{path}/revisit", {"answer": "SATISFIED"}, MANAGER)
    assert by_phone.json()["code"] == "complaint.visit_in_person"
    await walk(cs, complaint["id"], ("revisit", {"answer": "SATISFIED", "channel": "IN_PERSON"}), who=MANAGER)
    by_agent = await post(cs, f"{path}/summary", {"summary": "done"})
    assert by_agent.status_code == 403


async def test_customer_service_does_not_judge_itself(cs: ServiceUnderTest) -> None:  # M-10
    complaint = await report(cs, about_customer_service=True)
    refused = await post(cs, f"complaints/{complaint['id']}/judgement", VALID)
    assert (refused.status_code, refused.json()["code"]) == (403, "complaint.own_department")
    assert (await post(cs, f"complaints/{complaint['id']}/judgement", VALID, MANAGER)).status_code == 200


@pytest.mark.parametrize(
    ("said", "department"),
    [
        ({"cause_kind": "WRONG_COUNT"}, "PICKUP"),
        ({"cause_kind": "WRONG_COUNT", "department": "RECEPTION"}, "RECEPTION"),
        ({"cause_kind": "MANNERS"}, None),
        ({"cause_kind": "LATE", "about_customer_service": True}, None),
        ({}, None),
    ],
)
async def test_what_a_complaint_is_about_says_whose_it_is(
    cs: ServiceUnderTest, said: dict[str, Any], department: str | None
) -> None:  # M-51
    complaint = await report(cs, **said)
    assert complaint["department"] == department


async def test_the_routed_department_handles_it(cs: ServiceUnderTest) -> None:  # M-51, M-04
    complaint = await report(cs, cause_kind="WRONG_CHARGE")
    judged = await post(cs, f"complaints/{complaint['id']}/judgement", {"verdict": "ESTABLISHED", "class": "VALID"})
    assert judged.json()["responsible_department"] == "RECEPTION"


async def test_compensation_above_the_limit_needs_permission(cs: ServiceUnderTest) -> None:  # M-03
    complaint = await report(cs)
    await walk(cs, complaint["id"], *STEPS[:3])
    much = {"option": 2, "compensation": {"amount": 50_001, "currency": "CNY"}}
    refused = await post(cs, f"complaints/{complaint['id']}/decision", much)
    assert (refused.status_code, refused.json()["code"]) == (403, "complaint.compensation_too_high")
    missing = await post(cs, f"complaints/{complaint['id']}/decision", much | {"option": 3}, MANAGER)
    assert missing.json()["code"] == "complaint.no_such_option"
    bare = await post(cs, f"complaints/{complaint['id']}/decision", much, MANAGER)
    assert bare.json()["code"] == "complaint.analysis_needed"  # M-88
    await walk(cs, complaint["id"], ("analysis", ANALYSIS))
    async with cs.client() as client:
        shown = (await client.get(f"/v1/complaints/{complaint['id']}")).json()
    assert (shown["state"], shown["analysis"], shown["log"][-1]["action"]) == ("PROPOSED", ANALYSIS, "ANALYSED")
    assert shown["analysis_above"] == {"amount": 50_000, "currency": "CNY"}
    assert (await post(cs, f"complaints/{complaint['id']}/decision", much, MANAGER)).status_code == 200


async def test_what_did_not_satisfy_is_analysed_anew(cs: ServiceUnderTest) -> None:  # M-88, M-13
    complaint = await report(cs)
    much = {"option": 2, "compensation": {"amount": 50_001, "currency": "CNY"}}
    await walk(cs, complaint["id"], *STEPS[:3], ("analysis", ANALYSIS))
    await walk(cs, complaint["id"], ("decision", much), STEPS[4], who=MANAGER)
    await walk(cs, complaint["id"], ("revisit", {"answer": "DISSATISFIED", "note": "still missing"}), STEPS[2])
    again = await post(cs, f"complaints/{complaint['id']}/decision", much, MANAGER)
    assert again.json()["code"] == "complaint.analysis_needed"


async def test_communicative_complaint_becomes_valid_at_its_deadline(cs: ServiceUnderTest, at: MovableClock) -> None:
    # M-02, M-14
    late, judged = await report(cs, nature="HELP"), await report(cs, nature="INFO")
    await walk(cs, judged["id"], ("judgement", VALID))
    at.set(local(26, 17, 59))
    assert await cs.run_jobs("complaints become valid") == 0
    at.set(local(26, 18, 1))
    assert await cs.run_jobs("complaints become valid") == 1
    async with cs.session() as session:
        natures = {str(c.id): c.nature for c in (await session.exec(select(Complaint))).all()}
    assert natures == {late["id"]: "VALID", judged["id"]: "INFO"}


async def test_complaining_again_makes_the_first_one_valid(cs: ServiceUnderTest) -> None:  # M-02
    order_id = uuid4()
    await cs.deliver(booked(order_id))
    first = await report(cs, nature="VENT", order_id=str(order_id))
    await report(cs, nature="VENT", order_id=str(order_id))
    async with cs.client(AGENT) as client:
        shown = (await client.get(f"/v1/complaints/{first['id']}")).json()
    last = shown["log"][-1]
    assert (shown["nature"], last["action"], last["details"]["why"]) == ("VALID", "TURNED_VALID", "AGAIN")


async def test_first_answer_is_noted_once(cs: ServiceUnderTest, at: MovableClock) -> None:  # M-11, M-22
    complaint = await report(cs)
    at.move(minutes=10)
    first = await walk(cs, complaint["id"], ("progress", {"note": "we are looking into it"}))
    at.move(minutes=10)
    second = await walk(cs, complaint["id"], ("progress", {"note": "found them"}))
    assert first["answered_at"] == second["answered_at"]


async def test_statistics_of_the_month(cs: ServiceUnderTest) -> None:  # CS-37
    complaint = await report(cs)
    await report(cs, nature="VENT", department="RECEPTION")
    await walk(cs, complaint["id"], *STEPS[:4])
    path, query = "/v1/complaint-statistics", {"branch_id": BRANCH, "month": "2026-11"}
    async with cs.client(AGENT) as client:
        found = (await client.get(path, params=query)).json()
        nothing = (await client.get(path, params=query | {"month": "2026-12"})).json()
        theirs = await client.get(path, params=query | {"branch_id": "GG02"})
    assert (found["received"], found["open"], nothing["received"], theirs.status_code) == (2, 2, 0, 404)
    assert found["compensation"] == [{"amount": 5000, "currency": "CNY"}]
    assert found["by_department"] == [
        {"value": "PRODUCTION", "complaints": 1}, {"value": "RECEPTION", "complaints": 1},
    ]  # fmt: skip


async def test_statistics_say_what_went_wrong_and_what_was_solved(cs: ServiceUnderTest, at: MovableClock) -> None:
    # CS-37
    at.set(local(31, 10, month=10))
    await report(cs)
    at.set(local(23, 10))
    solved, waiting, unfounded = await report(cs), await report(cs), await report(cs)
    late = {"cause": "not counted", "cause_kind": "WRONG_COUNT", "prevention": "count twice"}
    await walk(cs, solved["id"], STEPS[0], ("investigation", late), *STEPS[2:])
    await walk(cs, waiting["id"], STEPS[0])
    no = {"verdict": "NOT_ESTABLISHED", "class": "INVALID", "explanation": "agreed"}
    await walk(cs, unfounded["id"], ("judgement", no))
    await walk(cs, solved["id"], ("revisit", {"answer": "SATISFIED"}))
    async with cs.client(AGENT) as client:
        query = {"branch_id": BRANCH, "month": "2026-11"}
        found = (await client.get("/v1/complaint-statistics", params=query)).json()
    assert (found["received"], found["valid"], found["valid_solved"]) == (3, 2, 1)
    assert found["by_cause"] == [{"value": "NONE", "complaints": 1}, {"value": "WRONG_COUNT", "complaints": 1}]
    trend = [(one["month"], one["received"], one["valid"]) for one in found["trend"]]
    assert (len(trend), trend[-2:]) == (6, [("2026-10", 1, 0), ("2026-11", 3, 2)])
    (lesson,) = found["lessons"]
    assert (lesson["number"], lesson["prevention"]) == (solved["number"], "count twice")


async def test_eleven_hear_of_a_dissatisfied_customer_and_three_of_a_satisfied(cs: ServiceUnderTest) -> None:
    # 000:L112
    for given in ("SATISFIED", "SATISFIED", "DISSATISFIED"):
        order_id = uuid4()
        shot = ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4)
        await cs.deliver(booked(order_id), shot)
        visit = next(one for one in await contacts(cs, "N-19") if one.order_id == order_id)
        answer = {"outcome": "REACHED", "channel": "PHONE", "answer": given, "note": "said so"}
        assert (await post(cs, f"contacts/{visit.id}/outcome", answer)).status_code == 200
    async with cs.client(AGENT) as client:
        query = {"branch_id": BRANCH, "month": "2026-11"}
        found = (await client.get("/v1/complaint-statistics", params=query)).json()
    assert (found["hear_well"], found["hear_ill"]) == (6, 11)


async def test_dissatisfied_return_visit_opens_a_complaint(cs: ServiceUnderTest) -> None:  # CS-11, CS-13
    order_id = uuid4()
    await cs.deliver(booked(order_id), ShootCompleted(branch_id=BRANCH, order_id=order_id, booking_id=uuid4(), sets=4))
    (n19,) = await contacts(cs, "N-19")
    path, answer = f"contacts/{n19.id}/outcome", {"outcome": "REACHED", "channel": "PHONE"}
    for incomplete in (answer, answer | {"answer": "DISSATISFIED"}):
        assert (await post(cs, path, incomplete)).json()["code"] == "contact.answer_needed"
    done = await post(cs, path, answer | {"answer": "DISSATISFIED", "note": "waited an hour"})
    assert done.status_code == 200
    assert [(e.kind, e.answer) for e in await cs.published(VisitAnswered)] == [("N-19", "DISSATISFIED")]
    assert [event.order_id for event in await cs.published(ComplaintOpened)] == [order_id]


async def test_another_branch_sees_no_complaint(cs: ServiceUnderTest) -> None:
    complaint = await report(cs)
    elsewhere = principal(branches=["GG02"])
    async with cs.client(elsewhere) as client:
        assert (await client.get(f"/v1/complaints/{complaint['id']}")).status_code == 404
        assert (await client.get("/v1/complaints")).json()["items"] == []
    assert (await post(cs, f"complaints/{complaint['id']}/judgement", VALID, elsewhere)).status_code == 404
