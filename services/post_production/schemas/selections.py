"""The selection and the hand-over book."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from services.post_production.domain.selling import Sale
from services.post_production.domain.states import LineState, Purpose, SelectionState
from services.post_production.models import Choice, HandoverBook, HandoverLine, Selection
from services.post_production.schemas.base import Body, Reason
from shared.contracts.post_production import DesignMode, ReviewMode
from shared.contracts.reception import ProductLine
from shared.contracts.values import BranchId, Money
from shared.kit.privacy import PlainText, Words

SIGNATURE_BYTES = 200 * 1024
PNG = b"\x89PNG\r\n\x1a\n"


def _is_png(text: str) -> str:
    try:
        image = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if not image.startswith(PNG):
        raise ValueError("not a PNG image")
    if len(image) > SIGNATURE_BYTES:
        raise ValueError("larger than 200 KB")
    return text


PngImage = Annotated[str, StringConstraints(max_length=SIGNATURE_BYTES * 4 // 3 + 4), AfterValidator(_is_png)]
ScanId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]


class CheckIn(Body):
    """The check of the day (PST-07)."""

    count_ok: bool
    sets_complete: bool
    no_bloopers: bool
    corrections_done: bool
    sales_plan: PlainText


class StartIn(Body):
    """Sitting down with the customer (PST-01, PST-09); a reason when another clerk's session is taken over."""

    design_mode: DesignMode = DesignMode.TEMPLATE
    difference_explained: bool
    takeover_reason: Reason | None = None


class Choosing(Body):
    """A photo that somebody wants."""

    photo_id: UUID
    remark: PlainText = ""


class ChoiceIn(Choosing):
    """A photo and what it is for."""

    purposes: Annotated[set[Purpose], Field(min_length=1)]


def each_photo_once(choices: Sequence[Choosing], removed: Sequence[UUID]) -> None:
    """Refuse a photo that is named twice.

    Raises:
        ValueError: it is.
    """
    named = [choice.photo_id for choice in choices] + list(removed)
    if len(named) != len(set(named)):
        raise ValueError("a photo is named twice")


class ChoicesIn(Body):
    """Choices to add or change, and photos not wanted any more; everything else stays."""

    choices: Annotated[list[ChoiceIn], Field(default_factory=list, max_length=2000)]
    removed: Annotated[list[UUID], Field(default_factory=list, max_length=2000)]

    @model_validator(mode="after")
    def _each_photo_once(self) -> ChoicesIn:
        each_photo_once(self.choices, self.removed)
        return self


class ProductIn(Body):
    """A product of the second sale (A-25)."""

    code: Words
    name: Words
    quantity: Annotated[int, Field(ge=1, le=99)]
    photos: Annotated[int, Field(ge=0, le=1000)] = 0
    unit_price: Money

    @model_validator(mode="after")
    def _price_is_bounded(self) -> ProductIn:
        if not 0 <= self.unit_price.amount <= 10**9:
            raise ValueError("the unit price lies outside what can be charged")
        return self


class ProductsIn(Body):
    """All products of the second sale."""

    products: Annotated[list[ProductIn], Field(max_length=100)]


class SignatureIn(Body):
    """The customer signed on the screen or on paper; no name is kept here (PST-11, A-29)."""

    handwritten_count: Annotated[int, Field(ge=0, le=100_000)]
    signature_image: PngImage | None = None
    paper_scan_id: ScanId | None = None

    @model_validator(mode="after")
    def _is_signed(self) -> SignatureIn:
        if (self.signature_image is None) == (self.paper_scan_id is None):
            raise ValueError("give either signature_image or paper_scan_id")
        return self

    @property
    def image(self) -> bytes | None:
        """The signature's picture."""
        return base64.b64decode(self.signature_image) if self.signature_image else None


class ConfirmationIn(Body):
    """What is agreed before the selection is closed (PST-11, PST-14)."""

    review_mode: ReviewMode
    review_on: date | None = Field(default=None, description="needed unless no layout is to be seen")
    pickup_on: date
    backup_confirmed: bool


class ChoiceOut(BaseModel):
    """A chosen photo."""

    photo_id: UUID
    purposes: list[Purpose]
    remark: str

    @classmethod
    def of(cls, choice: Choice) -> ChoiceOut:
        """As answered."""
        return cls(photo_id=choice.photo_id, purposes=[Purpose(p) for p in choice.purposes], remark=choice.remark)


class SoldProduct(ProductLine):
    """A product of the second sale with its price."""

    unit_price: Money


class SelectionOut(BaseModel):
    """The selection as it stands: what was chosen and what it costs (PST-04)."""

    id: UUID
    order_id: UUID
    version: int
    state: SelectionState
    proposed_at: datetime | None
    clerk_id: str | None
    sales_plan: str
    selection_hints: str
    design_mode: DesignMode | None
    proposed_design_mode: DesignMode
    started_at: datetime | None
    signed_at: datetime | None
    confirmed_at: datetime | None
    accepted_at: datetime | None
    review_mode: ReviewMode | None
    review_on: date | None
    pickup_on: date | None
    photos: int
    electronic_count: int
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


def show_selection(
    selection: Selection,
    sale: Sale,
    choices: list[Choice],
    *,
    extra_photo_price: Money,
    photos: int,
    hints: str,
    proposed: DesignMode,
) -> SelectionOut:
    """The selection as answered."""
    return SelectionOut(
        **selection.model_dump(
            include={
                "id", "order_id", "version", "state", "proposed_at", "clerk_id", "sales_plan", "design_mode",
                "started_at", "signed_at", "confirmed_at", "accepted_at", "review_mode", "review_on", "pickup_on",
            }
        ),
        selection_hints=hints,
        proposed_design_mode=proposed,
        photos=photos,
        electronic_count=len(choices),
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
    )  # fmt: skip


class BookIn(Body):
    """The day's job sheets for design (PST-13)."""

    branch_id: BranchId
    selection_ids: Annotated[list[UUID], Field(min_length=1, max_length=200)]

    @model_validator(mode="after")
    def _each_once(self) -> BookIn:
        if len(self.selection_ids) != len(set(self.selection_ids)):
            raise ValueError("a selection is named twice")
        return self


class RefusedSheet(Body):
    """A sheet design sends back."""

    selection_id: UUID
    reason: Reason


class BookAnswerIn(Body):
    """Design's answer about every sheet of the page."""

    accepted: Annotated[list[UUID], Field(default_factory=list, max_length=200)]
    refused: Annotated[list[RefusedSheet], Field(default_factory=list, max_length=200)]


class BookLineOut(BaseModel):
    """A job sheet in the book."""

    selection_id: UUID
    order_id: UUID
    order_number: str | None = None
    state: LineState
    reason: str | None


class BookOut(BaseModel):
    """A page of the hand-over book."""

    id: UUID
    branch_id: str
    day: date
    given_by: str
    given_at: datetime
    answered_by: str | None
    answered_at: datetime | None
    lines: list[BookLineOut]

    @classmethod
    def of(cls, book: HandoverBook, lines: list[HandoverLine]) -> BookOut:
        """As answered."""
        shown = [BookLineOut.model_validate(line, from_attributes=True) for line in lines]
        return cls(**book.model_dump(), lines=shown)
