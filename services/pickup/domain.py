"""Rules of pickup: states of a piece and of a service card, readiness, proxies, book-by dates; no framework."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from shared.kit.errors import Both, Invalid, ServiceError
from shared.kit.states import Machine

CHECK_DAYS = (2, 1)
"""Days before a booked pickup on which completeness is checked (PCK-01, PCK-02, A-03)."""

CHECK_AT = time(9, 30)
"""The hour of those checks, on the branch's clock."""

BOARD_DAYS = 3
"""The pickup board shows its day and the next two (PCK-11)."""

BOOK_BEFORE_WEDDING = timedelta(days=15)
"""How long before the wedding the service of the card is to be booked (PCK-07)."""

SIGNATURE_BYTES = 200 * 1024
"""The largest picture of a signature (A-29)."""

PICTURE_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
"""How the kinds of pictures begin that a signing pad makes: PNG, JPEG, WebP."""


class PieceState(StrEnum):
    """Where a piece is on its way to the customer (states of 1.8: 到件, 取件)."""

    EXPECTED = "EXPECTED"
    ON_THE_WAY = "ON_THE_WAY"
    ARRIVED_FAULTY = "ARRIVED_FAULTY"
    CHECKED = "CHECKED"
    IN_REWORK = "IN_REWORK"
    HANDED_OVER = "HANDED_OVER"
    CANCELLED = "CANCELLED"


class PieceAction(StrEnum):
    """What can happen to a piece."""

    FINISH = "FINISH"
    PASS = "PASS"
    FAIL = "FAIL"
    REWORK = "REWORK"
    HAND_OVER = "HAND_OVER"
    CANCEL = "CANCEL"


S, A = PieceState, PieceAction

_ARRIVING = {A.PASS: S.CHECKED, A.FAIL: S.ARRIVED_FAULTY, A.REWORK: S.IN_REWORK, A.CANCEL: S.CANCELLED}

PIECES: Machine[PieceState, PieceAction] = Machine(
    {
        S.EXPECTED: {A.FINISH: S.ON_THE_WAY, **_ARRIVING},
        S.ON_THE_WAY: _ARRIVING,
        S.ARRIVED_FAULTY: _ARRIVING,
        S.CHECKED: {
            A.FAIL: S.ARRIVED_FAULTY,
            A.REWORK: S.IN_REWORK,
            A.HAND_OVER: S.HANDED_OVER,
            A.CANCEL: S.CANCELLED,
        },
        S.IN_REWORK: {A.FINISH: S.ON_THE_WAY, **_ARRIVING},
        S.HANDED_OVER: {A.REWORK: S.IN_REWORK},
        S.CANCELLED: {},
    }
)
"""State × action. A piece counted before its finishing was heard of stays counted; a rework brings back even a piece
the customer already took (PST-21)."""


class CardState(StrEnum):
    """A service card is out, or lost for good (PCK-07, A-19)."""

    ISSUED = "ISSUED"
    LOST = "LOST"


class CardAction(StrEnum):
    """The only thing that can happen to a card here; there is no way back."""

    LOSE = "LOSE"


CARDS: Machine[CardState, CardAction] = Machine({CardState.ISSUED: {CardAction.LOSE: CardState.LOST}})


class Identity(StrEnum):
    """Which paper a proxy showed; its number is reception's (M-40)."""

    ID_CARD = "ID_CARD"
    PASSPORT = "PASSPORT"
    DRIVING_LICENCE = "DRIVING_LICENCE"


class ReworkState(StrEnum):
    """How far a rework of a piece is, as post-production tells it."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    DONE = "DONE"


class BookingState(StrEnum):
    """A pickup appointment, as scheduling tells it."""

    BOOKED = "BOOKED"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class ArrearsOpen(ServiceError):
    """Goods stay while anything is owed; nobody can override this (FIN-11, PCK-05)."""

    status, code = 409, "pickup.arrears_open"
    en = "{balance} is still owed; it is collected at reception before anything is handed over."
    zh = "尚欠款 {balance}，请先到前台收清再取件。"


class ProxyNotCleared(ServiceError):
    """Somebody else collects, and identity or the owner's word is missing (M-40)."""

    status, code = 409, "pickup.proxy_not_cleared"
    en = "Somebody else may collect only with identity checked and the owner's agreement by telephone: {missing}."
    zh = "代取须核验证件并电话征得本人同意，缺少：{missing}。"


class PieceNotReady(ServiceError):
    """Only pieces that were counted and passed leave the house (PCK-06)."""

    status, code = 409, "pickup.piece_not_ready"
    en, zh = "Piece {piece} cannot be handed over: it is {state}.", "产品 {piece} 当前状态为 {state}，不能取件。"


class OrderCancelledHere(ServiceError):
    """Nothing is done for a cancelled order."""

    status, code = 409, "pickup.order_cancelled"
    en, zh = "The order is cancelled.", "该订单已取消。"


class CardNotReplaced(ServiceError):
    """One card per wedding; lost ones are not replaced (PCK-07, A-19)."""

    status, code = 409, "service_card.not_replaced"
    en = "Service card {card_number} was already issued; a lost card is not replaced."
    zh = "服务卡 {card_number} 已开具，遗失不补。"


class CardNotDue(ServiceError):
    """The card belongs to wedding orders, at pickup (PCK-07)."""

    status, code = 409, "service_card.not_due"
    en, zh = "No service card: {reason}.", "不能开具服务卡：{reason}。"


@dataclass(frozen=True, slots=True)
class Count:
    """Pieces of an order that have not left the house."""

    expected: int
    checked: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether something waits for the customer and nothing is missing (PCK-04)."""
        return self.expected > 0 and self.checked == self.expected


def count(pieces: Iterable[tuple[str, PieceState]]) -> Count:
    """What is still in the house or to come, from codes and states."""
    waiting = [(code, state) for code, state in pieces if state not in (S.HANDED_OVER, S.CANCELLED)]
    missing = sorted(code for code, state in waiting if state is not S.CHECKED)
    return Count(len(waiting), len(waiting) - len(missing), tuple(missing))


def check_inspections(piece_ids: Sequence[UUID], inspected: Sequence[UUID]) -> None:
    """Every piece is looked at by the customer, once (PCK-06).

    Raises:
        Invalid: a piece is named twice, not inspected, or inspected without being collected.
    """
    if len(set(piece_ids)) != len(piece_ids) or len(set(inspected)) != len(inspected):
        raise Invalid(reason=Both("a piece is named twice", "同一件填了两次"))
    if set(piece_ids) != set(inspected):
        raise Invalid(
            reason=Both(
                "every piece to be handed over, and no other, needs its inspection",
                "要交付的每一件都须验看，且只验看要交付的",
            )
        )


def check_proxy(*, identity_checked: bool, reached: bool, agreed: bool, called_at: datetime, now: datetime) -> None:
    """Goods go to somebody else only after papers and the owner's word (M-40).

    Raises:
        ProxyNotCleared: naming what is missing.
        Invalid: the call lies in the future.
    """
    missing = [
        what
        for what, there in (
            ("identity checked", identity_checked),
            ("owner reached", reached),
            ("owner agreed", agreed),
        )
        if not there
    ]
    if missing:
        raise ProxyNotCleared(missing=", ".join(missing))
    if called_at > now:
        raise Invalid(
            field="proxy.call.at", reason=Both("the call to the owner lies in the future", "致电本人的时间还没有到")
        )


def check_signature(picture: bytes) -> None:
    """A picture of a signature is a small picture (A-29).

    Raises:
        Invalid: empty, too large, or no picture.
    """
    if len(picture) > SIGNATURE_BYTES:
        raise Invalid(
            field="signature.image", reason=Both(f"a signature has at most {SIGNATURE_BYTES} bytes", "签名图片过大")
        )
    if not picture.startswith(PICTURE_MAGIC):
        raise Invalid(
            field="signature.image",
            reason=Both("the signature is not a PNG, JPEG or WebP picture", "签名不是可识别的图片"),
        )


def book_by(wedding: date) -> date:
    """The last day to book the wedding-day service (PCK-07)."""
    return wedding - BOOK_BEFORE_WEDDING


def card_number(year: int, branch_id: str, number: int) -> str:
    """The printed number of a service card, e.g. ``S26-GG01-0001``."""
    return f"S{year % 100:02d}-{branch_id}-{number:04d}"
