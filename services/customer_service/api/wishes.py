"""Unmet wishes over HTTP (M-33)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.customer_service.domain.wishes import SubjectState
from services.customer_service.models import Wish, WishSubject
from services.customer_service.queries import wishes as queries
from services.customer_service.schemas.wishes import (
    DropIn,
    MergeIn,
    SubjectNameIn,
    WishIn,
    WishNameOut,
    WishOut,
    WishSubjectOut,
)
from services.customer_service.service import wishes as service
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import get_or_404
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page, PageDep, fetch_page
from shared.kit.versions import IfMatch

router = APIRouter(tags=["wishes"])
Noter = Annotated[Principal, may("customer_service.wishes.note")]
Reader = Annotated[Principal, may("customer_service.wishes.read")]
Leader = Annotated[Principal, may("customer_service.wishes.decide")]


@router.post("/wishes", status_code=201)
async def note_wish(body: WishIn, session: SessionDep, once: OnceDep, who: Noter) -> WishOut:
    """Note what a customer asked for and we do not offer yet, from any department (M-32, M-33)."""
    return await once.run(session, WishOut, lambda: service.note(session, who, body))


@router.get("/wish-names")
async def list_wish_names(session: SessionDep, page: PageDep, who: Noter, branch_id: BranchId) -> Page[WishNameOut]:
    """What was asked for in the branch before, the most wished first, to choose from."""
    who.require_branch(branch_id)
    keys = [WishSubject.wished, WishSubject.id]
    query = queries.list_names(branch_id)
    return await fetch_page(session, query, page, keys=keys, show=WishNameOut.of, descending=True)


@router.get("/wish-subjects")
async def list_wish_subjects(
    session: SessionDep,
    page: PageDep,
    _who: Reader,
    branch_id: Annotated[BranchId | None, Query()] = None,
    state: Annotated[SubjectState | None, Query()] = None,
) -> Page[WishSubjectOut]:
    """What is asked for, the most wished first, with how often lately and how many wait to be told."""
    keys = [WishSubject.wished, WishSubject.id]
    query = queries.list_subjects(branch_id, state)
    found = await fetch_page(session, query, page, keys=keys, show=WishSubjectOut.of, descending=True)
    await queries.add_numbers(session, found.items)
    return found


@router.get("/wish-subjects/{subject_id}/wishes")
async def list_wishes(subject_id: UUID, session: SessionDep, page: PageDep, _who: Reader) -> Page[WishOut]:
    """Who asked for it, newest first, and whether he has been told."""
    await get_or_404(session, WishSubject, subject_id, what="wish_subject")
    keys = [Wish.noted_at, Wish.id]
    query = queries.list_wishes(subject_id)
    found = await fetch_page(session, query, page, keys=keys, show=WishOut.of, descending=True)
    await queries.add_orders(session, found.items)
    return found


@router.post("/wish-subjects/{subject_id}/available")
async def offer_wish(subject_id: UUID, session: SessionDep, edited: IfMatch, who: Leader) -> WishSubjectOut:
    """We have it now: a call is planned to each order that asked (M-33)."""
    return await service.offer(session, who, subject_id, edited)


@router.post("/wish-subjects/{subject_id}/drop")
async def drop_wish(
    subject_id: UUID, body: DropIn, session: SessionDep, edited: IfMatch, who: Leader
) -> WishSubjectOut:
    """It will not be offered, and why."""
    return await service.drop(session, who, subject_id, body.reason, edited)


@router.put("/wish-subjects/{subject_id}/name")
async def rename_wish(
    subject_id: UUID, body: SubjectNameIn, session: SessionDep, edited: IfMatch, _who: Leader
) -> WishSubjectOut:
    """Call it otherwise."""
    return await service.rename(session, subject_id, body.name, edited)


@router.post("/wish-subjects/{subject_id}/merge")
async def merge_wish(
    subject_id: UUID, body: MergeIn, session: SessionDep, edited: IfMatch, _who: Leader
) -> WishSubjectOut:
    """The same thing stands under another name: this one becomes part of that."""
    return await service.merge(session, subject_id, body.into_id, edited)
