"""The monthly stock-take: what is counted against what is registered (SHO-11)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from services.scheduling.domain.thing_errors import CountContradicts
from services.scheduling.domain.things import Cause

MONTH = re.compile(r"^20\d\d-(0[1-9]|1[0-2])$")

DUE_DAY = 25
"""From this day of the month on, a kind that nobody has counted is due; when the month is over it is late [D]."""


class StockTakeState(StrEnum):
    """A sheet is counted on until it is closed; a closed one is locked."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the sheet as it was counted.

    Attributes:
        registered: how many there are by the register when the sheet began.
        out: of them, lent when they were counted.
        found: how many were seen, those broken or too old among them.
        broken: of those seen, not to be used any more.
        worn: of those seen, too old.
        known: what a slip of before asks for already, by cause; nobody asks twice.
    """

    registered: int
    out: int
    found: int
    broken: int = 0
    worn: int = 0
    known: Mapping[Cause, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.broken + self.worn > self.found:
            raise CountContradicts

    @property
    def expected(self) -> int:
        """How many should be in the house."""
        return max(0, self.registered - self.out)

    @property
    def missing(self) -> int:
        """How many should be here and are not."""
        return max(0, self.expected - self.found)

    @property
    def surplus(self) -> int:
        """How many are here beyond the register."""
        return max(0, self.found - self.expected)

    @property
    def differs(self) -> bool:
        """Whether a reason has to be given."""
        return bool(self.missing or self.surplus or self.broken or self.worn)

    def slips(self) -> dict[Cause, int]:
        """What is to be asked of the manager, by cause.

        >>> Count(registered=10, out=1, found=7, broken=1).slips()
        {<Cause.LOST: 'LOST'>: 2, <Cause.BROKEN: 'BROKEN'>: 1}
        """
        seen = {Cause.LOST: self.missing, Cause.BROKEN: self.broken, Cause.WORN: self.worn}
        new = {cause: number - self.known.get(cause, 0) for cause, number in seen.items()}
        return {cause: number for cause, number in new.items() if number > 0}


def month_of(day: date) -> str:
    """The month of a day, "2026-11"."""
    return f"{day:%Y-%m}"


def month_before(month: str) -> str:
    """The month before.

    >>> month_before("2026-01")
    '2025-12'
    """
    year, number = int(month[:4]), int(month[5:])
    return f"{year - (number == 1)}-{(number - 2) % 12 + 1:02d}"


def first_of_next(month: str) -> date:
    """The first day after the month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year + (number == 12), number % 12 + 1, 1)


def sheet_id(branch_id: str, kind: str, month: str) -> UUID:
    """One sheet for each branch, kind and month: whoever begins it second opens the same one."""
    return uuid5(NAMESPACE_OID, f"stock-take {branch_id} {kind} {month}")


def month_id(branch_id: str, month: str) -> UUID:
    """The id under which facts speak of all sheets of a branch and month."""
    return uuid5(NAMESPACE_OID, f"stock-takes {branch_id} {month}")
