"""Looking at samples of people's work (PST-22): which are drawn, what the store manager says, what follows."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from services.post_production.domain.states import WorkStep
from shared.contracts.post_production import QualityVerdict
from shared.kit.errors import ServiceError
from shared.kit.states import Machine


class Sampled(StrEnum):
    """Whose work it is: the photographer's photos, or a step on the files."""

    PHOTOS = "PHOTOS"
    COLOUR = "COLOUR"
    RETOUCH = "RETOUCH"
    DESIGN = "DESIGN"

    @property
    def work_step(self) -> WorkStep | None:
        """The step to redo; photos are not taken again for a sample."""
        return None if self is Sampled.PHOTOS else WorkStep(self.value)


class CheckState(StrEnum):
    """Drawn, or judged."""

    OPEN = "OPEN"
    PASSED = "PASSED"
    NOTED = "NOTED"
    REDO = "REDO"


VERDICTS: Machine[CheckState, QualityVerdict] = Machine(
    {
        CheckState.OPEN: {
            QualityVerdict.PASS: CheckState.PASSED,
            QualityVerdict.NOTE: CheckState.NOTED,
            QualityVerdict.REDO: CheckState.REDO,
        }
    }
)


class RemarkMissing(ServiceError):
    """Who is told that work was not good hears what was wrong (PST-22)."""

    status, code = 422, "quality.remark_missing"
    field = "remark"
    en, zh = "Say what was not good.", "请写明哪里不够好。"


class NothingToRedo(ServiceError):
    """A photo is not taken again for a sample, and what is being produced is reworked by its own sheet (PST-21)."""

    status, code = 409, "quality.nothing_to_redo"
    en = "This cannot be redone from here: note it, or write a rework sheet for the piece."
    zh = "此处不能退回重做：请记录谈话内容，已进入制作的请开返工单。"


def drawn(work_id: UUID, share: float) -> bool:
    """Whether chance picks this work; the same answer every time, and nobody's choice.

    >>> drawn(UUID(int=1), 0), drawn(UUID(int=1), 1)
    (False, True)
    """
    return int.from_bytes(sha256(work_id.bytes).digest()[:4]) < share * 2**32


def seen_too_long_ago(last: datetime | None, now: datetime, at_least_days: int) -> bool:
    """Whether nothing of this person was looked at for so long that the next work is, chance or not."""
    return last is None or now - last >= timedelta(days=at_least_days)
