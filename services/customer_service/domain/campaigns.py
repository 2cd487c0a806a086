"""Special visits to a chosen group (N-23): on which days whom, how many a day, and never twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from services.customer_service.domain.contacts import ContactKind
from services.customer_service.domain.rule import CALL, Assignee, Rule, by_order, happened, now_and
from shared.kit.errors import ServiceError
from shared.kit.reference import Branch
from shared.kit.states import Machine

LONGEST = timedelta(days=62)
MOST = 500


class CampaignKind(StrEnum):
    """A holiday, the anniversary of a wedding, a promotion (N-23); lost customers, a survey (M-59, M-69)."""

    HOLIDAY = "HOLIDAY"
    ANNIVERSARY = "ANNIVERSARY"
    PROMOTION = "PROMOTION"
    LOST_CUSTOMER = "LOST_CUSTOMER"
    SURVEY = "SURVEY"


class CampaignState(StrEnum):
    """Its contacts are made, or somebody stopped it."""

    RUNNING = "RUNNING"
    STOPPED = "STOPPED"


class CampaignAction(StrEnum):
    """The only thing that can happen to it."""

    STOP = "STOP"


CAMPAIGN: Machine[CampaignState, CampaignAction] = Machine(
    {CampaignState.RUNNING: {CampaignAction.STOP: CampaignState.STOPPED}}
)

TEMPLATES = {
    CampaignKind.HOLIDAY: "n23_holiday",
    CampaignKind.ANNIVERSARY: "n23_anniversary",
    CampaignKind.PROMOTION: "n23_promotion",
    CampaignKind.LOST_CUSTOMER: "m59_lost_customer",
    CampaignKind.SURVEY: "m59_survey",
}

N23 = Rule("N-23", CALL, "n23_promotion", (), happened, now_and(), by_order, Assignee.AGENT, "service_agent",
           ends=("order.cancelled",))  # fmt: skip
"""Planned by a campaign, not by a fact from outside."""

M59 = replace(N23, id="M-59", template="m59_survey", return_visit=True)
"""A survey asks for one of the three answers, as a return visit does."""

CAMPAIGN_RULES = (N23.id, M59.id)
"""How the contacts of all campaigns are found."""


class SurveyIsAsked(ServiceError):
    """A survey asks for an answer, and a message gets none."""

    status, code = 422, "campaign.survey_is_asked"
    field = "channel"
    en, zh = "A survey is made by telephone.", "满意度调查须电话询问。"


class NobodyMeant(ServiceError):
    """No customer fits, or all of them want no such contact."""

    status, code = 409, "campaign.nobody"
    en, zh = "Nobody fits this choice.", "没有符合条件的客户。"


class TooMany(ServiceError):
    """More customers than can be contacted on the days of the campaign."""

    status, code = 409, "campaign.too_many"
    en = "{customers} customers fit, but there is room for {room}: take more days, more a day, or a narrower choice."
    zh = "符合条件的客户有 {customers} 位，只能安排 {room} 位：请延长日期、增加每日数量或缩小范围。"


class DaysWrong(ServiceError):
    """A campaign begins today or later, ends after it begins, and does not last for ever."""

    status, code = 422, "campaign.days_wrong"
    field = "first_day"
    en, zh = "Choose days from today on, at most {days} of them.", "请选择今天起的日期，最多 {days} 天。"


@dataclass(frozen=True, slots=True)
class Customer:
    """A couple or person as their newest order names them; nothing but ids and dates."""

    order_id: UUID
    people: tuple[str, ...]
    wedding_date: date | None = None


def rule_of(kind: CampaignKind, channel: ContactKind) -> Rule:
    """The contact rule of a campaign: a call by an agent, or a message.

    Raises:
        SurveyIsAsked: a survey by message.
    """
    survey = kind is CampaignKind.SURVEY
    if survey and channel is ContactKind.MESSAGE:
        raise SurveyIsAsked
    assignee = Assignee.SYSTEM if channel is ContactKind.MESSAGE else N23.assignee
    return replace(M59 if survey else N23, kind=channel, template=TEMPLATES[kind], assignee=assignee)


def check_days(first: date, last: date, today: date) -> None:
    """Refuse days in the past, backwards, or too many.

    Raises:
        DaysWrong: one of these.
    """
    if first < today or last < first or last - first >= LONGEST:
        raise DaysWrong(days=LONGEST.days)


def once_each(customers: Iterable[Customer], passed_over: Iterable[str]) -> list[Customer]:
    """Each person once: whoever was met before, or wants no such contact, is passed over with the whole order."""
    met = set(passed_over)
    chosen: list[Customer] = []
    for customer in customers:
        if customer.people and met.isdisjoint(customer.people):
            chosen.append(customer)
            met.update(customer.people)
    return chosen


def anniversary_in(wedding: date, first: date, last: date) -> date | None:
    """The anniversary that falls into those days, if one does; a 29 February is kept on the 28th.

    >>> anniversary_in(date(2025, 12, 30), date(2026, 12, 20), date(2027, 1, 10))
    datetime.date(2026, 12, 30)
    """
    for year in range(first.year, last.year + 1):
        leap = (wedding.month, wedding.day) == (2, 29)
        day = wedding.replace(year=year, day=28) if leap else wedding.replace(year=year)
        if year > wedding.year and first <= day <= last:
            return day
    return None


def days_for(
    kind: CampaignKind, customers: Sequence[Customer], branch: Branch, first: date, last: date, per_day: int
) -> list[tuple[Customer, date]]:
    """Who is contacted on which day: anniversaries on theirs, the others so many on each open day.

    Raises:
        NobodyMeant: the choice is empty.
        TooMany: the days are too few.
    """
    if kind is CampaignKind.ANNIVERSARY:
        dated = [(one, one.wedding_date and anniversary_in(one.wedding_date, first, last)) for one in customers]
        planned = [(one, day) for one, day in dated if day is not None]
        room = MOST
    else:
        places = list(_places(branch, first, last, per_day))
        planned = list(zip(customers, places, strict=False))
        room = len(places)
    wanted = len(planned) if kind is CampaignKind.ANNIVERSARY else len(customers)
    if not wanted:
        raise NobodyMeant
    if wanted > min(room, MOST):
        raise TooMany(customers=wanted, room=min(room, MOST))
    return planned


def _places(branch: Branch, first: date, last: date, per_day: int) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if branch.is_open(day):
            yield from [day] * per_day


def due_on(day: date, hour: time, branch: Branch, now: datetime) -> datetime:
    """At the branch's hour for calls, not in the past, never in the quiet hours (CS-07)."""
    return branch.outside_quiet_hours(max(branch.at(day, hour), now))
