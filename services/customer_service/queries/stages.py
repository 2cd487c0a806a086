"""How often each stage was left by its deadline (CS-01, part 5: on-time service)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text

from services.customer_service.domain.next_step import STEPS
from services.customer_service.domain.stages import Stage
from services.customer_service.schemas.service_summary import StageInTime
from shared.kit.db import AsyncSession

LEFT = text(
    """
    SELECT stay.value ->> 'stage', count(*),
           count(*) FILTER (WHERE (following.value ->> 'at')::timestamptz <= (stay.value ->> 'due')::timestamptz)
    FROM job_sheet
    CROSS JOIN LATERAL jsonb_array_elements(sheet -> 'reached') WITH ORDINALITY AS stay (value, place)
    JOIN LATERAL jsonb_array_elements(sheet -> 'reached') WITH ORDINALITY AS following (value, place)
      ON following.place = stay.place + 1
    WHERE job_sheet.branch_id = :branch_id AND job_sheet.stage_since >= :begins
      AND following.value ->> 'stage' <> 'CANCELLED' AND stay.value ->> 'due' IS NOT NULL
      AND (following.value ->> 'at')::timestamptz >= :begins AND (following.value ->> 'at')::timestamptz < :ends
    GROUP BY 1
    """
)


async def stages_in_time(session: AsyncSession, branch_id: str, begins: datetime, ends: datetime) -> list[StageInTime]:
    """The stages that orders of the branch left in that time, in their order; who was cancelled is not counted."""
    rows = await session.execute(LEFT, {"branch_id": branch_id, "begins": begins, "ends": ends})
    counts = {Stage(stage): (left, in_time) for stage, left, in_time in rows}
    return [
        StageInTime(stage=stage, step=code, department=department, left=counts[stage][0], in_time=counts[stage][1])
        for stage, (code, department, _) in STEPS.items()
        if stage in counts
    ]
