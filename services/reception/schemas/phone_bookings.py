"""What a caller agreed to (M-47)."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field

from services.reception.schemas import Body, Code
from shared.kit.privacy import PlainText


class PhoneBookingIn(Body):
    """What was agreed on the telephone and read back to the caller (M-47)."""

    wanted_on: date
    pays_by: Code | None = Field(default=None, description="how the deposit will be paid, a method of the branch")
    wishes: PlainText = ""
    kept_until: date = Field(description="so long the day is kept without a deposit")
    hold_explained: bool = Field(description="the caller knows until when")
    read_back: bool = Field(description="everything was read back, and was right")


class PhoneBookingOut(BaseModel):
    """What was agreed, and who read it back."""

    wanted_on: date
    pays_by: str | None
    wishes: str
    kept_until: date
    read_back_by: str
    read_back_at: datetime


class PhoneBookingTerms(BaseModel):
    """What a caller is told before the booking is kept."""

    branch_id: str
    today: date
    kept_days: int = Field(description="so long a day is kept without a deposit")
