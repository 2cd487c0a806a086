"""People at desks: signed in at the gateway, doing what their desk does, through the public API only."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import aiohttp

PATIENCE = aiohttp.ClientTimeout(total=120)


class Refused(Exception):
    """The system said no; ``code`` is the stable code of the problem."""

    def __init__(self, method: str, path: str, status: int, body: Any) -> None:
        problem: dict[str, Any] = body if isinstance(body, dict) else {"detail": str(body)[:300]}
        super().__init__(
            f"{method} {path}: {status} {problem.get('code')} {problem.get('detail')} {problem.get('errors', '')}"
        )
        self.status, self.problem = status, problem
        self.code = str(problem.get("code", ""))


class Studio:
    """The system behind its gateway."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._people: dict[str, Person] = {}
        self._connector = aiohttp.TCPConnector(limit=32)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for person in self._people.values():
            await person.leave()
        await self._connector.close()

    async def sign_in(self, name: str, password: str) -> Person:
        """The person, signed in; the same one when signed in before."""
        if name not in self._people:
            person = Person(self, name, self._connector)
            await person.enter(password)
            self._people[name] = person
        return self._people[name]


class Person:
    """Somebody signed in."""

    def __init__(self, studio: Studio, name: str, connector: aiohttp.TCPConnector) -> None:
        self.studio, self.name = studio, name
        self._http = aiohttp.ClientSession(
            base_url=studio.url,
            connector=connector,
            connector_owner=False,
            timeout=PATIENCE,
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            headers={"Accept-Language": "en", "Origin": studio.url},
        )

    async def enter(self, password: str) -> None:
        """Sign in."""
        me = await self.call("POST", "/v1/session", {"name": self.name, "password": password})
        if csrf := me.get("csrf"):
            self._http.headers["X-Studio-CSRF"] = csrf

    async def leave(self) -> None:
        """Close the connections; the session ends by itself."""
        await self._http.close()

    async def get(self, path: str, **query: Any) -> Any:
        """Read."""
        return await self.call(
            "GET", path, query={name: str(value) for name, value in query.items() if value is not None}
        )

    async def post(self, path: str, body: Any = None, *, key: str | None = None, version: str | None = None) -> Any:
        """Do something, once; what adds to a version names it."""
        headers = {"Idempotency-Key": key or str(uuid4())} | ({"If-Match": version} if version else {})
        return await self.call("POST", path, {} if body is None else body, headers=headers)

    async def put(self, path: str, body: Any, *, version: str | None = None) -> Any:
        """Edit; where versions are kept, the one that is edited."""
        headers = {"If-Match": version} if version else {}
        return await self.call("PUT", path, body, headers=headers)

    async def version_of(self, path: str) -> str:
        """The ETag of what is there now."""
        _, headers = await self._ask("GET", path)
        return headers.get("ETag", "")

    async def upload(self, path: str, files: list[tuple[str, bytes]]) -> Any:
        """Send photographs."""
        form = aiohttp.FormData()
        for name, content in files:
            form.add_field("files", content, filename=name, content_type="image/jpeg")
        async with self._http.post(path, data=form) as answer:
            return await self._read("POST", path, answer)

    async def put_photo(self, path: str, content: bytes) -> Any:
        """Send the one photograph that is kept there."""
        form = aiohttp.FormData()
        form.add_field("file", content, filename="photo.jpg", content_type="image/jpeg")
        async with self._http.put(path, data=form) as answer:
            return await self._read("PUT", path, answer)

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """One request; tried again while a fact is on its way or the system asks for a moment.

        Raises:
            Refused: the system said no.
        """
        answered, _ = await self._ask(method, path, body, query=query, headers=headers)
        return answered

    async def _ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[Any, Mapping[str, str]]:
        for attempt in range(8):
            async with self._http.request(method, path, json=body, params=query, headers=headers) as answer:
                try:
                    return await self._read(method, path, answer), answer.headers
                except Refused as refusal:
                    if attempt == 7 or refusal.code not in {
                        "fact_not_arrived",
                        "retry_later",
                        "idempotency.in_flight",
                        "rate.exceeded",
                        "gateway.busy",
                    }:
                        raise
                    pause = float(answer.headers.get("Retry-After", "1"))
            # Retry-After is the condition the server itself names.
            await asyncio.sleep(min(pause, 5.0))
        raise AssertionError("unreachable")

    async def refused(self, method: str, path: str, body: Any = None, *, code: str) -> dict[str, Any]:
        """The problem of a request that must be refused with that code.

        Raises:
            AssertionError: it was let through, or refused for another reason.
        """
        try:
            await self.call(method, path, {} if body is None else body, headers={"Idempotency-Key": str(uuid4())})
        except Refused as refusal:
            if refusal.code != code:
                raise AssertionError(
                    f"{method} {path} was refused with {refusal.code}, not {code}: {refusal}"
                ) from refusal
            return refusal.problem
        raise AssertionError(f"{method} {path} was let through; it must be refused with {code}")

    async def _read(self, method: str, path: str, answer: aiohttp.ClientResponse) -> Any:
        content = await answer.json() if "json" in answer.content_type else await answer.read()
        if answer.status >= 400:
            raise Refused(method, path, answer.status, content)
        return content
