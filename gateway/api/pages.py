"""The merged OpenAPI document and a page to read and try it; both work without any other server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from gateway.api import PartsDep
from shared.kit.auth import Principal, may
from shared.kit.errors import NotFound

PAGE = Path(__file__).parents[1] / "docs_page"
FILES = {"docs.js": "text/javascript", "docs.css": "text/css"}

router = APIRouter(tags=["documents"])
pages = APIRouter(include_in_schema=False)


@router.get("/openapi.json", response_model=dict[str, Any])
async def read_openapi(
    request: Request, parts: PartsDep, _who: Annotated[Principal, may("gateway.docs.read")]
) -> Response:
    """The OpenAPI document of the whole system; before it has been generated, of the gateway alone."""
    if parts.openapi_file.is_file():
        return FileResponse(parts.openapi_file, media_type="application/json")
    return JSONResponse(request.app.openapi())


@pages.get("/docs")
async def show_docs(_who: Annotated[Principal, may("gateway.docs.read")]) -> FileResponse:
    """The page."""
    return FileResponse(PAGE / "index.html", media_type="text/html; charset=utf-8")


@pages.get("/docs/{name}")
async def show_docs_file(name: str, _who: Annotated[Principal, may("gateway.docs.read")]) -> FileResponse:
    """Script and style of the page."""
    if name not in FILES:
        raise NotFound(what="page")
    return FileResponse(PAGE / name, media_type=FILES[name])
