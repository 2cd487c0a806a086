"""What has to be known before an order is written down or paid, each in one question to the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, DateTime, Select, String, Uuid, any_, bindparam, cast, func, or_, select, true
from sqlmodel import col

from services.reception.models import Base, Order, SoldPackage
from shared.contracts.gateway import BranchState
from shared.kit.db import AsyncSession, scope_of
from shared.kit.errors import NotFound
from shared.kit.reference import Branch
from shared.kit.tables import branch_ref, staff_ref


@dataclass(frozen=True, slots=True)
class Ground:
    """What is on record about what an order names.

    Attributes:
        staff: of those named, who is known here, and whether they still work here.
        people: of those named, who exists in the caller's branches.
        package_exists, package_branch: whether there is such a package, and whose it is (None for the chain's).
        sold: the package's version that is sold today, if any (M-75).
    """

    branch: Branch
    staff: dict[str, bool]
    people: frozenset[UUID]
    package_exists: bool
    package_branch: str | None
    sold: SoldPackage | None


def _ground() -> Select[Any]:
    tables = Base.metadata.tables
    person, package, version = tables["person"].c, tables["package"].c, tables["package_version"].c
    scope = bindparam("scope", type_=ARRAY(String))
    people = select(func.array_agg(person.id)).where(
        person.id == any_(bindparam("people", type_=ARRAY(Uuid))),
        or_(scope.is_(None), person.branch_id == any_(scope)),
    )
    staff = select(func.jsonb_object_agg(staff_ref.c.staff_id, staff_ref.c.state["active"])).where(
        staff_ref.c.staff_id == any_(bindparam("staff", type_=ARRAY(String)))
    )
    here = func.timezone(branch_ref.c.state["time_zone"].astext, bindparam("now", type_=DateTime(timezone=True)))
    versions = (
        select(tables["package_version"])
        .where(version.package_id == package.id, version.valid_from <= cast(here, Date))
        .order_by(version.valid_from.desc(), version.version.desc())
        .limit(1)
        .lateral("sold")
    )
    sold = versions.c
    copied = (
        package.id, package.code, sold.version, package.category, sold.name, sold.clothes_sets, sold.album_photos,
        sold.products, sold.extra_photo_price, sold.price, sold.currency,
    )  # fmt: skip
    return (
        select(branch_ref.c.state, staff.scalar_subquery(), people.scalar_subquery(), package.branch_id, *copied)
        .select_from(branch_ref)
        .outerjoin(tables["package"], package.id == bindparam("package"))
        .outerjoin(versions, true())
        .where(branch_ref.c.branch_id == bindparam("branch"))
    )


GROUND = _ground()
"""The columns after the package's branch are those of ``SoldPackage``, in its order."""


async def ground_of(
    session: AsyncSession,
    branch_id: str,
    *,
    staff: Sequence[str],
    people: Sequence[UUID],
    package_id: UUID,
    now: datetime,
) -> Ground:
    """What is on record.

    Raises:
        NotFound: the branch was not heard of here.
    """
    asked = {"branch": branch_id, "staff": staff, "people": people, "package": package_id, "now": now}
    row = (await session.execute(GROUND, {**asked, "scope": scope_of(session)})).one_or_none()
    if row is None:
        raise NotFound(what="branch")
    state, active, known, package_branch, *copied = row
    sold = SoldPackage(*copied)
    return Ground(
        Branch(branch_id, BranchState.model_validate(state)),
        staff=active or {},
        people=frozenset(known or ()),
        package_exists=sold.package_id is not None,
        package_branch=package_branch,
        sold=sold if sold.package_version is not None else None,
    )


async def order_to_pay(session: AsyncSession, order_id: UUID) -> tuple[Order, Branch]:
    """An order, locked for update, and its branch.

    Raises:
        NotFound: no such order in scope.
    """
    row = (await session.execute(TO_PAY, {"order": order_id})).one_or_none()
    if row is None:
        raise NotFound(what="order")
    order, state = row
    return order, Branch(order.branch_id, BranchState.model_validate(state))


TO_PAY = (
    select(Order, branch_ref.c.state)
    .join(branch_ref, branch_ref.c.branch_id == col(Order.branch_id))
    .where(col(Order.id) == bindparam("order"))
    .with_for_update(of=Order)
    .execution_options(populate_existing=True)
)
