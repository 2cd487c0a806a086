"""What people may type after `./studio clock`."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from deploy.local.operations import BadTime, clock_target

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 1, 10, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("+30m", datetime(2026, 11, 1, 10, 30, tzinfo=CHINA)),
        ("+2h", datetime(2026, 11, 1, 12, 0, tzinfo=CHINA)),
        ("+1d", datetime(2026, 11, 2, 10, 0, tzinfo=CHINA)),
        ("+2w", datetime(2026, 11, 15, 10, 0, tzinfo=CHINA)),
        ("2026-12-01T10:00", datetime(2026, 12, 1, 10, 0, tzinfo=CHINA)),
        ("2026-12-01T02:00Z", datetime(2026, 12, 1, 2, 0, tzinfo=UTC)),
        ("2026-12-01", datetime(2026, 12, 1, 0, 0, tzinfo=CHINA)),
        ("now", None),
    ],
)
def test_a_step_or_a_moment_is_understood(text: str, target: datetime | None) -> None:
    assert clock_target(text, NOW) == target


@pytest.mark.parametrize("text", ["", "+", "+1", "1d", "-1d", "+1y", "+99999d", "tomorrow", "2026-13-01"])
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadTime, match=r"use \+30m"):
        clock_target(text, NOW)


def test_the_clock_never_goes_back() -> None:
    with pytest.raises(BadTime, match="only moves forward"):
        clock_target("2026-10-31T10:00", NOW)
