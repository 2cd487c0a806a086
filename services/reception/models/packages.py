"""Packages (套系) and their versions; an order keeps the version it was placed with (M-75)."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from services.reception.models.base import Base, fen
from shared.contracts.reception import Category
from shared.kit.tables import document, moment, words


class Package(Base, table=True):
    """A package of the price list, of one branch or (without one) of the chain."""

    __tablename__ = "package"
    __table_args__ = (UniqueConstraint("branch_id", "code", name="package_code", postgresql_nulls_not_distinct=True),)

    id: UUID = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12, index=True)
    code: str = Field(max_length=40)
    category: Category = words(Category)
    versions: int = 0
    active: bool = True


class PackageVersion(Base, table=True):
    """What a package holds and costs from a day on; never changed afterwards (M-75)."""

    __tablename__ = "package_version"

    package_id: UUID = Field(primary_key=True, foreign_key="package.id")
    version: int = Field(primary_key=True)
    branch_id: str | None = Field(default=None, max_length=12)
    name: str = Field(max_length=200)
    currency: str = Field(max_length=3)
    price: int = fen()
    clothes_sets: int
    album_photos: int
    extra_photo_price: int = fen()
    products: list[dict[str, Any]] = document(default_factory=list)
    valid_from: date
    made_by: str = Field(max_length=40)
    made_at: datetime = moment()


class SoldPackage(NamedTuple):
    """What an order copies of a package version and keeps (M-75)."""

    package_id: UUID
    package_code: str
    package_version: int
    category: Category
    package_name: str
    clothes_sets: int
    album_photos: int
    products: list[dict[str, Any]]
    extra_photo_price: int
    package_price: int
    currency: str

    @classmethod
    def of(cls, package: Package, version: PackageVersion) -> "SoldPackage":
        """That version of the package."""
        return cls(
            package_id=package.id,
            package_code=package.code,
            package_version=version.version,
            category=package.category,
            package_name=version.name,
            clothes_sets=version.clothes_sets,
            album_photos=version.album_photos,
            products=list(version.products),
            extra_photo_price=version.extra_photo_price,
            package_price=version.price,
            currency=version.currency,
        )
