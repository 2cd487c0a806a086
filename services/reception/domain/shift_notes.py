"""交接本: what one shift leaves to the next (M-64)."""

from __future__ import annotations

from enum import StrEnum

from shared.kit.errors import ServiceError


class NoteKind(StrEnum):
    """What is passed on."""

    URGENT = "URGENT"
    CUSTOMER = "CUSTOMER"
    PROSPECT = "PROSPECT"


class NoteOrderMissing(ServiceError):
    """A customer is passed on with the order."""

    status, code = 422, "shift_note.whose"
    field = "order_number"
    en, zh = "Say which order the customer has.", "请填写该顾客的订单号。"


class NoteTaken(ServiceError):
    """Somebody has it already."""

    status, code = 409, "shift_note.taken"
    en, zh = "{by} has taken this over.", "{by} 已接手此事。"


class OwnNote(ServiceError):
    """A hand-over has two sides."""

    status, code = 409, "shift_note.own"
    en, zh = "Somebody else takes over what you left.", "自己写的交接须由别人接手。"
