"""Hand-over book, work on the files, layouts (PST-13, PST-16, PST-17, PST-03)."""

from uuid import UUID, uuid4

from sqlmodel import select

from services.post_production.models import LayoutTemplate
from shared.contracts.pickup import HandoverCompleted
from shared.contracts.post_production import (
    HandoverBookAccepted,
    LayoutApproved,
    LayoutChangesWanted,
    LayoutReady,
    StepOverdue,
)
from shared.kit.testing import MovableClock
from tests.pictures import jpeg
from tests.post_production.conftest import House

APPROVED = {"by_customer": True, "channel": "IN_SHOP", "pickup_on": "2026-12-23"}


async def test_both_sides_sign_the_hand_over_book(house: House) -> None:  # PST-13
    selection = await house.confirmed(await house.order())
    book = await house.post("/handover-books", {"branch_id": "GG01", "selection_ids": [selection]})
    path = f"/handover-books/{book['id']}/acceptance"
    assert await house.refused(path, {"accepted": [selection]}) == "second_person.needed"
    answered = await house.post(path, {"accepted": [selection]}, by="zhao.min")
    assert (answered["given_by"], answered["answered_by"]) == ("wang.li", "zhao.min")
    told = (await house.service.published(HandoverBookAccepted))[0]
    assert (told.given_by, told.accepted_by, str(told.selection_id)) == ("wang.li", "zhao.min", selection)


async def test_every_sheet_is_answered_exactly_once(house: House) -> None:  # PST-13
    one, two = await house.confirmed(await house.order()), await house.confirmed(await house.order())
    book = await house.post("/handover-books", {"branch_id": "GG01", "selection_ids": [one, two]})
    path = f"/handover-books/{book['id']}/acceptance"
    assert await house.refused(path, {"accepted": [one]}, by="zhao.min") == "handover.lines_differ"
    body = {"accepted": [one], "refused": [{"selection_id": two, "reason": "remarks are missing"}]}
    answered = await house.post(path, body, by="zhao.min")
    assert sorted(line["state"] for line in answered["lines"]) == ["ACCEPTED", "REFUSED"]
    again = await house.post("/handover-books", {"branch_id": "GG01", "selection_ids": [two]})
    assert (await house.get("/handover-books?branch_id=GG01&day=2026-11-23"))["items"][1]["id"] == again["id"]


async def test_only_confirmed_selections_are_handed_over(house: House) -> None:  # PST-11, PST-13
    selection, _ = await house.choosing(await house.order())
    body = {"branch_id": "GG01", "selection_ids": [selection]}
    assert await house.refused("/handover-books", body) == "state.transition_refused"


async def test_not_accepted_by_closing_time_is_said_once(house: House, at: MovableClock) -> None:  # PST-13
    order = await house.order()
    await house.confirmed(order)
    at.move(hours=10, minutes=5)
    await house.service.run_jobs("handover_closing")
    at.move(days=1)
    await house.service.run_jobs("handover_closing")
    told = [event for event in await house.service.published(StepOverdue) if event.alert == "HANDOVER"]
    assert [(event.order_id, event.responsible_id) for event in told] == [(order, "wang.li")]


async def test_no_layout_before_design_accepted_and_worked(house: House) -> None:  # PST-13
    order = await house.order()
    await house.confirmed(order)
    assert await house.refused(f"/orders/{order}/layouts", {"pages": 20}) == "handover.not_accepted"
    other = await house.order()
    await house.accepted(other)
    assert await house.refused(f"/orders/{other}/layouts", {"pages": 20}) == "work.open"


async def test_design_follows_retouching_by_due_date(house: House) -> None:  # PST-16
    order = await house.order()
    await house.accepted(order)
    await house.work(order, "RETOUCH")
    item = (await house.get("/work-items?step=DESIGN"))["items"][0]
    assert (item["state"], item["due_on"]) == ("WAITING", "2026-11-26")
    assert await house.refused(f"/work-items/{item['id']}/done", {}) == "state.transition_refused"


async def test_work_is_given_to_people_of_the_branch_only(house: House) -> None:  # PST-16
    await house.accepted(await house.order())
    await house.service.know_staff("zhao.min", "retoucher")
    item = (await house.get("/work-items?step=RETOUCH&branch_id=GG01"))["items"][0]
    path = f"/work-items/{item['id']}/start"
    assert await house.refused(path, {"assignee_id": "nobody"}) == "request.invalid"
    assert (await house.post(path, {"assignee_id": "zhao.min"}))["assignee_id"] == "zhao.min"
    assert len((await house.get("/work-items?assignee_id=zhao.min&state=RUNNING"))["items"]) == 1


async def test_the_customer_sees_rounds_until_content(house: House) -> None:  # PST-17
    order = await house.order()
    await house.designed(order)
    first = await house.post(f"/orders/{order}/layouts", {"template_name": "Spring", "pages": 20})
    assert await house.refused(f"/orders/{order}/layouts", {"pages": 20}) == "layouts.awaiting_answer"
    await house.post(f"/layouts/{first['id']}/changes", {"remarks": "page three darker"})
    assert await house.refused(f"/orders/{order}/layouts", {"pages": 20}) == "work.open"
    await house.work(order, "DESIGN")
    second = await house.post(f"/orders/{order}/layouts", {"pages": 20})
    approval = f"/layouts/{second['id']}/approval"
    assert await house.refused(approval, {**APPROVED, "by_customer": False}) == "request.invalid"
    await house.post(approval, APPROVED)
    assert [event.round for event in await house.service.published(LayoutReady)] == [1, 2]
    assert [event.round for event in await house.service.published(LayoutChangesWanted)] == [1]
    assert [event.round for event in await house.service.published(LayoutApproved)] == [2]
    assert await house.refused(f"/orders/{order}/layouts", {"pages": 20}) == "layouts.approved"


async def test_the_pickup_date_is_said_again_with_the_customers_word(house: House) -> None:  # PST-17
    order = await house.order()
    await house.designed(order)

    async def agreed() -> tuple[str, str]:
        selection = (await house.get(f"/orders/{order}/post-production"))["selection"]
        return selection["review_on"], selection["pickup_on"]

    assert await agreed() == ("2026-12-03", "2026-12-23")
    first = await house.post(f"/orders/{order}/layouts", {"pages": 20})
    assert (first["pickup_reconfirmed"], first["pickup_on"]) == (False, None)
    changes = f"/layouts/{first['id']}/changes"
    wish = {"remarks": "darker", "review_on": "2026-12-28"}
    assert await house.refused(changes, wish) == "request.invalid"  # the layout is seen before the pickup
    await house.post(changes, {**wish, "pickup_on": "2026-12-30"})
    assert await agreed() == ("2026-12-28", "2026-12-30")
    await house.work(order, "DESIGN")
    second = await house.post(f"/orders/{order}/layouts", {"pages": 20})
    approval = f"/layouts/{second['id']}/approval"
    assert await house.refused(approval, {**APPROVED, "pickup_on": "2026-11-22"}) == "request.invalid"
    assert await house.refused(approval, {"by_customer": True, "channel": "PHONE"}) == "request.invalid"
    answered = await house.post(approval, {**APPROVED, "pickup_on": "2027-01-02"})
    assert (answered["pickup_reconfirmed"], answered["pickup_on"]) == (True, "2027-01-02")
    assert [str(event.pickup_on) for event in await house.service.published(LayoutApproved)] == ["2027-01-02"]
    assert await agreed() == ("2026-12-28", "2027-01-02")


async def test_who_wants_no_review_has_approved_beforehand(house: House) -> None:  # PST-11, PST-17
    order = await house.order()
    await house.designed(order, review="NONE")
    layout = await house.post(f"/orders/{order}/layouts", {"pages": 20})
    assert layout["state"] == "APPROVED"
    assert len(await house.service.published(LayoutReady)) == len(await house.service.published(LayoutApproved)) == 1


async def test_a_custom_layout_is_nobody_elses_and_retires(house: House) -> None:  # PST-03, A-28
    order, other = await house.order(), await house.order()
    await house.designed(order, mode="CUSTOM")
    await house.post(f"/orders/{order}/layouts", {"template_name": "Lighthouse", "pages": 20})
    await house.designed(other)
    body = {"template_name": "Lighthouse", "pages": 20}
    assert await house.refused(f"/orders/{other}/layouts", body) == "layouts.template_private"
    done = HandoverCompleted(branch_id="GG01", order_id=order, handover_id=uuid4(), pieces=1, by_proxy=False)
    await house.service.deliver(done, times=2)
    async with house.service.session() as session:
        states = (await session.exec(select(LayoutTemplate.state))).all()
    assert states == ["RETIRED"]
    assert await house.refused(f"/orders/{other}/layouts", body) == "layouts.template_private"
    await house.post(f"/orders/{other}/layouts", {**body, "template_name": "Spring"})
    assert [t["name"] for t in (await house.get("/layout-templates"))["items"]] == ["Spring"]


async def test_a_28_the_files_of_a_retired_layout_are_deleted_after_the_dispute_period(
    house: House, at: MovableClock
) -> None:
    order, other = await house.order(), await house.order()
    shared, own = jpeg(), jpeg()
    pages: list[str] = []
    for one, mode, files in ((order, "CUSTOM", [own, shared]), (other, "TEMPLATE", [shared])):
        await house.designed(one, mode=mode)
        parts = [("files", (f"{n}.jpg", file, "image/jpeg")) for n, file in enumerate(files)]
        added = await house.call("POST", f"/orders/{one}/layout-pages", ok=201, files=parts)
        ids = [file["page_id"] for file in added.json()["files"]]
        name = "Lighthouse" if mode == "CUSTOM" else "Spring"
        await house.post(f"/orders/{one}/layouts", {"template_name": name, "page_ids": ids})
        pages += ids
    done = HandoverCompleted(branch_id="GG01", order_id=order, handover_id=uuid4(), pieces=1, by_proxy=False)
    await house.service.deliver(done)
    job = "files of retired layouts"
    at.move(days=90, minutes=-5)
    assert await house.service.run_jobs(job) == 0
    at.move(minutes=10)
    assert await house.service.run_jobs(job) == 1
    shown = [(await house.call("GET", f"/layout-pages/{page}/preview")).status_code for page in pages]
    assert shown == [410, 200, 200]
    async with house.service.session() as session:
        gone = {one.name: one.files_deleted_at for one in (await session.exec(select(LayoutTemplate))).all()}
    assert (gone["Lighthouse"] is not None, gone["Spring"]) == (True, None)
    assert await house.service.run_jobs(job) == 0


async def test_the_order_page_names_the_next_step(house: House) -> None:
    order = await house.order()

    async def next_step() -> str:
        return str((await house.get(f"/orders/{order}/post-production"))["next_step"])

    assert await next_step() == "PHOTOS_NOT_IMPORTED"
    await house.designed(order)
    assert await next_step() == "LAYOUT"
    layout = await house.post(f"/orders/{order}/layouts", {"pages": 20})
    assert await next_step() == "LAYOUT_ANSWER"
    await house.post(f"/layouts/{layout['id']}/approval", APPROVED)
    assert await next_step() == "PRODUCTION_ORDER"
    sheet = await house.post(f"/orders/{order}/production-orders")
    assert await next_step() == "PRINT"
    await house.steps(sheet["pieces"][0]["id"], "PRINT", "PRINTS_BACK", "CUT", "FINISH", "FINISHED")
    assert await next_step() == "PICKUP"
    assert UUID(sheet["order_id"]) == order


async def test_the_book_shows_what_waits_for_design(house: House) -> None:  # PST-13
    await house.accepted(await house.order())
    waiting = await house.confirmed(await house.order())
    book = await house.post("/handover-books", {"branch_id": "GG01", "selection_ids": [waiting]})
    listed = (await house.get("/handover-books?branch_id=GG01&answered=false"))["items"]
    assert [item["id"] for item in listed] == [book["id"]]
    assert len((await house.get("/handover-books?branch_id=GG01&answered=true"))["items"]) == 1
