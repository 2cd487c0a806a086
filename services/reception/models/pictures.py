"""Pictures kept beside what they show, so that lists never carry them."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.reception.models.base import Base
from shared.kit.tables import BranchRow, moment


class BeforePhoto(Base, BranchRow, table=True):
    """妆前照: the face before make-up, for whoever makes it up (REC-02); without what a camera noted."""

    __tablename__ = "before_photo"

    order_id: UUID = Field(primary_key=True, foreign_key="studio_order.id")
    image: bytes
    sha256: str = Field(max_length=64)
    taken_at: datetime = moment()
    taken_by: str = Field(max_length=40)


class FoundPhoto(Base, BranchRow, table=True):
    """What a left-behind thing looks like (M-36)."""

    __tablename__ = "found_photo"

    item_id: UUID = Field(primary_key=True, foreign_key="found_item.id")
    image: bytes
    sha256: str = Field(max_length=64)
    taken_at: datetime = moment()
    taken_by: str = Field(max_length=40)
