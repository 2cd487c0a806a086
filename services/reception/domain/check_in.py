"""The check-in on the shoot day: six steps, none may be left out (M-43, REC-18, REC-20)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kit.errors import ServiceError


class Step(StrEnum):
    """The steps in their order."""

    PACKAGE_CHECKED = "PACKAGE_CHECKED"
    BALANCE = "BALANCE"
    NUMBER = "NUMBER"
    LOCKER = "LOCKER"
    MAKEUP_BOX = "MAKEUP_BOX"
    HAND_OVER = "HAND_OVER"


class StepLeftOut(ServiceError):
    """A step before this one is not done (M-43)."""

    status, code = 409, "check_in.step_left_out"
    en, zh = "{expected} comes first; no step may be left out.", "请先完成 {expected}，步骤不可省略。"


class StepDone(ServiceError):
    """Done before."""

    status, code = 409, "check_in.step_done"
    en, zh = "{step} is done already.", "{step} 已完成。"


class CheckInArrears(ServiceError):
    """The balance comes first; a manager may override with a reason (FIN-03, A-01)."""

    status, code = 409, "check_in.arrears_open"
    en, zh = "{amount} of the package is still owed.", "套系尚欠 {amount}，请先补齐余款。"


class StepIncomplete(ServiceError):
    """What the step needs was not given."""

    status, code = 422, "check_in.step_incomplete"
    en, zh = "This step needs {needed}.", "该步骤需要：{needed}。"


class DepositMismatch(ServiceError):
    """The deposit is of another order, another object, or given back."""

    status, code = 409, "check_in.deposit_mismatch"
    en, zh = "This deposit does not fit the step.", "该押金单与此步骤不符。"


class AnotherDay(ServiceError):
    """The shoot is booked for another day; only scheduling moves it, together with its people, room and dress."""

    status, code = 409, "check_in.another_day"
    en, zh = "The shoot is booked for {day}; move the booking first.", "拍摄预约在 {day}，请先改期。"


class ShootGivenUp(ServiceError):
    """The booking was cancelled, or is not this order's."""

    status, code = 409, "check_in.no_such_shoot"
    en, zh = "This order has no such shoot any more; book one first.", "该订单已没有此拍摄预约，请先重新预约。"


STEPS = tuple(Step)

EARLIER = "EARLIER"
"""Where the record keeps what was done on the days before, when the shoot needs another day (SCH-10)."""


def next_step(done: Collection[str]) -> Step | None:
    """The first step that is not done.

    >>> next_step(["PACKAGE_CHECKED"])
    <Step.BALANCE: 'BALANCE'>
    """
    return next((step for step in STEPS if step.value not in done), None)


def check_step(step: Step, done: Collection[str]) -> None:
    """Refuse a step out of turn (M-43).

    Raises:
        StepDone: it was done before.
        StepLeftOut: an earlier one is open.
    """
    if step.value in done:
        raise StepDone(step=step.value)
    expected = next_step(done)
    if expected is not None and expected != step:
        raise StepLeftOut(expected=expected.value)


@dataclass(frozen=True, slots=True)
class Booked:
    """A shoot as scheduling told of it; without days when it was given up, or is another order's."""

    booking_id: UUID
    first_day: date | None
    last_day: date | None

    def is_on(self, day: date) -> bool:
        """Whether the customer is expected that day; a journey lasts several."""
        return self.first_day is not None and self.last_day is not None and self.first_day <= day <= self.last_day


def shoot_of_today(shoots: Sequence[Booked], asked: UUID | None, today: date) -> UUID | None:
    """The shoot that a customer who is here today has come for (REC-18: on the day of the shoot).

    Args:
        shoots: what scheduling told of this order; its news may still be on the way.
        asked: the booking named at the desk.

    Returns:
        The booking; None for somebody who came without one.

    Raises:
        AnotherDay, ShootGivenUp: nobody and nothing is ready for it today.
    """
    if asked is None:
        here = next((one.booking_id for one in shoots if one.is_on(today)), None)
        coming = min((one.first_day for one in shoots if one.first_day and one.first_day > today), default=None)
        if here is None and coming is not None:
            raise AnotherDay(day=coming.isoformat())
        return here
    named = next((one for one in shoots if one.booking_id == asked), None)
    if named is None:
        return asked
    if named.first_day is None:
        raise ShootGivenUp
    if not named.is_on(today):
        raise AnotherDay(day=named.first_day.isoformat())
    return asked
