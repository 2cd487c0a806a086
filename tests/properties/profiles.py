"""How many examples a property is tried with: few in every run, many in the long profile."""

import os

from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
LONG = PROFILE == "long"


def register() -> None:
    """Make the profiles known, once per run. The small one asks the same in every run."""
    long = settings(deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))
    settings.register_profile("long", long)
    settings.register_profile("ci", long, derandomize=True, database=None)
    settings.load_profile(PROFILE)


def examples(few: int, many: int, *, steps: int = 50) -> settings:
    """Settings for a property: ``few`` examples in every run, ``many`` in the long profile.

    ``HYPOTHESIS_EXAMPLES`` bounds the long profile, for a machine that has other work to do.
    """
    most = int(os.environ.get("HYPOTHESIS_EXAMPLES", many))
    return settings(max_examples=min(many, most) if LONG else few, stateful_step_count=steps)
