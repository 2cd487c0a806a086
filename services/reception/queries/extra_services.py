"""The price list of extra services (M-67)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import select

from services.reception.models import ExtraService, ExtraServiceVersion
from services.reception.queries.price_lists import planned, sold
from shared.kit.db import AsyncSession

Line = tuple[ExtraService, ExtraServiceVersion | None, ExtraServiceVersion | None]
"""A service, its version of the day, and the next one that is planned."""


async def version_sold(session: AsyncSession, service_id: UUID, day: date) -> ExtraServiceVersion | None:
    """What the service is called and costs on that day; None when it is not on the list yet."""
    query = sold(ExtraServiceVersion, ExtraServiceVersion.service_id, day)
    return (await session.exec(query.where(ExtraServiceVersion.service_id == service_id))).first()


async def version_planned(session: AsyncSession, service_id: UUID, day: date) -> ExtraServiceVersion | None:
    """What it is called and costs next, from a later day on."""
    query = planned(ExtraServiceVersion, ExtraServiceVersion.service_id, day)
    return (await session.exec(query.where(ExtraServiceVersion.service_id == service_id))).first()


async def price_list(session: AsyncSession, day: date) -> list[Line]:
    """Every service the caller's branches may offer, by code."""
    services = (await session.exec(select(ExtraService).order_by(ExtraService.code))).all()
    kind, of = ExtraServiceVersion, ExtraServiceVersion.service_id
    now = {version.service_id: version for version in (await session.exec(sold(kind, of, day))).all()}
    later = {version.service_id: version for version in (await session.exec(planned(kind, of, day))).all()}
    return [(service, now.get(service.id), later.get(service.id)) for service in services]
