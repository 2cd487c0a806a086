"""Placing a booking: all resources or none, within the capacity of the day, refused by the database itself.

An attempt runs in a savepoint: gates of the counted limits, choice, resource rows in id order, occupations. When
somebody was faster and there is a choice left, another attempt chooses anew; when there is none, the savepoint has
given everything back before the refusal and its alternatives are worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.scheduling.domain.booking import Notice
from services.scheduling.domain.capacity import Limit, Shot, first_full, soft_ones
from services.scheduling.domain.errors import BookingConflict, CapacityFull
from services.scheduling.models import Booking, Resource
from services.scheduling.queries.capacity import limits_of, shots_of_days
from services.scheduling.queries.slots import (
    Need,
    Option,
    busy_between,
    candidate_starts,
    conflicts_between,
    days_from,
    free_starts,
    is_free,
    load_of_day,
    release_at,
)
from services.scheduling.service.capacity import days_by_open_teams, lock_gates
from services.scheduling.service.occupying import held_ids, hold_for_booking, is_overlap, lock_resources, release
from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch

ATTEMPTS = 12
ALTERNATIVES = 5


class _TakenError(Exception):
    """No option of a need is free."""


class _FullError(Exception):
    """A limit refuses; with a choice of teams left, another attempt may find one."""

    def __init__(self, limit: Limit, *, choice_left: bool) -> None:
        super().__init__(limit.code)
        self.limit, self.choice_left = limit, choice_left


@dataclass(frozen=True, slots=True)
class _Choice:
    resources: list[Resource]
    team_id: UUID | None


async def place(session: AsyncSession, branch: Branch, booking: Booking, needs: Sequence[Need]) -> list[Notice]:
    """Hold everything the booking needs at its time; what it held before is given back in the same step.

    Raises:
        BookingConflict: somebody or something is taken; with conflicts and alternatives.
        CapacityFull: the day takes no more; with alternatives.
    """
    await session.flush()
    full: Limit | None = None
    for _ in range(ATTEMPTS):
        full = None
        try:
            async with session.begin_nested():
                choice, notices = await _attempt(session, branch, booking, needs)
        except IntegrityError as error:
            if not is_overlap(error):
                raise
            if all(need.fixed for need in needs):
                break
        except _TakenError:
            break
        except _FullError as error:
            full = error.limit
            if not error.choice_left:
                break
        else:
            booking.hold(choice.resources, choice.team_id)
            return notices
    raise await _refusal(session, branch, booking, needs, full)


async def _attempt(
    session: AsyncSession, branch: Branch, booking: Booking, needs: Sequence[Need]
) -> tuple[_Choice, list[Notice]]:
    limits: list[Limit] = []
    if booking.kind is BookingKind.SHOOT:
        everything = await limits_of(session, booking.branch_id)
        limits = [limit for limit in everything if limit.concerns(booking.category, booking.day)]
        await lock_gates(session, booking.branch_id, booking.day, limits, None)
    choice = await _choose(session, branch, booking, needs, limits)
    await lock_gates(session, booking.branch_id, booking.day, limits, choice.team_id)
    shots = await _shots(session, booking)
    if (limit := first_full(limits, shots, choice.team_id)) is not None:
        raise _FullError(limit, choice_left=any(not need.fixed for need in needs))
    held = await held_ids(session, booking.id)
    await lock_resources(session, [*held, *(resource.id for resource in choice.resources)])
    await release(session, booking.id)
    await hold_for_booking(session, booking, choice.resources)
    return choice, [_soft(limit) for limit in soft_ones(limits, shots, choice.team_id)]


def _soft(limit: Limit) -> Notice:
    return Notice("capacity.soft", f"Rule {limit.code}: more than {limit.soft} on that day; at most {limit.hard}.")


async def _shots(session: AsyncSession, booking: Booking) -> list[Shot]:
    return (await shots_of_days(session, booking.branch_id, [booking.day], own=booking.id))[booking.day]


async def _choose(
    session: AsyncSession, branch: Branch, booking: Booking, needs: Sequence[Need], limits: Sequence[Limit]
) -> _Choice:
    chosen = [need.options[0] for need in needs if need.fixed]
    open_needs = [need for need in needs if not need.fixed]
    if open_needs:
        pool = _resources(open_needs)
        latest = max(release_at(resource, booking.ends_at) for resource in pool)
        busy = await busy_between(session, pool, booking.starts_at, latest, own=booking.id)
        load = await load_of_day(session, branch, booking.day)
        shots = await _shots(session, booking)
        for need in open_needs:
            free = [o for o in need.options if is_free(o, busy, booking.starts_at, booking.ends_at)]
            if not free:
                raise _TakenError
            chosen.append(_best(free, limits, shots, load))
    resources = {resource.id: resource for option in chosen for resource in option.resources}
    return _Choice(list(resources.values()), next((o.team_id for o in chosen if o.team_id), None))


def _best(free: list[Option], limits: Sequence[Limit], shots: Sequence[Shot], load: dict[UUID, int]) -> Option:
    """The free option with fewest swaps, no soft limit passed, and the least to do that day (SCH-09)."""
    if free[0].team_id is not None:
        allowed = [option for option in free if first_full(limits, shots, option.team_id) is None]
        if not allowed:
            limit = first_full(limits, shots, free[0].team_id)
            assert limit is not None, "every free team is refused by a limit"
            raise _FullError(limit, choice_left=False)
        free = allowed

    def rank(option: Option) -> tuple[int, int, int, str]:
        soft = len(soft_ones(limits, shots, option.team_id)) if option.team_id else 0
        return option.swaps, soft, sum(load.get(r.id, 0) for r in option.resources), option.resources[0].name

    return min(free, key=rank)


def _resources(needs: Sequence[Need]) -> list[Resource]:
    return list({r.id: r for need in needs for option in need.options for r in option.resources}.values())


async def _refusal(
    session: AsyncSession, branch: Branch, booking: Booking, needs: Sequence[Need], full: Limit | None
) -> BookingConflict | CapacityFull:
    alternatives = [
        {"starts_at": start.isoformat(), "ends_at": (start + (booking.ends_at - booking.starts_at)).isoformat()}
        for start in await nearest_free(session, branch, booking, needs)
    ]
    if full is not None:
        return CapacityFull(
            rule=full.code,
            limit=full.hard,
            day=booking.day.isoformat(),
            scope=full.scope.value,
            alternatives=alternatives,
        )
    conflicts = await conflicts_between(session, _resources(needs), booking.starts_at, booking.ends_at, booking.id)
    return BookingConflict(conflicts=conflicts, alternatives=alternatives)


async def nearest_free(
    session: AsyncSession, branch: Branch, booking: Booking, needs: Sequence[Need]
) -> list[datetime]:
    """The nearest starts on that and the following days at which the booking would fit, capacity included."""
    minutes = int((booking.ends_at - booking.starts_at) / timedelta(minutes=1))
    found: list[datetime] = []
    days = days_from(booking.day)
    for group, fitting in await days_with_needs(
        session, booking.branch_id, booking.kind, booking.category, days, needs, own=booking.id
    ):
        starts = [s for s in candidate_starts(branch, group, minutes) if s != booking.starts_at]
        found += await free_starts(
            session, fitting, starts, minutes, around=booking.starts_at, limit=ALTERNATIVES, own=booking.id
        )
    return sorted(found, key=lambda start: (abs(start - booking.starts_at), start))[:ALTERNATIVES]


async def days_with_needs(
    session: AsyncSession,
    branch_id: str,
    kind: BookingKind,
    category: Category,
    days: Sequence[date],
    needs: Sequence[Need],
    own: UUID | None = None,
) -> list[tuple[Sequence[date], Sequence[Need]]]:
    """The days that are not full, each group with the needs its open teams can meet; only shoots are counted."""
    if kind is not BookingKind.SHOOT:
        return [(days, needs)]
    teams: list[UUID | None] = [o.team_id for need in needs for o in need.options if o.team_id]
    groups = await days_by_open_teams(session, branch_id, category, days, teams or [None], own)
    return [(group, [_met_by(need, open_teams) for need in needs]) for open_teams, group in groups.items()]


def _met_by(need: Need, teams: frozenset[UUID | None]) -> Need:
    if need.fixed:
        return need
    return Need(tuple(option for option in need.options if option.team_id is None or option.team_id in teams))
