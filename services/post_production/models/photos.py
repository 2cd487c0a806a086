"""Photo sets and their files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from services.post_production.domain.errors import CountDiffers, SetComplete
from services.post_production.domain.states import PHOTOS, PhotoAction, PhotoState
from services.post_production.models.base import Base
from shared.contracts.post_production import PhotosImported
from shared.kit.refusals import Refusal
from shared.kit.tables import BranchRow, moment, words


class PhotoSet(Base, BranchRow, table=True):
    """The proofs of one set of clothes, from one card (SHO-02)."""

    __tablename__ = "photo_set"

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    booking_id: UUID | None = None
    clothes_set: int
    photographer_id: str | None = Field(default=None, max_length=40)
    opened_at: datetime = moment()
    opened_by: str = Field(max_length=40)
    refused: int = 0
    expected_count: int | None = None
    completed_at: datetime | None = moment(nullable=True)

    def complete(self, expected: int, accepted: int, now: datetime) -> PhotosImported:
        """Close the set with the photographer's count (SHO-02).

        Raises:
            SetComplete: it was closed before.
            CountDiffers: another number arrived.
        """
        if self.completed_at is not None:
            raise SetComplete
        if expected != accepted:
            raise CountDiffers(expected=expected, accepted=accepted)
        self.expected_count, self.completed_at = expected, now
        return PhotosImported(
            branch_id=self.branch_id,
            order_id=self.order_id,
            photo_set_id=self.id,
            accepted=accepted,
            refused=self.refused,
        )


class Photo(Base, BranchRow, table=True):
    """One proof. The row is also the queue of the preview makers: RECEIVED waits for them."""

    __tablename__ = "photo"
    __table_args__ = (
        UniqueConstraint("order_id", "sha256", name="photo_once_per_order"),
        Index("photo_waiting", "received_at", "id", postgresql_where=text("state = 'RECEIVED'")),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    photo_set_id: UUID = Field(index=True)
    name: str = Field(max_length=120)
    sha256: str = Field(max_length=64)
    size: int
    width: int
    height: int
    orientation: int = 1
    taken_at: datetime | None = moment(nullable=True)
    state: PhotoState = words(PhotoState)
    fault: Refusal | None = words(Refusal, default=None, nullable=True)
    received_at: datetime = moment()
    settled_at: datetime | None = moment(nullable=True)

    @property
    def original_key(self) -> str:
        """Where the original lies in the store."""
        return f"{self.branch_id}/{self.order_id}/{self.sha256}.jpg"

    def settle(self, fault: Refusal | None, now: datetime) -> None:
        """The previews are there, or the file turned out to be broken."""
        self.state = PHOTOS.after(self.state, PhotoAction.GIVE_UP if fault else PhotoAction.DEVELOP)
        self.fault, self.settled_at = fault, now
