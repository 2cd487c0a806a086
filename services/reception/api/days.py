"""Floats and business days."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter

from services.reception.schemas.days import CloseIn, DayOut, FloatIn, FloatOut
from services.reception.service import days
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["days"])


@router.post("/floats", status_code=201)
async def count_float(
    body: FloatIn, session: SessionDep, who: Annotated[Principal, may("reception.floats.count")]
) -> FloatOut:
    """Count the change at opening (FIN-13)."""
    return await days.count_float(session, who, body)


@router.get("/days/{branch_id}/{day}")
async def read_day(
    branch_id: BranchId, day: date, session: SessionDep, who: Annotated[Principal, may("reception.days.read")]
) -> DayOut:
    """业绩报表 so far, or as signed (FIN-12)."""
    return await days.read_day(session, who, branch_id, day)


@router.post("/days/{branch_id}/{day}/close")
async def close_day(
    branch_id: BranchId,
    day: date,
    body: CloseIn,
    session: SessionDep,
    who: Annotated[Principal, may("reception.days.close")],
) -> DayOut:
    """The cashier counts and signs (FIN-13)."""
    return await days.close_day(session, who, branch_id, day, body)


@router.post("/days/{branch_id}/{day}/signature")
async def sign_day(
    branch_id: BranchId, day: date, session: SessionDep, who: Annotated[Principal, may("reception.days.sign")]
) -> DayOut:
    """The person in charge signs; the day is closed (FIN-13, M-77)."""
    return await days.sign_day(session, who, branch_id, day)
