"""The house's own words for messages and calls, every version kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from services.customer_service.models.base import Base
from shared.kit.tables import moment

CHAIN = "CHAIN"
"""The place of words that hold in every branch without words of its own."""


class OwnText(Base, table=True):
    """A version of a text; without words it gives the place back to the wider or built-in text."""

    __tablename__ = "own_text"
    __table_args__ = (UniqueConstraint("template", "place", "version", name="own_text_version"),)

    id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    template: str = Field(max_length=60)
    place: str = Field(max_length=12)
    version: int
    zh: str | None = Field(default=None, max_length=2000)
    en: str | None = Field(default=None, max_length=2000)
    changed_by: str = Field(max_length=40)
    changed_at: datetime = moment()
