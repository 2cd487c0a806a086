"""Prices, points and limits against the sentences of the catalogue (PST-04, CS-20, 1.2.2)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from services.customer_service.domain.members import FROM_POINTS, Level, level_of, points_for, rank
from services.post_production.domain.selling import price
from services.scheduling.domain.capacity import (
    DEFAULT_LIMITS,
    PERSONAL,
    Shot,
    Verdict,
    count_with_one_more,
    first_full,
    judge,
)
from shared.contracts.reception import WEDDING, Category
from shared.contracts.values import Money
from tests.properties.profiles import examples

MANY = examples(100, 10_000)
FEN = st.integers(0, 10**8)
PIECES = st.lists(st.tuples(st.integers(1, 50), FEN), max_size=8)


@MANY
@given(chosen=st.integers(0, 500), included=st.integers(0, 300), each=FEN, pieces=PIECES, fee=FEN)
def test_only_what_exceeds_the_package_costs(
    chosen: int, included: int, each: int, pieces: list[tuple[int, int]], fee: int
) -> None:
    """PST-04: no photo of the package is charged, none beyond it is given away, nothing is counted twice."""
    sale = price(
        chosen=chosen,
        included=included,
        extra_photo_price=Money.fen(each),
        products=[(quantity, Money.fen(unit)) for quantity, unit in pieces],
        design_fee=Money.fen(fee),
    )
    assert sale.extra_photos == len(range(included, chosen))
    products = sum(unit for quantity, unit in pieces for _ in range(quantity))
    assert sale.amount.amount == sale.extra_photos * each + products + fee
    parts = sale.extra_amount + sale.product_amount + sale.design_fee
    assert parts == sale.amount


@MANY
@given(chosen=st.integers(0, 300), included=st.integers(0, 300), each=FEN)
def test_one_photo_more_never_costs_less_nor_more_than_its_price(chosen: int, included: int, each: int) -> None:
    def cost(photos: int) -> int:
        none = Money.fen(0)
        sale = price(chosen=photos, included=included, extra_photo_price=Money.fen(each), products=[], design_fee=none)
        return sale.amount.amount

    assert cost(chosen + 1) - cost(chosen) == (each if chosen >= included else 0)


@MANY
@given(steps=st.lists(st.integers(-5_000_000, 5_000_000), max_size=20), unit=st.integers(1, 100_000))
def test_points_are_those_of_the_whole_spending_however_it_came(steps: list[int], unit: int) -> None:
    """CS-20: payments, voids and refunds in any portions leave the points of what was spent in the end."""
    spent = [sum(steps[:n]) for n in range(len(steps) + 1)]
    ledger = [points_for(before, after, unit) for before, after in pairwise(spent)]
    assert sum(ledger) == max(spent[-1], 0) // unit
    for n in range(len(ledger) + 1):
        assert sum(ledger[:n]) >= 0


@MANY
@given(few=st.integers(0, 5000), more=st.integers(0, 5000))
def test_more_points_are_never_a_lower_level(few: int, more: int) -> None:
    assume(few <= more)
    assert rank(level_of(few)) <= rank(level_of(more))
    assert (level_of(few) is Level.NONE) == (few < min(least for least, _ in FROM_POINTS))


TEAMS = [UUID(int=n) for n in range(1, 5)]
SHOTS = st.lists(st.builds(Shot, st.sampled_from(Category), st.sampled_from([*TEAMS, None])), max_size=12)
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@MANY
@given(day=DAYS, wishes=SHOTS)
def test_a_day_filled_by_the_rules_is_never_too_full(day: date, wishes: list[Shot]) -> None:
    """A-07, A-08, A-09: sea 3 a day, other weddings 2 a team, personal 3 teams on workdays and 1 at weekends."""
    taken: list[Shot] = []
    for wish in wishes:
        limits = [limit for limit in DEFAULT_LIMITS if limit.concerns(wish.category, day)]
        if first_full(limits, taken, wish.team_id) is None:
            taken.append(wish)
    assert sum(shot.category is Category.WEDDING_SEA for shot in taken) <= 3
    local = WEDDING - {Category.WEDDING_SEA}
    for team in TEAMS:
        assert sum(shot.team_id == team and shot.category in local for shot in taken) <= 2
    assert teams_of(taken) <= (3 if day.weekday() < 5 else 1)


@MANY
@given(day=DAYS, shots=SHOTS, wish=st.builds(Shot, st.sampled_from(Category), st.sampled_from([*TEAMS, None])))
def test_nobody_is_refused_while_there_is_room(day: date, shots: list[Shot], wish: Shot) -> None:
    """A refusal means that one more would be more than the number of the rule, and only of its kind."""
    for limit in DEFAULT_LIMITS:
        if not limit.concerns(wish.category, day):
            assert not limit.concerns(wish.category, day + timedelta(weeks=1))
            continue
        after = [shot for shot in [*shots, wish] if shot.category in limit.categories]
        count = count_with_one_more(limit, shots, wish.team_id)
        assert count <= len(after)
        assert (judge(limit, shots, wish.team_id) is Verdict.FULL) == (count > limit.hard)


def teams_of(shots: Sequence[Shot]) -> int:
    """How many teams photograph personal portraits; people without a team are one each."""
    personal = [shot.team_id for shot in shots if shot.category in PERSONAL]
    return len({team for team in personal if team}) + sum(team is None for team in personal)
