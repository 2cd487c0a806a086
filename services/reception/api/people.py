"""People, and the search that finds their orders."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.reception.models import Person
from services.reception.queries import member_data as gaps
from services.reception.queries import orders as reading
from services.reception.schemas import PhoneText
from services.reception.schemas.people import (
    DetailsIn,
    GapsOut,
    LookupOut,
    MemberData,
    PeopleOut,
    PersonIn,
    PersonOut,
    RevealIn,
    RevealOut,
)
from services.reception.schemas.search import SearchOut
from services.reception.service import people
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.privacy import Words

router = APIRouter(tags=["people"])


@router.post("/people", status_code=201)
async def register_person(
    body: PersonIn, session: SessionDep, who: Annotated[Principal, may("reception.people.register")]
) -> PersonOut:
    """Register somebody; numbers are stored encrypted (GEN-08, M-58)."""
    return PersonOut.of(await people.register_person(session, who, body))


@router.get("/people")
async def read_people(
    session: SessionDep,
    ids: Annotated[list[UUID], Query(min_length=1, max_length=200)],
    _who: Annotated[Principal, may("reception.people.read")],
) -> PeopleOut:
    """Names for ids, phones masked; ids outside the scope are left out."""
    return PeopleOut(items=[PersonOut.of(person) for person in await people.names_of(session, ids)])


@router.get("/member-data")
async def read_member_data(
    session: SessionDep, branch_id: BranchId, who: Annotated[Principal, may("reception.member_data.read")]
) -> MemberData:
    """How complete the data of a branch's members are (M-58)."""
    who.require_branch(branch_id)
    return await gaps.member_data(session, branch_id)


@router.get("/people/incomplete")
async def list_incomplete(
    session: SessionDep,
    page: PageDep,
    branch_id: BranchId,
    who: Annotated[Principal, may("reception.member_data.read")],
) -> Page[GapsOut]:
    """Members of whom something is missing, the longest known first (M-58)."""
    who.require_branch(branch_id)
    return await fetch_page(session, gaps.incomplete(branch_id), page, keys=[Person.id], show=GapsOut.of)


@router.post("/people/{person_id}/details")
async def add_details(
    person_id: UUID, body: DetailsIn, session: SessionDep, who: Annotated[Principal, may("reception.people.register")]
) -> GapsOut:
    """Fill in what was missing; what is known is not written over (M-58)."""
    return GapsOut.of(await people.add_details(session, who, person_id, body))


@router.get("/people/lookup")
async def look_up_person(
    session: SessionDep,
    phone: Annotated[PhoneText, Query()],
    _who: Annotated[Principal, may("reception.people.lookup")],
) -> LookupOut:
    """Whose customer has exactly this number, in the whole chain (GEN-08)."""
    return await people.look_up(session, phone)


@router.post("/people/{person_id}/reveal")
async def reveal_person(
    person_id: UUID, body: RevealIn, session: SessionDep, who: Annotated[Principal, may("reception.people.reveal")]
) -> RevealOut:
    """The whole numbers; the reveal is logged with its reason (GEN-08)."""
    return await people.reveal(session, who, person_id, body.reason)


@router.get("/order-search")
async def search_orders(
    session: SessionDep, q: Annotated[Words, Query()], _who: Annotated[Principal, may("reception.search")]
) -> SearchOut:
    """Orders by phone tail, phone, beginning of a name, order number or customer number."""
    region = session.info["service"].extras["region"]
    return await reading.search(session, people.safe_of(session), region, q)
