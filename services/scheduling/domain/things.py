"""The branch's things: what is kept, in which state clothes are, and what is lent or written off.

A thing is a resource like any other, so that a dress in the wardrobe and the dress on the board are one row; the
smaller things are only kept, lent and counted, never booked (MGT-05, SHO-11, SHO-12, M-24, M-41).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from services.scheduling.domain.booking import ResourceKind
from shared.kit.states import Machine

ACCESSORIES = frozenset(
    {
        ResourceKind.HAIR_ORNAMENT,
        ResourceKind.JEWELLERY,
        ResourceKind.WIG,
        ResourceKind.VEIL,
        ResourceKind.GLOVES,
        ResourceKind.SHOES,
    }
)
"""头饰、首饰、假发、头纱、手套: kept by the make-up artists, counted every month (SHO-11)."""

EQUIPMENT = frozenset(
    {ResourceKind.CAMERA, ResourceKind.LENS, ResourceKind.LIGHT, ResourceKind.BATTERY, ResourceKind.PROP}
)
"""What goes on location and has to come back (SHO-01)."""

KEPT_ONLY = ACCESSORIES | EQUIPMENT | {ResourceKind.KEY}
"""Things without a time of their own: nobody books them, so no board shows them."""

THINGS = KEPT_ONLY | {ResourceKind.DRESS, ResourceKind.VEHICLE}
"""Everything that stands in the register of things."""

SINGLE = frozenset({ResourceKind.DRESS, ResourceKind.VEHICLE})
"""Booked one by one, so each has its own line."""

HANDS = frozenset({"photographer", "assistant", "makeup_artist", "scheduler", "store_manager"})
"""Who works with things takes them as the work asks; others only with a supervisor's consent (M-41)."""


class Age(StrEnum):
    """新旧: accessories are sorted by it (SHO-11)."""

    NEW = "NEW"
    USED = "USED"
    OLD = "OLD"


class Care(StrEnum):
    """Whether a thing can be used; lent and booked are known from loans and bookings (SHO-12)."""

    READY = "READY"
    TO_WASH = "TO_WASH"
    WASHING = "WASHING"
    DRY_CLEANER = "DRY_CLEANER"
    REPAIR = "REPAIR"
    RETIRED = "RETIRED"


class CareAction(StrEnum):
    """What is done with clothes after they were worn, and with what is damaged."""

    SOIL = "SOIL"
    WASH = "WASH"
    SEND_OUT = "SEND_OUT"
    MEND = "MEND"
    MAKE_READY = "MAKE_READY"
    RETIRE = "RETIRE"
    REPLACE = "REPLACE"


_READY = {CareAction.MAKE_READY: Care.READY, CareAction.RETIRE: Care.RETIRED}

CARE = Machine[Care, CareAction](
    {
        Care.READY: {
            CareAction.SOIL: Care.TO_WASH,
            CareAction.WASH: Care.WASHING,
            CareAction.SEND_OUT: Care.DRY_CLEANER,
            CareAction.MEND: Care.REPAIR,
            CareAction.RETIRE: Care.RETIRED,
        },
        Care.TO_WASH: {
            CareAction.WASH: Care.WASHING,
            CareAction.SEND_OUT: Care.DRY_CLEANER,
            CareAction.MEND: Care.REPAIR,
            **_READY,
        },
        Care.WASHING: {CareAction.SOIL: Care.TO_WASH, CareAction.MEND: Care.REPAIR, **_READY},
        Care.DRY_CLEANER: {CareAction.SOIL: Care.TO_WASH, CareAction.MEND: Care.REPAIR, **_READY},
        Care.REPAIR: {CareAction.SOIL: Care.TO_WASH, **_READY},
        Care.RETIRED: {CareAction.REPLACE: Care.READY},
    }
)
"""Washed at home or at the dry cleaner's; what is written off stays so until another takes its place."""


def is_away(care: Care, until: date | None, day: date) -> bool:
    """Whether a thing that is mended or cleaned elsewhere is not sure to be back before that day.

    >>> is_away(Care.REPAIR, date(2026, 11, 25), date(2026, 11, 26))
    False
    """
    return care in (Care.DRY_CLEANER, Care.REPAIR) and (until is None or until >= day)


class NextCare(StrEnum):
    """The states a desk can ask for; retiring is the manager's word."""

    READY = "READY"
    TO_WASH = "TO_WASH"
    WASHING = "WASHING"
    DRY_CLEANER = "DRY_CLEANER"
    REPAIR = "REPAIR"


CARE_ACTION = {
    NextCare.READY: CareAction.MAKE_READY,
    NextCare.TO_WASH: CareAction.SOIL,
    NextCare.WASHING: CareAction.WASH,
    NextCare.DRY_CLEANER: CareAction.SEND_OUT,
    NextCare.REPAIR: CareAction.MEND,
}


class Cause(StrEnum):
    """Why a thing leaves the register (SHO-11)."""

    LOST = "LOST"
    BROKEN = "BROKEN"
    WORN = "WORN"


class SlipState(StrEnum):
    """购物单: asked for, decided by the manager, bought."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    ARRIVED = "ARRIVED"


class SlipAction(StrEnum):
    """What can be done with a slip."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    ARRIVE = "ARRIVE"


SLIP = Machine[SlipState, SlipAction](
    {
        SlipState.REQUESTED: {SlipAction.APPROVE: SlipState.APPROVED, SlipAction.REJECT: SlipState.REJECTED},
        SlipState.APPROVED: {SlipAction.ARRIVE: SlipState.ARRIVED},
    }
)
