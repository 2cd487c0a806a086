"""The order page, search, one desk's day, branches side by side; a department that is down costs only its part."""

import asyncio
import logging
from uuid import uuid4

import pytest
from aiohttp import web

from gateway.front import departments, rooms
from tests.gateway.conftest import Department, Gateway

ORDER = "0192d1f0-0000-7000-8000-000000000001"


@pytest.fixture
async def desk(gateway: Gateway):
    """A consultant who has signed in."""
    await gateway.add_staff("li.na", "consultant")
    return await gateway.signed_in("li.na")


def order_at_reception(reception: Department) -> None:
    reception.says(
        f"/v1/orders/{ORDER}/reception", {"order": {"number": "GG01-261122-001", "state": "BOOKED"}, "receipts": []}
    )


def sheet_at_customer_service(customer_service: Department) -> None:
    sheet = {"order_id": ORDER, "stage": "BOOKED", "next_step": "SHOOT", "late": False, "flags": ["COMPLAINT"]}
    customer_service.says(f"/v1/job-sheets/{ORDER}", sheet)
    customer_service.says("/v1/job-sheets", {"items": [sheet], "next_cursor": None})
    customer_service.says(f"/v1/orders/{ORDER}/customer-service", {"contacts": []})


async def test_order_page_has_every_part_that_answers(
    desk, reception: Department, customer_service: Department
) -> None:
    order_at_reception(reception)
    sheet_at_customer_service(customer_service)
    answer = await desk.get(f"/v1/orders/{ORDER}/job-sheet")
    assert answer.status_code == 200
    page = answer.json()
    assert page["job_sheet"]["data"]["stage"] == "BOOKED"
    assert page["reception"] == {
        "available": True,
        "reason": None,
        "data": {"order": {"number": "GG01-261122-001", "state": "BOOKED"}, "receipts": []},
    }
    assert page["customer_service"]["available"] is True
    assert page["pickup"] == {"available": False, "reason": "upstream.unavailable", "data": None}


async def test_without_the_job_sheet_the_page_is_put_together_from_parts(
    desk, reception: Department, customer_service: Department
) -> None:
    order_at_reception(reception)
    customer_service.says(f"/v1/job-sheets/{ORDER}", {"code": "retry_later"}, status=503)
    page = (await desk.get(f"/v1/orders/{ORDER}/job-sheet")).json()
    assert page["job_sheet"]["available"] is False
    assert page["job_sheet"]["reason"] == "retry_later"
    assert page["job_sheet"]["data"] == {"number": "GG01-261122-001", "state": "BOOKED"}


async def test_order_nobody_knows_is_not_found(desk) -> None:
    answer = await desk.get(f"/v1/orders/{uuid4()}/job-sheet")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_slow_department_costs_its_own_time_only(
    desk, reception: Department, customer_service: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = asyncio.Event()

    async def slow(_request: web.Request) -> web.Response:
        await release.wait()
        return web.json_response({})

    reception.handlers[f"/v1/orders/{ORDER}/reception"] = slow
    sheet_at_customer_service(customer_service)
    monkeypatch.setattr(departments, "PATIENCE_S", 0.2)
    page = (await desk.get(f"/v1/orders/{ORDER}/job-sheet")).json()
    release.set()
    assert page["reception"]["available"] is False
    assert page["job_sheet"]["available"] is True


async def test_parts_wait_for_room_like_any_request_and_a_full_department_costs_its_part_only(
    desk, gateway: Gateway, reception: Department, customer_service: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P14: a page of many parts is no way past the limit of a department."""
    monkeypatch.setattr(rooms, "WAIT_S", 0.05)
    order_at_reception(reception)
    sheet_at_customer_service(customer_service)
    full = gateway.app.state.parts.departments.hop.rooms["reception"]
    full.limit = 0
    page = (await desk.get(f"/v1/orders/{ORDER}/job-sheet")).json()
    assert page["reception"] == {"available": False, "reason": "gateway.busy", "data": None}
    assert page["job_sheet"]["available"] is True
    refused = await desk.get("/v1/search", params={"q": "4711"})
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (503, "gateway.busy", "1")
    assert not reception.requests
    full.limit = 1
    assert (await desk.get(f"/v1/orders/{ORDER}/job-sheet")).json()["reception"]["available"] is True
    assert full.at_work == 0


async def test_a_part_the_caller_may_not_see_is_marked(
    desk, reception: Department, customer_service: Department
) -> None:
    sheet_at_customer_service(customer_service)
    reception.says(f"/v1/orders/{ORDER}/reception", {"code": "forbidden"}, status=403)
    page = (await desk.get(f"/v1/orders/{ORDER}/job-sheet")).json()
    assert page["reception"] == {"available": False, "reason": "forbidden", "data": None}


async def test_search_adds_the_stage(desk, reception: Department, customer_service: Department) -> None:
    sheet_at_customer_service(customer_service)
    reception.says("/v1/order-search", [{"order_id": ORDER, "number": "GG01-261122-001", "state": "BOOKED"}])
    found = (await desk.get("/v1/search", params={"q": "4711"})).json()
    assert found["items"][0]["stage"] == "BOOKED"
    assert found["items"][0]["flags"] == ["COMPLAINT"]
    assert found["items"][0]["number"] == "GG01-261122-001"
    assert found["stages_available"] is True
    assert reception.requests[-1].query["q"] == "4711"
    assert customer_service.requests[-1].query["order_ids"] == ORDER


async def test_search_works_without_job_sheets_but_not_without_reception(
    desk, reception: Department, customer_service: Department
) -> None:
    customer_service.says("/v1/job-sheets", {}, status=500)
    reception.says("/v1/order-search", {"items": [{"order_id": ORDER, "state": "BOOKED"}]})
    found = (await desk.get("/v1/search", params={"q": "4711"})).json()
    assert found == {"items": [{"order_id": ORDER, "state": "BOOKED"}], "stages_available": False}
    reception.says("/v1/order-search", {}, status=500)
    assert (await desk.get("/v1/search", params={"q": "4711"})).json()["code"] == "upstream.unavailable"


async def test_what_was_searched_for_is_in_no_log(
    desk, reception: Department, caplog: pytest.LogCaptureFixture
) -> None:
    reception.says("/v1/order-search", [])
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # the test's own client names what it asks for
    logging.getLogger("httpcore2").setLevel(logging.WARNING)
    try:
        await desk.get("/v1/search", params={"q": "13912345678"})
    finally:
        logging.getLogger("httpx2").setLevel(logging.NOTSET)
        logging.getLogger("httpcore2").setLevel(logging.NOTSET)
    assert "13912345678" not in caplog.text


async def test_today_is_the_branchs_own_day(desk, customer_service: Department, monday_morning: object) -> None:
    customer_service.says("/v1/contacts", {"items": [{"id": 1}]})
    customer_service.says("/v1/job-sheets", {"items": []})
    answer = await desk.get("/v1/today", params={"branch_id": "GG01"})
    page = answer.json()
    assert page["day"] == "2026-11-23"
    assert page["until"] == "2026-11-24T00:00:00+08:00"
    assert page["contacts"]["data"] == {"items": [{"id": 1}]}
    assert page["appointments"]["available"] is False
    asked = next(request for request in customer_service.requests if request.path == "/v1/contacts")
    assert asked.query["assignee_id"] == "li.na"
    assert asked.query["due_before"] == "2026-11-24T00:00:00+08:00"
    assert (await desk.get("/v1/today", params={"branch_id": "GG02"})).status_code == 404


async def test_branches_side_by_side_are_one_question_to_every_department(
    gateway: Gateway, reception: Department, customer_service: Department
) -> None:  # GEN-14
    line = {"branch_id": "GG01", "late": 2}
    reception.says("/v1/branch-figures/reception", {"code": "forbidden"}, status=403)
    customer_service.says("/v1/branch-figures/customer-service", {"branches": [line]})
    await gateway.add_staff("he.mei", "service_manager", "store_manager", all_branches=True)
    page = (await (await gateway.signed_in("he.mei")).get("/v1/branch-figures")).json()
    assert page["customer_service"]["data"] == {"branches": [line]}
    assert page["reception"] == {"available": False, "reason": "forbidden", "data": None}
    assert page["pickup"]["reason"] == "upstream.unavailable"
    assert [len(department.requests) for department in (reception, customer_service)] == [1, 1]
    await gateway.add_staff("li.na", "consultant")
    for nobody in (await gateway.signed_in("li.na"), await gateway.signed_in()):
        assert (await nobody.get("/v1/branch-figures")).json()["permission"] == "chain.read"


async def test_system_names_who_does_not_answer(gateway: Gateway, reception: Department) -> None:
    reception.says("/readyz", {"status": "ok"})
    reception.says("/internal/state", {"service": "reception", "activity": 7})
    admin = await gateway.signed_in()
    system = (await admin.get("/v1/system")).json()
    states = {entry["service"]: entry for entry in system["services"]}
    assert system["ready"] is False
    assert states["reception"]["ready"] is True
    assert states["reception"]["state"]["activity"] == 7
    assert states["pickup"] == {
        "service": "pickup",
        "ready": False,
        "reason": "upstream.unavailable",
        "state": None,
    }


async def test_documents_work_without_any_other_server(gateway: Gateway) -> None:
    visitor = gateway.browser().client
    page = await visitor.get("/docs")
    assert page.status_code == 200
    assert "https://" not in page.text
    assert "http://" not in page.text
    for name, kind in (("docs.js", "text/javascript"), ("docs.css", "text/css")):
        assert f"/docs/{name}" in page.text
        file = await visitor.get(f"/docs/{name}")
        assert file.headers["content-type"].startswith(kind)
    assert (await visitor.get("/docs/other.js")).status_code == 404
    document = (await visitor.get("/v1/openapi.json")).json()
    assert "/v1/session" in document["paths"]


async def test_merged_document_is_served_once_it_has_been_generated(gateway: Gateway) -> None:
    file = gateway.app.state.parts.openapi_file
    file.write_text('{"openapi": "3.1.0", "paths": {}}', encoding="utf-8")
    answer = await gateway.browser().client.get("/v1/openapi.json")
    assert answer.json() == {"openapi": "3.1.0", "paths": {}}
