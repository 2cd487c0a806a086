"""Values with bounds that requests share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from services.scheduling.domain.booking import Notice
from shared.kit.privacy import PlainText

_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


def _sane_day(day: date) -> date:
    if not _FIRST <= day <= _LAST:
        raise ValueError("the day must lie between 2000 and 2100")
    return day


def _sane_moment(moment: datetime) -> datetime:
    if not _FIRST.year <= moment.year <= _LAST.year:
        raise ValueError("the moment must lie between 2000 and 2100")
    return moment.astimezone(UTC)


Day = Annotated[date, AfterValidator(_sane_day)]
"""A calendar day of the branch."""

Moment = Annotated[AwareDatetime, AfterValidator(_sane_moment)]
"""A moment with its offset."""

DayOrMoment = Annotated[Moment | Day, Field(union_mode="left_to_right")]
"""A moment, or a day of the branch."""

Minutes = Annotated[int, Field(ge=5, le=16 * 60)]
"""How long a booking takes."""

Reason = Annotated[PlainText, StringConstraints(min_length=1)]
"""Why; may not be empty."""

LONGEST_SPAN = timedelta(days=31)


class Body(BaseModel):
    """A request body; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class NoticeOut(BaseModel):
    """A warning that goes with an accepted request."""

    code: str
    detail: str

    @classmethod
    def of(cls, notice: Notice) -> NoticeOut:
        """The notice as answered."""
        return cls(code=notice.code, detail=notice.detail)
