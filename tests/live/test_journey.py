"""The journey of a wedding order, from the door to the call afterwards, by people who only click and type."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from deploy.demo.crew import at
from tests.house import House, new_phone
from tests.live.conftest import SitDown
from tests.live.journey import before, finish, selection, shoot_day
from tests.live.journey.people import Journey


@pytest.mark.timeout(900)
async def test_a_wedding_goes_through_all_desks(house: House, sit_down: SitDown, tmp_path: Path) -> None:
    today = await house.free_day(1)
    await house.clock.to(at(today, 9, 30))
    j = Journey(house, sit_down, phones=(new_phone(), new_phone()), shoot_day=today + timedelta(days=35))
    for step in (
        before.make_the_rota, before.walk_in, before.place, before.deposit, before.book, before.book_shoot,
        before.book_fitting, before.call_a_week_before, before.choose_dresses, before.confirm_arrival,
        shoot_day.check_in, shoot_day.make_up, shoot_day.photograph,
        partial(shoot_day.import_photographs, folder=tmp_path), shoot_day.check_proofs, shoot_day.book_selection,
        shoot_day.ask_how_it_was,
        selection.choose, selection.sign, selection.pay_all_but_one_yuan, selection.hand_to_design,
        selection.retouch_and_design, selection.layout,
        finish.order_production, finish.produce, finish.arrive, finish.rework, finish.announce_and_book, finish.owed,
        finish.hand_over, finish.cards, finish.last_call,
    ):  # fmt: skip
        await step(j)
        await house.clock.settle()
    assert len(j.screens) >= 12
