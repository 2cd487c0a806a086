"""What was agreed on the telephone about a first date, and that it was read back (M-47)."""

from __future__ import annotations

from datetime import date, timedelta

from services.reception.domain.visits import Channel
from shared.kit.errors import ServiceError

KEPT_DAYS = 3
"""So long a day is kept for somebody who only called; a deposit keeps it for good (REC-02). A setting."""


class NotByPhone(ServiceError):
    """Who stands at the counter books there, with paper and receipt (REC-02)."""

    status, code = 422, "phone_booking.not_by_phone"
    field = "channel"
    en, zh = "A telephone booking comes by telephone.", "电话预约的来访方式须为来电。"


class CallIncomplete(ServiceError):
    """Name, phone and kind of pictures belong to every booking by telephone (M-47)."""

    status, code = 422, "phone_booking.incomplete"
    en, zh = "A telephone booking needs: {missing}.", "电话预约还需要：{missing}。"


class NotReadBack(ServiceError):
    """What was agreed is read back to the caller before it is kept (M-47)."""

    status, code = 422, "phone_booking.not_read_back"
    field = "phone_booking.read_back"
    en, zh = "Read back what was agreed, then keep it.", "请先向顾客复述约定内容，再保存。"


class HoldNotExplained(ServiceError):
    """The caller knows until when the day is kept (M-47)."""

    status, code = 422, "phone_booking.hold_not_explained"
    field = "phone_booking.hold_explained"
    en, zh = "Explain until when the day is kept.", "请向顾客说明档期保留到什么时候。"


class DayGone(ServiceError):
    """Nobody comes yesterday."""

    status, code = 422, "phone_booking.day_gone"
    field = "phone_booking.wanted_on"
    en, zh = "{day} is over.", "{day} 已过，不能预约。"


class KeptWrongly(ServiceError):
    """The house says how long it keeps a day without a deposit (M-47)."""

    status, code = 422, "phone_booking.kept_wrongly"
    field = "phone_booking.kept_until"
    en, zh = "The day can be kept from {first} to {last}.", "档期可保留至 {first} 到 {last} 之间。"


def hold_limit(today: date, wanted_on: date, kept_days: int) -> date:
    """The last day on which the wanted one is still kept without a deposit; never later than that day itself.

    >>> hold_limit(date(2026, 11, 23), date(2026, 12, 5), 3), hold_limit(date(2026, 11, 23), date(2026, 11, 24), 3)
    (datetime.date(2026, 11, 26), datetime.date(2026, 11, 24))
    """
    return min(wanted_on, today + timedelta(days=kept_days))


def missing_of_caller(*, name: bool, phone: bool, category: bool) -> list[str]:
    """What the caller has not said yet."""
    return [word for word, there in (("name", name), ("phone", phone), ("wanted_category", category)) if not there]


def check_call(channel: Channel, missing: list[str], *, hold_explained: bool, read_back: bool) -> None:
    """Refuse what was not settled while the caller was on the line.

    Raises:
        NotByPhone, CallIncomplete, HoldNotExplained, NotReadBack.
    """
    if channel is not Channel.PHONE:
        raise NotByPhone
    if missing:
        raise CallIncomplete(missing=", ".join(missing))
    if not hold_explained:
        raise HoldNotExplained
    if not read_back:
        raise NotReadBack


def check_days(today: date, wanted_on: date, kept_until: date, kept_days: int) -> None:
    """Refuse a day that is over, and one kept for longer than the house keeps it.

    Raises:
        DayGone, KeptWrongly.
    """
    if wanted_on < today:
        raise DayGone(day=wanted_on.isoformat())
    last = hold_limit(today, wanted_on, kept_days)
    if not today <= kept_until <= last:
        raise KeptWrongly(first=today.isoformat(), last=last.isoformat())
