"""Who is calling, what they may do, and which branches they may see.

Only the gateway signs people in. It mints a short EdDSA token per upstream call; services verify it and trust
nothing else.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from fastapi import Depends, Request

from shared.kit import clock
from shared.kit.db import ALL_BRANCHES
from shared.kit.errors import Forbidden, NotFound, Unauthenticated

ISSUER = "studio-gateway"
TOKEN_LIFE = timedelta(seconds=60)

PERMISSION_MARK = "studio_permission"
"""Attribute of a route's dependency that names its permission; the route matrix reads it."""


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person, an integration with a key, or the system itself.

    Attributes:
        staff_id: sign-in name; also the actor of published facts.
        roles: names of the catalogue's part 4, e.g. ``store_manager``.
        permissions: patterns such as ``reception.orders.*``.
        branches: branch codes, or ``ALL_BRANCHES``.
        order_id: the only order a customer behind a link sees; None for everybody else.
    """

    staff_id: str
    roles: frozenset[str]
    permissions: tuple[str, ...]
    branches: frozenset[str] | str
    language: str = "zh-CN"
    order_id: UUID | None = None

    def may(self, permission: str) -> bool:
        """Whether one of the patterns grants the permission."""
        return any(_matches(pattern, permission) for pattern in self.permissions)

    def require(self, permission: str) -> None:
        """Refuse a caller without the permission.

        Raises:
            Forbidden: none of the patterns grants it.
        """
        if not self.may(permission):
            raise Forbidden(permission=permission)

    def sees(self, branch_id: str) -> bool:
        """Whether the branch is in scope."""
        return self.branches == ALL_BRANCHES or branch_id in self.branches

    def require_branch(self, branch_id: str) -> None:
        """Refuse work in a branch outside the scope, with the same answer as for one that does not exist.

        Raises:
            NotFound: no such branch for this caller.
        """
        if not self.sees(branch_id):
            raise NotFound(what="branch")

    @property
    def own_order(self) -> UUID:
        """The order of the link this customer came by.

        Raises:
            NotFound: it is nobody with a link.
        """
        if self.order_id is None:
            raise NotFound(what="order")
        return self.order_id


@lru_cache(maxsize=4096)
def _matches(pattern: str, permission: str) -> bool:
    return fnmatchcase(permission, pattern)


def encode_key(raw: bytes) -> str:
    """Key bytes as the environment carries them."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_key(text: str) -> bytes:
    """Key bytes from the environment.

    Raises:
        ValueError: not 32 bytes of base64url.
    """
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(raw) != 32:
        raise ValueError("a key must be 32 bytes in base64url")
    return raw


class TokenMint:
    """The gateway's side: tokens of at most a minute for one audience."""

    def __init__(self, seed: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(decode_key(seed))

    def mint(self, who: Principal, audience: str) -> str:
        """A token for that service."""
        issued = clock.wall()
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": audience,
            "sub": who.staff_id,
            "iat": issued,
            "exp": issued + TOKEN_LIFE,
            "roles": sorted(who.roles),
            "perms": list(who.permissions),
            "branches": who.branches if isinstance(who.branches, str) else sorted(who.branches),
        }
        if who.order_id is not None:
            claims["order"] = str(who.order_id)
        return jwt.encode(claims, self._key, algorithm="EdDSA")


SYSTEM = Principal("system", frozenset({"system"}), ("*",), ALL_BRANCHES)
"""The operator's own commands."""


def system_token(seed: str, audience: str) -> str:
    """A token for the operator's commands, e.g. ``./studio status``."""
    return TokenMint(seed).mint(SYSTEM, audience)


class TokenCheck:
    """A service's side: verifies tokens of the gateway and remembers them while they last."""

    def __init__(self, public_key: str, audience: str) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(decode_key(public_key))
        self._audience = audience
        self._known: dict[str, tuple[float, Principal]] = {}

    def __call__(self, token: str) -> Principal:
        """The principal of a valid token.

        Raises:
            Unauthenticated: forged, expired, for another audience, or unsigned.
        """
        now = clock.wall().timestamp()
        known = self._known.get(token)
        if known is not None and known[0] > now:
            return known[1]
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=["EdDSA"],
                audience=self._audience,
                issuer=ISSUER,
                leeway=2,
                options={"require": ["exp", "aud", "sub", "iss"]},
            )
        except jwt.PyJWTError as error:
            raise Unauthenticated from error
        branches = claims.get("branches", [])
        who = Principal(
            staff_id=claims["sub"],
            roles=frozenset(claims.get("roles", [])),
            permissions=tuple(claims.get("perms", [])),
            branches=ALL_BRANCHES if branches == ALL_BRANCHES else frozenset(branches),
            order_id=UUID(claims["order"]) if "order" in claims else None,
        )
        if len(self._known) > 2000:
            self._known.clear()
        self._known[token] = (float(claims["exp"]), who)
        return who


async def current_principal(request: Request) -> Principal:
    """The caller of this request.

    Raises:
        Unauthenticated: no bearer token, or not a valid one.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated
    who: Principal = request.app.state.check_token(token)
    request.state.principal = who
    return who


CurrentPrincipal = Annotated[Principal, Depends(current_principal)]


def may(permission: str) -> Any:
    """A dependency that lets only callers with the permission in and hands the route its principal."""

    async def allowed(who: CurrentPrincipal) -> Principal:
        who.require(permission)
        return who

    setattr(allowed, PERMISSION_MARK, permission)
    return Depends(allowed)


def permission_of(dependency: Callable[..., Any] | None) -> str | None:
    """The permission a dependency demands, if it was made by :func:`may`."""
    return getattr(dependency, PERMISSION_MARK, None)
