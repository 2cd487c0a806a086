"""共同问题: many complain about the same thing, and are answered together by a meeting or a notice (M-09)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.customer_service.domain.complaints import CauseKind
from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class IssueState(StrEnum):
    """From the first complaints to the answer to all of them."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


class IssueAction(StrEnum):
    """What is done about an issue."""

    EDIT = "EDIT"
    LINK = "LINK"
    TAKE_OFF = "TAKE_OFF"
    ANNOUNCE = "ANNOUNCE"
    HOLD = "HOLD"
    PUBLISH = "PUBLISH"
    CLOSE = "CLOSE"


class IssueAnswer(StrEnum):
    """How those who complain are answered (M-09)."""

    MEETING = "MEETING"
    NOTICE = "NOTICE"


class IssueNews(StrEnum):
    """What the complainants of an issue are told."""

    MEETING_ANNOUNCED = "MEETING_ANNOUNCED"
    MEETING_HELD = "MEETING_HELD"
    NOTICE = "NOTICE"


S, A = IssueState, IssueAction

ISSUES = Machine[IssueState, IssueAction](
    {
        S.OPEN: {
            A.EDIT: S.OPEN,
            A.LINK: S.OPEN,
            A.TAKE_OFF: S.OPEN,
            A.ANNOUNCE: S.OPEN,
            A.HOLD: S.ANSWERED,
            A.PUBLISH: S.ANSWERED,
            A.CLOSE: S.CLOSED,
        },
        S.ANSWERED: {A.CLOSE: S.CLOSED},
    }
)
"""A meeting may be announced again for another time; an open issue is closed only when nobody is linked to it."""


class NotYourIssue(ServiceError):
    """Customer service keeps issues, a manager decides about them."""

    status, code = 403, "issue.not_yours"
    en = "Issues are kept by customer service; a manager decides how they are answered."
    zh = "共同问题由客服登记，答复方式由经理决定。"


class IssueOfOtherSide(ServiceError):
    """What is about customer service is kept apart from the rest (M-10)."""

    status, code = 409, "issue.other_side"
    en = "Complaints about customer service and others are not answered together."
    zh = "针对客服的投诉不能与其他投诉归为同一共同问题。"


class LinkedElsewhere(ServiceError):
    """A complaint belongs to one issue."""

    status, code = 409, "issue.linked_elsewhere"
    en, zh = "{complaint} belongs to {issue} already.", "{complaint} 已归入 {issue}。"


class NotLinked(ServiceError):
    """The complaint is not one of the issue."""

    status, code = 409, "issue.not_linked"
    en, zh = "{complaint} does not belong to {issue}.", "{complaint} 未归入 {issue}。"


class MeetingInPast(ServiceError):
    """A meeting is announced for a time to come."""

    status, code = 422, "issue.meeting_in_past"
    field = "meets_at"
    en, zh = "A meeting is announced for a time to come.", "会议时间须晚于现在。"


class MeetingToCome(ServiceError):
    """Nothing comes out of a meeting before it begins."""

    status, code = 422, "issue.meeting_to_come"
    field = "meets_at"
    en, zh = "The meeting has not begun yet.", "会议尚未开始，不能填写结果。"


class MeetingUnknown(ServiceError):
    """When and where it was is said with the outcome, if it was not announced."""

    status, code = 422, "issue.meeting_unknown"
    field = "meets_at"
    en, zh = "Say when and where the meeting was.", "请填写会议的时间和地点。"


class NotAnswered(ServiceError):
    """Whoever complained is answered before the issue is closed."""

    status, code = 409, "issue.not_answered"
    en = "Those who complain wait for a meeting or a notice; complaints that do not belong here are taken off."
    zh = "投诉人尚未得到答复：请先开会或公告；归错的投诉请先移出。"


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a complaint that belongs to no issue."""

    complaint_id: UUID
    received_at: datetime
    cause_kind: CauseKind | None
    department: str | None
    about_customer_service: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Complaints that may be about the same thing; of cause and department one is given."""

    cause_kind: CauseKind | None
    department: str | None
    about_customer_service: bool
    complaint_ids: tuple[UUID, ...]
    since: datetime


def suggestions(heard: Iterable[Heard], now: datetime, *, at_least: int, within_days: int) -> list[Suggestion]:
    """What many have complained about lately, the most frequent first (M-09).

    The same kind of cause makes complaints one matter; while it is not found yet, or says no more than "other", the
    same department does. What is about customer service itself stays apart (M-10).
    """
    groups: dict[tuple[bool, CauseKind | None, str | None], list[Heard]] = defaultdict(list)
    for one in heard:
        cause = one.cause_kind if one.cause_kind is not CauseKind.OTHER else None
        department = None if cause else one.department
        if (cause or department) and now - timedelta(days=within_days) < one.received_at <= now:
            groups[one.about_customer_service, cause, department].append(one)
    found = []
    for (own, kind, department), many in groups.items():
        if len(many) >= at_least:
            many.sort(key=lambda one: (one.received_at, one.complaint_id))
            ids = tuple(one.complaint_id for one in many)
            found.append(Suggestion(kind, department, own, ids, many[0].received_at))
    return sorted(found, key=lambda one: (-len(one.complaint_ids), one.since))


def number(branch_id: str, year: int, running: int) -> str:
    """``I26-GG01-0001``: consecutive per branch and year, as complaints are."""
    return f"I{year % 100:02d}-{branch_id}-{running:04d}"
