"""The customer service desk: one key per outcome, answers of return visits, complaints by who must act."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.canned import LI, ME, ORDER, WANG, contact, moment, yuan
from tests.browser.conftest import OpenPage
from tests.browser.refusals import refuse
from tests.shots import shots_of

shot = shots_of("service")
SCRIPT = "您好，明天的拍摄请九点到店，我们都准备好了。"


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
            await route.fulfill(json={**found, "script": SCRIPT, "greeting": None, "note": None, "log": [],
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


async def test_one_key_ends_a_contact_and_shows_the_next(open_page: OpenPage) -> None:  # CS-10, GEN-11
    desk = ServiceDesk()
    page = await at(open_page, "", desk)
    await expect(page.get_by_role("article")).to_contain_text(SCRIPT)
    await expect(page.get_by_role("article")).to_contain_text("带上身份证")
    await shot(page, "contacts")
    await page.keyboard.press("1")
    await page.keyboard.press("1")
    await expect(page.get_by_role("article", name="拍摄后回访")).to_be_visible()
    assert desk.sent == [("contacts/c1/outcome", {"outcome": "REACHED", "channel": "PHONE", "note": None,
                                                  "next_try_at": None})]  # fmt: skip


async def test_a_dissatisfied_answer_wants_a_note_and_a_failure_keeps_it(open_page: OpenPage) -> None:  # CS-11
    desk = ServiceDesk()
    desk.refuse["contacts/c2/outcome"] = 1
    page = await at(open_page, "", desk)
    await expect(page.get_by_role("article", name="明日拍摄确认")).to_be_visible()
    await page.keyboard.press("j")
    await expect(page.get_by_role("article", name="拍摄后回访")).to_be_visible()
    await page.keyboard.press("3")
    await expect(page.get_by_role("alert")).to_contain_text("请写明原因")
    assert desk.sent == []
    await expect(page.get_by_label("备注")).to_be_focused()
    await page.keyboard.type("等得太久")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("alert")).to_contain_text("暂时不可用")
    await expect(page.get_by_label("备注")).to_have_value("等得太久")
    await shot(page, "refused")
    await page.get_by_role("button", name="重试").click()
    await expect(page.get_by_role("article", name="明日取件")).to_be_visible()
    _, body = desk.sent[-1]
    assert (body["answer"], body["note"]) == ("DISSATISFIED", "等得太久")


async def test_after_an_extra_service_words_on_the_telephone_a_signature_on_the_spot(open_page: OpenPage) -> None:
    """M-29: the answer alone is not enough."""
    desk = ServiceDesk()
    desk.contacts = [line(number, "M-29", -1, work_order_id=f"w{number}") for number in (4, 5)]
    page = await at(open_page, "", desk)
    await expect(page.get_by_role("article", name="有偿服务回访")).to_be_visible()
    await page.keyboard.press("1")
    await expect(page.get_by_role("alert")).to_contain_text("请记下顾客的意见")
    await expect(page.get_by_label("备注")).to_be_focused()
    await page.keyboard.type("很漂亮")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_label("备注")).to_have_value("")
    heard_again = await page.evaluate("performance.now() + 800")  # until then a press is half of a double one
    await page.get_by_role("combobox", name="方式").click()
    await page.locator(".ant-select-item-option", has_text="当面").click()
    pad = page.get_by_role("img", name="顾客签字")
    await pad.hover()
    await page.mouse.down()
    await page.mouse.move(700, 500, steps=4)
    await page.mouse.up()
    await shot(page, "on-site")
    await page.wait_for_function("moment => performance.now() > moment", arg=heard_again)
    await page.keyboard.press("1")
    await expect(page.get_by_role("article")).to_have_count(0)
    (_, called), (_, signed) = desk.sent
    assert (called["answer"], called["note"], called["channel"]) == ("SATISFIED", "很漂亮", "PHONE")
    assert (signed["answer"], signed["channel"]) == ("SATISFIED", "IN_PERSON")
    assert signed["signature_image"]


async def test_complaints_stand_with_who_must_act_and_are_judged(open_page: OpenPage) -> None:  # CS-33, M-22
    desk = ServiceDesk()
    page = await at(open_page, "/complaints", desk)
    first = page.get_by_role("region", name="客服处理").get_by_role("link").first
    await expect(first).to_contain_text("迟 30 分钟")
    await expect(page.get_by_role("region", name="领导批示")).to_contain_text("重大投诉")
    await shot(page, "board")
    await first.click()
    await page.get_by_role("radio", name="有效投诉").check()
    await shot(page, "judge")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("region", name="调查原因")).to_be_visible()
    assert desk.sent[0][1] == {"verdict": "ESTABLISHED", "class": "VALID", "responsible_department": "RECEPTION",
                               "explanation": None, "handler_id": None}  # fmt: skip


async def test_a_major_complaint_is_decided_when_it_is_analysed(open_page: OpenPage) -> None:  # M-88
    desk = ServiceDesk()
    page = await at(open_page, "/complaints/k3", desk)
    decide = page.get_by_role("region", name="批示方案")
    await decide.get_by_role("radio", name="退还定金").check()
    await expect(decide.get_by_role("status")).to_contain_text("须先填写分析")
    await expect(decide.get_by_role("button")).to_be_disabled()
    await page.get_by_role("button", name="填写分析").press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("技术分析")).to_be_focused()
    await page.keyboard.type("色彩不稳")
    for words in ("两张相纸", "会在网上发表", "重新制作"):
        await page.keyboard.press("Tab")
        await page.keyboard.type(words)
    await shot(page, "analysis")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("region", name="索赔分析")).to_contain_text("会在网上发表")
    await decide.get_by_role("radio", name="退还定金").check()
    await expect(decide.get_by_role("button")).to_be_enabled()
    assert desk.sent == [("complaints/k3/analysis", {"technique": "色彩不稳", "cost": "两张相纸",
                                                     "risk": "会在网上发表", "handling": "重新制作"})]  # fmt: skip


async def test_what_many_complain_about_becomes_an_issue_and_is_answered(open_page: OpenPage) -> None:  # M-09
    desk = ServiceDesk()
    page = await at(open_page, "/complaints", desk)
    banner = page.get_by_role("region", name="可能的共同问题")
    await expect(banner).to_contain_text("30 天内有 3 件投诉说的可能是同一件事：门市")
    await shot(page, "issue-suggested")
    await page.keyboard.press("o")
    await expect(page.get_by_role("region", name="归入的投诉").get_by_role("listitem")).to_have_count(3)
    await page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("会议日期")).to_be_focused()
    day = (date.today() + timedelta(days=2)).isoformat()
    await dialog.get_by_label("会议日期").fill(day)
    await page.keyboard.press("Tab")
    await page.keyboard.type("19")
    await page.keyboard.press("Tab")
    await page.keyboard.type("二楼会客厅")
    await shot(page, "issue-meeting")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("region", name="问题内容")).to_contain_text("二楼会客厅")
    await shot(page, "issue")
    await page.goto(page.url.replace("/issues/i1", "/k3"))
    await expect(page.get_by_role("region", name="共同问题").get_by_role("button")).to_be_visible()
    await page.keyboard.press("i")
    await expect(dialog.get_by_role("radio", name="I26-GG01-0001")).to_be_checked()
    await shot(page, "issue-link")
    await page.keyboard.press("Enter")
    await page.get_by_role("region", name="共同问题").get_by_role("link", name="I26-GG01-0001").press("Enter")
    await page.get_by_role("button", name="发公告").press("Enter")
    await expect(dialog.get_by_label("公告内容")).to_be_focused()
    await page.keyboard.type("全部免费重做")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("button", name="结束")).to_be_visible()
    issues = page.url.replace("/issues/i1", "/issues")
    for key in ("g", "c"):  # leads to the contacts, and closes nothing
        await page.keyboard.press(key)
    await expect(page.get_by_role("article")).to_be_visible()
    await page.goto(issues)
    await expect(page.get_by_role("region", name="共同问题")).to_contain_text("已答复")
    await shot(page, "issues")
    opened, meeting, linked, notice = desk.sent
    assert opened == (" complaint-issues", {
        "branch_id": "GG01", "subject": "门市", "cause_kind": None, "department": "RECEPTION",
        "about_customer_service": False, "complaint_ids": ["k0", "k1", "k2"],
    })  # fmt: skip
    assert meeting == ('"1" complaint-issues/i1/meeting', {"meets_at": f"{day}T11:00:00.000Z", "place": "二楼会客厅"})
    assert linked == (" complaint-issues/i1/complaints/k3", {})
    assert notice == ('"2" complaint-issues/i1/notice', {"text": "全部免费重做"})


async def test_in_english_on_a_tablet(open_page: OpenPage) -> None:
    desk = ServiceDesk()
    page = await at(open_page, "/complaints", desk, language="en-GB", width=1024, height=768)
    await expect(page.get_by_role("region", name="Leader")).to_contain_text("Decide")
    await shot(page, "board-en")
    await page.keyboard.press("n")
    await expect(page.get_by_label("What the customer says")).to_be_focused()
    await shot(page, "new-en")
    await page.goto(page.url.replace("/complaints/new", ""))
    await expect(page.get_by_role("article")).to_contain_text("Remind the customer")
    await shot(page, "contacts-en")


async def test_who_owes_visits_is_red_and_a_drawn_visit_is_scored(open_page: OpenPage) -> None:  # M-12, M-17
    desk = ServiceDesk()
    page = await at(open_page, "/return-visits/month", desk)
    row = page.get_by_role("table", name="主管本人应做的回访").get_by_role("row").nth(1)
    await expect(row.locator(".red")).to_have_text("1 / 3")
    await expect(page.get_by_role("button", name="抽")).to_be_visible()
    await page.keyboard.press("d")
    await page.get_by_role("radio", name="4 分").check()
    await page.get_by_role("radio", name="一般", exact=True).check()
    await page.get_by_label("说明").fill("相册拿到晚了")
    await shot(page, "visit-check")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("region", name="抽查回访")).to_contain_text("相册拿到晚了")
    assert [path for path, _ in desk.sent] == ["visit-checks", "visit-checks/v1/score"]
    assert desk.sent[1][1] == {"score": 4, "answer": "SO_SO", "remark": "相册拿到晚了"}


async def test_one_key_reports_for_a_customer_with_his_order(open_page: OpenPage) -> None:  # M-32
    desk = ServiceDesk()
    page = await at(open_page, "", desk)
    await page.goto(page.url.replace("/customer-service", f"/orders/{ORDER}"))
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("!")
    await expect(page.get_by_label("顾客的原话")).to_be_focused()
    await page.keyboard.type("相册少了两页")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("C26-GG01-0000")
    assert (desk.sent[0][1]["order_id"], desk.sent[0][1]["content"]) == (ORDER, "相册少了两页")


async def test_a_problem_is_handed_to_the_store_manager(open_page: OpenPage) -> None:  # REC-15
    desk = ServiceDesk()
    page = await at(open_page, "", desk)
    await expect(page.get_by_role("article", name="明日拍摄确认")).to_be_visible()
    await page.keyboard.press("e")
    await expect(page.get_by_role("dialog").get_by_label("问题")).to_be_focused()
    await page.keyboard.type("礼服租给了别人")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("已上报店长。")).to_be_visible()
    assert desk.sent == [("contacts/c1/escalation", {"problem": "礼服租给了别人", "responsible_staff_id": None})]


async def test_what_we_do_not_offer_yet_is_noted_at_any_desk_and_told_when_we_do(open_page: OpenPage) -> None:  # M-33
    desk = ServiceDesk()
    page = await at(open_page, "", desk)
    await page.goto(page.url.replace("/customer-service", f"/orders/{ORDER}"))
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("!")
    await expect(page.get_by_label("顾客的原话")).to_be_focused()
    await page.keyboard.press("Alt+w")
    await expect(page.get_by_role("combobox", name="需要什么")).to_be_focused()
    await page.keyboard.type("水下")
    await page.locator(".ant-select-item-option", has_text="水下摄影").click()
    await shot(page, "new-wish")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_text("已登记，请感谢顾客提出。")).to_be_visible()
    await expect(page).to_have_url(re.compile(f"/orders/{ORDER}$"))
    assert desk.sent.pop() == (
        "wishes",
        {"branch_id": "GG01", "subject": "水下摄影", "helped": None, "order_id": ORDER},
    )
    await page.goto(page.url.replace(f"/orders/{ORDER}", "/customer-service/wishes"))
    first = page.get_by_role("row").nth(1)
    await expect(first).to_contain_text("水下摄影")
    await shot(page, "wishes")
    await first.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog").get_by_role("row").nth(1)).to_contain_text("介绍了酒店泳池")
    await expect(page.get_by_role("dialog").get_by_role("row").nth(2)).to_contain_text("只计次数")
    await shot(page, "who-wished")
    await page.keyboard.press("Escape")
    await first.focus()
    await page.keyboard.press("e")
    await expect(page.get_by_role("combobox", name="需要什么")).to_be_focused()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("宠物合影")
    await expect(page.get_by_role("dialog")).to_contain_text("将合并为一项")
    await page.get_by_role("dialog").get_by_role("button", name="合并").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await first.focus()
    await page.keyboard.press("a")
    await expect(page.get_by_role("dialog")).to_contain_text("2 位顾客")
    await page.keyboard.press("Enter")
    await expect(first).to_contain_text("宠物合影")
    assert desk.sent == [("wish-subjects/s1/merge", {"into_id": "s2"}), ("wish-subjects/s1/available", None)]
