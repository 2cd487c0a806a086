"""Values used inside facts and request bodies alike."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

BranchId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,11}$")]
"""The short code of a branch, e.g. ``GG01``; printed in receipt numbers."""

StaffId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{1,39}$")]
"""The sign-in name of a member of staff; never a person's full name."""


class Money(BaseModel):
    """An amount in the smallest unit of its currency (fen for CNY). Floats are refused.

    >>> Money.yuan(12) + Money.yuan(3)
    Money(amount=1500, currency='CNY')
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: StrictInt = Field(description="smallest unit of the currency, e.g. fen", ge=-(10**12), le=10**12)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CNY"

    @classmethod
    def yuan(cls, whole: int) -> Money:
        """That many whole yuan."""
        return cls(amount=whole * 100)

    @classmethod
    def fen(cls, amount: int) -> Money:
        """That many fen."""
        return cls(amount=amount)

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added or compared")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(amount=self.amount + other.amount, currency=self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(amount=self.amount - other.amount, currency=self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(amount=self.amount * times, currency=self.currency)

    def __neg__(self) -> Money:
        return Money(amount=-self.amount, currency=self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __gt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount > other.amount

    def __ge__(self, other: Money) -> bool:
        self._same(other)
        return self.amount >= other.amount

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        """The amount for people, as the desks write it: ``¥1,599.00``. Whatever a program reads takes ``amount``."""
        sign = "-" if self.amount < 0 else ""
        symbol = "¥" if self.currency == "CNY" else f"{self.currency} "
        return f"{sign}{symbol}{abs(self.amount) // 100:,}.{abs(self.amount) % 100:02d}"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


def tidy_code(typed: str) -> str:
    """A referral code as kept, however it was typed.

    >>> tidy_code(" ab2c-d3ef ")
    'AB2CD3EF'
    """
    return "".join(typed.split()).replace("-", "").upper()
