"""The check-in wizard, the arrears override, shoot visits."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from services.reception.domain.check_in import Step
from services.reception.schemas.check_in import CheckInOut, CheckInStart, ShootVisitIn, ShootVisitOut, StepIn
from services.reception.schemas.money import ReasonIn
from services.reception.schemas.orders import OrderOut
from services.reception.service import check_in
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["check-in"])


@router.post("/orders/{order_id}/check-in", status_code=201)
async def start_check_in(
    order_id: UUID,
    session: SessionDep,
    who: Annotated[Principal, may("reception.check_in.do")],
    body: CheckInStart | None = None,
) -> CheckInOut:
    """The customer arrived for the shoot (M-43)."""
    return await check_in.start_check_in(session, who, order_id, body or CheckInStart())


@router.get("/orders/{order_id}/check-in")
async def read_check_in(
    order_id: UUID, session: SessionDep, _who: Annotated[Principal, may("reception.check_in.do")]
) -> CheckInOut:
    """The steps and which is next."""
    return await check_in.read_check_in(session, order_id)


@router.post("/orders/{order_id}/check-in/{step}")
async def do_check_in_step(
    order_id: UUID,
    step: Step,
    session: SessionDep,
    who: Annotated[Principal, may("reception.check_in.do")],
    body: StepIn | None = None,
) -> CheckInOut:
    """Do a step; none may be left out (M-43)."""
    return await check_in.do_step(session, who, order_id, step, body or StepIn())


@router.post("/orders/{order_id}/arrears-override")
async def override_arrears(
    order_id: UUID, body: ReasonIn, session: SessionDep, who: Annotated[Principal, may("reception.arrears.override")]
) -> OrderOut:
    """Let the shoot happen with the balance open (A-01)."""
    return await check_in.override_arrears(session, who, order_id, body.reason)


@router.post("/orders/{order_id}/shoot-visits", status_code=201)
async def record_shoot_visit(
    order_id: UUID,
    body: ShootVisitIn,
    session: SessionDep,
    who: Annotated[Principal, may("reception.shoot_visits.record")],
) -> ShootVisitOut:
    """探班 (REC-19)."""
    return await check_in.record_shoot_visit(session, who, order_id, body)
