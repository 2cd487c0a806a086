"""Every refusal as RFC 9457 problem+json, in one place."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from shared.kit.db import is_transient
from shared.kit.errors import Both, Conflict, Invalid, NotFound, ServiceError, TryAgain
from shared.kit.money import Money

log = logging.getLogger(__name__)

LIMITS = ("min_length", "max_length", "gt", "ge", "lt", "le")


def install(app: FastAPI) -> None:
    """Handle every error of the application."""
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(DBAPIError, _database_error)
    app.add_exception_handler(PoolTimeout, _database_error)
    app.add_exception_handler(OSError, _database_error)
    app.add_exception_handler(Exception, _unexpected)


def problem(request: Request | None, error: ServiceError, *, extra: dict[str, Any] | None = None) -> JSONResponse:
    """The answer that tells a refusal."""
    language = request.headers.get("accept-language", "zh-CN") if request is not None else "zh-CN"
    body: dict[str, Any] = {
        "type": f"/problems/{error.code}",
        "title": type(error).__name__,
        "status": error.status,
        "code": error.code,
        "detail": error.message(language),
    }
    if request is not None:
        body["instance"] = request.url.path
        if request_id := request.headers.get("x-request-id"):
            body["request_id"] = request_id
    body.update({key: _plain(value) for key, value in error.details.items() if key not in body})
    if error.field:
        body["errors"] = [_wrong(f"body.{error.field}", error.code, body["detail"])]
    body.update(extra or {})
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
    return JSONResponse(body, status_code=error.status, headers=headers, media_type="application/problem+json")


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return value.model_dump()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value if isinstance(value, (str, int, bool, float, type(None))) else str(value)


async def _service_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ServiceError)
    return problem(request, error)


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    wrong = [
        _wrong(".".join(str(part) for part in item["loc"]), item["type"], item["msg"], _limit(item.get("ctx", {})))
        for item in error.errors()
    ]
    named = "; ".join(f"{item['field']}: {item['message']}" for item in wrong[:5])
    return problem(request, Invalid(reason=Both(named, f"请求内容有误：{named}")), extra={"errors": wrong})


def _wrong(field: str, kind: str, message: str, limit: Any = None) -> dict[str, Any]:
    """One field that is refused; ``kind`` is pydantic's, or the code of the rule that told the message itself."""
    return {"field": field, "kind": kind, "message": message, "limit": limit}


def _limit(rule: Mapping[str, Any]) -> Any:
    """The length, amount or number of things that the rule allows, so that the desk can say it in its own words."""
    return _plain(next((rule[name] for name in LIMITS if name in rule), None))


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return problem(request, NotFound(what="page"))
    refusal = ServiceError(reason=str(error.detail))
    response = problem(request, refusal)
    response.status_code = error.status_code
    response.headers.update(error.headers or {})
    return response


async def _database_error(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, IntegrityError):
        name = getattr(getattr(error.orig, "__cause__", None), "constraint_name", None)
        log.warning("constraint %s refused a write", name)
        return problem(request, Conflict(reason=f"it contradicts what is already on record ({name or 'constraint'})"))
    if isinstance(error, (PoolTimeout, OSError)) or is_transient(error):
        log.warning("the database is busy or away: %r", error)
        return problem(request, TryAgain())
    return await _unexpected(request, error)


class Unexpected(ServiceError):
    """A fault of ours; nothing internal leaks."""

    status, code = 500, "internal"
    en, zh = "Something went wrong here; it has been recorded.", "系统内部错误，已记录。"


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("unexpected error on %s %s", request.method, request.url.path, exc_info=error)
    return problem(request, Unexpected())
