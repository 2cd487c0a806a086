"""Canned answers of the customer service desk: contacts, visits, complaints, issues and wishes."""

from collections import Counter
from typing import Any

from playwright.async_api import Page, Route

from tests.browser.canned import LI, ME, ORDER, WANG, contact, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.refusals import refuse
from tests.shots import shots_of

shot = shots_of("service")
SCRIPT = "您好，明天的拍摄请九点到店，我们都准备好了。"
THANKS = "谢谢您的肯定！您对我们还有什么建议吗？"
AFTER = [
    {"answers": ["SATISFIED"], "words": THANKS},
    {
        "answers": ["SO_SO", "DISSATISFIED"],
        "words": "谢谢您如实告诉我们。具体是哪方面不满意？我们会尽快改进，请您监督。",
    },
]


def line(number: int, rule: str, hours: float, **more: Any) -> dict[str, Any]:
    """A contact in the list."""
    nothing = dict.fromkeys(["deadline_at", "visit_id", "complaint_id", "work_order_id", "person_id", "on_behalf_of",
                             "for_role", "outcome", "answer", "done_by", "done_at", "reason"])  # fmt: skip
    return {**nothing, **contact(number, rule, "CALL", hours), "branch_id": "GG01", "assignee_id": "li.na",
            "attempts": 0, "return_visit": rule in ("N-19", "M-29"), "order_number": f"GG01-261118-{number:03d}",
            "person_ids": [LI, WANG], **more}  # fmt: skip


def complaint(number: int, state: str, **more: Any) -> dict[str, Any]:
    """A complaint; the first has fifteen minutes that are over."""
    return {"id": f"k{number}", "number": f"C26-GG01-{number:04d}", "branch_id": "GG01", "state": state,
            "channel": "PHONE", "nature": "VALID", "order_id": ORDER, "complainant_person_id": LI,
            "department": "RECEPTION", "about_customer_service": False,
            "content": "约好的时间到店，等了一个小时没有人接待。", "received_at": moment(hours=-2),
            "received_by": "li.na", "answer_due_at": moment(minutes=-30 + 40 * number),
            "answered_at": None, "verdict": None, "class": None, "responsible_department": None, "put_right_by": None,
            "handler_id": None, "resolve_by": moment(hours=8), "issue_id": None,
            "closed_at": None, "version": 1, **more}  # fmt: skip


def detail(one: dict[str, Any]) -> dict[str, Any]:
    """The whole of a complaint."""
    nothing = dict.fromkeys(["explanation", "cause", "cause_kind", "penalty", "responsible_staff_id",
                             "emergency_measure", "prevention", "chosen_option", "decided_by", "compensation",
                             "visit_answer", "summary", "issue"])  # fmt: skip
    log = [{"at": moment(hours=-2), "by": "li.na", "action": "OPENED", "details": {"channel": "PHONE"}}]
    return {
        **nothing,
        "analysis": None,
        "analysis_above": yuan(500),
        **one,
        "options": ["免费加拍一组", "退还定金"],
        "signed": False,
        "arrears": yuan(0),
        "log": log,
    }


def issue(number: int, complaints: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """An issue with its complaints."""
    nothing = dict.fromkeys(["cause_kind", "answer", "meets_at", "place", "outcome", "notice", "announced_at",
                             "decided_by", "answered_at", "closed_by", "closed_at"])  # fmt: skip
    return {**nothing, "id": f"i{number}", "number": f"I26-GG01-{number:04d}", "branch_id": "GG01", "state": "OPEN",
            "subject": "门市", "department": "RECEPTION", "about_customer_service": False, "opened_by": "li.na",
            "opened_at": moment(hours=-1), "version": 1, "complaints": len(complaints), "since": moment(days=-9),
            "linked": complaints, **more}  # fmt: skip


CHECK: dict[str, Any] = {
    "id": "v1", "branch_id": "GG01", "month": "2026-11", "contact_id": "c2", "visitor_id": "li.na",
    "first_answer": "SATISFIED", "checker_id": ME["staff"], "drawn_at": moment(hours=-1), "state": "OPEN",
    "score": None, "answer": None, "remark": None, "scored_at": None,
}  # fmt: skip
SUBJECT: dict[str, Any] = {
    "id": "s1", "branch_id": "GG01", "name": "水下摄影", "state": "NOTED", "wished": 7, "recent": 3, "waiting": 2,
    "told": 0, "first_asked_at": moment(hours=-800), "decided_by": None, "decided_at": None, "reason": None,
    "version": 7,
}  # fmt: skip
WISH: dict[str, Any] = {
    "id": "d1", "branch_id": "GG01", "subject_id": "s1", "state": "NOTED", "order_id": ORDER,
    "order_number": "GG01-261118-001", "helped": "介绍了酒店泳池", "noted_by": "li.na", "noted_at": moment(hours=-3),
    "contact_id": None, "contact_state": None, "told_at": None,
}  # fmt: skip
QUOTAS: dict[str, Any] = {
    "branch_id": "GG01", "month": "2026-11", "finish_by": "2026-12-10", "open_visits": 2, "visits": 30, "in_person": 1,
    "in_person_due": 2,
    "people": [{"staff_id": "li.na", "role": "service_manager", "complaint_visits": 1, "complaint_visits_due": 3,
                "checks": 3, "checks_due": 3}],
    "sample": {"checked": 0, "asked_again": 0, "satisfied": 0, "differing": 0, "visitors": []},
}  # fmt: skip


ISSUE = ("id", "number", "subject", "state")


class ServiceDesk:
    """Answers for this desk; what was sent is kept by path."""

    def __init__(self) -> None:
        self.contacts = [line(1, "N-06", -2, state="OVERDUE"), line(2, "N-19", -1), line(3, "N-15", 1)]
        self.complaints = [complaint(0, "RECEIVED"), complaint(1, "RECEIVED"), complaint(2, "JUDGED"),
                           complaint(3, "PROPOSED", **{"class": "MAJOR"}), complaint(4, "SIGNED"),
                           complaint(5, "CLOSED", closed_at=moment(hours=-1))]  # fmt: skip
        self.issues: list[dict[str, Any]] = []
        self.checks: list[dict[str, Any]] = []
        self.sent: list[tuple[str, Any]] = []
        self.refuse: Counter[str] = Counter()
        self.subjects = [SUBJECT, SUBJECT | {"id": "s2", "name": "宠物合影", "wished": 2, "recent": 2, "waiting": 0}]

    async def serve(self, page: Page) -> None:
        """Answer what the gateway does not know."""
        held: Any = ME["permissions"]
        rights = [*held, "customer_service.*"]
        await page.route("**/v1/session", lambda route: route.fulfill(json={**ME, "permissions": rights}))
        await page.route("**/v1/contacts**", self.answer)
        await page.route("**/v1/complaints**", self.answer)
        await page.route("**/v1/complaint-issue**", self.common)
        await page.route("**/v1/visit-quotas**", lambda route: route.fulfill(json=QUOTAS))
        await page.route("**/v1/visit-checks**", self.check)
        for path in ("wishes", "wish-names?*", "wish-subjects**"):
            await page.route(f"**/v1/{path}", self.wish)

    async def answer(self, route: Route) -> None:
        """Lists, single ones, and commands."""
        request = route.request
        path = request.url.partition("/v1/")[2].partition("?")[0]
        *_, last = path.split("/")
        if request.method == "POST":
            await self.command(route, path)
        elif path == "contacts":
            await route.fulfill(json={"items": self.contacts, "next_cursor": None})
        elif path == "complaints":
            await route.fulfill(json={"items": self.complaints, "next_cursor": None})
        elif path.startswith("contacts"):
            found = next((one for one in self.contacts if one["id"] == last), line(1, "N-06", -2, state="DONE"))
            after = AFTER if found["return_visit"] else []
            await route.fulfill(json={**found, "after": after, "script": SCRIPT, "greeting": None, "note": None,
                                      "log": [],
                                      "precautions": ["带上身份证", "前一天早点休息"], "message_state": None,
                                      "message_result": None})  # fmt: skip
        else:
            await route.fulfill(json=detail(next(one for one in self.complaints if one["id"] == last)))

    async def common(self, route: Route) -> None:
        """What is suggested, the issues, and what is done about them."""
        request = route.request
        path = request.url.partition("/v1/")[2].partition("?")[0]
        if request.method != "GET":
            body: dict[str, Any] = request.post_data_json or {}
            self.sent.append((f"{request.headers.get('if-match', '')} {path}", body))
        if path == "complaint-issue-suggestions":
            many = [] if self.issues else [one["id"] for one in self.complaints[:3]]
            found = {"cause_kind": None, "department": "RECEPTION", "about_customer_service": False,
                     "complaint_ids": many, "since": moment(days=-9)}  # fmt: skip
            await route.fulfill(json={"at_least": 3, "within_days": 30, "suggestions": [found] if many else []})
        elif path == "complaint-issues" and request.method == "POST":
            self.issues = [issue(1, self.complaints[:3])]
            await route.fulfill(status=201, json=self.issues[0])
        elif path == "complaint-issues":
            listed = [] if "closed=true" in request.url else self.issues
            await route.fulfill(json={"items": listed, "next_cursor": None})
        else:
            if path.endswith("meeting"):
                self.issues[0] |= {**body, "answer": "MEETING", "version": 2}
            if path.endswith("notice"):
                self.issues[0] |= {"notice": body["text"], "answer": "NOTICE", "state": "ANSWERED", "meets_at": None}
            if request.method == "PUT" and path.endswith("k3"):
                self.complaints[3] |= {"issue": {name: self.issues[0][name] for name in ISSUE}}
            await route.fulfill(json=self.issues[0])

    async def wish(self, route: Route) -> None:
        """Subjects, who asked, and what is noted and decided."""
        request = route.request
        path = request.url.partition("/v1/")[2].partition("?")[0]
        if request.method == "GET":
            items = [WISH, WISH | {"id": "d2", "order_id": None, "helped": None}] if "/" in path else self.subjects
            await route.fulfill(json={"items": items, "next_cursor": None})
            return
        self.sent.append((path, request.post_data_json))
        if path.endswith("available"):
            assert request.headers["if-match"] == '"7"'
            self.subjects = self.subjects[1:]
        await route.fulfill(status=201, json=SUBJECT)

    async def check(self, route: Route) -> None:
        """The visit that chance draws, and its score."""
        if route.request.method == "GET":
            await route.fulfill(json={"items": self.checks, "next_cursor": None})
            return
        body: dict[str, Any] = route.request.post_data_json or {}
        self.sent.append((route.request.url.partition("/v1/")[2], body))
        scored = "score" in body
        self.checks = [{**CHECK, **body, "state": "SCORED" if scored else "OPEN"}]
        await route.fulfill(status=201, json=self.checks[0])

    async def command(self, route: Route, path: str) -> None:
        """Take it, or refuse it once when told to."""
        body: dict[str, Any] = route.request.post_data_json or {}
        self.sent.append((path, body))
        if self.refuse[path]:
            self.refuse[path] -= 1
            await refuse(route, 503, "unavailable", "暂时不可用。")
            return
        if path.endswith("outcome"):
            self.contacts = [one for one in self.contacts if one["id"] not in path]
        if path.endswith("judgement"):
            self.complaints[0] = {**self.complaints[0], "state": "JUDGED", "class": body["class"]}
        if path.endswith("analysis"):
            self.complaints[3] |= {"analysis": body}
        await route.fulfill(status=200, json=self.complaints[0])


async def at(open_page: OpenPage, path: str, desk: ServiceDesk, **more: Any) -> Page:
    """The desk's page."""
    page = await open_page("/search", **more)
    await desk.serve(page)
    await page.goto(page.url.replace("/search", f"/customer-service{path}"))
    return page
