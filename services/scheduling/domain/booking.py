"""Bookings: what can be booked, their states, and the gaps the trade keeps between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.contracts.reception import Category
from shared.contracts.scheduling import BookingKind
from shared.kit.states import Machine


class ResourceKind(StrEnum):
    """What can be occupied, and the smaller things that are only kept, lent and counted."""

    TEAM = "TEAM"
    PHOTOGRAPHER = "PHOTOGRAPHER"
    MAKEUP_ARTIST = "MAKEUP_ARTIST"
    ASSISTANT = "ASSISTANT"
    ROOM = "ROOM"
    SELECTION_SEAT = "SELECTION_SEAT"
    REVIEW_SEAT = "REVIEW_SEAT"
    DRESS = "DRESS"
    VEHICLE = "VEHICLE"
    DESK = "DESK"
    HAIR_ORNAMENT = "HAIR_ORNAMENT"
    JEWELLERY = "JEWELLERY"
    WIG = "WIG"
    VEIL = "VEIL"
    GLOVES = "GLOVES"
    SHOES = "SHOES"
    CAMERA = "CAMERA"
    LENS = "LENS"
    LIGHT = "LIGHT"
    BATTERY = "BATTERY"
    PROP = "PROP"
    KEY = "KEY"


PEOPLE = frozenset({ResourceKind.PHOTOGRAPHER, ResourceKind.MAKEUP_ARTIST, ResourceKind.ASSISTANT})
SHOOTS = frozenset({BookingKind.SHOOT, BookingKind.RESHOOT})


class Location(StrEnum):
    """Where a booking takes place."""

    STUDIO = "STUDIO"
    LOCAL_OUTDOOR = "LOCAL_OUTDOOR"
    SEA = "SEA"
    AT_HOME = "AT_HOME"


class BookingState(StrEnum):
    """A booking from the desk to its end."""

    BOOKED = "BOOKED"
    CONFIRMED = "CONFIRMED"
    DONE = "DONE"
    UNFINISHED = "UNFINISHED"
    CANCELLED = "CANCELLED"


class BookingAction(StrEnum):
    """What can be done with a booking."""

    CONFIRM = "CONFIRM"
    MOVE = "MOVE"
    CANCEL = "CANCEL"
    FINISH = "FINISH"
    LEAVE_UNFINISHED = "LEAVE_UNFINISHED"


_OPEN = {
    BookingAction.CONFIRM: BookingState.CONFIRMED,
    BookingAction.MOVE: BookingState.BOOKED,
    BookingAction.CANCEL: BookingState.CANCELLED,
    BookingAction.FINISH: BookingState.DONE,
    BookingAction.LEAVE_UNFINISHED: BookingState.UNFINISHED,
}

BOOKING = Machine[BookingState, BookingAction]({BookingState.BOOKED: _OPEN, BookingState.CONFIRMED: _OPEN})
"""A moved booking has to be confirmed again (SCH-01); what is done or cancelled stays so."""

OPEN_STATES = frozenset({BookingState.BOOKED, BookingState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Policy:
    """Numbers of the house; minutes and days.

    Attributes:
        talk_minutes: shortest talk before make-up or shooting without a warning (A-13, SHO-05, SHO-08).
        reshoot_days: days within which a new date is agreed after an unfinished shoot (SCH-10, A-30).
        makeup_before_minutes: make-up begins so long before the time booked; 0, because that time includes it.
        artist_early_minutes: the bride's make-up artist is there so long before make-up (SCH-14).
        wedding_day_before_days: the service of a wedding day is booked so many days before it, or a manager decides
            (PCK-07, A-20).
    """

    wedding_shoot_minutes: int = 240
    other_shoot_minutes: int = 120
    wedding_selection_minutes: int = 120
    other_selection_minutes: int = 60
    layout_review_minutes: int = 30
    fitting_minutes: int = 60
    pickup_minutes: int = 30
    wedding_day_minutes: int = 480
    talk_minutes: int = 5
    reshoot_days: int = 7
    makeup_before_minutes: int = 0
    artist_early_minutes: int = 20
    wedding_day_before_days: int = 15

    def minutes(self, kind: BookingKind, category: Category) -> int:
        """The usual length of a booking (SCH-05, A-05)."""
        wedding = category.is_wedding
        return {
            BookingKind.FITTING: self.fitting_minutes,
            BookingKind.SHOOT: self.wedding_shoot_minutes if wedding else self.other_shoot_minutes,
            BookingKind.RESHOOT: self.wedding_shoot_minutes if wedding else self.other_shoot_minutes,
            BookingKind.SELECTION: self.wedding_selection_minutes if wedding else self.other_selection_minutes,
            BookingKind.LAYOUT_REVIEW: self.layout_review_minutes,
            BookingKind.PICKUP: self.pickup_minutes,
            BookingKind.WEDDING_DAY: self.wedding_day_minutes,
        }[kind]


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning that goes with an accepted request."""

    code: str
    detail: str


def selection_notice(category: Category, shoot_day: date | None, day: date) -> Notice | None:
    """Weddings and families choose one to three days after the shoot (SCH-11)."""
    if shoot_day is None or not (category.is_wedding or category is Category.FAMILY):
        return None
    if 1 <= (day - shoot_day).days <= 3:
        return None
    return Notice("selection.outside_window", f"The shoot is on {shoot_day}; selection is usual 1 to 3 days later.")


def is_wedding_day_late(kind: BookingKind, day: date, today: date, days: int) -> bool:
    """Whether the service of a wedding day is asked for later than the card says (PCK-07, A-20).

    >>> [is_wedding_day_late(BookingKind.WEDDING_DAY, date(2026, 12, 16), date(2026, 12, day), 15) for day in (1, 2)]
    [False, True]
    """
    return kind is BookingKind.WEDDING_DAY and (day - today).days < days


def wedding_day_notice() -> Notice:
    """A manager has agreed, and nothing is promised (A-20)."""
    return Notice("wedding_day.not_guaranteed", "Booked later than the service card asks for; it is not guaranteed.")


def fitting_notice(shoot_day: date | None, day: date) -> Notice | None:
    """Wedding customers choose their clothes one or two days before the shoot (SCH-04)."""
    if shoot_day is None:
        return Notice("fitting.no_shoot", "No shoot is booked yet; clothes are chosen 1 or 2 days before it.")
    if 1 <= (shoot_day - day).days <= 2:
        return None
    return Notice("fitting.outside_window", f"The shoot is on {shoot_day}; clothes are chosen 1 or 2 days before it.")
