"""The check-in on the shoot day: six steps, none may be left out (M-43, REC-18, REC-20)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

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
