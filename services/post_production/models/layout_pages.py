"""The pictures of a layout, and the pins set into them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.post_production.domain.errors import LayoutAnswered
from services.post_production.domain.states import LayoutState
from services.post_production.models.base import Base
from services.post_production.models.design import Layout
from shared.kit.tables import BranchRow, moment


class LayoutPage(Base, BranchRow, table=True):
    """One page of a layout as a picture; until the layout is put before the customer it belongs to none."""

    __tablename__ = "layout_page"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    layout_id: UUID | None = Field(default=None, index=True)
    place: int = 0
    name: str = Field(max_length=120)
    sha256: str = Field(max_length=64)
    width: int
    height: int
    added_by: str = Field(max_length=40)
    added_at: datetime = moment()

    def show_in(self, layout: Layout, place: int) -> None:
        """It becomes the page at that place, counted from one."""
        self.layout_id, self.place = layout.id, place


class LayoutPin(Base, BranchRow, table=True):
    """A remark at a spot of a page; the spot in thousandths of its width and height."""

    __tablename__ = "layout_pin"
    __table_args__ = (Index("layout_pin_order", "layout_id", "set_at"),)

    id: UUID = Field(primary_key=True)
    layout_id: UUID
    page_id: UUID
    x: int
    y: int
    remark: str
    set_by: str = Field(max_length=40)
    set_at: datetime = moment()
    settled_by: str | None = Field(default=None, max_length=40)
    settled_at: datetime | None = moment(nullable=True)

    def settle(self, staff_id: str, now: datetime) -> None:
        """The designer has done what was asked; again is no error."""
        if self.settled_at is None:
            self.settled_by, self.settled_at = staff_id, now


def require_unanswered(layout: Layout) -> None:
    """Pins are set only while the layout waits for the customer's word.

    Raises:
        LayoutAnswered: it has been answered.
    """
    if layout.state is not LayoutState.READY:
        raise LayoutAnswered(round=layout.round)
