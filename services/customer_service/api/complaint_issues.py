"""Issues that many complain about, over HTTP (M-09)."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.customer_service.models import ComplaintIssue
from services.customer_service.queries import complaint_issues as queries
from services.customer_service.schemas.complaint_issues import (
    IssueDetail,
    IssueEditIn,
    IssueIn,
    IssueOut,
    IssueSuggestions,
    MeetingIn,
    MeetingOutcomeIn,
    NoticeIn,
)
from services.customer_service.service import complaint_issues as service
from services.customer_service.service.policy import policy
from shared.contracts.values import BranchId
from shared.kit import clock
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import AsyncSession
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch

router = APIRouter(tags=["complaints"])
Reader = Annotated[Principal, may("customer_service.complaints.read")]
Hand = Annotated[Principal, may("customer_service.complaints.handle")]
"""The use case lets in customer service, and others for what is about it (M-10), as with complaints."""


async def _shown(session: AsyncSession, issue: Awaitable[ComplaintIssue]) -> IssueOut:
    return await queries.shown(session, await issue)


@router.get("/complaint-issue-suggestions")
async def suggest_issues(session: SessionDep, who: Reader, branch_id: BranchId) -> IssueSuggestions:
    """What many have complained about lately without being answered together."""
    who.require_branch(branch_id)
    at_least, days = policy().issue_suggested_from, policy().issue_within_days
    return await queries.suggested(session, branch_id, clock.now(), at_least=at_least, within_days=days)


@router.post("/complaint-issues", status_code=201)
async def open_issue(body: IssueIn, session: SessionDep, once: OnceDep, who: Hand) -> IssueOut:
    """Open an issue with the complaints that are about it."""
    return await once.run(session, IssueOut, lambda: _shown(session, service.open_issue(session, who, body)))


@router.get("/complaint-issues")
async def list_issues(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    closed: Annotated[bool | None, Query(description="only closed ones, or only those under way")] = None,
) -> Page[IssueOut]:
    """Issues, newest first."""
    query, keys = queries.list_issues(branch_id, closed), [ComplaintIssue.opened_at, ComplaintIssue.id]
    found = await fetch_page(session, query, page, keys=keys, show=IssueOut.of, descending=True)
    await queries.count_complaints(session, found.items)
    return found


@router.get("/complaint-issues/{issue_id}")
async def read_issue(issue_id: UUID, session: SessionDep, _who: Reader) -> IssueDetail:
    """An issue with its complaints."""
    return await queries.read_issue(session, issue_id)


@router.put("/complaint-issues/{issue_id}")
async def edit_issue(issue_id: UUID, body: IssueEditIn, session: SessionDep, edited: IfMatch, who: Hand) -> IssueOut:
    """What it is about, in other words. If-Match carries ``version``, here and below."""
    return await _shown(session, service.edit(session, who, issue_id, body, edited))


@router.put("/complaint-issues/{issue_id}/complaints/{complaint_id}")
async def link_complaint(issue_id: UUID, complaint_id: UUID, session: SessionDep, who: Hand) -> IssueOut:
    """The complaint is about it too."""
    return await _shown(session, service.link(session, who, issue_id, complaint_id))


@router.delete("/complaint-issues/{issue_id}/complaints/{complaint_id}")
async def take_complaint_off(issue_id: UUID, complaint_id: UUID, session: SessionDep, who: Hand) -> IssueOut:
    """The complaint is about something else."""
    return await _shown(session, service.take_off(session, who, issue_id, complaint_id))


@router.put("/complaint-issues/{issue_id}/meeting")
async def announce_meeting(
    issue_id: UUID, body: MeetingIn, session: SessionDep, edited: IfMatch, who: Hand
) -> IssueOut:
    """Ask those who complain to a meeting, or to another time of it; everybody's log says so (M-11)."""
    return await _shown(session, service.announce_meeting(session, who, issue_id, body, edited))


@router.post("/complaint-issues/{issue_id}/outcome")
async def note_outcome(
    issue_id: UUID, body: MeetingOutcomeIn, session: SessionDep, edited: IfMatch, who: Hand
) -> IssueOut:
    """What came out of the meeting; everybody's log says so."""
    return await _shown(session, service.note_outcome(session, who, issue_id, body, edited))


@router.post("/complaint-issues/{issue_id}/notice")
async def publish_notice(issue_id: UUID, body: NoticeIn, session: SessionDep, edited: IfMatch, who: Hand) -> IssueOut:
    """A notice to everybody; the log of every complaint says so."""
    return await _shown(session, service.publish_notice(session, who, issue_id, body.text, edited))


@router.post("/complaint-issues/{issue_id}/closing")
async def close_issue(issue_id: UUID, session: SessionDep, edited: IfMatch, who: Hand) -> IssueOut:
    """Close what was answered, or what nobody is linked to; the complaints go their own way."""
    return await _shown(session, service.close(session, who, issue_id, edited))
