"""What is laid ready before a customer comes to choose, on the last working day before it (REC-12)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from shared.kit.errors import ServiceError


class Tick(StrEnum):
    """What only people know: the disc was burnt (已刻), the order was pulled."""

    DISC_BURNT = "DISC_BURNT"
    ORDER_PULLED = "ORDER_PULLED"


class Point(StrEnum):
    """What can be open before a selection; whether the photos are here the system knows itself."""

    PHOTOS = "PHOTOS"
    DISC_BURNT = "DISC_BURNT"
    ORDER_PULLED = "ORDER_PULLED"


def open_points(*, photos: int, lacking: bool, on_disc: int | None, pulled: bool) -> list[Point]:
    """What is not laid ready yet; a disc that holds fewer photos than are here is burnt again.

    Args:
        photos: proofs that can be shown.
        lacking: whether some are still expected.
        on_disc: how many were here when the disc was burnt; None before that.

    >>> open_points(photos=40, lacking=False, on_disc=38, pulled=True)
    [<Point.DISC_BURNT: 'DISC_BURNT'>]
    """
    is_open = {
        Point.PHOTOS: lacking,
        Point.DISC_BURNT: on_disc is None or on_disc < photos,
        Point.ORDER_PULLED: not pulled,
    }
    return [point for point, still in is_open.items() if still]


def is_late(still_open: list[Point], comes_on: date, today: date) -> bool:
    """It had to be ready before the day of the selection began."""
    return bool(still_open) and comes_on <= today


class NothingToBurn(ServiceError):
    """A disc is burnt when the photos are here (REC-12)."""

    status, code = 409, "selection.nothing_to_burn"
    en = "The photos are not all here yet ({missing}); burn the disc then."
    zh = "照片还没有到齐（{missing}），到齐后再刻盘。"


class AppointmentGone(ServiceError):
    """The customer does not come then any more."""

    status, code = 409, "selection.appointment_gone"
    en, zh = "This selection appointment was cancelled.", "该选片预约已取消。"


class AlreadyChoosing(ServiceError):
    """What is laid ready before the selection does not change once it has begun."""

    status, code = 409, "selection.begun"
    en, zh = "The customer has begun to choose.", "顾客已经开始选片。"
