"""Packages and the version that is sold on a day."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from services.reception.models import Package, PackageVersion
from shared.kit.db import AsyncSession


def _sold(day: date) -> SelectOfScalar[PackageVersion]:
    """Of every package the version that began last by that day, the newer of one day (M-75)."""
    began = col(PackageVersion.valid_from)
    return _one_each(began.desc()).where(began <= day)


def _planned(day: date) -> SelectOfScalar[PackageVersion]:
    """Of every package the version that begins next after that day, the newer of one day."""
    begins = col(PackageVersion.valid_from)
    return _one_each(begins).where(begins > day)


def _one_each(by: Any) -> SelectOfScalar[PackageVersion]:
    package = col(PackageVersion.package_id)
    return select(PackageVersion).ext(distinct_on(package)).order_by(package, by, col(PackageVersion.version).desc())


async def version_sold(session: AsyncSession, package_id: UUID, day: date) -> PackageVersion | None:
    """What is sold of the package on that day; None when nothing is sold yet."""
    return (await session.exec(_sold(day).where(PackageVersion.package_id == package_id))).first()


async def version_planned(session: AsyncSession, package_id: UUID, day: date) -> PackageVersion | None:
    """What is sold of the package next, from a later day on."""
    return (await session.exec(_planned(day).where(PackageVersion.package_id == package_id))).first()


async def price_list(
    session: AsyncSession, day: date
) -> list[tuple[Package, PackageVersion | None, PackageVersion | None]]:
    """Every active package the caller may sell, by code, with its version of that day and the next that is planned."""
    packages = (await session.exec(select(Package).where(col(Package.active)).order_by(Package.code))).all()
    now = {version.package_id: version for version in (await session.exec(_sold(day))).all()}
    later = {version.package_id: version for version in (await session.exec(_planned(day))).all()}
    return [(package, now.get(package.id), later.get(package.id)) for package in packages]
