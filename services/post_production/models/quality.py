"""Samples of people's work before the store manager."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from services.post_production.domain.errors import SamePerson
from services.post_production.domain.quality import VERDICTS, CheckState, RemarkMissing, Sampled
from services.post_production.models.base import Base
from shared.contracts.post_production import QualityJudged, QualityVerdict
from shared.kit.tables import BranchRow, moment, words


class QualityCheck(Base, BranchRow, table=True):
    """A sample that chance or time has drawn, and the store manager's word on it (PST-22)."""

    __tablename__ = "quality_check"
    __table_args__ = (
        Index("quality_check_state", "branch_id", "state", "drawn_at", "id"),
        Index("quality_check_staff", "staff_id", "drawn_at"),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(index=True)
    kind: Sampled = words(Sampled)
    work_id: UUID = Field(unique=True)
    staff_id: str = Field(max_length=40)
    drawn_at: datetime = moment()
    state: CheckState = words(CheckState, default=CheckState.OPEN)
    remark: str = ""
    judged_by: str | None = Field(default=None, max_length=40)
    judged_at: datetime | None = moment(nullable=True)

    def judge(self, verdict: QualityVerdict, remark: str, staff_id: str, now: datetime) -> QualityJudged:
        """Good, to talk about, or to redo.

        Raises:
            SamePerson: nobody judges his own work.
            RemarkMissing: it was not good, and nobody said why.
        """
        if staff_id == self.staff_id:
            raise SamePerson(staff=staff_id)
        following = VERDICTS.after(self.state, verdict)
        if verdict is not QualityVerdict.PASS and not remark:
            raise RemarkMissing
        self.state, self.remark, self.judged_by, self.judged_at = following, remark, staff_id, now
        return QualityJudged(
            branch_id=self.branch_id,
            check_id=self.id,
            about_order_id=self.order_id,
            kind=self.kind.value,
            staff_id=self.staff_id,
            verdict=verdict,
            judged_by=staff_id,
        )
