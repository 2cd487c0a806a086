"""Prices, due dates and readiness as pure rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.post_production.domain.rules import Rules, missing_for_selection
from services.post_production.domain.selling import price
from services.post_production.domain.states import WorkStep
from shared.contracts.values import Money

fen = st.integers(0, 10**7).map(Money.fen)
few = st.integers(0, 500)


@given(few, few, fen, st.lists(st.tuples(st.integers(1, 99), fen), max_size=5), fen)
def test_extra_photos_are_charged_and_included_ones_are_free(
    chosen: int, included: int, unit: Money, products: list[tuple[int, Money]], fee: Money
) -> None:  # PST-04
    sale = price(chosen=chosen, included=included, extra_photo_price=unit, products=products, design_fee=fee)
    assert sale.extra_photos == max(0, chosen - included)
    goods = sum(quantity * each.amount for quantity, each in products)
    assert sale.amount.amount == sale.extra_photos * unit.amount + goods + fee.amount
    assert sale.amount == sale.extra_amount + sale.product_amount + sale.design_fee


@given(few, few, fen)
def test_one_more_photo_never_makes_it_cheaper(chosen: int, included: int, unit: Money) -> None:  # PST-04
    def amount(number: int) -> int:
        none = Money.fen(0)
        return price(
            chosen=number, included=included, extra_photo_price=unit, products=[], design_fee=none
        ).amount.amount

    assert amount(chosen + 1) - amount(chosen) == (unit.amount if chosen >= included else 0)


def test_two_currencies_are_not_added() -> None:
    with pytest.raises(ValueError, match="cannot be added"):
        price(
            chosen=0,
            included=0,
            extra_photo_price=Money.yuan(1),
            products=[(1, Money(amount=1, currency="HKD"))],
            design_fee=Money.yuan(0),
        )


def test_urgent_orders_have_priority() -> None:  # PST-19
    rules, today = Rules(), date(2026, 11, 23)
    assert rules.due_on(WorkStep.RETOUCH, today, urgent=False) == date(2026, 11, 26)
    assert rules.due_on(WorkStep.RETOUCH, today, urgent=True) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("pickup", "due"),
    [
        (date(2026, 11, 30), date(2026, 11, 29)),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2027, 3, 1), date(2026, 12, 7)),
    ],
)
def test_production_is_due_the_day_before_pickup(pickup: date, due: date) -> None:  # PST-14
    assert Rules().production_due_on(date(2026, 11, 23), pickup) == due


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"photos": 0, "shot": False}, "SHOOT_NOT_COMPLETED"),
        ({"photos": 0}, "PHOTOS_NOT_IMPORTED"),
        ({"sets_here": 1}, "SETS_MISSING"),
        ({"short": 2}, "COUNT_DIFFERS"),
        ({"developing": 1}, "PREVIEWS_NOT_READY"),
        ({"checked": False}, "CHECK_NOT_DONE"),
    ],
)
def test_what_is_missing_is_named(change: dict[str, int], word: str) -> None:  # PST-05, PST-07
    complete = {
        "shot": True, "photos": 9, "sets_here": 2, "sets_ordered": 2, "developing": 0, "short": 0, "checked": True
    }  # fmt: skip
    assert missing_for_selection(**complete) == []  # type: ignore[arg-type]
    assert word in missing_for_selection(**{**complete, **change})  # type: ignore[arg-type]
