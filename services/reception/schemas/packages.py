"""Packages and their versions."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from services.reception.models import Package, PackageVersion
from services.reception.schemas import Body, Code, NotNegative, Small
from shared.contracts.reception import Category, ProductLine
from shared.contracts.values import BranchId, Money
from shared.kit.privacy import Words


class PackageIn(Body):
    """A package of the chain, or of one branch."""

    code: Code
    category: Category
    branch_id: BranchId | None = None


class ProductIn(Body):
    """A product the package includes."""

    code: Code
    name: Words
    quantity: Annotated[int, Field(ge=1, le=1000)]
    photos: Small = 0


class VersionIn(Body):
    """What the package holds and costs from a day on (M-75)."""

    name: Words
    price: NotNegative
    clothes_sets: Annotated[int, Field(ge=0, le=100)]
    album_photos: Small
    products: Annotated[list[ProductIn], Field(max_length=100, default_factory=list)]
    extra_photo_price: NotNegative
    valid_from: date | None = None


class VersionOut(BaseModel):
    """A version of a package."""

    version: int
    name: str
    price: Money
    clothes_sets: int
    album_photos: int
    products: list[ProductLine]
    extra_photo_price: Money
    valid_from: date

    @classmethod
    def of(cls, row: PackageVersion) -> VersionOut:
        """The version as answered."""
        return cls(
            version=row.version,
            name=row.name,
            price=Money(amount=row.price, currency=row.currency),
            clothes_sets=row.clothes_sets,
            album_photos=row.album_photos,
            products=[ProductLine.model_validate(line) for line in row.products],
            extra_photo_price=Money(amount=row.extra_photo_price, currency=row.currency),
            valid_from=row.valid_from,
        )


class PackageOut(BaseModel):
    """A package with the version that is sold now, and the next one that begins on a later day."""

    id: UUID
    branch_id: str | None
    code: str
    category: Category
    versions: int
    current: VersionOut | None
    planned: VersionOut | None

    @classmethod
    def of(cls, package: Package, current: PackageVersion | None, planned: PackageVersion | None) -> PackageOut:
        """The package as answered."""
        return cls(
            id=package.id,
            branch_id=package.branch_id,
            code=package.code,
            category=package.category,
            versions=package.versions,
            current=None if current is None else VersionOut.of(current),
            planned=None if planned is None else VersionOut.of(planned),
        )
