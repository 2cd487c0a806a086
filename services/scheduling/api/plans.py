"""Boards, plans and who waits for a time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from services.scheduling.queries import boards
from services.scheduling.queries.lists import branch_in_scope
from services.scheduling.schemas.bookings import Board, PlanChanges, PlanOut, ShootWall, UnscheduledOrders
from services.scheduling.schemas.values import Day
from shared.contracts.values import BranchId
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may

router = APIRouter(tags=["plans"])

Reader = Annotated[Principal, may("scheduling.bookings.read")]
Planner = Annotated[Principal, may("scheduling.plans.read")]


@router.get("/boards/{branch_id}/{day}")
async def read_board(branch_id: BranchId, day: Day, session: SessionDep, who: Reader) -> Board:
    """Every resource with what holds it on that day."""
    return await boards.board(session, await branch_in_scope(session, who, branch_id), day)


@router.get("/shoot-days/{branch_id}/{day}")
async def read_shoot_wall(branch_id: BranchId, day: Day, session: SessionDep, who: Reader) -> ShootWall:
    """The day's customers: stage, since when, how long they have been there."""
    return await boards.shoot_wall(session, await branch_in_scope(session, who, branch_id), day)


@router.get("/plans/{branch_id}/{day}")
async def read_plan(branch_id: BranchId, day: Day, session: SessionDep, who: Planner) -> PlanOut:
    """The plan of a day (SCH-03)."""
    return await boards.plan(session, await branch_in_scope(session, who, branch_id), day)


@router.get("/plan-changes/{branch_id}/{day}")
async def list_plan_changes(branch_id: BranchId, day: Day, session: SessionDep, who: Planner) -> PlanChanges:
    """What changed after the plan stood; read at twenty past nine (SCH-03)."""
    return await boards.plan_changes(session, await branch_in_scope(session, who, branch_id), day)


@router.get("/unscheduled-orders")
async def list_unscheduled_orders(branch_id: BranchId, session: SessionDep, who: Reader) -> UnscheduledOrders:
    """Orders that wait for a date, unfinished shoots first, then weddings (SCH-07, SCH-10)."""
    return await boards.unscheduled_orders(session, await branch_in_scope(session, who, branch_id))
