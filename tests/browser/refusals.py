"""Refusals as the services write them: from the canned gateway, or in the place of one answer."""

from typing import Any

from playwright.async_api import Route
from starlette.responses import JSONResponse, Response

KIND = "application/problem+json"


def _words(status: int, code: str, sentence: str, more: dict[str, Any]) -> dict[str, Any]:
    return {"type": f"urn:studio:{code}", "title": code, "status": status, "code": code, "detail": sentence, **more}


def problem(status: int, code: str, sentence: str, **more: Any) -> Response:
    """What the canned gateway answers."""
    return JSONResponse(_words(status, code, sentence, more), status, media_type=KIND)


async def refuse(route: Route, status: int, code: str, sentence: str = "-", **more: Any) -> None:
    """Refuse what the page asked for."""
    await route.fulfill(status=status, json=_words(status, code, sentence, more), content_type=KIND)
