"""Every state of post-production and the tables of what may follow (1.3.2)."""

from __future__ import annotations

from enum import StrEnum

from shared.kit.states import Machine


class PhotoState(StrEnum):
    """A proof on its way from the card to the screen."""

    RECEIVED = "RECEIVED"
    READY = "READY"
    BROKEN = "BROKEN"


class PhotoAction(StrEnum):
    """What the preview makers do with a proof."""

    DEVELOP = "DEVELOP"
    GIVE_UP = "GIVE_UP"


PHOTOS = Machine[PhotoState, PhotoAction](
    {
        PhotoState.RECEIVED: {PhotoAction.DEVELOP: PhotoState.READY, PhotoAction.GIVE_UP: PhotoState.BROKEN},
        PhotoState.READY: {},
        PhotoState.BROKEN: {},
    }
)


class Purpose(StrEnum):
    """What a chosen photo is for; all are chosen in one session (PST-15)."""

    ALBUM = "ALBUM"
    ENLARGEMENT = "ENLARGEMENT"
    GIFT = "GIFT"
    FILE = "FILE"


class SelectionState(StrEnum):
    """The selection from the prepared proofs to the design department."""

    READY = "READY"
    CHOOSING = "CHOOSING"
    SIGNED = "SIGNED"
    CONFIRMED = "CONFIRMED"
    GIVEN = "GIVEN"
    ACCEPTED = "ACCEPTED"


class SelectionAction(StrEnum):
    """What is done with a selection."""

    PROPOSE = "PROPOSE"
    START = "START"
    CHANGE = "CHANGE"
    SIGN = "SIGN"
    CONFIRM = "CONFIRM"
    GIVE = "GIVE"
    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"


SELECTIONS = Machine[SelectionState, SelectionAction](
    {
        SelectionState.READY: {
            SelectionAction.PROPOSE: SelectionState.READY,
            SelectionAction.START: SelectionState.CHOOSING,
        },
        SelectionState.CHOOSING: {
            SelectionAction.CHANGE: SelectionState.CHOOSING,
            SelectionAction.SIGN: SelectionState.SIGNED,
        },
        # A change after the signature makes the signature worthless (PST-11).
        SelectionState.SIGNED: {
            SelectionAction.CHANGE: SelectionState.CHOOSING,
            SelectionAction.SIGN: SelectionState.SIGNED,
            SelectionAction.CONFIRM: SelectionState.CONFIRMED,
        },
        SelectionState.CONFIRMED: {SelectionAction.GIVE: SelectionState.GIVEN},
        SelectionState.GIVEN: {
            SelectionAction.ACCEPT: SelectionState.ACCEPTED,
            SelectionAction.REFUSE: SelectionState.CONFIRMED,
        },
        SelectionState.ACCEPTED: {},
    }
)


class WorkStep(StrEnum):
    """Work on the files."""

    COLOUR = "COLOUR"
    RETOUCH = "RETOUCH"
    DESIGN = "DESIGN"


class WorkState(StrEnum):
    """A piece of work at a desk."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    CANCELLED = "CANCELLED"


class WorkAction(StrEnum):
    """What is done with a piece of work."""

    START = "START"
    FINISH = "FINISH"
    CANCEL = "CANCEL"
    STOP = "STOP"


WORK = Machine[WorkState, WorkAction](
    {
        WorkState.WAITING: {
            WorkAction.START: WorkState.RUNNING,
            WorkAction.STOP: WorkState.WAITING,
            WorkAction.CANCEL: WorkState.CANCELLED,
        },
        # What the customer ordered changed: whoever works on it puts it down and begins again knowingly (M-62).
        WorkState.RUNNING: {
            WorkAction.FINISH: WorkState.DONE,
            WorkAction.STOP: WorkState.WAITING,
            WorkAction.CANCEL: WorkState.CANCELLED,
        },
        WorkState.DONE: {},
        WorkState.CANCELLED: {},
    }
)


class LayoutState(StrEnum):
    """A layout in front of the customer (PST-17)."""

    READY = "READY"
    APPROVED = "APPROVED"
    CHANGES_WANTED = "CHANGES_WANTED"


class LayoutAction(StrEnum):
    """The customer's word."""

    APPROVE = "APPROVE"
    WANT_CHANGES = "WANT_CHANGES"


LAYOUTS = Machine[LayoutState, LayoutAction](
    {
        LayoutState.READY: {
            LayoutAction.APPROVE: LayoutState.APPROVED,
            LayoutAction.WANT_CHANGES: LayoutState.CHANGES_WANTED,
        },
        LayoutState.APPROVED: {},
        LayoutState.CHANGES_WANTED: {},
    }
)


class TemplateState(StrEnum):
    """A layout template (板式): open to all, bound to one order, or never to be used again (PST-03, A-28)."""

    OFFERED = "OFFERED"
    BOUND = "BOUND"
    RETIRED = "RETIRED"


class PieceStep(StrEnum):
    """How far a piece is made (1.3.2)."""

    WAITING = "WAITING"
    PRINT = "PRINT"
    PRINTS_BACK = "PRINTS_BACK"
    CUT = "CUT"
    FINISH = "FINISH"
    FINISHED = "FINISHED"


NEXT_STEP = {
    PieceStep.WAITING: PieceStep.PRINT,
    PieceStep.PRINT: PieceStep.PRINTS_BACK,
    PieceStep.PRINTS_BACK: PieceStep.CUT,
    PieceStep.CUT: PieceStep.FINISH,
    PieceStep.FINISH: PieceStep.FINISHED,
}

PIECES = Machine[PieceStep, PieceStep]({step: {following: following} for step, following in NEXT_STEP.items()})
"""A piece goes through all steps, one after the other; the action is the step it enters."""


class Liability(StrEnum):
    """Whose fault it was; a studio fault is redone free of charge (M-76)."""

    STUDIO = "STUDIO"
    CUSTOMER = "CUSTOMER"
    UNCLEAR = "UNCLEAR"


def cost_fits(liability: Liability, cost: int | None) -> bool:
    """Whether what the customer is quoted (fen) fits whose fault it was (M-76).

    >>> cost_fits(Liability.STUDIO, 100), cost_fits(Liability.CUSTOMER, None), cost_fits(Liability.CUSTOMER, 100)
    (False, False, True)
    """
    if liability is Liability.STUDIO:
        return not cost
    return liability is Liability.UNCLEAR or cost is not None


class BackTo(StrEnum):
    """The step a piece goes back to for rework (PST-21)."""

    RETOUCH = "RETOUCH"
    DESIGN = "DESIGN"
    PRINT = "PRINT"
    CUT = "CUT"
    FINISH = "FINISH"

    @property
    def work_step(self) -> WorkStep | None:
        """The work on the files that has to be done anew, if any."""
        return WorkStep(self.value) if self in (BackTo.RETOUCH, BackTo.DESIGN) else None

    @property
    def piece_step(self) -> PieceStep:
        """Where the piece itself stands once the rework is approved."""
        return PieceStep.WAITING if self.work_step else PieceStep(self.value)


class ReworkState(StrEnum):
    """A rework sheet (返工单)."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    DONE = "DONE"
    CANCELLED = "CANCELLED"


class ReworkAction(StrEnum):
    """What is done with a rework sheet."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    FINISH = "FINISH"
    CANCEL = "CANCEL"


REWORKS = Machine[ReworkState, ReworkAction](
    {
        ReworkState.REQUESTED: {
            ReworkAction.APPROVE: ReworkState.APPROVED,
            ReworkAction.REJECT: ReworkState.REJECTED,
            ReworkAction.CANCEL: ReworkState.CANCELLED,
        },
        ReworkState.APPROVED: {
            ReworkAction.FINISH: ReworkState.DONE,
            ReworkAction.CANCEL: ReworkState.CANCELLED,
        },
        ReworkState.REJECTED: {},
        ReworkState.DONE: {},
        ReworkState.CANCELLED: {},
    }
)


class LineState(StrEnum):
    """A job sheet in the hand-over book (PST-13)."""

    GIVEN = "GIVEN"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


class Alert(StrEnum):
    """The five alerts between departments (GEN-10, PST-20) and the hand-over book's own (PST-13)."""

    DESIGN_NOT_ANNOUNCED = "DESIGN_NOT_ANNOUNCED"
    SELECTION_INCOMPLETE = "SELECTION_INCOMPLETE"
    PRINTS_NOT_CUT = "PRINTS_NOT_CUT"
    CUT_NOT_FINISHED = "CUT_NOT_FINISHED"
    FINISHED_NOT_ANNOUNCED = "FINISHED_NOT_ANNOUNCED"
    HANDOVER = "HANDOVER"


class Channel(StrEnum):
    """How the customer answered about a layout."""

    IN_SHOP = "IN_SHOP"
    ONLINE = "ONLINE"
    PHONE = "PHONE"


class FileVerdict(StrEnum):
    """What became of one uploaded file."""

    ACCEPTED = "ACCEPTED"
    DUPLICATE = "DUPLICATE"
    REFUSED = "REFUSED"
