"""Notes in the hand-over book."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from services.reception.domain.shift_notes import NoteKind, NoteTaken, OwnNote
from services.reception.models.base import Base
from shared.contracts.reception import ShiftNoteTaken, ShiftNoteWritten
from shared.kit.tables import BranchRow, moment, words


class ShiftNote(Base, BranchRow, table=True):
    """A customer, an urgent matter or a prospect that is left to the next shift (M-64)."""

    __tablename__ = "shift_note"
    __table_args__ = (
        Index("shift_note_open", "branch_id", "written_at", "id", postgresql_where=text("taken_at IS NULL")),
        Index("shift_note_newest", "branch_id", "written_at", "id"),
    )

    id: UUID = Field(primary_key=True)
    kind: NoteKind = words(NoteKind)
    note: str = Field(max_length=2000)
    order_id: UUID | None = Field(default=None, foreign_key="studio_order.id")
    order_number: str | None = Field(default=None, max_length=32)
    written_by: str = Field(max_length=40)
    written_at: datetime = moment()
    taken_by: str | None = Field(default=None, max_length=40)
    taken_at: datetime | None = moment(nullable=True)

    def written(self) -> ShiftNoteWritten:
        """The fact that something is left."""
        return ShiftNoteWritten(
            branch_id=self.branch_id, note_id=self.id, kind=self.kind.value, written_by=self.written_by
        )

    def take(self, by: str, at: datetime) -> ShiftNoteTaken:
        """Somebody else answers for it from now on.

        Raises:
            NoteTaken: somebody was first.
            OwnNote: by whoever wrote it.
        """
        if self.taken_by is not None:
            raise NoteTaken(by=self.taken_by)
        if by == self.written_by:
            raise OwnNote
        self.taken_by, self.taken_at = by, at
        return ShiftNoteTaken(branch_id=self.branch_id, note_id=self.id, taken_by=by)
