"""转介绍: the code a new customer brings, the invitation on a phone, leads at the desk (REC-09, PCK-08, A-26)."""

from typing import Any
from uuid import UUID

import pytest

from services.reception.domain.referrals import LEADS_A_DAY
from shared.contracts.customer_service import ReferralCodeIssued
from shared.contracts.reception import LeadClosed, LeadReceived
from shared.kit.testing import MONDAY, principal
from tests.reception.conftest import OWNER, Desk

CODE = "AB2CD3EF"
VISITOR = principal("visitor", branches=[], permissions=["reception.invitation.see", "reception.invitation.answer"])
FRIEND = {"name": "孙悦", "phone": "13600136000", "wish": "photos by the sea in May"}


@pytest.fixture
async def referrer(desk: Desk) -> str:
    """A customer of GG01 with a code."""
    person = await desk.person(name="林晓敏", gender="FEMALE")
    await desk.service.deliver(ReferralCodeIssued(branch_id="GG01", person_id=UUID(person), code=CODE), times=2)
    return person


async def arrive(desk: Desk, **more: Any) -> dict[str, Any]:
    await desk.put(f"/rotas/GG01/{MONDAY}", {"staff_ids": [OWNER]})
    return await desk.post("/visits", {"branch_id": "GG01", "channel": "WALK_IN", **more})


async def test_a_visit_and_its_order_note_who_recommended(desk: Desk, referrer: str) -> None:
    visit = await arrive(desk, phone="13600136000", name="孙悦", referral_code="ab2c-d3ef")
    assert visit["referrer_person_id"] == referrer
    assert (await desk.order(visit_id=visit["id"]))["referrer_person_id"] == referrer
    assert (await desk.order(referral_code=CODE))["referrer_person_id"] == referrer


async def test_a_code_nobody_has_and_the_own_code_are_refused_with_their_reason(desk: Desk, referrer: str) -> None:
    came = {"branch_id": "GG01", "channel": "WALK_IN", "phone": "13600136000"}
    answer = await desk.send("POST", "/visits", came | {"referral_code": "ZZZZ9999"})
    assert (answer.status_code, answer.json()["code"]) == (422, "referral.code_unknown")
    assert "ZZZZ9999" in answer.json()["detail"]
    own = {"branch_id": "GG01", "channel": "WALK_IN", "person_id": referrer, "referral_code": CODE}
    assert await desk.refused("POST", "/visits", own) == "referral.own_code"


async def test_an_invitation_shows_the_branch_and_of_the_referrer_a_masked_name_only(desk: Desk, referrer: str) -> None:
    shown = await desk.send("GET", f"/invitations/{CODE}", who=VISITOR)
    assert (shown.json()["referrer"], shown.json()["gender"]) == ("林**", "FEMALE")
    assert shown.json()["branch_name"]
    assert referrer not in shown.text
    assert "晓敏" not in shown.text
    assert await desk.refused("GET", "/invitations/ZZZZ9999", who=VISITOR) == "invitation.unknown"


async def test_who_answers_an_invitation_is_a_lead_at_the_desk_of_its_branch_and_then_a_visit(
    desk: Desk, referrer: str
) -> None:
    for _ in range(2):  # the same friend again is not written twice
        thanks = await desk.send("POST", f"/invitations/{CODE}/leads", FRIEND, who=VISITOR, expect=201)
    assert set(thanks.json()) == {"branch_name", "branch_phone"}
    (lead,) = (await desk.get("/leads", params={"branch_id": "GG01", "state": "WAITING"}))["items"]
    assert (lead["referrer_person_id"], lead["wish"]) == (referrer, FRIEND["wish"])
    (told,) = await desk.service.published(LeadReceived)
    assert "孙悦" not in told.model_dump_json()
    visit = await arrive(desk, lead_id=lead["id"])
    assert (visit["person_id"], visit["referrer_person_id"]) == (lead["person_id"], referrer)
    assert [closed.outcome for closed in await desk.service.published(LeadClosed)] == ["CAME"]
    again = {"branch_id": "GG01", "channel": "PHONE", "lead_id": lead["id"]}
    assert await desk.refused("POST", "/visits", again) == "state.transition_refused"


async def test_a_lead_that_does_not_want_to_is_closed_with_a_reason(desk: Desk, referrer: str) -> None:
    await desk.send("POST", f"/invitations/{CODE}/leads", FRIEND, who=VISITOR, expect=201)
    lead = (await desk.get("/leads"))["items"][0]
    dropped = await desk.post(f"/leads/{lead['id']}/drop", {"reason": "moved away"})
    assert (dropped["state"], dropped["closed_by"], dropped["reason"]) == ("DROPPED", OWNER, "moved away")


async def test_a_code_that_goes_round_stops_at_a_days_measure(
    desk: Desk, referrer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LEADS_A_DAY >= 10
    monkeypatch.setattr("services.reception.service.referrals.LEADS_A_DAY", 2)
    path = f"/invitations/{CODE}/leads"
    for number in range(2):
        friend = FRIEND | {"phone": f"1360013600{number}"}
        await desk.send("POST", path, friend, who=VISITOR, expect=201)
    assert await desk.refused("POST", path, FRIEND | {"phone": "13600136009"}, who=VISITOR) == "invitation.enough"


async def test_who_answers_the_own_invitation_recommends_nobody(desk: Desk, referrer: str) -> None:
    own = FRIEND | {"phone": "13800138000"}
    await desk.send("POST", f"/invitations/{CODE}/leads", own, who=VISITOR, expect=201)
    visit = await arrive(desk, lead_id=(await desk.get("/leads"))["items"][0]["id"])
    assert (visit["person_id"], visit["referrer_person_id"]) == (referrer, None)
