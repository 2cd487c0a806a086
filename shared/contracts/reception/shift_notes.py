"""The hand-over book of reception (M-64)."""

from __future__ import annotations

from uuid import UUID

from shared.contracts.base import Event
from shared.contracts.values import StaffId


class ShiftNoteWritten(Event, name="shift_note.written", about="note_id"):
    """Somebody who goes home left a customer, an urgent matter or a prospect to the next shift; words stay here."""

    note_id: UUID
    kind: str
    written_by: StaffId


class ShiftNoteTaken(Event, name="shift_note.taken", about="note_id"):
    """Somebody of the next shift has taken it over (M-64)."""

    note_id: UUID
    taken_by: StaffId
