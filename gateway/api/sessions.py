"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from gateway.api import AddressDep, CallerDep, Parts, PartsDep
from gateway.front.callers import HOST_COOKIE, PLAIN_COOKIE, Caller
from gateway.schemas import Me, PasswordChange, SignIn
from gateway.service import sign_in
from gateway.service.secrets import digest
from shared.kit.app import SessionDep
from shared.kit.auth import Principal, may
from shared.kit.db import ALL_BRANCHES

router = APIRouter(tags=["sign-in"])


@router.post("/session", status_code=201)
async def open_sign_in_session(
    body: SignIn,
    request: Request,
    response: Response,
    parts: PartsDep,
    caller: CallerDep,
    address: AddressDep,
    _who: Annotated[Principal, may("gateway.session.open")],
) -> Me:
    """Sign in; the cookie carries the session, ``csrf`` goes into X-Studio-CSRF of changing requests."""
    opened = await sign_in.sign_in(
        parts.callers.database,
        body.name,
        body.password,
        address=address,
        life=parts.session_life,
        replaces=caller.token_hash,
    )
    _set_cookie(request, response, parts, opened.token)
    return me_of(await parts.callers.of_session(digest(opened.token)))


@router.get("/session")
async def read_sign_in_session(caller: CallerDep, who: Annotated[Principal, may("gateway.session.read")]) -> Me:
    """Who is signed in, and what they may do."""
    return me_of(caller if caller.signed_in else Caller(who, "operator"))


@router.delete("/session", status_code=204)
async def close_sign_in_session(
    response: Response,
    session: SessionDep,
    caller: CallerDep,
    address: AddressDep,
    who: Annotated[Principal, may("gateway.session.close")],
) -> None:
    """Sign out; without a session nothing happens."""
    await sign_in.sign_out(session, caller.token_hash, who.staff_id, address)
    for name in (HOST_COOKIE, PLAIN_COOKIE):
        response.delete_cookie(name, path="/", secure=name == HOST_COOKIE, httponly=True, samesite="lax")


@router.post("/session/password", status_code=204)
async def change_own_password(
    body: PasswordChange,
    session: SessionDep,
    parts: PartsDep,
    caller: CallerDep,
    address: AddressDep,
    who: Annotated[Principal, may("gateway.session.password")],
) -> None:
    """Change one's own password; all other sessions end."""
    await sign_in.change_password(
        parts.callers.database,
        session,
        who.staff_id,
        body.present,
        body.new,
        session_id=caller.session_id,
        address=address,
    )


def me_of(caller: Caller) -> Me:
    """The caller as answered."""
    who = caller.principal
    everywhere = who.branches == ALL_BRANCHES
    return Me(
        staff=who.staff_id,
        display_name=caller.display_name or who.staff_id,
        roles=sorted(who.roles),
        branches=[] if everywhere else sorted(who.branches),
        all_branches=everywhere,
        home_branch_id=caller.home_branch_id,
        permissions=list(who.permissions),
        csrf=caller.csrf,
    )


def _set_cookie(request: Request, response: Response, parts: Parts, token: str) -> None:
    plain = parts.development and request.url.scheme != "https"
    response.set_cookie(
        PLAIN_COOKIE if plain else HOST_COOKIE,
        token,
        max_age=int(parts.session_life.total_seconds()),
        path="/",
        secure=not plain,
        httponly=True,
        samesite="lax",
    )
