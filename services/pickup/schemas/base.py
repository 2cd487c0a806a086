"""What every request of pickup has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from shared.kit.privacy import PlainText

Remark = Annotated[PlainText, StringConstraints(min_length=1)]


class Body(BaseModel):
    """What comes in; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")
