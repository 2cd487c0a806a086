"""What comes in and what goes out; validation lives here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from shared.contracts.values import Money
from shared.kit.privacy import Words


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


def _positive(money: Money) -> Money:
    if money.amount <= 0:
        raise ValueError("the amount must be more than nothing")
    return money


def _not_negative(money: Money) -> Money:
    if money.amount < 0:
        raise ValueError("the amount may not be negative")
    return money


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a NUL character cannot be stored")
    return text


Positive = Annotated[Money, AfterValidator(_positive)]
"""An amount that moves."""

NotNegative = Annotated[Money, AfterValidator(_not_negative)]
"""An amount that was counted."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
"""A short code."""

PersonName = Annotated[Words, Field(max_length=60)]
"""A person's name as he gives it."""

PhoneText = Annotated[str, StringConstraints(min_length=3, max_length=40), AfterValidator(_no_nul)]
"""A phone number as typed."""

ReferralText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20, pattern=r"^[A-Za-z0-9 -]+$")
]
"""A referral code as typed."""

Small = Annotated[int, Field(ge=0, le=100_000)]
"""A count of things."""

__all__ = ["Body", "Code", "NotNegative", "PersonName", "PhoneText", "Positive", "ReferralText", "Small"]
