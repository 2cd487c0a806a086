"""Layouts, their pages and pins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from services.post_production.domain.states import Channel, FileVerdict, LayoutState, TemplateState
from services.post_production.models import Layout, LayoutPage, LayoutPin, LayoutTemplate
from services.post_production.schemas.base import Body, Reason
from shared.contracts.post_production import DesignMode, ReviewMode
from shared.kit.privacy import PlainText, Words
from shared.kit.refusals import Refusal

MOST_PAGES = 200


class LayoutIn(Body):
    """A layout to be shown: its pictures in their order, or only how many pages it has."""

    template_name: Words | None = None
    pages: Annotated[int | None, Field(ge=1, le=500)] = None
    page_ids: Annotated[list[UUID], Field(default_factory=list, max_length=MOST_PAGES)]

    @model_validator(mode="after")
    def _has_pages(self) -> LayoutIn:
        if len(self.page_ids) != len(set(self.page_ids)):
            raise ValueError("a page is named twice")
        if self.pages is None and not self.page_ids:
            raise ValueError("give pages or page_ids")
        return self

    @property
    def page_count(self) -> int:
        """How many pages the customer sees."""
        return len(self.page_ids) or self.pages or 1


class ApprovalIn(Body):
    """The customer's own word, and the pickup date as it was said again (PST-17)."""

    by_customer: Annotated[bool, Field(description="must be true: nobody approves in the customer's place")]
    channel: Channel
    pickup_on: date


class ChangesIn(Body):
    """What the customer wants changed, empty when pins say it; the next review and the pickup, when agreed anew."""

    remarks: PlainText = ""
    review_on: date | None = None
    pickup_on: date | None = None


class PinIn(Body):
    """A remark at a spot of a page, in thousandths of its width and height."""

    page_id: UUID
    x: Annotated[int, Field(ge=0, le=1000)]
    y: Annotated[int, Field(ge=0, le=1000)]
    remark: Annotated[Reason, Field(max_length=500)]


class PinOut(BaseModel):
    """A pin as staff see it."""

    id: UUID
    layout_id: UUID
    page_id: UUID
    x: int
    y: int
    remark: str
    set_by: str
    set_at: datetime
    settled_by: str | None
    settled_at: datetime | None

    @classmethod
    def of(cls, pin: LayoutPin) -> PinOut:
        """As answered."""
        return cls.model_validate(pin, from_attributes=True)


class LayoutPageOut(BaseModel):
    """A page as a picture; ``layout_id`` is empty until it is put before the customer."""

    id: UUID
    layout_id: UUID | None
    place: int
    name: str
    width: int
    height: int

    @classmethod
    def of(cls, page: LayoutPage) -> LayoutPageOut:
        """As answered."""
        return cls.model_validate(page, from_attributes=True)


class LayoutPageFile(BaseModel):
    """What became of one file, in the order they were sent."""

    name: str
    page_id: UUID | None = None
    state: FileVerdict
    reason: Refusal | None = None


class LayoutPagesOut(BaseModel):
    """What became of every file: one bad file never loses the rest."""

    files: list[LayoutPageFile]


class LayoutOut(BaseModel):
    """A round of layout."""

    id: UUID
    order_id: UUID
    round: int
    state: LayoutState
    template_id: UUID | None
    pages: int
    pictures: list[LayoutPageOut] = []
    pins: list[PinOut] = []
    design_mode: DesignMode
    review_mode: ReviewMode
    presented_by: str
    presented_at: datetime
    pickup_reconfirmed: bool
    pickup_on: date | None = Field(description="the pickup date as it was said again with the answer (PST-17)")
    answered_at: datetime | None
    answered_to: str | None
    channel: Channel | None
    remarks: str

    @classmethod
    def of(cls, layout: Layout, pictures: Sequence[LayoutPage] = (), pins: Sequence[LayoutPin] = ()) -> LayoutOut:
        """As answered."""
        return cls(
            **layout.model_dump(exclude={"branch_id"}),
            pictures=[LayoutPageOut.of(page) for page in pictures],
            pins=[PinOut.of(pin) for pin in pins],
        )


class TemplateOut(BaseModel):
    """A layout template that may be offered."""

    id: UUID
    branch_id: str
    name: str
    state: TemplateState

    @classmethod
    def of(cls, template: LayoutTemplate) -> TemplateOut:
        """As answered."""
        return cls.model_validate(template, from_attributes=True)
