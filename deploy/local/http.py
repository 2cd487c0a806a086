"""Small requests to our own processes on 127.0.0.1, past any proxy the machine may have set."""

import json
import urllib.error
import urllib.request
from typing import Any

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Unreachable(Exception):
    """Nobody answered on that port."""


def call(
    method: str, url: str, *, body: object | None = None, headers: dict[str, str] | None = None, seconds: float = 5.0
) -> tuple[int, Any, dict[str, str]]:
    """Status, decoded JSON (None when there is none) and headers of the answer."""
    request = urllib.request.Request(url, method=method, headers={"Accept": "application/json", **(headers or {})})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with _direct.open(request, timeout=seconds) as answer:
            return answer.status, _decoded(answer.read()), dict(answer.headers)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, _decoded(refusal.read()), dict(refusal.headers)
    except OSError as error:
        raise Unreachable(f"{url} does not answer ({error}).") from error


def answers_ready(port: int) -> bool:
    """True when the process on this port says it is ready for work."""
    try:
        return call("GET", f"http://127.0.0.1:{port}/readyz")[0] == 200
    except Unreachable:
        return False


def _decoded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None
