"""Packages and the version that is sold on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import col, select

from services.reception.models import Package, PackageVersion
from shared.kit.db import AsyncSession


async def version_sold(session: AsyncSession, package_id: UUID, day: date) -> PackageVersion | None:
    """The newest version valid on that day, or None when nothing is sold yet."""
    query = (
        select(PackageVersion)
        .where(PackageVersion.package_id == package_id, PackageVersion.valid_from <= day)
        .order_by(col(PackageVersion.version).desc())
        .limit(1)
    )
    return (await session.exec(query)).first()


async def price_list(session: AsyncSession, day: date) -> list[tuple[Package, PackageVersion | None]]:
    """Every active package the caller may sell, by code, with its version of that day."""
    packages = (await session.exec(select(Package).where(col(Package.active)).order_by(Package.code))).all()
    sold = (
        select(PackageVersion)
        .where(PackageVersion.valid_from <= day)
        .ext(distinct_on(col(PackageVersion.package_id)))
        .order_by(col(PackageVersion.package_id), col(PackageVersion.version).desc())
    )
    versions = {version.package_id: version for version in (await session.exec(sold)).all()}
    return [(package, versions.get(package.id)) for package in packages]
