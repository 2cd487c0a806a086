"""What was laid ready for a selection, and by whom."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from services.post_production.domain.preparation import Tick
from services.post_production.models.base import Base
from shared.kit.tables import BranchRow, moment


class SelectionPreparation(Base, BranchRow, table=True):
    """The ticks of an order: they stay when the appointment is moved (REC-12)."""

    __tablename__ = "selection_preparation"

    order_id: UUID = Field(primary_key=True)
    disc_photos: int | None = None
    disc_burnt_by: str | None = Field(default=None, max_length=40)
    disc_burnt_at: datetime | None = moment(nullable=True)
    order_pulled_by: str | None = Field(default=None, max_length=40)
    order_pulled_at: datetime | None = moment(nullable=True)

    def tick(self, point: Tick, by: str, now: datetime, *, photos: int) -> None:
        """It is done; said again it stays whose it was, unless photos have come since the disc was burnt."""
        if point is Tick.ORDER_PULLED:
            if self.order_pulled_at is None:
                self.order_pulled_by, self.order_pulled_at = by, now
        elif self.disc_photos is None or self.disc_photos < photos:
            self.disc_burnt_by, self.disc_burnt_at, self.disc_photos = by, now, photos

    def take_back(self, point: Tick) -> None:
        """It was ticked by mistake, or the order went back into the file."""
        if point is Tick.ORDER_PULLED:
            self.order_pulled_by = self.order_pulled_at = None
        else:
            self.disc_burnt_by = self.disc_burnt_at = self.disc_photos = None
