"""Complaints about the same thing are linked to one issue, and answered together (M-09)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from services.customer_service.domain.complaint_issues import (
    IssueAction,
    IssueNews,
    IssueOfOtherSide,
    IssueState,
    LinkedElsewhere,
    MeetingInPast,
    MeetingToCome,
    MeetingUnknown,
    NotAnswered,
    NotLinked,
    NotYourIssue,
    number,
)
from services.customer_service.domain.complaints import OwnDepartment
from services.customer_service.models import Complaint, ComplaintIssue, ComplaintIssueNumber
from services.customer_service.queries.branches import the_branch
from services.customer_service.schemas.complaint_issues import (
    IssueEditIn,
    IssueIn,
    MeetingIn,
    MeetingOutcomeIn,
)
from services.customer_service.service.complaint_log import tell, write
from services.customer_service.service.numbers import next_number
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import NotFound
from shared.kit.ids import new_id
from shared.kit.versions import check_version


async def open_issue(session: AsyncSession, who: Principal, body: IssueIn) -> ComplaintIssue:
    """Open an issue with the complaints that are about it.

    Raises:
        NotFound: the branch is not the caller's, or a complaint is not the branch's.
        LinkedElsewhere, IssueOfOtherSide: a complaint cannot belong to it.
    """
    who.require_branch(body.branch_id)
    _require(who, body.about_customer_service, "judge")
    branch, now = await the_branch(session, body.branch_id), clock.now()
    year = branch.today(now).year
    running = await next_number(session, ComplaintIssueNumber, body.branch_id, year)
    issue = ComplaintIssue(
        id=new_id(),
        number=number(body.branch_id, year, running),
        state=IssueState.OPEN,
        opened_by=who.staff_id,
        opened_at=now,
        **body.model_dump(exclude={"complaint_ids"}),
    )
    session.add(issue)
    # In one order for everybody, so that two who open the same suggestion wait for each other.
    for complaint_id in sorted(set(body.complaint_ids)):
        await _link(session, who, issue, complaint_id)
    return issue


async def edit(session: AsyncSession, who: Principal, issue_id: UUID, body: IssueEditIn, edited: int) -> ComplaintIssue:
    """Say in other words what it is about."""
    issue = await _kept(session, who, issue_id, "judge", edited)
    issue.move(IssueAction.EDIT)
    issue.subject, issue.cause_kind, issue.department = body.subject, body.cause_kind, body.department
    return issue


async def link(session: AsyncSession, who: Principal, issue_id: UUID, complaint_id: UUID) -> ComplaintIssue:
    """The complaint is about it too; a meeting that is announced is told to its complainant at once.

    Raises:
        LinkedElsewhere: it belongs to another issue.
        IssueOfOtherSide: one of the two is about customer service.
    """
    issue = await _kept(session, who, issue_id, "judge")
    issue.move(IssueAction.LINK)
    await _link(session, who, issue, complaint_id)
    return issue


async def _link(session: AsyncSession, who: Principal, issue: ComplaintIssue, complaint_id: UUID) -> None:
    complaint = await _complaint_of(session, issue, complaint_id)
    if complaint.issue_id == issue.id:
        return
    if complaint.issue_id is not None:
        other = await get_or_404(session, ComplaintIssue, complaint.issue_id, what="issue")
        raise LinkedElsewhere(complaint=complaint.number, issue=other.number)
    if complaint.about_customer_service is not issue.about_customer_service:
        raise IssueOfOtherSide
    complaint.issue_id = issue.id
    complaint.version += 1
    write(session, complaint, who.staff_id, "LINKED", issue=issue.number, note=issue.subject)
    if issue.meets_at is not None:
        await _tell_of_meeting(session, who, issue, complaint)


async def take_off(session: AsyncSession, who: Principal, issue_id: UUID, complaint_id: UUID) -> ComplaintIssue:
    """The complaint is about something else.

    Raises:
        NotLinked: it does not belong to the issue.
    """
    issue = await _kept(session, who, issue_id, "judge")
    complaint = await _complaint_of(session, issue, complaint_id)
    if complaint.issue_id != issue.id:
        raise NotLinked(complaint=complaint.number, issue=issue.number)
    issue.move(IssueAction.TAKE_OFF)
    complaint.issue_id = None
    complaint.version += 1
    write(session, complaint, who.staff_id, "TAKEN_OFF", issue=issue.number, note=issue.subject)
    return issue


async def _complaint_of(session: AsyncSession, issue: ComplaintIssue, complaint_id: UUID) -> Complaint:
    complaint = await get_or_404(session, Complaint, complaint_id, lock=True)
    if complaint.branch_id != issue.branch_id:
        raise NotFound(what="complaint")
    return complaint


async def announce_meeting(
    session: AsyncSession, who: Principal, issue_id: UUID, body: MeetingIn, edited: int
) -> ComplaintIssue:
    """Ask those who complain to a meeting, or to another time of it.

    Raises:
        MeetingInPast: that time is over.
    """
    issue = await _kept(session, who, issue_id, "decide", edited)
    now = clock.now()
    if body.meets_at <= now:
        raise MeetingInPast
    issue.announce(body.meets_at, body.place, who.staff_id, now)
    for complaint in await _linked(session, issue):
        await _tell_of_meeting(session, who, issue, complaint)
    return issue


async def note_outcome(
    session: AsyncSession, who: Principal, issue_id: UUID, body: MeetingOutcomeIn, edited: int
) -> ComplaintIssue:
    """The meeting was held; what came out of it answers every complaint.

    Raises:
        MeetingUnknown: neither announced nor said when and where.
        MeetingToCome: it has not begun.
    """
    issue = await _kept(session, who, issue_id, "decide", edited)
    meets_at, place, now = body.meets_at or issue.meets_at, body.place or issue.place, clock.now()
    if meets_at is None or place is None:
        raise MeetingUnknown
    if meets_at > now:
        raise MeetingToCome
    issue.held(meets_at, place, body.outcome, who.staff_id, now)
    await _tell_all(session, who, issue, body.outcome, IssueNews.MEETING_HELD)
    return issue


async def publish_notice(
    session: AsyncSession, who: Principal, issue_id: UUID, notice: str, edited: int
) -> ComplaintIssue:
    """A public notice answers every complaint."""
    issue = await _kept(session, who, issue_id, "decide", edited)
    issue.publish(notice, who.staff_id, clock.now())
    await _tell_all(session, who, issue, notice, IssueNews.NOTICE)
    return issue


async def close(session: AsyncSession, who: Principal, issue_id: UUID, edited: int) -> ComplaintIssue:
    """Close an issue that was answered, or that nobody is linked to; its complaints go their own way.

    Raises:
        NotAnswered: somebody waits for a meeting or a notice.
    """
    issue = await _kept(session, who, issue_id, "decide", edited)
    if issue.state is IssueState.OPEN and await _linked(session, issue):
        raise NotAnswered
    issue.close(who.staff_id, clock.now())
    return issue


async def _tell_of_meeting(session: AsyncSession, who: Principal, issue: ComplaintIssue, complaint: Complaint) -> None:
    meets_at: datetime | None = issue.meets_at
    await tell(
        session,
        complaint,
        who.staff_id,
        issue.place or "",
        issue=issue.number,
        news=IssueNews.MEETING_ANNOUNCED.value,
        meets_at=meets_at and meets_at.isoformat(),
    )


async def _tell_all(session: AsyncSession, who: Principal, issue: ComplaintIssue, note: str, news: IssueNews) -> None:
    about: dict[str, Any] = {"issue": issue.number, "news": news.value}
    for complaint in await _linked(session, issue):
        await tell(session, complaint, who.staff_id, note, **about)


async def _linked(session: AsyncSession, issue: ComplaintIssue) -> list[Complaint]:
    rows = await session.exec(
        select(Complaint).where(col(Complaint.issue_id) == issue.id).order_by(col(Complaint.id)).with_for_update()
    )
    return list(rows)


async def _kept(
    session: AsyncSession, who: Principal, issue_id: UUID, right: str, edited: int | None = None
) -> ComplaintIssue:
    issue = await get_or_404(session, ComplaintIssue, issue_id, what="issue", lock=True)
    _require(who, issue.about_customer_service, right)
    if edited is not None:
        check_version(issue.version, edited)
    return issue


def _require(who: Principal, own: bool, right: str) -> None:
    """Let customer service keep issues and its manager decide; what is about itself is for others (M-10)."""
    outside = who.may("customer_service.complaints.judge_own_department")
    if not who.may(f"customer_service.complaints.{right}") and not (own and outside):
        raise NotYourIssue
    if own and not outside:
        raise OwnDepartment
