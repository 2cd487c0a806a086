"""Packages and the version that is sold on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import col, select

from services.reception.models import Package, PackageVersion
from shared.kit.db import AsyncSession


async def version_sold(session: AsyncSession, package_id: UUID, day: date) -> PackageVersion | None:
    """The version that began last by that day, the newer of one day; None when nothing is sold yet."""
    query = (
        select(PackageVersion)
        .where(PackageVersion.package_id == package_id, PackageVersion.valid_from <= day)
        .order_by(col(PackageVersion.valid_from).desc(), col(PackageVersion.version).desc())
        .limit(1)
    )
    return (await session.exec(query)).first()


async def version_planned(session: AsyncSession, package_id: UUID, day: date) -> PackageVersion | None:
    """The version that begins next after that day, the newer of one day."""
    query = (
        select(PackageVersion)
        .where(PackageVersion.package_id == package_id, PackageVersion.valid_from > day)
        .order_by(col(PackageVersion.valid_from), col(PackageVersion.version).desc())
        .limit(1)
    )
    return (await session.exec(query)).first()


async def price_list(
    session: AsyncSession, day: date
) -> list[tuple[Package, PackageVersion | None, PackageVersion | None]]:
    """Every active package the caller may sell, by code, with its version of that day and the next that is planned."""
    packages = (await session.exec(select(Package).where(col(Package.active)).order_by(Package.code))).all()
    sold = (
        select(PackageVersion)
        .where(PackageVersion.valid_from <= day)
        .ext(distinct_on(col(PackageVersion.package_id)))
        .order_by(
            col(PackageVersion.package_id), col(PackageVersion.valid_from).desc(), col(PackageVersion.version).desc()
        )
    )
    planned = (
        select(PackageVersion)
        .where(PackageVersion.valid_from > day)
        .ext(distinct_on(col(PackageVersion.package_id)))
        .order_by(col(PackageVersion.package_id), col(PackageVersion.valid_from), col(PackageVersion.version).desc())
    )
    now = {version.package_id: version for version in (await session.exec(sold)).all()}
    later = {version.package_id: version for version in (await session.exec(planned)).all()}
    return [(package, now.get(package.id), later.get(package.id)) for package in packages]
