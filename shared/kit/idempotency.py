"""``Idempotency-Key``: a request that creates or moves money has one effect however often it is sent (P9)."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from sqlalchemy import insert, select, text

from shared.kit.auth import CurrentPrincipal
from shared.kit.db import AsyncSession
from shared.kit.errors import ServiceError
from shared.kit.tables import idempotency_key

Answer = TypeVar("Answer", bound=BaseModel)


class KeyMissing(ServiceError):
    """The request needs a key."""

    status, code = 400, "idempotency.key_missing"
    en, zh = (
        "Send an Idempotency-Key header with a value of your own for this request.",
        "请在 Idempotency-Key 中带上本次请求的唯一编号。",
    )


class KeyInFlight(ServiceError):
    """The same request is being worked on."""

    status, code, retry_after = 409, "idempotency.in_flight", 1
    en, zh = "The same request is still being worked on.", "相同的请求正在处理中,请勿重复提交。"


class KeyReused(ServiceError):
    """The key was used for another request."""

    status, code = 422, "idempotency.key_reused"
    en, zh = "This Idempotency-Key was used for a different request.", "该 Idempotency-Key 已用于其他请求。"


class Once:
    """Runs an effect once per key and gives every retry the stored answer."""

    def __init__(self, principal: str, key: str, fingerprint: str) -> None:
        self.principal, self.key, self.fingerprint = principal, key, fingerprint

    async def run(self, session: AsyncSession, kind: type[Answer], effect: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of the effect, now or from the first time.

        Raises:
            KeyInFlight: another request with this key has not finished.
            KeyReused: the key belongs to another payload.
        """
        claimed = await session.scalar(
            text("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 7104))"),
            {"key": f"{self.principal}\n{self.key}"},
        )
        if not claimed:
            raise KeyInFlight
        stored = (
            await session.execute(
                select(idempotency_key.c.fingerprint, idempotency_key.c.answer).where(
                    idempotency_key.c.principal == self.principal, idempotency_key.c.key == self.key
                )
            )
        ).one_or_none()
        if stored is not None:
            if stored.fingerprint != self.fingerprint:
                raise KeyReused
            return kind.model_validate(stored.answer)
        answer = await effect()
        await session.execute(
            insert(idempotency_key).values(
                principal=self.principal,
                key=self.key,
                fingerprint=self.fingerprint,
                answer=answer.model_dump(mode="json"),
            )
        )
        return answer


async def _once(
    request: Request,
    who: CurrentPrincipal,
    idempotency_key: Annotated[
        str | None, Header(max_length=200, description="a value of your own, new for each intended effect")
    ] = None,
) -> Once:
    if not idempotency_key:
        raise KeyMissing
    digest = hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + await request.body()).hexdigest()
    return Once(who.staff_id, idempotency_key, digest)


OnceDep = Annotated[Once, Depends(_once)]
