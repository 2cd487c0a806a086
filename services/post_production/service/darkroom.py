"""Making previews off the request path: a few workers, and the photo table as their queue.

A worker claims rows with ``FOR UPDATE SKIP LOCKED`` and keeps its transaction open while it develops; a killed
worker's claim ends with its connection, so nothing is lost and nothing needs a lease.
"""

from __future__ import annotations

import asyncio
import logging

from obstore.exceptions import BaseError
from sqlmodel import col, select

from services.post_production.domain.errors import PhotoFileLost
from services.post_production.domain.states import PhotoState
from services.post_production.models import Photo
from services.post_production.service.pictures import develop
from services.post_production.service.store import PhotoStore, Rendering
from shared.kit import clock
from shared.kit.db import AsyncSession, Database, is_transient
from shared.kit.refusals import PictureRefused, Refusal

log = logging.getLogger(__name__)

BATCH = 8
SAFETY_POLL_S = 2.0
PAUSE_S = 0.5

RECEIVED_MARK = "photos_received"
"""Set in ``session.info`` by whoever adds photos, so that the commit wakes the workers."""


class Darkroom:
    """The preview makers of one process."""

    def __init__(self, database: Database, store: PhotoStore, *, workers: int) -> None:
        self.database, self.store, self.workers = database, store, workers
        self.wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        database.after_commit.append(self._on_commit)

    def _on_commit(self, session: AsyncSession) -> None:
        if session.info.get(RECEIVED_MARK):
            self.wake.set()

    def start(self) -> None:
        """Begin; what an earlier process left undone is taken up first."""
        self._tasks = [asyncio.create_task(self._work()) for _ in range(self.workers)]

    async def stop(self) -> None:
        """End the workers; what they were at stays in the queue."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            self.wake.clear()
            try:
                if await self.process_batch():
                    continue
            except Exception as error:
                # An unreachable store or database is no fault of the photo: it stays in the queue.
                level = logging.WARNING if is_transient(error) or isinstance(error, BaseError) else logging.ERROR
                log.log(level, "developing pauses: %r", error)
                await asyncio.sleep(PAUSE_S)
            await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(SAFETY_POLL_S):
                await self.wake.wait()
        except TimeoutError:
            return

    async def process_pending(self) -> int:
        """Develop everything that waits. Returns how many photos were settled."""
        settled = 0
        while batch := await self.process_batch():
            settled += batch
        return settled

    async def process_batch(self) -> int:
        """Develop a few of the oldest photos that nobody else is at. Returns how many were settled."""
        async with self.database.transaction() as session:
            waiting = (
                await session.exec(
                    select(Photo)
                    .where(Photo.state == PhotoState.RECEIVED)
                    .order_by(col(Photo.received_at), col(Photo.id))
                    .limit(BATCH)
                    .with_for_update(skip_locked=True)
                )
            ).all()
            for photo in waiting:
                photo.settle(await self._develop(photo), clock.now())
        return len(waiting)

    async def _develop(self, photo: Photo) -> Refusal | None:
        if await self.store.is_developed(photo.sha256):
            return None
        try:
            data = await self.store.get(photo.original_key)
            derived = await asyncio.to_thread(develop, data)
        except PhotoFileLost:
            return Refusal.FILE_LOST
        except PictureRefused as refused:
            return refused.why
        await self.store.put(self.store.derived_key(photo.sha256, Rendering.THUMBNAIL), derived.thumbnail)
        await self.store.put(self.store.derived_key(photo.sha256, Rendering.PREVIEW), derived.preview)
        return None
