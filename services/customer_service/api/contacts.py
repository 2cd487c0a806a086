"""Contacts over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query

from services.customer_service.domain.contacts import ContactState
from services.customer_service.models import Contact
from services.customer_service.queries import contacts as queries
from services.customer_service.queries.visit_report import visit_report
from services.customer_service.schemas.contacts import (
    ContactDetail,
    ContactIn,
    ContactOut,
    EscalationIn,
    Moment,
    OutcomeIn,
)
from services.customer_service.schemas.visit_report import VisitReport
from services.customer_service.service import contacts as service
from services.customer_service.service.escalation import escalate
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import AsyncSession
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["contacts"])
Reader = Annotated[Principal, may("customer_service.contacts.read")]
Language = Annotated[str, Header(alias="Accept-Language", max_length=200)]
Month = Annotated[str, Query(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$", description="e.g. 2026-11")]
RuleId = Annotated[str, Query(pattern=r"^[A-Z]{1,4}(-\d{2}[a-c]?)?$")]


@router.get("/contacts")
async def list_contacts(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    assignee_id: Annotated[StaffId | None, Query()] = None,
    due_before: Annotated[Moment | None, Query()] = None,
    state: Annotated[ContactState | None, Query()] = None,
    rule: RuleId | None = None,
    order_id: Annotated[UUID | None, Query()] = None,
    to_do: Annotated[bool | None, Query(description="open, and made by a person")] = None,
    return_visits: Annotated[bool | None, Query()] = None,
    over: Annotated[bool, Query(description="only what was made or given up, the last first")] = False,
) -> Page[ContactOut]:
    """Contacts by assignee, time, state, rule, order and kind, earliest first."""
    query = queries.list_contacts(branch_id, assignee_id, due_before, state, rule, order_id, to_do, return_visits, over)
    key = Contact.done_at if over else Contact.due_at
    found: Page[Contact] = await fetch_page(
        session, query, page, keys=[key, Contact.id], show=lambda contact: contact, descending=over
    )
    shown = await queries.show_contacts(session, found.items)
    return Page(items=shown, next_cursor=found.next_cursor)


@router.get("/contacts/{contact_id}")
async def read_contact(
    contact_id: UUID, session: SessionDep, _who: Reader, accept_language: Language = "zh-CN"
) -> ContactDetail:
    """A contact with its script, precautions, order number and log."""
    return await queries.read_contact(session, contact_id, accept_language)


@router.post("/contacts", status_code=201)
async def plan_contact(
    body: ContactIn, session: SessionDep, who: Annotated[Principal, may("customer_service.contacts.plan")]
) -> ContactOut:
    """Plan a contact of one's own."""
    return await queries.show_contact(session, await service.plan_own(session, who, body))


@router.post("/contacts/{contact_id}/outcome")
async def record_contact_outcome(
    contact_id: UUID,
    body: OutcomeIn,
    session: SessionDep,
    who: Annotated[Principal, may("customer_service.contacts.do")],
) -> ContactOut:
    """Note how a contact went; the first completion closes it for all (A-02)."""
    return await queries.show_contact(session, await service.record_outcome(session, who, contact_id, body))


@router.post("/contacts/{contact_id}/escalation", status_code=201)
async def escalate_contact(
    contact_id: UUID,
    body: EscalationIn,
    session: SessionDep,
    once: OnceDep,
    _who: Annotated[Principal, may("customer_service.contacts.do")],
) -> ContactOut:
    """Hand a problem to the store manager, with who is presumed to be responsible (REC-15)."""
    return await once.run(session, ContactOut, lambda: _escalated(session, contact_id, body))


async def _escalated(session: AsyncSession, contact_id: UUID, body: EscalationIn) -> ContactOut:
    return await queries.show_contact(session, await escalate(session, contact_id, body))


@router.get("/return-visit-report")
async def read_return_visit_report(session: SessionDep, who: Reader, branch_id: BranchId, month: Month) -> VisitReport:
    """回访总结报告: return visits due in a month, made in time, and what customers said (CS-09)."""
    who.require_branch(branch_id)
    return await visit_report(session, branch_id, month)
