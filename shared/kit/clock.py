"""Business time, which may be moved forward in development, and wall time, which never is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_offset = timedelta(0)


def wall() -> datetime:
    """Real time: for tokens, sessions, leases, clearances, retries, idempotency and telemetry."""
    return datetime.now(UTC)


def now() -> datetime:
    """Business time: for everything a person at a desk would call "now"."""
    return wall() + _offset


def offset() -> timedelta:
    """How far business time is away from real time."""
    return _offset


def set_offset(value: timedelta) -> None:
    """Move business time. Development only; whoever calls this has checked that."""
    global _offset
    _offset = value


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name."""
    return ZoneInfo(name)


def local(moment: datetime, time_zone: str) -> datetime:
    """The moment on the clock of that zone."""
    return moment.astimezone(zone(time_zone))


def business_day(time_zone: str, moment: datetime | None = None) -> date:
    """The calendar day in that zone, of now or of the moment."""
    return local(moment or now(), time_zone).date()
