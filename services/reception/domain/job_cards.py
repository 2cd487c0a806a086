"""The day's job cards (拍摄流程卡): collected by a clerk, handed to the cashier, who books the performance (REC-13)."""

from __future__ import annotations

from enum import StrEnum

from shared.kit.errors import ServiceError


class CardState(StrEnum):
    """Where the card of an order that is shot today is."""

    AT_WORK = "AT_WORK"
    SHOT = "SHOT"
    HANDED_OVER = "HANDED_OVER"
    TAKEN = "TAKEN"


def card_state(*, handed: bool, taken: bool, shot: bool) -> CardState:
    """With the cashier, on its way there, with nobody who answers for it, or still in the studio.

    >>> card_state(handed=False, taken=False, shot=True)
    <CardState.SHOT: 'SHOT'>
    """
    if handed:
        return CardState.TAKEN if taken else CardState.HANDED_OVER
    return CardState.SHOT if shot else CardState.AT_WORK


class CrewRole(StrEnum):
    """Whose performance a card shows."""

    PHOTOGRAPHER = "PHOTOGRAPHER"
    MAKEUP_ARTIST = "MAKEUP_ARTIST"
    ASSISTANT = "ASSISTANT"


class CardsOfTomorrow(ServiceError):
    """Nothing was shot on a day that has not come."""

    status, code = 422, "job_cards.not_yet"
    en, zh = (
        "{day} has not come yet; cards are handed over on the day of the shoot.",
        "{day} 还没有到，请在拍摄当天交接。",
    )


class CardNotOfDay(ServiceError):
    """The order has no card of that day."""

    status, code = 422, "job_cards.not_of_the_day"
    field = "order_ids"
    en = "{order} was not shot that day; hand its card over under the day of its shoot."
    zh = "{order} 当天没有拍摄，请在其拍摄日交接。"


class CardHandedOver(ServiceError):
    """The card was handed over before."""

    status, code = 409, "job_cards.handed_over"
    en, zh = "The card of {order} was handed over before; leave it out.", "{order} 的流程卡已经交接，请取消勾选。"


class MissingUnexplained(ServiceError):
    """A card of a shoot that is over is missing, and nobody says where it is."""

    status, code = 422, "job_cards.missing_unexplained"
    field = "missing_note"
    en = "Say where the missing cards are ({count} of shoots that are over)."
    zh = "已拍完的流程卡缺 {count} 张，请注明去向。"


class CardsTaken(ServiceError):
    """The cashier has taken them."""

    status, code = 409, "job_cards.taken"
    en, zh = "These cards were taken over by {by}.", "这批流程卡已由 {by} 接收。"


class OwnHandOver(ServiceError):
    """Two people hand over: one gives, another takes."""

    status, code = 409, "job_cards.own_hand_over"
    en, zh = "Somebody else has to take the cards over.", "流程卡须由另一位同事接收。"


class NotOnCards(ServiceError):
    """Only performance on the cards that are taken can be put right."""

    status, code = 422, "job_cards.not_among_them"
    field = "corrections"
    en = "{order} is not among these cards; put it right with the cards it came with."
    zh = "{order} 不在这批流程卡中，请在其所在批次更正。"
