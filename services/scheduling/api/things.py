"""The register of things, loans and write-offs."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.scheduling.domain.things import Care, SlipState
from services.scheduling.models import Loan, Resource, WriteOff
from services.scheduling.queries.things import (
    loans_where,
    show_loans,
    show_slips,
    show_things,
    slips_where,
    things_where,
)
from services.scheduling.schemas.things import (
    CareIn,
    LoanIn,
    LoanOut,
    LoansOut,
    Mark,
    ReturnIn,
    ThingCard,
    ThingIn,
    ThingKind,
    ThingOut,
    WriteOffApprovalIn,
    WriteOffIn,
    WriteOffOut,
    WriteOffRejectionIn,
)
from services.scheduling.service import loans, things, write_offs
from shared.contracts.values import BranchId, StaffId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch, set_etag

router = APIRouter(tags=["things"])

Reader = Annotated[Principal, may("scheduling.things.read")]
Keeper = Annotated[Principal, may("scheduling.things.keep")]
Signer = Annotated[Principal, may("scheduling.write_offs.approve")]


@router.post("/things", status_code=201)
async def register_thing(
    body: ThingIn, session: SessionDep, once: OnceDep, response: Response, who: Keeper
) -> ThingOut:
    """Enter a dress, an accessory, a camera, a prop, a key (MGT-05, SHO-11)."""
    thing = await once.run(session, ThingOut, lambda: things.register_thing(session, who, body))
    set_etag(response, thing.version)
    return thing


@router.get("/things")
async def list_things(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: BranchId | None = None,
    kind: ThingKind | None = None,
    care: Care | None = None,
    mark: Annotated[Mark | None, Query(description="what is written on it")] = None,
) -> Page[ThingOut]:
    """The things of my branches, by name, with what is out and when each is needed next."""
    query = things_where(branch_id, kind, care, mark)
    found = await fetch_page(session, query, page, keys=[Resource.name, Resource.id], show=lambda row: row)
    return Page(items=await show_things(session, found.items), next_cursor=found.next_cursor)


@router.get("/things/{thing_id}")
async def read_thing(thing_id: UUID, session: SessionDep, response: Response, _who: Reader) -> ThingOut:
    """A thing with the version to correct it by."""
    thing = await things.show(session, await things.thing_of(session, thing_id, lock=False))
    set_etag(response, thing.version)
    return thing


@router.put("/things/{thing_id}")
async def correct_thing(
    thing_id: UUID, body: ThingCard, session: SessionDep, response: Response, edited: IfMatch, _who: Keeper
) -> ThingOut:
    """Correct the entry; more were bought, but fewer only by a write-off (SHO-11)."""
    thing = await things.correct_thing(session, thing_id, body, edited)
    set_etag(response, thing.version)
    return thing


@router.post("/things/{thing_id}/care")
async def care_for_thing(thing_id: UUID, body: CareIn, session: SessionDep, _who: Keeper) -> ThingOut:
    """To wash, washing, at the dry cleaner's, in repair, ready again (SHO-12)."""
    return await things.care_for(session, thing_id, body)


@router.post("/loans", status_code=201)
async def lend_things(body: LoanIn, session: SessionDep, once: OnceDep, who: Keeper) -> LoansOut:
    """Somebody takes things out, before a location shoot or as the work asks (SHO-01, M-24, M-41)."""
    return await once.run(session, LoansOut, lambda: loans.lend(session, who, body))


@router.get("/loans")
async def list_loans(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: BranchId | None = None,
    borrower_id: StaffId | None = None,
    still_out: bool = True,
) -> Page[LoanOut]:
    """What is out, the latest first that should be back."""
    query = loans_where(branch_id, borrower_id, still_out=still_out)
    found = await fetch_page(session, query, page, keys=[Loan.due_at, Loan.id], show=lambda row: row)
    return Page(items=await show_loans(session, found.items), next_cursor=found.next_cursor)


@router.post("/loans/{loan_id}/return")
async def return_loan(loan_id: UUID, body: ReturnIn, session: SessionDep, once: OnceDep, who: Keeper) -> LoanOut:
    """Count what comes back; what is lost is asked of the manager (SHO-01)."""
    return await once.run(session, LoanOut, lambda: loans.give_back(session, who, loan_id, body))


@router.post("/write-offs", status_code=201)
async def request_write_off(body: WriteOffIn, session: SessionDep, once: OnceDep, who: Keeper) -> WriteOffOut:
    """Something is lost, broken or too old; the manager is asked (SHO-11)."""
    return await once.run(session, WriteOffOut, lambda: write_offs.request_write_off(session, who, body))


@router.get("/write-offs")
async def list_write_offs(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: BranchId | None = None,
    state: SlipState | None = None,
) -> Page[WriteOffOut]:
    """Write-offs and purchase slips, the newest first."""
    keys = [WriteOff.requested_at, WriteOff.id]
    query = slips_where(branch_id, state)
    found = await fetch_page(session, query, page, keys=keys, show=lambda row: row, descending=True)
    return Page(items=await show_slips(session, found.items), next_cursor=found.next_cursor)


@router.post("/write-offs/{write_off_id}/approval")
async def approve_write_off(
    write_off_id: UUID, body: WriteOffApprovalIn, session: SessionDep, who: Signer
) -> WriteOffOut:
    """The manager signs, and says whether another is bought (SHO-11)."""
    return await write_offs.approve_write_off(session, who, write_off_id, body)


@router.post("/write-offs/{write_off_id}/rejection")
async def reject_write_off(
    write_off_id: UUID, body: WriteOffRejectionIn, session: SessionDep, who: Signer
) -> WriteOffOut:
    """The manager does not sign; the thing stays registered."""
    return await write_offs.reject_write_off(session, who, write_off_id, body.note)


@router.post("/write-offs/{write_off_id}/arrival")
async def note_purchase(write_off_id: UUID, session: SessionDep, who: Keeper) -> WriteOffOut:
    """What was bought in its place is here (MGT-06)."""
    return await write_offs.note_arrival(session, who, write_off_id)
