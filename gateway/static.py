"""Serves the built console: hashed files for ever, the page itself never from a cache, every other address the page."""

from __future__ import annotations

import mimetypes
from pathlib import Path, PurePosixPath

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

BUILT = Path(__file__).parent / "console" / "dist"

PAGE_HEADERS = {
    "cache-control": "no-store",
    # Ant Design writes its styles at run time; scripts come from files of this origin only.
    "content-security-policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
}
FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=3600"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
NOT_BUILT = (
    "The console is being built. The API works already; reload in a minute.\n"
    "工作台正在构建，接口已可使用，请一分钟后刷新。\n"
)


class ConsoleFiles:
    """An ASGI application over a folder that may appear or change while it runs.

    Args:
        directory: the build; looked at on every request, so that it can be built while the API serves.
    """

    def __init__(self, directory: Path = BUILT) -> None:
        self.directory = directory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        await self.answer(scope["method"], scope["path"], Headers(scope=scope))(scope, receive, send)

    def answer(self, method: str, path: str, headers: Headers) -> Response:
        """The file of that path, or the page for whatever address the console knows itself."""
        if method not in ("GET", "HEAD"):
            return PlainTextResponse("This address is only read.\n", 405, {"allow": "GET, HEAD"})
        relative = PurePosixPath(path.lstrip("/"))
        hidden = any(part in ("..", "") or part.startswith(".") for part in relative.parts)
        file = self.directory / relative
        if not hidden and relative.parts and file.is_file():
            cache = FOR_EVER if relative.parts[0] == "assets" else FOR_A_WHILE
            own = PAGE_HEADERS if relative.name == "index.html" else {"cache-control": cache}
            return self._file(file, headers, own)
        if hidden or relative.parts[:1] == ("assets",) or relative.suffix in (".js", ".css", ".map"):
            # The page must never stand in for a script of an older build.
            return PlainTextResponse("There is no such file.\n", 404, {"cache-control": "no-store"})
        page = self.directory / "index.html"
        if not page.is_file():
            return PlainTextResponse(NOT_BUILT, 503, {"cache-control": "no-store", "retry-after": "10"})
        return self._file(page, headers, PAGE_HEADERS)

    def _file(self, file: Path, headers: Headers, own: dict[str, str]) -> Response:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        accepted = {word.split(";")[0].strip() for word in headers.get("accept-encoding", "").split(",")}
        told = {**own, "vary": "accept-encoding"}
        for encoding, suffix in ENCODINGS:
            packed = file.with_name(file.name + suffix)
            if encoding in accepted and packed.is_file():
                return FileResponse(packed, headers={**told, "content-encoding": encoding}, media_type=kind)
        return FileResponse(file, headers=told, media_type=kind)
