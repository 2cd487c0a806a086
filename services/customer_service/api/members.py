"""Members, cards, referral codes, and the department's part of an order, over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.customer_service.domain.members import Level
from services.customer_service.models import Member
from services.customer_service.queries import members as queries
from services.customer_service.schemas.members import (
    CardBackIn,
    CardIn,
    CardOut,
    MemberLine,
    MemberOut,
    MembershipOut,
    OrderPart,
    ReferrerOut,
    RewardIn,
    RewardOut,
)
from services.customer_service.service import cards, customer_page, rewards
from services.customer_service.service.policy import policy
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.pagination import Page, PageDep, fetch_page

router = APIRouter(tags=["members"])
Reader = Annotated[Principal, may("customer_service.members.read")]
CardKeeper = Annotated[Principal, may("customer_service.cards.manage")]
LinkCode = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{24}$")]


@router.get("/members")
async def list_members(
    session: SessionDep,
    page: PageDep,
    who: Reader,
    branch_id: Annotated[BranchId | None, Query(description="with an order in that branch")] = None,
    level: Annotated[Level | None, Query()] = None,
) -> Page[MemberLine]:
    """Members, most points first (CS-20)."""
    if branch_id is not None:
        who.require_branch(branch_id)
    return await fetch_page(
        session,
        queries.list_members(branch_id, level),
        page,
        keys=[Member.points, Member.person_id],
        show=lambda member: MemberLine(**member.model_dump(include=set(MemberLine.model_fields))),
        descending=True,
    )


@router.get("/members/{person_id}")
async def read_member(person_id: UUID, session: SessionDep, _who: Reader) -> MemberOut:
    """Level, points and ledger, cards, the referral code and who came by it (CS-20)."""
    return await queries.read_member(session, person_id)


@router.get("/referral-codes/{referral_code}")
async def read_referral_code(
    referral_code: Annotated[str, Path(min_length=8, max_length=20, pattern=r"^[A-Za-z0-9 -]+$")],
    session: SessionDep,
    _who: Reader,
) -> ReferrerOut:
    """Who recommended us, by the code a new customer brings (PCK-08, A-26)."""
    return await queries.read_referrer(session, referral_code)


@router.post("/members/{person_id}/cards", status_code=201)
async def issue_card(person_id: UUID, body: CardIn, session: SessionDep, who: CardKeeper) -> CardOut:
    """Give out a gold or VIP card (CS-20)."""
    return CardOut.of(await cards.issue_card(session, who, person_id, body))


@router.post("/member-cards/{card_id}/return")
async def take_card_back(card_id: UUID, body: CardBackIn, session: SessionDep, who: CardKeeper) -> CardOut:
    """Take a card back (CS-20)."""
    return CardOut.of(await cards.take_card_back(session, who, card_id, body))


@router.put("/members/{person_id}/reward")
async def choose_reward(
    person_id: UUID,
    body: RewardIn,
    session: SessionDep,
    _who: Annotated[Principal, may("customer_service.rewards.choose")],
) -> RewardOut:
    """Points or money for orders the customer recommends, as he says (A-26)."""
    chosen = await rewards.choose_reward(session, person_id, body.reward)
    return RewardOut(person_id=chosen.person_id, reward=chosen.reward)


@router.put("/customer/{code}/reward", status_code=204)
async def choose_own_reward(
    code: LinkCode,
    body: RewardIn,
    session: SessionDep,
    _who: Annotated[Principal, may("customer_service.customer_page.tell")],
) -> None:
    """Points or money for recommending, chosen by the customer (A-26)."""
    await rewards.choose_own_reward(session, code, body.reward)


@router.get("/customer/{code}/membership")
async def read_own_membership(
    code: LinkCode, session: SessionDep, _who: Annotated[Principal, may("customer_service.customer_page.read")]
) -> MembershipOut:
    """The customer's own points, cards and referral code, behind the link to the own order."""
    link = await customer_page.enter(session, code)
    return await queries.read_membership(session, link.order_id, policy().referral_rewards, policy().levels)


@router.get("/orders/{order_id}/customer-service")
async def read_customer_service_part(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("customer_service.orders.read")]
) -> OrderPart:
    """Contacts, complaints, delays and points of an order."""
    return await queries.read_part(session, order_id)
