"""The price list of extra services (M-18, M-67, M-75)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.reception.domain.money import fen_in
from services.reception.models import ExtraService, ExtraServiceVersion
from services.reception.queries import extra_services as reading
from services.reception.schemas.extra_services import ExtraServiceIn, ExtraServiceOut, ServiceVersionIn
from services.reception.service.packages import currency_and_day
from shared.kit import clock
from shared.kit.auth import Principal
from shared.kit.db import AsyncSession, get_or_404
from shared.kit.errors import ServiceError
from shared.kit.ids import new_id
from shared.kit.reference import get_branch
from shared.kit.versions import check_version


class ServiceCodeTaken(ServiceError):
    """Codes are unique within the chain's list or a branch's."""

    status, code = 409, "extra_service.code_taken"
    field = "code"
    en, zh = "There is a service {code} already.", "服务编号 {code} 已存在。"


async def add_service(session: AsyncSession, who: Principal, body: ExtraServiceIn) -> ExtraServiceOut:
    """Add a service to the list of the chain or of a branch; it is offered once it has a version.

    Raises:
        ServiceCodeTaken: the code is in use.
    """
    if body.branch_id is not None:
        who.require_branch(body.branch_id)
        await get_branch(session, body.branch_id)
    service = ExtraService(id=new_id(), code=body.code, branch_id=body.branch_id)
    session.add(service)
    try:
        await session.flush()
    except IntegrityError as error:
        raise ServiceCodeTaken(code=body.code) from error
    return ExtraServiceOut.of(service, None, None)


async def add_version(
    session: AsyncSession, who: Principal, service_id: UUID, body: ServiceVersionIn, edited: int
) -> ExtraServiceOut:
    """Add a version; work orders keep the one they were asked for by (M-75).

    Raises:
        VersionStale: somebody else added one since the caller read the list (P10).
    """
    service = await get_or_404(session, ExtraService, service_id, lock=True)
    check_version(service.versions, edited)
    currency, today = await currency_and_day(session, service.branch_id)
    service.versions += 1
    added = ExtraServiceVersion(
        **body.model_dump(include={"name", "unit", "explanation", "offered"}),
        service_id=service.id,
        version=service.versions,
        branch_id=service.branch_id,
        currency=currency,
        price=fen_in(body.price, currency),
        valid_from=body.valid_from or today,
        made_by=who.staff_id,
        made_at=clock.now(),
    )
    session.add(added)
    await session.flush()
    sold = await reading.version_sold(session, service.id, today)
    return ExtraServiceOut.of(service, sold, await reading.version_planned(session, service.id, today))
