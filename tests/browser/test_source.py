"""The console's own sources: how they are written, and what they reckon."""

from pathlib import Path

import pytest

from deploy.local.console import BuildFailed, run_script
from tests.browsers import Told


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("lint", id="format, lint and words in both languages"),
        pytest.param("test", id="what is reckoned without a page"),
    ],
)
@pytest.mark.timeout(300)
def test_the_sources_are_sound(script: str, console_build: Path, tmp_path: Path) -> None:
    log = tmp_path / "script.log"
    try:
        run_script(script, log, Told())
    except BuildFailed:
        pytest.fail(log.read_text(errors="replace")[-5000:])
