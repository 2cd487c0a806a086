"""A booking by telephone: what was agreed, until when the day is kept, and that it was read back (M-47)."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.reception.domain.phone_bookings import hold_limit
from tests.reception.conftest import DAY, OWNER, Desk

TODAY = date.fromisoformat(DAY)
AGREED = {
    "wanted_on": str(TODAY + timedelta(days=12)),
    "pays_by": "WECHAT",
    "wishes": "the garden, no stairs",
    "kept_until": str(TODAY + timedelta(days=2)),
    "hold_explained": True,
    "read_back": True,
}
CALL = {
    "branch_id": "GG01",
    "channel": "PHONE",
    "name": "李娜",
    "phone": "13800138000",
    "wanted_category": "WEDDING_STUDIO",
}


async def call(desk: Desk, **changes: Any) -> dict[str, Any]:
    """Somebody books by telephone."""
    await desk.put(f"/rotas/GG01/{DAY}", {"staff_ids": [OWNER]})
    return await desk.post("/visits", CALL | {"phone_booking": AGREED | changes})


@pytest.mark.parametrize(("ahead", "kept"), [(0, 0), (1, 1), (3, 3), (30, 3)])
def test_a_day_is_kept_no_longer_than_the_house_says(ahead: int, kept: int) -> None:
    assert hold_limit(TODAY, TODAY + timedelta(days=ahead), 3) == TODAY + timedelta(days=kept)


async def test_what_was_agreed_stands_in_the_register(desk: Desk) -> None:
    visit = await call(desk)
    kept = (await desk.get(f"/visits/{visit['id']}"))["phone_booking"]
    told = {name: kept[name] for name in ("wanted_on", "pays_by", "wishes", "kept_until")}
    assert told == {name: AGREED[name] for name in told}
    assert kept["read_back_by"] == OWNER
    terms = await desk.get("/phone-booking-terms?branch_id=GG01")
    assert (terms["today"], terms["kept_days"]) == (DAY, 3)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"read_back": False}, "phone_booking.not_read_back"),
        ({"hold_explained": False}, "phone_booking.hold_not_explained"),
        ({"wanted_on": str(TODAY - timedelta(days=1))}, "phone_booking.day_gone"),
        ({"kept_until": str(TODAY + timedelta(days=4))}, "phone_booking.kept_wrongly"),
        ({"kept_until": str(TODAY - timedelta(days=1))}, "phone_booking.kept_wrongly"),
        ({"pays_by": "SHELLS"}, "payment.method_refused"),
    ],
)
async def test_nothing_is_kept_that_was_not_settled(desk: Desk, changes: dict[str, Any], code: str) -> None:
    body = CALL | {"phone_booking": AGREED | changes}
    assert await desk.refused("POST", "/visits", body) == code
    assert (await desk.get("/visits"))["items"] == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"channel": "WALK_IN"}, "phone_booking.not_by_phone"),
        ({"name": None}, "phone_booking.incomplete"),
        ({"phone": None, "phone_refused_reason": "none"}, "phone_booking.incomplete"),
        ({"wanted_category": None}, "phone_booking.incomplete"),
    ],
)
async def test_name_phone_and_kind_belong_to_the_call(desk: Desk, changes: dict[str, Any], code: str) -> None:
    assert await desk.refused("POST", "/visits", CALL | {"phone_booking": AGREED} | changes) == code


async def test_a_call_without_a_day_is_a_line_of_the_register_as_before(desk: Desk) -> None:
    await desk.put(f"/rotas/GG01/{DAY}", {"staff_ids": [OWNER]})
    assert (await desk.post("/visits", CALL))["phone_booking"] is None
