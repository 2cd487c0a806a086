"""Paid extra services: price list, request, dispatch, work, signature, and their money (M-18 … M-29)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from gateway.roles import OWN_ORDER
from services.reception.domain.work_orders import ENDS, OPEN, WORK, WorkAction, WorkState
from shared.contracts.customer_service import VisitAnswered
from shared.contracts.reception import (
    WorkOrderAnswered,
    WorkOrderDeclined,
    WorkOrderDispatched,
    WorkOrderMoved,
    WorkOrderRedoWanted,
    WorkOrderRequested,
    WorkOrderSigned,
    WorkOrdersListed,
    WorkOrderStarted,
)
from shared.kit.testing import MONDAY, MovableClock, principal
from tests.reception.conftest import CLERK, DAY, MANAGER, OWNER, Desk, cny
from tests.reception.services import AT, LATER, REASON, asked, go, read_as, service_of
from tests.transitions import check_transition

AFTER: dict[WorkState, dict[WorkAction, WorkState]] = {
    WorkState.REQUESTED: {
        WorkAction.ANSWER: WorkState.REQUESTED,
        WorkAction.ACCEPT: WorkState.ACCEPTED,
        WorkAction.DECLINE: WorkState.DECLINED,
        WorkAction.DISPATCH: WorkState.DISPATCHED,
        WorkAction.MOVE: WorkState.REQUESTED,
        WorkAction.CANCEL: WorkState.CANCELLED,
    },
    WorkState.ACCEPTED: {
        WorkAction.ANSWER: WorkState.ACCEPTED,
        WorkAction.DECLINE: WorkState.DECLINED,
        WorkAction.DISPATCH: WorkState.DISPATCHED,
        WorkAction.MOVE: WorkState.ACCEPTED,
        WorkAction.CANCEL: WorkState.CANCELLED,
    },
    WorkState.DISPATCHED: {
        WorkAction.ANSWER: WorkState.DISPATCHED,
        WorkAction.DISPATCH: WorkState.DISPATCHED,
        WorkAction.MOVE: WorkState.DISPATCHED,
        WorkAction.TAKE: WorkState.TAKEN,
        WorkAction.CANCEL: WorkState.CANCELLED,
    },
    WorkState.TAKEN: {
        WorkAction.ANSWER: WorkState.TAKEN,
        WorkAction.DISPATCH: WorkState.DISPATCHED,
        WorkAction.MOVE: WorkState.TAKEN,
        WorkAction.START: WorkState.IN_WORK,
        WorkAction.CANCEL: WorkState.CANCELLED,
    },
    WorkState.IN_WORK: {
        WorkAction.ANSWER: WorkState.IN_WORK,
        WorkAction.MOVE: WorkState.IN_WORK,
        WorkAction.FINISH: WorkState.DONE,
        WorkAction.ESCALATE: WorkState.ESCALATED,
    },
    WorkState.DONE: {
        WorkAction.ANSWER: WorkState.DONE,
        WorkAction.SIGN: WorkState.SIGNED,
        WorkAction.REDO: WorkState.IN_WORK,
        WorkAction.ESCALATE: WorkState.ESCALATED,
    },
    WorkState.ESCALATED: {
        WorkAction.ANSWER: WorkState.ESCALATED,
        WorkAction.REDO: WorkState.IN_WORK,
        WorkAction.SETTLE: WorkState.SETTLED,
    },
    WorkState.SIGNED: {WorkAction.REOPEN: WorkState.IN_WORK},
    WorkState.SETTLED: {WorkAction.REOPEN: WorkState.ESCALATED},
}


@pytest.mark.parametrize("state", WorkState)
@pytest.mark.parametrize("action", WorkAction)
def test_every_state_and_action(state: WorkState, action: WorkAction) -> None:
    expected = AFTER.get(state, {}).get(action)
    if action is WorkAction.END and state in OPEN:
        expected = WorkState.CANCELLED
    check_transition(WORK, state, action, expected)
    assert (state in ENDS) == (set(WORK.table.get(state, {})) <= {WorkAction.REOPEN})


async def test_m_18_a_work_order_keeps_the_price_it_was_asked_for_by(desk: Desk) -> None:
    order = await desk.booked()
    service = await service_of(desk, price=120)
    first = await asked(desk, order, service=service, quantity=2)
    path = f"/extra-services/{service}/versions"
    dearer = {"name": "加框", "unit": "幅", "price": cny(150)}
    tomorrow = {**dearer, "price": cny(200), "valid_from": str(MONDAY + timedelta(days=1))}
    await desk.post(path, dearer, headers={"If-Match": '"1"'})
    assert await desk.refused("POST", path, tomorrow, headers={"If-Match": '"1"'}) == "version.stale"
    listed = await desk.post(path, tomorrow, headers={"If-Match": '"2"'})
    assert (listed["current"]["price"], listed["planned"]["price"]) == (cny(150), cny(200))
    second = await asked(desk, order, service=service)
    assert [(one["service_version"], one["amount"]) for one in (first, second)] == [(1, cny(240)), (2, cny(150))]
    assert (await desk.get("/extra-services"))[0]["versions"] == 3
    assert await desk.refused("POST", "/extra-services", {"code": "FRAME"}) == "extra_service.code_taken"


async def test_m_75_a_version_sent_again_is_the_same_version(desk: Desk) -> None:
    made = await desk.post("/extra-services", {"code": "FRAME"})
    version = {"name": "加框", "unit": "幅", "price": cny(120)}
    again = {"If-Match": '"0"', "Idempotency-Key": "once"}
    answers = [await desk.post(f"/extra-services/{made['id']}/versions", version, headers=again) for _ in range(2)]
    assert answers[0] == answers[1]
    assert (await desk.get("/extra-services"))[0]["versions"] == 1


async def test_m_20_what_is_not_offered_is_not_written_down(desk: Desk) -> None:
    order = await desk.booked()
    path = f"/orders/{order['id']}/work-orders"
    unpriced = await desk.post("/extra-services", {"code": "DISC"})
    body = {"service_id": unpriced["id"], "appointed_at": AT}
    assert await desk.refused("POST", path, body) == "request.invalid"
    withdrawn = await service_of(desk, code="DRESS", offered=False)
    assert await desk.refused("POST", path, body | {"service_id": withdrawn}) == "request.invalid"
    elsewhere = await desk.post("/extra-services", {"code": "HERE", "branch_id": "GG01"})
    version = {"name": "上门", "unit": "次", "price": cny(300)}
    own = f"/extra-services/{elsewhere['id']}/versions"
    await desk.post(own, version, headers={"If-Match": '"0"'})
    await desk.post(path, body | {"service_id": elsewhere["id"]})
    past = {"appointed_at": f"{DAY}T09:00:00+08:00", "service_id": elsewhere["id"]}
    assert await desk.refused("POST", path, past) == "work_order.appointment_past"


async def test_m_22_the_customer_hears_within_fifteen_minutes_and_who_does_not_is_seen_first(
    desk: Desk, at: MovableClock
) -> None:
    order = await desk.booked()
    service = await service_of(desk)
    answered = await asked(desk, order, service=service, appointed_at=f"{DAY}T10:30:00+08:00")
    at.move(minutes=1)
    waiting = await asked(desk, order, service=service)
    assert (waiting["waits_for"], waiting["late"], waiting["due_at"]) == ("ANSWER", False, waiting["answer_due"])
    answered = await go(desk, answered, "dispatch", who=OWNER)
    assert (answered["waits_for"], answered["due_at"]) == ("WORKER", answered["appointed_at"])
    at.move(minutes=16)
    listed = (await desk.get("/work-orders", params={"branch_id": "GG01", "open_only": True}))["items"]
    assert [(one["id"], one["late"]) for one in listed] == [(waiting["id"], True), (answered["id"], False)]
    late = await desk.post(f"/work-orders/{waiting['id']}/answer")
    assert (late["waits_for"], late["late"]) == ("DISPATCH", False)
    await desk.post(f"/work-orders/{waiting['id']}/answer")
    told = await desk.service.published(WorkOrderAnswered)
    assert [fact.in_time for fact in told] == [True, False]
    assert len(await desk.service.published(WorkOrderRequested)) == 2


async def test_m_20_a_request_is_declined_with_an_explanation_or_given_another_time(desk: Desk) -> None:
    order = await desk.booked()
    service = await service_of(desk)
    no = await asked(desk, order, service=service)
    path = f"/work-orders/{no['id']}/refusal"
    assert (await desk.send("POST", path, {"explanation": ""})).status_code == 422
    no = await desk.post(path, {"explanation": "the dress is at the cleaner's"})
    assert (no["state"], no["reason"], no["waits_for"]) == ("DECLINED", "the dress is at the cleaner's", None)
    assert no["answered_at"]
    assert no["closed_by"] == OWNER
    assert len(await desk.service.published(WorkOrderDeclined)) == 1
    assert await desk.refused("POST", f"/work-orders/{no['id']}/answer") == "state.transition_refused"
    yes = await go(desk, await asked(desk, order, service=service), "acceptance")
    moved = {"worker_id": CLERK, "appointed_at": LATER, "customer_told": True}
    yes = await desk.post(f"/work-orders/{yes['id']}/dispatch", moved, headers=read_as(yes))
    assert (yes["state"], yes["worker_id"]) == ("DISPATCHED", CLERK)
    path, back = f"/work-orders/{yes['id']}/appointment", {"appointed_at": f"{DAY}T09:00:00+08:00"}
    assert await desk.refused("POST", path, back, headers=read_as(yes)) == "work_order.appointment_past"
    yes = await desk.post(path, {"appointed_at": AT}, headers=read_as(yes))
    assert len(await desk.service.published(WorkOrderMoved)) == 2
    (sent,) = await desk.service.published(WorkOrderDispatched)
    assert (sent.worker_id, sent.appointed_at) == (CLERK, datetime.fromisoformat(LATER))


async def test_p_10_two_who_dispatch_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    work = await asked(desk, await desk.booked())
    path, body = f"/work-orders/{work['id']}/dispatch", {"worker_id": CLERK}
    assert (await desk.send("POST", path, body)).status_code == 428
    first = await desk.post(path, body, headers=read_as(work))
    assert await desk.refused("POST", path, {"worker_id": OWNER}, headers=read_as(work)) == "version.stale"
    later = {"appointed_at": LATER}
    assert await desk.refused("POST", path.replace("dispatch", "appointment"), later, headers=read_as(work)) == (
        "version.stale"
    )
    again = await desk.post(path, {"worker_id": OWNER}, headers=read_as(first))
    assert again["worker_id"] == OWNER


async def test_m_23_the_worker_takes_it_and_the_customer_confirms_the_price_before_the_work(desk: Desk) -> None:
    order = await desk.checked_in()
    work = await go(desk, await asked(desk, order, quantity=2), "dispatch")
    path = f"/work-orders/{work['id']}"
    assert await desk.refused("POST", f"{path}/start", {"confirmed_by": "李娜"}) == "state.transition_refused"
    assert await desk.refused("POST", f"{path}/taking", who=OWNER) == "work_order.not_yours"
    await go(desk, work, "taking")
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == cny(0)
    key = {"Idempotency-Key": "agreed"}
    one, same = [await desk.post(f"{path}/start", {"confirmed_by": "李娜"}, who=CLERK, headers=key) for _ in range(2)]
    assert one == same
    assert (one["charged"], one["price_confirmed_by"]) == (True, "李娜")
    owing = await desk.get(f"/orders/{order['id']}")
    assert (owing["balance"], owing["selection_total"], owing["package_total"]) == (cny(240), cny(240), cny(3999))
    assert len(await desk.service.published(WorkOrderStarted)) == 1


async def test_m_25_the_customer_signs_or_it_is_done_again_until_the_manager_decides(desk: Desk) -> None:
    order = await desk.checked_in()
    service = await service_of(desk)
    work = await go(desk, await asked(desk, order, service=service), "dispatch", "taking", "start", "completion")
    path = f"/work-orders/{work['id']}"
    assert await desk.refused("POST", f"{path}/escalation", REASON) == "work_order.redo_first"
    assert (await desk.send("POST", f"{path}/signature", {})).status_code == 422
    work = await go(desk, work, "redo")
    assert (work["state"], work["redone"], work["waits_for"], work["charged"]) == ("IN_WORK", 1, "WORK", True)
    work = await go(desk, work, "completion", "signature")
    assert (work["state"], work["on_site"], work["signature_name"], work["waits_for"]) == ("SIGNED", True, "李娜", None)
    paper = await desk.send("GET", f"{path}/print", expect=200)
    assert paper.content.startswith(b"%PDF-")
    phoned = await go(desk, await asked(desk, order, service=service), "dispatch", "taking", "start", "completion")
    said = {"opinion": "very pretty"}
    phoned = await desk.post(f"/work-orders/{phoned['id']}/signature", said, who=CLERK)
    assert (phoned["on_site"], phoned["opinion"]) == (False, "very pretty")
    signed = await desk.service.published(WorkOrderSigned)
    assert [(fact.on_site, fact.redone) for fact in signed] == [(True, 1), (False, 0)]
    assert (await desk.get(f"/orders/{order['id']}"))["balance"] == cny(240)


async def test_m_23_what_the_customer_wants_no_more_is_cleared_before_the_work(desk: Desk) -> None:
    order = await desk.checked_in()
    service = await service_of(desk)
    work = await go(desk, await asked(desk, order, service=service), "dispatch", "taking")
    cleared = await desk.post(f"/work-orders/{work['id']}/cancellation", {"reason": "no time"})
    assert (cleared["state"], cleared["reason"]) == ("CANCELLED", "no time")
    begun = await go(desk, await asked(desk, order, service=service), "dispatch", "taking", "start")
    path = f"/work-orders/{begun['id']}/cancellation"
    assert await desk.refused("POST", path, {"reason": "no time"}) == "state.transition_refused"


def visit(work: dict[str, Any], answer: str, *, on_site: bool = False, opinion: str = "well done") -> VisitAnswered:
    """Customer service asked how it was."""
    about = {"branch_id": "GG01", "contact_id": uuid4(), "kind": "M-29", "order_id": work["order_id"]}
    said = {"answer": answer, "on_site": on_site, "opinion": opinion, "visited_by": "he.mei"}
    return VisitAnswered(**about, **said, work_order_id=work["id"])


async def test_m_29_what_the_customer_said_afterwards_stands_on_the_work_order(desk: Desk) -> None:
    work = await go(desk, await asked(desk, await desk.booked()), "dispatch", "taking", "start", "completion")
    signed = await go(desk, work, "signature")
    await desk.service.deliver(visit(work, "SATISFIED", on_site=True, opinion=""), times=2)
    shown = await desk.get(f"/work-orders/{work['id']}")
    (kept,) = shown["visits"]
    assert (kept["answer"], kept["on_site"], kept["by"], kept["opinion"]) == ("SATISFIED", True, "he.mei", "")
    assert (shown["state"], shown["closed_at"]) == ("SIGNED", signed["closed_at"])


async def test_m_29_who_is_not_content_at_the_visit_gets_it_done_again(desk: Desk) -> None:
    order = await desk.booked()
    work = await go(desk, await asked(desk, order), "dispatch", "taking", "start", "completion", "signature")
    first = visit(work, "DISSATISFIED", opinion="the colour came off")
    await desk.service.deliver(first, first)
    again = await desk.get(f"/work-orders/{work['id']}")
    assert (again["state"], again["redone"], again["reason"]) == ("IN_WORK", 1, "the colour came off")
    assert (again["closed_at"], again["late"], len(again["visits"])) == (None, False, 1)
    assert [told.times for told in await desk.service.published(WorkOrderRedoWanted)] == [1]
    work = await go(desk, again, "completion", "escalation")
    settle = {"finding": "no price", "charged": False}
    await desk.post(f"/work-orders/{work['id']}/settlement", settle, who=OWNER)
    await desk.service.deliver(visit(work, "DISSATISFIED", opinion="still"))
    assert (await desk.get(f"/work-orders/{work['id']}"))["state"] == "ESCALATED"
    await desk.service.deliver(visit(work, "DISSATISFIED", opinion="said while the manager thinks"))
    assert len((await desk.get(f"/work-orders/{work['id']}"))["visits"]) == 3


async def test_m_29_on_a_cancelled_order_it_is_written_down_and_no_more(desk: Desk) -> None:
    order = await desk.booked()
    work = await go(desk, await asked(desk, order), "dispatch", "taking", "start", "completion", "signature")
    request = await desk.post(f"/orders/{order['id']}/cancellation-requests", {"reason": "separated"})
    await desk.post(f"/cancellations/{request['id']}/approval", who=MANAGER)
    await desk.service.deliver(visit(work, "DISSATISFIED"))
    shown = await desk.get(f"/work-orders/{work['id']}")
    assert (shown["state"], len(shown["visits"])) == ("SIGNED", 1)


async def test_m_28_at_half_past_five_what_came_in_goes_to_dispatch_once(desk: Desk, at: MovableClock) -> None:
    order = await desk.booked()
    service = await service_of(desk)
    await go(desk, await asked(desk, order, service=service), "dispatch")
    await asked(desk, order, service=service, appointed_at=f"{DAY}T20:00:00+08:00")
    await desk.service.run_jobs("list of work orders")
    assert await desk.service.published(WorkOrdersListed) == []
    at.move(hours=7, minutes=30)
    await desk.service.run_jobs("list of work orders")
    (told,) = await desk.service.published(WorkOrdersListed)
    assert (told.listed, told.undispatched, told.late) == (2, 1, 2)
    listed = await desk.get("/work-orders", params={"listed_on": DAY, "branch_id": "GG01", "state": "REQUESTED"})
    assert len(listed["items"]) == 1
    at.move(days=1)
    await desk.service.run_jobs("list of work orders")
    assert len(await desk.service.published(WorkOrdersListed)) == 1


async def test_numbers_of_work_orders_have_no_gaps_and_a_request_sent_twice_is_one(desk: Desk) -> None:
    order = await desk.booked()
    body = {"service_id": await service_of(desk), "appointed_at": AT}
    path = f"/orders/{order['id']}/work-orders"
    one, same = [await desk.post(path, body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    other = await desk.post(path, body, who=OWNER)
    assert one == same
    assert (one["number"], other["number"]) == ("W26-GG01-000001", "W26-GG01-000002")


async def test_m_67_a_customer_behind_his_link_sees_the_prices_and_what_he_asked_for(desk: Desk) -> None:
    order = await desk.booked()
    service = await service_of(desk, explanation="oak or walnut")
    await service_of(desk, code="DRESS", offered=False)
    await desk.post("/extra-services", {"code": "DISC"})
    work = await asked(desk, order, service=service, quantity=2)
    await asked(desk, await desk.booked(), service=service)
    who = principal("customer", permissions=OWN_ORDER, order_id=UUID(order["id"]))
    path = f"/customer/{'A' * 24}/services"
    seen = await desk.get(path, who=who)
    assert [(one["code"], one["price"], one["explanation"]) for one in seen["offered"]] == [
        ("FRAME", cny(120), "oak or walnut")
    ]
    assert [(one["number"], one["state"], one["amount"]) for one in seen["asked"]] == [
        (work["number"], "REQUESTED", cny(240))
    ]
    nobody = principal("customer", permissions=OWN_ORDER, order_id=uuid4())
    assert (await desk.send("GET", path, who=nobody)).status_code == 404
