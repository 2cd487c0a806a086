"""A figure beside its limit: medians of alternating runs, the ratio, the target and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """What was promised of a figure: at least, or at most, a value.

    >>> Target(at_most=5).holds(4.2), Target(at_least=3000).holds(2000)
    (True, False)
    """

    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: float) -> bool:
        """Whether the value keeps the promise."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        return f"≥ {number(self.at_least)}" if self.at_least is not None else f"≤ {number(self.at_most or 0)}"


@dataclass(slots=True)
class Figure:
    """One line of the result.

    Attributes:
        speed: S1 … S6.
        what: what was measured, with its circumstances.
        unit: of the values and of the limit.
        values: one per run.
        limits: one per run of what it is compared with, measured in between; none where there is no limit.
        limit: what the limit is.
        of_ratio: the target speaks of the ratio to the limit and not of the value.
        notes: further values of the same runs, e.g. p99.
    """

    speed: str
    what: str
    unit: str
    values: list[float]
    limits: list[float] = field(default_factory=list)
    limit: str = ""
    target: Target | None = None
    of_ratio: bool = False
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def value(self) -> float:
        """The median of the runs."""
        return median(self.values)

    @property
    def ratio(self) -> float | None:
        """The median of the runs' own ratios: each run is compared with the limit measured beside it."""
        pairs = [value / limit for value, limit in zip(self.values, self.limits, strict=False) if limit]
        return median(pairs) if pairs else None

    @property
    def holds(self) -> bool | None:
        """Whether the target is met; None where nothing was promised."""
        if self.target is None:
            return None
        judged = self.ratio if self.of_ratio else self.value
        return judged is not None and self.target.holds(judged)

    def document(self) -> Mapping[str, Any]:
        """For machines."""
        return {
            "speed": self.speed, "what": self.what, "unit": self.unit, "value": self.value, "values": self.values,
            "limit": self.limit, "limit_value": median(self.limits) if self.limits else None, "limits": self.limits,
            "ratio": self.ratio, "target": None if self.target is None else str(self.target),
            "target_of": "ratio" if self.of_ratio else "value", "holds": self.holds, "notes": self.notes,
        }  # fmt: skip


def number(value: float) -> str:
    """A value with as many digits as say something.

    >>> number(1234.5), number(12.345), number(0.0612)
    ('1,234', '12.3', '0.061')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}" if abs(value) < 1 else f"{value:.2f}"
