"""``Idempotency-Key``: a request that creates or moves money has one effect however often it is sent (P9)."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Request
from pydantic import BaseModel
from sqlalchemy import Select, and_, bindparam, func, select

from shared.kit.auth import CurrentPrincipal
from shared.kit.db import AsyncSession
from shared.kit.errors import KeyInFlight, ServiceError
from shared.kit.tables import idempotency_key

Answer = TypeVar("Answer", bound=BaseModel)


class KeyMissing(ServiceError):
    """The request needs a key."""

    status, code = 400, "idempotency.key_missing"
    en, zh = (
        "Send an Idempotency-Key header with a value of your own for this request.",
        "请在 Idempotency-Key 中带上本次请求的唯一编号。",
    )


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
        asked = {"lock": f"{self.principal}\n{self.key}", "principal": self.principal, "key": self.key}
        claimed, fingerprint, stored = (await session.execute(CLAIM, asked)).one()
        if not claimed:
            raise KeyInFlight
        if fingerprint is not None:
            if fingerprint != self.fingerprint:
                raise KeyReused
            return kind.model_validate(stored)
        answer = await effect()
        # Written with the facts just before the commit. Who claimed the key at the very moment the first request
        # let go of it does not see that one's answer yet: the table's primary key then undoes the second effect.
        session.info["answer"] = {
            "principal": self.principal,
            "key": self.key,
            "fingerprint": self.fingerprint,
            "answer": answer.model_dump(mode="json"),
        }
        return answer


def _claim() -> Select[tuple[bool, str | None, Any]]:
    """Try to claim a key and read what is stored for it, at once."""
    claim = select(
        func.pg_try_advisory_xact_lock(func.hashtextextended(bindparam("lock"), 7104)).label("claimed")
    ).subquery()
    mine = and_(idempotency_key.c.principal == bindparam("principal"), idempotency_key.c.key == bindparam("key"))
    return select(claim.c.claimed, idempotency_key.c.fingerprint, idempotency_key.c.answer).select_from(
        claim.outerjoin(idempotency_key, mine)
    )


CLAIM = _claim()


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
