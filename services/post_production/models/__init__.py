"""Tables of post-production. Methods guard, change, and return the fact."""

from services.post_production.models.base import Base
from services.post_production.models.copies import BookingCopy, Deadline, OrderCopy
from services.post_production.models.design import IN_WORK, HandoverBook, HandoverLine, Layout, LayoutTemplate, WorkItem
from services.post_production.models.layout_pages import LayoutPage, LayoutPin
from services.post_production.models.photos import Photo, PhotoSet
from services.post_production.models.preparation import SelectionPreparation
from services.post_production.models.production import UNFINISHED, Piece, PieceStepTaken, ProductionOrder, Rework
from services.post_production.models.quality import QualityCheck
from services.post_production.models.selections import Choice, Selection, Signature

__all__ = [
    "IN_WORK",
    "UNFINISHED",
    "Base",
    "BookingCopy",
    "Choice",
    "Deadline",
    "HandoverBook",
    "HandoverLine",
    "Layout",
    "LayoutPage",
    "LayoutPin",
    "LayoutTemplate",
    "OrderCopy",
    "Photo",
    "PhotoSet",
    "Piece",
    "PieceStepTaken",
    "ProductionOrder",
    "QualityCheck",
    "Rework",
    "Selection",
    "SelectionPreparation",
    "Signature",
    "WorkItem",
]
