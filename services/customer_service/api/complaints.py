"""Complaints over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.customer_service.domain.complaints import ComplaintState
from services.customer_service.models import Complaint
from services.customer_service.queries import complaints as queries
from services.customer_service.queries.complaint_statistics import complaint_statistics
from services.customer_service.schemas.complaints import (
    AnalysisIn,
    ComplaintDetail,
    ComplaintIn,
    ComplaintOut,
    ComplaintStatistics,
    DecisionIn,
    ExecutionIn,
    InvestigationIn,
    JudgementIn,
    ProgressIn,
    ProposalsIn,
    RevisitIn,
    SummaryIn,
)
from services.customer_service.service import complaints as service
from services.customer_service.service.policy import policy
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["complaints"])
Reader = Annotated[Principal, may("customer_service.complaints.read")]
Reporter = Annotated[Principal, may("customer_service.complaints.report")]
Hand = Annotated[Principal, may("customer_service.complaints.handle")]
"""Everybody may be named to handle one (M-04); the use case lets in whose step it is."""
Leader = Annotated[Principal, may("customer_service.complaints.decide")]
Month = Annotated[str, Query(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


async def _shown(complaint: Awaitable[Complaint]) -> ComplaintOut:
    return ComplaintOut.of(await complaint)


@router.post("/complaints", status_code=201)
async def report_complaint(body: ComplaintIn, session: SessionDep, once: OnceDep, who: Reporter) -> ComplaintOut:
    """Register a complaint, from any department (CS-32, M-10)."""
    return await once.run(session, ComplaintOut, lambda: _shown(service.open_complaint(session, who, body)))


@router.get("/complaints")
async def list_complaints(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: Annotated[ComplaintState | None, Query()] = None,
    order_id: Annotated[UUID | None, Query()] = None,
) -> Page[ComplaintOut]:
    """Complaints, newest first."""
    query = queries.list_complaints(branch_id, state, order_id)
    keys = [Complaint.received_at, Complaint.id]
    return await fetch_page(session, query, page, keys=keys, show=ComplaintOut.of, descending=True)


@router.get("/complaint-statistics")
async def read_complaint_statistics(
    session: SessionDep, who: Reader, branch_id: BranchId, month: Month
) -> ComplaintStatistics:
    """The classification statistics of a month (CS-37)."""
    who.require_branch(branch_id)
    return await complaint_statistics(session, branch_id, month)


@router.get("/complaints/{complaint_id}")
async def read_complaint(complaint_id: UUID, session: SessionDep, who: Hand) -> ComplaintDetail:
    """A complaint with its log, for those who read complaints, who handle it, and who took it down (M-04)."""
    return await queries.read_complaint(session, who, complaint_id, limit=policy().compensation_limit)


@router.post("/complaints/{complaint_id}/progress")
async def tell_complaint_progress(
    complaint_id: UUID, body: ProgressIn, session: SessionDep, once: OnceDep, who: Hand
) -> ComplaintOut:
    """What the complainant was told, who reads it on the own page; the first is the first answer (M-11, M-22)."""
    return await once.run(
        session, ComplaintOut, lambda: _shown(service.tell_progress(session, who, complaint_id, body))
    )


@router.post("/complaints/{complaint_id}/judgement")
async def judge_complaint(complaint_id: UUID, body: JudgementIn, session: SessionDep, who: Hand) -> ComplaintOut:
    """Established or not, valid, invalid or major (CS-33, A-17)."""
    return await _shown(service.judge(session, who, complaint_id, body))


@router.post("/complaints/{complaint_id}/investigation")
async def investigate_complaint(
    complaint_id: UUID, body: InvestigationIn, session: SessionDep, who: Hand
) -> ComplaintOut:
    """Cause and responsible person (CS-34, M-15)."""
    return await _shown(service.investigate(session, who, complaint_id, body))


@router.post("/complaints/{complaint_id}/analysis")
async def analyse_claim(complaint_id: UUID, body: AnalysisIn, session: SessionDep, who: Hand) -> ComplaintOut:
    """Technique, cost, risk and proposed handling of a large claim (M-88)."""
    return await _shown(service.analyse(session, who, complaint_id, body))


@router.post("/complaints/{complaint_id}/proposals")
async def propose_solutions(complaint_id: UUID, body: ProposalsIn, session: SessionDep, who: Hand) -> ComplaintOut:
    """Solutions to choose from (CS-35)."""
    return await _shown(service.propose(session, who, complaint_id, body))


@router.post("/complaints/{complaint_id}/decision")
async def decide_complaint(
    complaint_id: UUID, body: DecisionIn, session: SessionDep, once: OnceDep, who: Leader
) -> ComplaintOut:
    """The leader chooses, within his limit of compensation (CS-35, M-03)."""
    return await once.run(session, ComplaintOut, lambda: _shown(service.decide(session, who, complaint_id, body)))


@router.post("/complaints/{complaint_id}/execution")
async def execute_complaint(complaint_id: UUID, body: ExecutionIn, session: SessionDep, who: Hand) -> ComplaintOut:
    """Carried out and signed by the customer (CS-36)."""
    return await _shown(service.execute(session, who, complaint_id, body))


@router.post("/complaints/{complaint_id}/revisit")
async def revisit_complaint(complaint_id: UUID, body: RevisitIn, session: SessionDep, who: Hand) -> ComplaintOut:
    """The visit after the result; dissatisfied reopens (N-22, M-13)."""
    return await _shown(service.revisit(session, who, complaint_id, body))


@router.post("/complaints/{complaint_id}/summary")
async def summarise_complaint(complaint_id: UUID, body: SummaryIn, session: SessionDep, who: Hand) -> ComplaintOut:
    """Close and file (CS-37)."""
    return await _shown(service.summarise(session, who, complaint_id, body.summary))
