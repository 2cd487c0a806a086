"""The price list (M-75)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.reception.domain.money import fen_in
from services.reception.models import Package, PackageVersion
from services.reception.queries import packages as reading
from services.reception.schemas.packages import PackageIn, PackageOut, VersionIn
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import FactNotArrived, ServiceError
from shared.kit.ids import new_id
from shared.kit.reference import all_branches, get_branch
from shared.kit.versions import check_version


class CodeTaken(ServiceError):
    """Codes are unique within the chain's list or a branch's."""

    status, code = 409, "package.code_taken"
    field = "code"
    en, zh = "There is a package {code} already.", "套系编号 {code} 已存在。"


async def add_package(session: AsyncSession, who: Principal, body: PackageIn) -> Package:
    """Add a package to the list of the chain or of a branch; it is sold once it has a version.

    Raises:
        CodeTaken: the code is in use.
    """
    if body.branch_id is not None:
        who.require_branch(body.branch_id)
        await get_branch(session, body.branch_id)
    package = Package(id=new_id(), code=body.code, category=body.category, branch_id=body.branch_id)
    session.add(package)
    try:
        await session.flush()
    except IntegrityError as error:
        raise CodeTaken(code=body.code) from error
    return package


async def add_version(
    session: AsyncSession, who: Principal, package_id: UUID, body: VersionIn, edited: int
) -> PackageOut:
    """Add a version; orders placed before keep theirs (M-75).

    Raises:
        VersionStale: somebody else added one since the caller read the list (P10).
    """
    package = await get_or_404(session, Package, package_id, lock=True)
    check_version(package.versions, edited)
    currency, today = await currency_and_day(session, package.branch_id)
    package.versions += 1
    added = PackageVersion(
        package_id=package.id,
        version=package.versions,
        branch_id=package.branch_id,
        name=body.name,
        currency=currency,
        price=fen_in(body.price, currency),
        clothes_sets=body.clothes_sets,
        album_photos=body.album_photos,
        extra_photo_price=fen_in(body.extra_photo_price, currency),
        products=[line.model_dump() for line in body.products],
        valid_from=body.valid_from or today,
        made_by=who.staff_id,
        made_at=clock.now(),
    )
    session.add(added)
    await session.flush()
    sold = await reading.version_sold(session, package.id, today)
    return PackageOut.of(package, sold, await reading.version_planned(session, package.id, today))


async def currency_and_day(session: AsyncSession, branch_id: str | None) -> tuple[str, date]:
    """The currency and day of the branch, or of the chain's first branch."""
    branches = [await get_branch(session, branch_id)] if branch_id is not None else await all_branches(session)
    if not branches:
        raise FactNotArrived(what="branch")
    return branches[0].state.currency, branches[0].today()
