"""What request bodies have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shared.kit.privacy import PlainText

Reason = Annotated[PlainText, Field(min_length=1)]
"""Why something is done; may not be empty."""


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")
