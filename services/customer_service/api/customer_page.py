"""Links for customers, and the customer's page, over HTTP.

The page's routes are open to everybody who brings a code; the gateway lets visitors through to them and limits them
strictly.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path

from services.customer_service.queries import customer_page as queries
from services.customer_service.schemas.customer_page import (
    CustomerComplaintIn,
    CustomerLinkIn,
    CustomerLinkOut,
    CustomerPageOut,
    LinkOrderOut,
    NewCustomerLink,
    ReplyIn,
    ToldOut,
)
from services.customer_service.service import customer_page as service
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.idempotency import OnceDep
from shared.kit.pagination import Page

router = APIRouter(tags=["customer's page"])
Maker = Annotated[Principal, may("customer_service.customer_links.make")]
Opener = Annotated[Principal, may("customer_service.customer_page.read")]
Keeper = Annotated[Principal, may("customer_service.customer_page.admit")]
Teller = Annotated[Principal, may("customer_service.customer_page.tell")]
Language = Annotated[str, Header(alias="Accept-Language", max_length=200)]
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{24}$")]


@router.post("/orders/{order_id}/customer-links", status_code=201)
async def make_customer_link(order_id: UUID, body: CustomerLinkIn, session: SessionDep, who: Maker) -> NewCustomerLink:
    """A link for the customer; its code is told once and kept only as a hash."""
    link, code = await service.make_link(session, who, order_id, body.days)
    return NewCustomerLink(**CustomerLinkOut.of(link).model_dump(), code=code)


@router.get("/orders/{order_id}/customer-links")
async def list_customer_links(order_id: UUID, session: SessionDep, _who: Maker) -> Page[CustomerLinkOut]:
    """The order's links, newest first, without their codes."""
    return Page(items=await queries.links_of(session, order_id))


@router.delete("/orders/{order_id}/customer-links/{link_id}", status_code=204)
async def withdraw_customer_link(order_id: UUID, link_id: UUID, session: SessionDep, who: Maker) -> None:
    """Close a link at once."""
    await service.withdraw_link(session, who, order_id, link_id)


@router.get("/customer/{code}")
async def read_customer_page(
    code: Code, session: SessionDep, _who: Opener, accept_language: Language = "zh-CN"
) -> CustomerPageOut:
    """The own order in plain words: where it is, the next appointment and what to bring (1.2.4)."""
    return await queries.read_page(session, await service.enter(session, code), accept_language)


@router.get("/customer/{code}/order")
async def read_link_order(code: Code, session: SessionDep, _who: Keeper) -> LinkOrderOut:
    """Which order the code opens: asked by the gateway before a customer is let to another department."""
    return LinkOrderOut.of(await service.enter(session, code))


@router.post("/customer/{code}/complaints", status_code=201)
async def complain_as_customer(
    code: Code, body: CustomerComplaintIn, session: SessionDep, once: OnceDep, _who: Teller
) -> ToldOut:
    """Open a complaint (CS-30, CS-32)."""

    async def told() -> ToldOut:
        return ToldOut.of(await service.complain(session, code, body.content))

    return await once.run(session, ToldOut, told)


@router.post("/customer/{code}/appointments/{booking_id}/reply", status_code=204)
async def reply_to_appointment(code: Code, booking_id: UUID, body: ReplyIn, session: SessionDep, _who: Teller) -> None:
    """Say that one comes, or ask for another time; the consultant calls."""
    await service.reply(session, code, booking_id, body)
