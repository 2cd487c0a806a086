"""Packages and the version that is sold on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import col, select

from services.reception.models import Package, PackageVersion
from services.reception.queries.price_lists import planned, sold
from shared.kit.db import AsyncSession


async def version_sold(session: AsyncSession, package_id: UUID, day: date) -> PackageVersion | None:
    """What is sold of the package on that day; None when nothing is sold yet."""
    query = sold(PackageVersion, PackageVersion.package_id, day)
    return (await session.exec(query.where(PackageVersion.package_id == package_id))).first()


async def version_planned(session: AsyncSession, package_id: UUID, day: date) -> PackageVersion | None:
    """What is sold of the package next, from a later day on."""
    query = planned(PackageVersion, PackageVersion.package_id, day)
    return (await session.exec(query.where(PackageVersion.package_id == package_id))).first()


async def price_list(
    session: AsyncSession, day: date
) -> list[tuple[Package, PackageVersion | None, PackageVersion | None]]:
    """Every active package the caller may sell, by code, with its version of that day and the next that is planned."""
    packages = (await session.exec(select(Package).where(col(Package.active)).order_by(Package.code))).all()
    of = PackageVersion.package_id
    now = {version.package_id: version for version in (await session.exec(sold(PackageVersion, of, day))).all()}
    later = {version.package_id: version for version in (await session.exec(planned(PackageVersion, of, day))).all()}
    return [(package, now.get(package.id), later.get(package.id)) for package in packages]
