"""Answers put together from several departments; one that is down costs only its part."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from gateway.domain import DEPARTMENT_NAMES, GatewayBusy, UpstreamUnavailable
from gateway.front.departments import Departments
from gateway.schemas import BranchFiguresOut, JobSheetPage, Part, SearchOut, TodayOut
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.errors import Both, Forbidden, Invalid, NotFound, ServiceError

FROM_PARTS = (
    "number", "branch_id", "state", "category", "stage", "owner_id", "customer_number", "balance", "next_due",
    "next_step", "late", "late_since",
)  # fmt: skip
MOST_HITS = 20
STAGE_FIELDS = ("stage", "next_step", "late", "late_since", "flags")


async def job_sheet_page(departments: Departments, who: Principal, order_id: UUID) -> JobSheetPage:
    """The order page.

    Raises:
        NotFound: everybody who answered says so.
        UpstreamUnavailable, GatewayBusy: nobody answered.
    """
    names = list(DEPARTMENT_NAMES)
    asked = [("customer_service", f"/v1/job-sheets/{order_id}")]
    asked += [(name, f"/v1/orders/{order_id}/{name.replace('_', '-')}") for name in names]
    answers = await asyncio.gather(*(departments.part(name, path, who) for name, path in asked))
    statuses = [status for status, _ in answers]
    if 200 not in statuses:
        if 404 in statuses:
            raise NotFound(what="order")
        if 403 in statuses:
            raise Forbidden(permission="customer_service.job_sheets.read")
        raise _no_answer("customer_service", answers[0][1])
    sheet = answers[0][1]
    parts = dict(zip(names, (part for _, part in answers[1:]), strict=True))
    if not sheet.available:
        sheet = sheet.model_copy(update={"data": assembled(parts)})
    return JobSheetPage(order_id=order_id, job_sheet=sheet, **parts)


def assembled(parts: dict[str, Part]) -> dict[str, Any]:
    """What can be said of an order without its job sheet: each fact from the first department that knows it."""
    found: dict[str, Any] = {}
    for part in parts.values():
        if not part.available or not isinstance(part.data, dict):
            continue
        for source in (part.data, part.data.get("order")):
            known = source if isinstance(source, dict) else {}
            for name in FROM_PARTS:
                if known.get(name) is not None:
                    found.setdefault(name, known[name])
    return found


async def search(departments: Departments, who: Principal, words: str) -> SearchOut:
    """Orders by phone tail, name, order or customer number, with their stage when the job sheets answer.

    Raises:
        UpstreamUnavailable, GatewayBusy: reception, which alone knows names and phones, does not answer.
        Forbidden, Invalid: as reception says.
    """
    status, part = await departments.part("reception", "/v1/order-search", who, params={"q": words})
    if status == 403:
        raise Forbidden(permission="reception.search")
    if status == 422:
        raise Invalid(reason=Both("this cannot be searched for", "无法按此内容查找"))
    if not part.available:
        raise _no_answer("reception", part)
    hits = part.data if isinstance(part.data, list) else part.data.get("items", [])
    if not hits:
        return SearchOut(items=[], stages_available=True)
    wanted = [("limit", str(MOST_HITS)), *(("order_ids", hit["order_id"]) for hit in hits[:MOST_HITS])]
    status, sheets = await departments.part("customer_service", "/v1/job-sheets", who, params=wanted)
    known = {sheet["order_id"]: sheet for sheet in sheets.data["items"]} if sheets.available else {}
    items = []
    for hit in hits[:MOST_HITS]:
        sheet = known.get(hit["order_id"], {})
        items.append({**hit, **{name: sheet[name] for name in STAGE_FIELDS if name in sheet}})
    return SearchOut(items=items, stages_available=status == 200)


def _no_answer(service: str, part: Part) -> ServiceError:
    return GatewayBusy(service) if part.reason == GatewayBusy.code else UpstreamUnavailable(service)


async def today(departments: Departments, who: Principal, branch_id: str, time_zone: str) -> TodayOut:
    """One desk's day on the branch's calendar."""
    day = clock.business_day(time_zone)
    begin, end = _bounds(day, time_zone)
    until = end.isoformat()
    scope = {"branch_id": branch_id}
    asked = (
        (
            "customer_service",
            "/v1/contacts",
            {"assignee_id": who.staff_id, "to_do": "true", "due_before": until, "limit": "200"},
        ),
        ("scheduling", "/v1/bookings", {"from": begin.isoformat(), "to": until, "limit": "200"}),
        ("customer_service", "/v1/job-sheets", {"late": "true", "limit": "50"}),
        ("customer_service", "/v1/job-sheets", {"owes": "true", "limit": "50"}),
    )
    answers = await asyncio.gather(
        *(departments.part(name, path, who, params={**scope, **more}) for name, path, more in asked)
    )
    contacts, appointments, late, arrears = (part for _, part in answers)
    return TodayOut(
        branch_id=branch_id,
        day=day.isoformat(),
        until=end,
        contacts=contacts,
        appointments=appointments,
        late=late,
        arrears=arrears,
    )


async def branch_figures(departments: Departments, who: Principal) -> BranchFiguresOut:
    """All branches of the caller side by side (GEN-14): one question to each department, whatever their number.

    A department that does not answer, or is none of the caller's business, costs only its columns.
    """
    names = list(DEPARTMENT_NAMES)
    answers = await asyncio.gather(
        *(departments.part(name, f"/v1/branch-figures/{name.replace('_', '-')}", who) for name in names)
    )
    return BranchFiguresOut(**dict(zip(names, (part for _, part in answers), strict=True)))


def _bounds(day: date, time_zone: str) -> tuple[datetime, datetime]:
    begin = datetime.combine(day, time(0), clock.zone(time_zone))
    return begin, datetime.combine(day + timedelta(days=1), time(0), clock.zone(time_zone))
