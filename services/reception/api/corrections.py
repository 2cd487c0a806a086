"""Putting right what is written of people, and the regional manager's checks (M-58)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.reception.models import MemberCheck, PersonChange
from services.reception.queries import member_data as reading
from services.reception.schemas.corrections import (
    CheckedDataOut,
    CorrectionIn,
    DrawIn,
    MemberCheckOut,
    MemberChecksOut,
    MonthName,
    PersonChangeOut,
    VerdictIn,
)
from services.reception.schemas.people import PersonOut
from services.reception.service import corrections, member_checks
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["people"])
Checker = Annotated[Principal, may("reception.member_checks.do")]


@router.post("/people/{person_id}/corrections")
async def correct_person(
    person_id: UUID,
    body: CorrectionIn,
    session: SessionDep,
    once: OnceDep,
    edited: IfMatch,
    response: Response,
    who: Annotated[Principal, may("reception.people.correct")],
) -> PersonOut:
    """Name, phone, address or birthday put right; the old words stay on record (M-58)."""
    person = await once.run(
        session, PersonOut, lambda: corrections.correct_person(session, who, person_id, body, edited)
    )
    set_etag(response, person.version)
    return person


@router.get("/person-changes")
async def list_changes(
    session: SessionDep,
    page: PageDep,
    _who: Annotated[Principal, may("reception.reveals.read")],
    branch_id: Annotated[BranchId | None, Query()] = None,
    staff_id: Annotated[StaffId | None, Query()] = None,
    person_id: Annotated[UUID | None, Query()] = None,
) -> Page[PersonChangeOut]:
    """What was put right, newest first, beside the numbers that were shown (M-58, GEN-08)."""
    query = reading.changes(branch_id, staff_id, person_id)
    return await fetch_page(
        session,
        query,
        page,
        keys=[PersonChange.at, PersonChange.id],
        show=lambda row: corrections.show_change(session, row),
        descending=True,
    )


@router.post("/member-checks")
async def draw_members(body: DrawIn, session: SessionDep, who: Checker) -> MemberChecksOut:
    """Let chance draw the month's members; asked again, it is the same sample (M-58)."""
    return await member_checks.draw(session, who, body)


@router.get("/member-checks")
async def list_checks(
    session: SessionDep,
    page: PageDep,
    branch_id: BranchId,
    month: MonthName,
    who: Annotated[Principal, may("reception.member_checks.read")],
) -> Page[MemberCheckOut]:
    """The sample of a branch and month, and what came of it (M-58)."""
    who.require_branch(branch_id)
    query = reading.checks_of(branch_id, month)
    return await fetch_page(session, query, page, keys=[MemberCheck.id], show=MemberCheckOut.of)


@router.post("/member-checks/{check_id}/look")
async def look_at_member(check_id: UUID, session: SessionDep, who: Checker) -> CheckedDataOut:
    """What is written of a drawn member; the look is logged as a reveal (M-58, GEN-08)."""
    return await member_checks.look(session, who, check_id)


@router.post("/member-checks/{check_id}/verdict")
async def judge_member(check_id: UUID, body: VerdictIn, session: SessionDep, who: Checker) -> MemberCheckOut:
    """True, or wrong and how (M-58)."""
    return await member_checks.judge(session, who, check_id, body)
