"""How the gateway serves the built console."""

from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.responses import Response

from gateway.static import ConsoleFiles


@pytest.fixture
def files(tmp_path: Path) -> ConsoleFiles:
    """A small build."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "assets" / "index-abc.js").write_text("1")
    (tmp_path / "assets" / "index-abc.js.br").write_bytes(b"packed")
    (tmp_path / ".hash").write_text("secret")
    return ConsoleFiles(tmp_path)


def read(files: ConsoleFiles, path: str, **headers: str) -> Response:
    """The answer to a GET."""
    return files.answer("GET", path, Headers({name.replace("_", "-"): value for name, value in headers.items()}))


def test_hashed_files_are_kept_for_ever_and_come_packed(files: ConsoleFiles) -> None:
    script = read(files, "/assets/index-abc.js", accept_encoding="gzip, br")
    assert script.headers["cache-control"].endswith("immutable")
    assert (script.headers["content-encoding"], script.media_type) == ("br", "text/javascript")
    assert "content-encoding" not in read(files, "/assets/index-abc.js").headers


@pytest.mark.parametrize("path", ["/", "/orders/1", "/c/code", "/reception"])
def test_every_address_of_the_console_is_the_page_never_cached(files: ConsoleFiles, path: str) -> None:
    page = read(files, path)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "script-src 'self';" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/assets/gone.js", "/.hash", "/../secret", "/assets/../../x", "/.vite/manifest.json"])
def test_what_is_gone_or_hidden_is_not_found(files: ConsoleFiles, path: str) -> None:
    assert read(files, path).status_code == 404


def test_before_the_build_it_says_so_and_only_reads(tmp_path: Path, files: ConsoleFiles) -> None:
    assert read(ConsoleFiles(tmp_path / "none"), "/").status_code == 503
    assert files.answer("POST", "/", Headers()).status_code == 405
