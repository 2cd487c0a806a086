"""Photo sets and photos."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.post_production.domain.states import FileVerdict, PhotoState
from services.post_production.models import Photo, PhotoSet
from services.post_production.schemas.base import Body
from shared.contracts.values import StaffId
from shared.kit.refusals import Refusal


class PhotoSetIn(Body):
    """A set of clothes whose proofs come now (SHO-02)."""

    booking_id: UUID | None = None
    clothes_set: Annotated[int, Field(ge=1, le=50)]
    photographer_id: StaffId | None = None


class Count(BaseModel):
    """How far the files of a set are."""

    received: int = 0
    ready: int = 0
    broken: int = 0

    @property
    def total(self) -> int:
        """All files of the set."""
        return self.received + self.ready + self.broken

    @property
    def good(self) -> int:
        """Files that are or will be shown."""
        return self.received + self.ready


class PhotoSetOut(BaseModel):
    """A photo set with its progress: received in all, previews ready, broken."""

    id: UUID
    order_id: UUID
    booking_id: UUID | None
    clothes_set: int
    photographer_id: str | None
    opened_at: datetime
    received: int
    ready: int
    broken: int
    refused: int
    expected_count: int | None
    completed_at: datetime | None

    @classmethod
    def of(cls, photo_set: PhotoSet, count: Count) -> PhotoSetOut:
        """As answered."""
        return cls(
            id=photo_set.id,
            order_id=photo_set.order_id,
            booking_id=photo_set.booking_id,
            clothes_set=photo_set.clothes_set,
            photographer_id=photo_set.photographer_id,
            opened_at=photo_set.opened_at,
            received=count.total,
            ready=count.ready,
            broken=count.broken,
            refused=photo_set.refused,
            expected_count=photo_set.expected_count,
            completed_at=photo_set.completed_at,
        )


class FileOut(BaseModel):
    """What became of one file, in the order they were sent."""

    name: str
    photo_id: UUID | None = None
    state: FileVerdict
    reason: Refusal | None = None


class UploadOut(BaseModel):
    """What became of every file: one bad file never loses the rest."""

    photo_set_id: UUID
    files: list[FileOut]
    accepted: int
    duplicates: int
    refused: int


class CompletionIn(Body):
    """The photographer's own count."""

    expected_count: Annotated[int, Field(ge=1, le=100_000)]


class PhotoOut(BaseModel):
    """A proof."""

    id: UUID
    photo_set_id: UUID
    name: str
    state: PhotoState
    fault: Refusal | None
    size: int
    width: int
    height: int
    taken_at: datetime | None
    sha256: str

    @classmethod
    def of(cls, photo: Photo) -> PhotoOut:
        """As answered."""
        return cls.model_validate(photo, from_attributes=True)
