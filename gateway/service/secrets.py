"""Passwords, session tokens and API keys: only hashes are kept."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

KEY_PREFIX = "sk_"

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turns: dict[int, asyncio.Semaphore] = {}


def _turn() -> asyncio.Semaphore:
    """At most two passwords are worked on at once, so that signing in never starves the rest."""
    return _turns.setdefault(id(asyncio.get_running_loop()), asyncio.Semaphore(2))


async def hash_password(password: str) -> str:
    """The argon2id hash, made in a thread."""
    async with _turn():
        return await asyncio.to_thread(_hasher.hash, password)


async def password_fits(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; without a stored one it takes as long and is never right."""
    async with _turn():
        fits = await asyncio.to_thread(_verify, stored or _nobody(), password)
    return fits and stored is not None


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))


def new_token() -> str:
    """An opaque session token."""
    return secrets.token_urlsafe(32)


def new_key() -> str:
    """An API key."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a token or key; it is random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def csrf_of(token_hash: str) -> str:
    """The CSRF value of a session, derived from what is kept of its token."""
    return hmac.new(token_hash.encode(), b"csrf", hashlib.sha256).hexdigest()[:40]
