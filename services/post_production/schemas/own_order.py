"""What a customer sees and says behind a link; no name of anybody, no number of ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from services.post_production.domain.selling import Sale
from services.post_production.domain.states import LayoutState, Purpose, SelectionState
from services.post_production.models import Choice, Photo, Selection
from services.post_production.schemas.base import Body
from services.post_production.schemas.layouts import LayoutOut
from services.post_production.schemas.selections import ChoiceOut, Choosing, SoldProduct, each_photo_once
from shared.contracts.values import Money
from shared.kit.privacy import PlainText

OwnPurpose = Literal[Purpose.ALBUM, Purpose.ENLARGEMENT]


class OwnPhotoOut(BaseModel):
    """A photo to choose from."""

    id: UUID
    name: str
    width: int
    height: int

    @classmethod
    def of(cls, photo: Photo) -> OwnPhotoOut:
        """As answered; a photo taken upright is told upright."""
        wide, high = (photo.height, photo.width) if photo.orientation >= 5 else (photo.width, photo.height)
        return cls(id=photo.id, name=photo.name, width=wide, height=high)


class OwnChoiceIn(Choosing):
    """A photo and what the customer wishes it for (PST-15)."""

    purposes: Annotated[set[OwnPurpose], Field(min_length=1)]


class OwnChoicesIn(Body):
    """Photos the customer wants, and such as are not wanted any more; everything else stays."""

    choices: Annotated[list[OwnChoiceIn], Field(default_factory=list, max_length=1000)]
    removed: Annotated[list[UUID], Field(default_factory=list, max_length=1000)]

    @model_validator(mode="after")
    def _each_photo_once(self) -> OwnChoicesIn:
        each_photo_once(self.choices, self.removed)
        return self


class OwnSelectionOut(BaseModel):
    """The selection as its customer sees it: what is chosen and what it costs, by the rules of the room (PST-04).

    ``open`` while the customer may propose; ``proposed_at`` once the proposal was sent.
    """

    open: bool
    state: SelectionState
    proposed_at: datetime | None
    photos: int
    chosen: int
    included: int
    extra_photos: int
    extra_photo_price: Money
    extra_amount: Money
    product_amount: Money
    custom_design_fee: Money
    amount: Money
    products: list[SoldProduct]
    choices: list[ChoiceOut]
    pickup_on: date | None

    @classmethod
    def of(
        cls, selection: Selection, sale: Sale, choices: Sequence[Choice], *, extra_photo_price: Money, photos: int
    ) -> OwnSelectionOut:
        """As answered."""
        return cls(
            open=selection.state is SelectionState.READY,
            state=selection.state,
            proposed_at=selection.proposed_at,
            photos=photos,
            chosen=sale.chosen,
            included=sale.included,
            extra_photos=sale.extra_photos,
            extra_photo_price=extra_photo_price,
            extra_amount=sale.extra_amount,
            product_amount=sale.product_amount,
            custom_design_fee=sale.design_fee,
            amount=sale.amount,
            products=[SoldProduct.model_validate(line) for line in selection.products],
            choices=[ChoiceOut.of(choice) for choice in choices],
            pickup_on=selection.pickup_on,
        )


class OwnPageOut(BaseModel):
    """A page of the layout."""

    id: UUID
    place: int
    width: int
    height: int


class OwnPinOut(BaseModel):
    """A pin; ``own`` when the customer set it, ``settled`` when the designer has done it."""

    id: UUID
    page_id: UUID
    x: int
    y: int
    remark: str
    own: bool
    settled: bool


class OwnLayoutOut(BaseModel):
    """The latest layout as its customer sees it."""

    id: UUID
    round: int
    state: LayoutState
    presented_at: datetime
    answered_at: datetime | None
    pickup_on: date | None = Field(description="when the album is to be collected")
    remarks: str
    pages: list[OwnPageOut]
    pins: list[OwnPinOut]

    @classmethod
    def of(cls, layout: LayoutOut, customer: str, pickup_on: date | None) -> OwnLayoutOut:
        """As answered, without who did what."""
        return cls(
            pickup_on=pickup_on,
            **layout.model_dump(include={"id", "round", "state", "presented_at", "answered_at", "remarks"}),
            pages=[OwnPageOut(**page.model_dump(include=set(OwnPageOut.model_fields))) for page in layout.pictures],
            pins=[
                OwnPinOut(
                    **pin.model_dump(include={"id", "page_id", "x", "y", "remark"}),
                    own=pin.set_by == customer,
                    settled=pin.settled_at is not None,
                )
                for pin in layout.pins
            ],
        )


class AlbumOut(BaseModel):
    """Selection and layout of the own order; empty until there is something to see."""

    selection: OwnSelectionOut | None
    layout: OwnLayoutOut | None


class OwnChangesIn(Body):
    """What the customer wants changed; empty when pins say it."""

    remarks: PlainText = ""
