"""What is kept no longer: the files of custom layouts whose dispute period is over (A-28).

Photographs are never deleted here, and what another layout or a photograph shows too stays.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, union
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.post_production.domain.states import ReworkState
from services.post_production.models import Layout, LayoutPage, LayoutTemplate, Photo, Rework
from services.post_production.service.store import PhotoStore, Rendering
from shared.kit.db import AsyncSession

log = logging.getLogger(__name__)

AT_A_TIME = 20
"""So many layouts are seen to before it is written down; the next look takes the others."""

AGAIN = timedelta(days=7)
"""A rework still needs the layout: it is looked at again a week later."""

WAITING = (col(LayoutTemplate.retired_at).is_not(None), col(LayoutTemplate.files_deleted_at).is_(None))

SHOWN = (Rendering.PROOF, Rendering.THUMBNAIL, Rendering.PREVIEW)
"""The preview last: it says that the others are there."""


@dataclass(frozen=True)
class RetiredLayouts:
    """The timed work.

    Attributes:
        kept_for: the dispute period, from the retirement on.
        store: where the files lie.
    """

    kept_for: timedelta
    store: PhotoStore

    def earliest(self) -> Select[Any]:
        """When the files of the next retired layout may go."""
        return select_columns(func.min(self._due())).where(*WAITING)

    def _due(self) -> ColumnElement[datetime]:
        # A template that nothing holds back has no day of its own; greatest() passes over it.
        return func.greatest(col(LayoutTemplate.retired_at) + self.kept_for, col(LayoutTemplate.keep_until))

    async def delete_due(self, session: AsyncSession, now: datetime) -> None:
        """Delete the files of custom layouts whose time is over; which and when stays on their rows.

        Should the commit fail, the next run finds the files gone and writes it down.
        """
        due = (
            select(LayoutTemplate).where(*WAITING, self._due() <= now).order_by(col(LayoutTemplate.id)).limit(AT_A_TIME)
        )
        for template in (await session.exec(due.with_for_update())).all():
            if await _is_redone(session, template):
                template.keep_until = now + AGAIN
                continue
            contents = await _contents_of_its_own(session, template)
            for sha256 in contents:
                for rendering in SHOWN:
                    await self.store.delete(self.store.derived_key(sha256, rendering))
            template.files_deleted_at = now
            log.info("files of a retired layout deleted", extra={"template": str(template.id), "pages": len(contents)})


async def _is_redone(session: AsyncSession, template: LayoutTemplate) -> bool:
    open_ones = select(Rework.id).where(
        Rework.order_id == template.order_id, col(Rework.state).in_([ReworkState.REQUESTED, ReworkState.APPROVED])
    )
    return (await session.exec(open_ones.limit(1))).first() is not None


async def _contents_of_its_own(session: AsyncSession, template: LayoutTemplate) -> list[str]:
    """Pages of the layouts made from it that nothing else shows."""
    pages = select(LayoutPage.sha256).join(Layout, col(Layout.id) == col(LayoutPage.layout_id))
    own = set(await session.exec(pages.where(Layout.template_id == template.id)))
    elsewhere = (
        select_columns(col(LayoutPage.sha256))
        .outerjoin(Layout, col(Layout.id) == col(LayoutPage.layout_id))
        .where(col(LayoutPage.sha256).in_(own), col(Layout.template_id).is_distinct_from(template.id))
    )
    photos = select_columns(col(Photo.sha256)).where(col(Photo.sha256).in_(own))
    shared = set((await session.execute(union(elsewhere, photos))).scalars())
    return sorted(own - shared)
