"""Whom a campaign may mean, and how far one is (N-23)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import col, func, select

from services.customer_service.domain.campaigns import CampaignKind, Customer
from services.customer_service.domain.contacts import OPEN_STATES, ContactState
from services.customer_service.models import (
    CampaignCustomer,
    CampaignOptOut,
    Contact,
    JobSheet,
    OrderCopy,
)
from services.customer_service.schemas.campaigns import CampaignIn, CampaignOut
from shared.kit.db import AsyncSession
from shared.kit.reference import Branch


async def customers_of(session: AsyncSession, branch: Branch, wanted: CampaignIn) -> list[Customer]:
    """Customers of booked orders that fit the filters, newest order first; lost ones are those who cancelled (M-59)."""
    lost = wanted.kind is CampaignKind.LOST_CUSTOMER
    standing = col(OrderCopy.cancelled) if lost else and_(col(OrderCopy.booked), ~col(OrderCopy.cancelled))
    query = (
        select(OrderCopy.order_id, OrderCopy.person_ids, col(OrderCopy.wedding_date))
        .join(JobSheet, col(JobSheet.order_id) == col(OrderCopy.order_id))
        .where(col(OrderCopy.branch_id) == branch.branch_id, standing)
        .order_by(col(JobSheet.opened_at).desc(), col(JobSheet.order_id))
    )
    if wanted.stages:
        query = query.where(col(JobSheet.stage).in_(wanted.stages))
    if wanted.categories:
        query = query.where(col(OrderCopy.category).in_(wanted.categories))
    if wanted.opened_from is not None:
        query = query.where(col(JobSheet.opened_at) >= branch.at(wanted.opened_from, time()))
    if wanted.opened_to is not None:
        query = query.where(col(JobSheet.opened_at) < branch.at(wanted.opened_to + timedelta(days=1), time()))
    if wanted.kind is CampaignKind.ANNIVERSARY:
        query = query.where(col(OrderCopy.wedding_date) < wanted.first_day)
    return [Customer(order_id, tuple(people), wedding) for order_id, people, wedding in await session.exec(query)]


async def opted_out(session: AsyncSession) -> set[str]:
    """Everybody in the chain who wants no special visits."""
    return {str(person) for person in await session.exec(select(CampaignOptOut.person_id))}


async def add_progress(session: AsyncSession, rows: Sequence[CampaignOut]) -> None:
    """Write into each campaign how many of its contacts were made and how many still wait."""
    contact = (
        select(CampaignCustomer.campaign_id, CampaignCustomer.contact_id)
        .where(col(CampaignCustomer.campaign_id).in_([row.id for row in rows]))
        .distinct()
        .subquery()
    )
    counted = await session.execute(
        select(
            contact.c.campaign_id,
            func.count().filter(col(Contact.state) == ContactState.DONE),
            func.count().filter(col(Contact.state).in_(OPEN_STATES)),
        )
        .join(Contact, col(Contact.id) == contact.c.contact_id)
        .group_by(contact.c.campaign_id)
    )
    figures: dict[UUID, tuple[int, int]] = {row[0]: (row[1], row[2]) for row in counted}
    for row in rows:
        row.done, row.open = figures.get(row.id, (0, 0))
