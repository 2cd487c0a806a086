"""Facts told by post-production: photos, selection, layouts, production, rework."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Event
from shared.contracts.reception import ProductLine
from shared.contracts.values import Money, StaffId


class ReviewMode(StrEnum):
    """How the customer wants to see the layout before the album is made (PST-11)."""

    NONE = "NONE"
    IN_SHOP = "IN_SHOP"
    ONLINE = "ONLINE"


class DesignMode(StrEnum):
    """Custom design, or photos into existing layouts (PST-01)."""

    CUSTOM = "CUSTOM"
    TEMPLATE = "TEMPLATE"


class PieceLine(BaseModel):
    """One physical thing that will be made, arrive and be handed over."""

    model_config = ConfigDict(frozen=True)

    piece_id: UUID
    code: str
    product_code: str
    name: str


class PhotosImported(Event, name="photos.imported"):
    """Proofs are in the designated place (SHO-02)."""

    order_id: UUID
    photo_set_id: UUID
    accepted: int
    refused: int


class SelectionReady(Event, name="selection.ready"):
    """The customer can choose: all proofs have previews and are checked (PST-05)."""

    order_id: UUID
    selection_id: UUID
    photos: int


class SelectionAtRisk(Event, name="selection.at_risk"):
    """A booked selection is not ready days before it (PST-05, A-04)."""

    order_id: UUID
    booking_id: UUID
    days_before: int
    missing: list[str]


class SelectionProposed(Event, name="selection.proposed"):
    """The customer chose at home and asks the consultant to go through it (PST-04, PST-11); nothing is sold yet."""

    order_id: UUID
    selection_id: UUID
    chosen: int
    extra_photos: int
    amount: Money


class SelectionConfirmed(Event, name="selection.confirmed"):
    """The customer signed the list (PST-11); extras are the second sale (FIN-09)."""

    order_id: UUID
    selection_id: UUID
    chosen: int
    included: int
    extra_photos: int
    extra_photo_price: Money
    products: list[ProductLine]
    amount: Money
    clerk_id: StaffId
    review_mode: ReviewMode
    design_mode: DesignMode
    pickup_on: date
    review_on: date | None = None


class HandoverBookAccepted(Event, name="handover_book.accepted"):
    """Design accepted the sheet from selection (PST-13)."""

    order_id: UUID
    selection_id: UUID
    given_by: StaffId
    accepted_by: StaffId


class LayoutReady(Event, name="layout.ready"):
    """A layout waits for the customer's word (PST-17)."""

    order_id: UUID
    layout_id: UUID
    round: int
    design_mode: DesignMode
    review_mode: ReviewMode


class LayoutChangesWanted(Event, name="layout.changes_wanted"):
    """The customer wants the layout changed; design begins the next round (PST-17). Days that were agreed anew."""

    order_id: UUID
    layout_id: UUID
    round: int
    review_on: date | None = None
    pickup_on: date | None = None


class LayoutApproved(Event, name="layout.approved"):
    """The customer accepted the layout; production may start (PST-17). The pickup date, when it was said again."""

    order_id: UUID
    layout_id: UUID
    round: int
    pickup_on: date | None = None


class ProductionOrdered(Event, name="production.ordered"):
    """The production sheet with all its pieces (PST-14)."""

    order_id: UUID
    production_order_id: UUID
    pieces: list[PieceLine]
    due_on: date


class PieceFinished(Event, name="piece.finished"):
    """A piece left finishing and is on its way to the desk."""

    order_id: UUID
    piece_id: UUID
    code: str
    rework_id: UUID | None = None


class StepOverdue(Event, name="step.overdue"):
    """One of the five alerts between departments (GEN-10, PST-20)."""

    order_id: UUID
    alert: str
    step: str
    responsible_id: StaffId | None = None


class ReworkRequested(Event, name="rework.requested"):
    """A fault was found; nothing is redone without the store manager (PST-21)."""

    order_id: UUID
    rework_id: UUID
    piece_id: UUID
    reason: str
    liability: str


class ReworkApproved(Event, name="rework.approved"):
    """The store manager signed; the piece goes back to the named step (PST-21)."""

    order_id: UUID
    rework_id: UUID
    piece_id: UUID
    back_to: str
    due_on: date


class ReworkRejected(Event, name="rework.rejected"):
    """The store manager did not sign; the piece stays as it is (PST-21)."""

    order_id: UUID
    rework_id: UUID
    piece_id: UUID
    reason: str


class QualityVerdict(StrEnum):
    """What the store manager says of a sample: good, to talk about, to redo (PST-22)."""

    PASS = "PASS"
    NOTE = "NOTE"
    REDO = "REDO"


class QualityJudged(Event, name="quality.judged", about="check_id"):
    """The store manager looked at a sample of somebody's work (PST-22)."""

    check_id: UUID
    about_order_id: UUID
    kind: str
    staff_id: StaffId
    verdict: QualityVerdict
    judged_by: StaffId
