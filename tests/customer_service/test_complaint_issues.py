"""Many complain about the same thing, and are answered together (M-09)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest

from services.customer_service.domain.complaint_issues import ISSUES, Heard, IssueAction, IssueState, suggestions
from services.customer_service.domain.complaints import CauseKind
from shared.kit.auth import Principal
from shared.kit.testing import MovableClock, ServiceUnderTest, principal
from tests.customer_service.conftest import BRANCH, local
from tests.customer_service.test_complaints import AGENT, VALID, post, report, walk
from tests.transitions import check_transition

S, A = IssueState, IssueAction
NOW = local(23, 10)

ALLOWED = {
    (S.OPEN, A.EDIT): S.OPEN,
    (S.OPEN, A.LINK): S.OPEN,
    (S.OPEN, A.TAKE_OFF): S.OPEN,
    (S.OPEN, A.ANNOUNCE): S.OPEN,
    (S.OPEN, A.HOLD): S.ANSWERED,
    (S.OPEN, A.PUBLISH): S.ANSWERED,
    (S.OPEN, A.CLOSE): S.CLOSED,
    (S.ANSWERED, A.CLOSE): S.CLOSED,
}

READS = ["customer_service.complaints.read", "customer_service.complaints.handle", "customer_service.complaints.report"]
COORDINATOR = principal("he.mei", permissions=[*READS, "customer_service.complaints.judge"])
LEADER = principal("zhou.min", permissions=[*READS, *(f"customer_service.complaints.{r}" for r in ("judge", "decide"))])
OUTSIDE = principal("chen.ye", permissions=[*READS, "customer_service.complaints.judge_own_department"])
HANDLER = principal("xu.lei", permissions=["customer_service.complaints.handle"])


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_state_and_action(state: IssueState, action: IssueAction) -> None:
    check_transition(ISSUES, state, action, ALLOWED.get((state, action)))


def heard(
    days_ago: float = 1, cause: CauseKind | None = None, department: str | None = "PRODUCTION", own: bool = False
) -> Heard:
    return Heard(uuid4(), NOW - timedelta(days=days_ago), cause, department, own)


def many(*complaints: Heard) -> list[tuple[str | None, int]]:
    """What is suggested of them: cause or department, and how many."""
    found = suggestions(complaints, NOW, at_least=3, within_days=30)
    return [(one.cause_kind or one.department, len(one.complaint_ids)) for one in found]


def test_m_09_three_of_one_cause_or_department_are_suggested() -> None:
    late = [heard(cause=CauseKind.LATE, department=name) for name in ("PRODUCTION", "PICKUP", None)]
    assert many(*late[:2]) == []
    assert many(*late) == [("LATE", 3)]
    assert many(heard(), heard(), heard(), heard(), *late) == [("PRODUCTION", 4), ("LATE", 3)]
    assert many(*late[:2], heard(department="PICKUP")) == []  # a cause that is found says more than the department
    assert many(*(heard(department=None) for _ in range(3))) == []


def test_other_causes_are_no_common_cause() -> None:
    others = [heard(cause=CauseKind.OTHER, department=name) for name in ("PICKUP", "RECEPTION", "PRODUCTION")]
    assert many(*others) == []
    assert many(heard(), heard(), others[2]) == [("PRODUCTION", 3)]


@pytest.mark.parametrize(("days_ago", "counts"), [(29.99, True), (30, False), (400, False)])
def test_m_09_only_what_was_received_lately_counts(days_ago: float, counts: bool) -> None:
    assert many(heard(), heard(), heard(days_ago)) == ([("PRODUCTION", 3)] if counts else [])


def test_what_is_about_customer_service_stays_apart() -> None:  # M-10
    assert many(heard(), heard(), heard(own=True)) == []
    ours = [heard(days, own=True) for days in (1, 3, 2)]
    (found,) = suggestions(ours, NOW, at_least=3, within_days=30)
    assert (found.about_customer_service, found.since) == (True, NOW - timedelta(days=3))
    assert found.complaint_ids == (ours[1].complaint_id, ours[2].complaint_id, ours[0].complaint_id)


async def ask(
    cs: ServiceUnderTest, method: str, path: str, body: Any = None, who: Principal = LEADER, version: int | None = None
) -> httpx.Response:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    async with cs.client(who) as client:
        return await client.request(method, f"/v1/complaint-issues{path}", json=body, headers=headers)


async def opened(cs: ServiceUnderTest, *complaints: dict[str, Any], who: Principal = COORDINATOR, **more: Any) -> Any:
    body = {"branch_id": BRANCH, "subject": "prints fade", "complaint_ids": [one["id"] for one in complaints]}
    answer = await post(cs, "complaint-issues", body | more, who)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def told(cs: ServiceUnderTest, complaint: dict[str, Any]) -> list[tuple[str, str | None]]:
    """What the complainant's log says, by action and news."""
    async with cs.client(AGENT) as client:
        shown = (await client.get(f"/v1/complaints/{complaint['id']}")).json()
    return [(line["action"], line["details"].get("news")) for line in shown["log"] if line["action"] != "OPENED"]


async def test_m_09_a_suggestion_becomes_an_issue_and_is_gone(cs: ServiceUnderTest) -> None:
    complaints = [await report(cs, department="PRODUCTION") for _ in range(3)]
    query = {"branch_id": BRANCH}
    async with cs.client(AGENT) as client:
        found = (await client.get("/v1/complaint-issue-suggestions", params=query)).json()
    (suggestion,) = found["suggestions"]
    assert (found["at_least"], found["within_days"], suggestion["department"]) == (3, 30, "PRODUCTION")
    assert suggestion["complaint_ids"] == [one["id"] for one in complaints]
    body = query | {"subject": "late", "department": "PRODUCTION", "complaint_ids": suggestion["complaint_ids"]}
    first = await post(cs, "complaint-issues", body, COORDINATOR, key="same")
    again = await post(cs, "complaint-issues", body, COORDINATOR, key="same")
    issue = first.json()
    assert (issue["number"], issue["state"], issue["complaints"]) == ("I26-GG01-0001", "OPEN", 3)
    assert (again.json(), issue["since"]) == (issue, complaints[0]["received_at"])
    async with cs.client(AGENT) as client:
        found = (await client.get("/v1/complaint-issue-suggestions", params=query)).json()
        shown = (await client.get(f"/v1/complaints/{complaints[0]['id']}")).json()
    assert found["suggestions"] == []
    assert (shown["issue"]["number"], shown["state"]) == ("I26-GG01-0001", "RECEIVED")
    refused = await post(cs, "complaint-issues", body, COORDINATOR)
    assert (refused.status_code, refused.json()["code"]) == (409, "issue.linked_elsewhere")
    assert (await opened(cs))["number"] == "I26-GG01-0002"


async def test_m_09_a_meeting_is_told_to_everybody_and_answers_them(
    cs: ServiceUnderTest, at: MovableClock
) -> None:  # M-11
    first, second, late = [await report(cs) for _ in range(3)]
    issue = await opened(cs, first, second)
    path, meeting = f"/{issue['id']}", {"meets_at": local(25, 19).isoformat(), "place": "hall"}
    past = await ask(cs, "PUT", f"{path}/meeting", meeting | {"meets_at": local(23, 9).isoformat()}, version=1)
    assert past.json()["code"] == "issue.meeting_in_past"
    early = await ask(cs, "POST", f"{path}/outcome", {"outcome": "print again"}, version=1)
    assert early.json()["code"] == "issue.meeting_unknown"
    announced = await ask(cs, "PUT", f"{path}/meeting", meeting, version=1)
    assert (announced.status_code, announced.json()["state"], announced.json()["answer"]) == (200, "OPEN", "MEETING")
    await ask(cs, "PUT", f"{path}/complaints/{late['id']}", who=COORDINATOR)
    news = [("LINKED", None), ("TOLD", "MEETING_ANNOUNCED")]
    assert [await told(cs, one) for one in (first, second, late)] == [news] * 3
    async with cs.client(AGENT) as client:
        shown = (await client.get(f"/v1/complaints/{first['id']}")).json()
    assert shown["answered_at"] is not None  # M-22
    early = await ask(cs, "POST", f"{path}/outcome", {"outcome": "print again"}, version=3)
    assert early.json()["code"] == "issue.meeting_to_come"
    at.set(local(25, 20))
    held = await ask(cs, "POST", f"{path}/outcome", {"outcome": "print again"}, version=3)
    assert (held.json()["state"], held.json()["place"], held.json()["complaints"]) == ("ANSWERED", "hall", 3)
    news.append(("TOLD", "MEETING_HELD"))
    assert [await told(cs, one) for one in (first, second, late)] == [news] * 3
    off = await ask(cs, "DELETE", f"{path}/complaints/{late['id']}", who=COORDINATOR)
    assert (off.status_code, off.json()["code"]) == (409, "state.transition_refused")
    closed = await ask(cs, "POST", f"{path}/closing", version=4)
    assert (closed.json()["state"], closed.json()["closed_by"]) == ("CLOSED", "zhou.min")
    judged = await walk(cs, first["id"], ("judgement", VALID))
    assert judged["state"] == "JUDGED"  # the complaint keeps its own course


async def test_m_09_a_notice_answers_everybody(cs: ServiceUnderTest) -> None:
    one = await report(cs)
    issue = await opened(cs, one, await report(cs))
    waiting = await ask(cs, "POST", f"/{issue['id']}/closing", version=1)
    assert (waiting.status_code, waiting.json()["code"]) == (409, "issue.not_answered")
    unseen = await ask(cs, "POST", f"/{issue['id']}/notice", {"text": "all are printed again"}, version=7)
    assert unseen.status_code == 412
    published = await ask(cs, "POST", f"/{issue['id']}/notice", {"text": "all are printed again"}, version=1)
    assert (published.json()["state"], published.json()["answer"]) == ("ANSWERED", "NOTICE")
    assert await told(cs, one) == [("LINKED", None), ("TOLD", "NOTICE")]
    again = await ask(cs, "POST", f"/{issue['id']}/notice", {"text": "all are printed again"}, version=2)
    assert again.json()["code"] == "state.transition_refused"
    async with cs.client(COORDINATOR) as client:
        lists = [
            (await client.get("/v1/complaint-issues", params={"branch_id": BRANCH, "closed": closed})).json()["items"]
            for closed in ("false", "true")
        ]
    assert [[(found["number"], found["complaints"]) for found in items] for items in lists] == [
        [(issue["number"], 2)],
        [],
    ]


async def test_statistics_name_the_issues_of_the_month(cs: ServiceUnderTest) -> None:  # CS-37
    await opened(cs, await report(cs), await report(cs))
    await opened(cs)
    async with cs.client(AGENT) as client:
        months = [
            (await client.get("/v1/complaint-statistics", params={"branch_id": BRANCH, "month": month})).json()
            for month in ("2026-11", "2026-12")
        ]
    named = [[(one["number"], one["complaints"]) for one in month["issues"]] for month in months]
    assert named == [[("I26-GG01-0001", 2), ("I26-GG01-0002", 0)], []]


async def test_m_09_complaints_are_linked_and_taken_off(cs: ServiceUnderTest) -> None:
    one, other = await report(cs), await report(cs)
    issue = await opened(cs, one, who=LEADER)
    path = f"/{issue['id']}"
    wrong = await ask(cs, "DELETE", f"{path}/complaints/{other['id']}")
    assert (wrong.status_code, wrong.json()["code"]) == (409, "issue.not_linked")
    taken = await ask(cs, "DELETE", f"{path}/complaints/{one['id']}")
    assert (taken.json()["complaints"], await told(cs, one)) == (0, [("LINKED", None), ("TAKEN_OFF", None)])
    assert (await opened(cs, one))["complaints"] == 1
    renamed = await ask(cs, "PUT", path, {"subject": "albums fade", "cause_kind": "QUALITY"}, version=2)
    assert (renamed.json()["subject"], renamed.json()["cause_kind"]) == ("albums fade", "QUALITY")
    assert (await ask(cs, "POST", f"{path}/closing", version=3)).json()["state"] == "CLOSED"
    late = await ask(cs, "PUT", f"{path}/complaints/{other['id']}")
    assert late.json()["code"] == "state.transition_refused"


async def test_customer_service_keeps_issues_and_its_manager_decides(cs: ServiceUnderTest) -> None:
    one = await report(cs)
    issue = await opened(cs, one)
    body = {"branch_id": BRANCH, "subject": "x"}
    assert (await post(cs, "complaint-issues", body, HANDLER)).json()["code"] == "issue.not_yours"
    for path, said in (("notice", {"text": "sorry"}), ("closing", None)):
        refused = await ask(cs, "POST", f"/{issue['id']}/{path}", said, COORDINATOR, version=1)
        assert (refused.status_code, refused.json()["code"]) == (403, "issue.not_yours")
    assert (await ask(cs, "GET", f"/{issue['id']}", who=HANDLER)).status_code == 403
    elsewhere = principal(branches=["GG02"])
    assert (await ask(cs, "GET", f"/{issue['id']}", who=elsewhere)).status_code == 404
    assert (await ask(cs, "PUT", f"/{issue['id']}/complaints/{one['id']}", who=elsewhere)).status_code == 404
    there = await post(cs, "complaint-issues", body, elsewhere)
    assert there.status_code == 404


async def test_m_10_an_issue_about_customer_service_is_for_others(cs: ServiceUnderTest) -> None:  # M-10
    ours, theirs = await report(cs, about_customer_service=True), await report(cs)
    body = {"branch_id": BRANCH, "subject": "nobody calls back", "about_customer_service": True}
    refused = await post(cs, "complaint-issues", body, LEADER)
    assert (refused.status_code, refused.json()["code"]) == (403, "complaint.own_department")
    issue = await opened(cs, ours, who=OUTSIDE, about_customer_service=True)
    mixed = await ask(cs, "PUT", f"/{issue['id']}/complaints/{theirs['id']}", who=OUTSIDE)
    assert (mixed.status_code, mixed.json()["code"]) == (409, "issue.other_side")
    published = await ask(cs, "POST", f"/{issue['id']}/notice", {"text": "we call"}, OUTSIDE, version=1)
    assert published.json()["state"] == "ANSWERED"
