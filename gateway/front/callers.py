"""Who is calling: a session cookie, an API key, an operator's token, or a visitor."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from starlette.datastructures import Headers

from gateway import queries
from gateway.domain import NotFromHere
from gateway.models import ApiKey, Staff
from gateway.permissions import permissions_of
from gateway.roles import SIGNED_IN, VISITOR
from gateway.service.secrets import KEY_PREFIX, csrf_of, digest
from shared.kit.auth import Principal, TokenCheck, TokenMint
from shared.kit.db import ALL_BRANCHES, AsyncSession, Database
from shared.kit.errors import Unauthenticated

REMEMBERED_S = 2.0
"""How long a lookup is remembered: the bound for a change made at another replica; here it is effective at once."""

TOKEN_REMEMBERED_S = 30.0
PLAIN_COOKIE = "studio_session"
HOST_COOKIE = "__Host-studio"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller and how they showed who they are; the hash of the session's token ends the session."""

    principal: Principal
    kind: str
    display_name: str = ""
    session_id: UUID | None = None
    token_hash: str | None = None
    csrf: str | None = None
    home_branch_id: str | None = None

    @property
    def signed_in(self) -> bool:
        """Anybody but a visitor."""
        return self.kind != "visitor"


VISITING = Caller(Principal("visitor", frozenset(), VISITOR, frozenset()), "visitor")


class Callers:
    """Looks callers up and mints what the services are shown."""

    def __init__(self, database: Database, mint: TokenMint, check: TokenCheck, *, idle: timedelta) -> None:
        self.database, self.mint, self.check, self.idle = database, mint, check, idle
        self._known: dict[str, tuple[float, Caller | None]] = {}
        self._tokens: dict[tuple[Principal, str], tuple[float, str]] = {}
        self._generation = 0
        database.after_commit.append(self._on_commit)

    def _on_commit(self, session: AsyncSession) -> None:
        if session.info.get("people_changed"):
            self._known.clear()
            self._generation += 1

    async def identify(self, headers: Headers) -> Caller:
        """The caller of a request with these headers.

        Raises:
            Unauthenticated: a bearer token that is no key and no token of the gateway's own.
        """
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and bearer:
            return await self._bearer(bearer)
        token = session_token(headers)
        if token is None:
            return VISITING
        return await self._remembered(f"session {digest(token)}") or VISITING

    async def _bearer(self, bearer: str) -> Caller:
        if not bearer.startswith(KEY_PREFIX):
            return Caller(self.check(bearer), "operator")
        caller = await self._remembered(f"key {digest(bearer)}")
        if caller is None:
            raise Unauthenticated
        return caller

    async def _remembered(self, key: str) -> Caller | None:
        known = self._known.get(key)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        generation = self._generation
        caller = await self._look_up(key)
        if generation == self._generation:
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[key] = (time.monotonic() + REMEMBERED_S, caller)
        return caller

    async def _look_up(self, key: str) -> Caller | None:
        kind, _, hashed = key.partition(" ")
        async with self.database.transaction() as session:
            if kind == "key":
                found = await queries.live_key(session, hashed)
                return None if found is None else _of_key(found)
            live = await queries.live_session(session, hashed, self.idle)
            if live is None:
                return None
            opened, person = live
            principal = principal_of(person, await queries.money_branches(session))
        return Caller(
            principal,
            "session",
            display_name=person.display_name,
            session_id=opened.id,
            token_hash=hashed,
            csrf=csrf_of(hashed),
            home_branch_id=person.home_branch_id,
        )

    async def of_session(self, token_hash: str) -> Caller:
        """The caller whose session has just been opened."""
        return await self._remembered(f"session {token_hash}") or VISITING

    async def still_live(self, caller: Caller) -> Caller | None:
        """The caller as they are now: None when the session or key ended (asked by long-lived answers)."""
        if caller.kind != "session" or caller.token_hash is None:
            return caller
        return await self._remembered(f"session {caller.token_hash}")

    def token_for(self, who: Principal, audience: str) -> str:
        """A token that shows this service who is calling; one is used for at most half a minute."""
        now = time.monotonic()
        kept = self._tokens.get((who, audience))
        if kept is not None and kept[0] > now:
            return kept[1]
        if len(self._tokens) > 5_000:
            self._tokens.clear()
        token = self.mint.mint(who, audience)
        self._tokens[(who, audience)] = (now + TOKEN_REMEMBERED_S, token)
        return token


def principal_of(person: Staff, money_branches: frozenset[str]) -> Principal:
    """What a member of staff may do where; consultants take money only if all their branches have no cashier."""
    takes_money = bool(person.branches) and not person.all_branches and money_branches.issuperset(person.branches)
    return Principal(
        staff_id=person.id,
        roles=frozenset(person.roles),
        permissions=permissions_of(person.roles, takes_money=takes_money),
        branches=ALL_BRANCHES if person.all_branches else frozenset(person.branches),
    )


def _of_key(key: ApiKey) -> Caller:
    harmless = tuple(permission for permission in SIGNED_IN if permission == "gateway.docs.read")
    principal = Principal(
        staff_id=f"key.{key.name}",
        roles=frozenset({"integration"}),
        permissions=tuple(sorted({*key.permissions, *harmless, "gateway.session.read"})),
        branches=ALL_BRANCHES if key.all_branches else frozenset(key.branches),
    )
    return Caller(principal, "key", display_name=key.name)


def session_token(headers: Headers) -> str | None:
    """The session token among the cookies."""
    for line in headers.getlist("cookie"):
        for pair in line.split(";"):
            name, _, value = pair.strip().partition("=")
            if name in (HOST_COOKIE, PLAIN_COOKIE) and value:
                return value
    return None


def refuse_foreign(method: str, headers: Headers, caller: Caller) -> None:
    """Refuse a changing request that another site may have caused in the caller's browser.

    A key or an operator's token is never sent by a browser on its own. A session needs its CSRF value or proof of the
    same origin; signing in must at least not come visibly from elsewhere.

    Raises:
        NotFromHere: it may come from another site.
    """
    if method in SAFE_METHODS or caller.kind in ("key", "operator"):
        return
    if caller.csrf is not None and headers.get("x-studio-csrf") == caller.csrf:
        return
    fetch_site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if fetch_site is not None:
        same: bool | None = fetch_site == "same-origin"
    elif origin is not None:
        same = urlsplit(origin).netloc == headers.get("host")
    else:
        same = None
    if same is False or (same is None and caller.kind == "session"):
        raise NotFromHere
