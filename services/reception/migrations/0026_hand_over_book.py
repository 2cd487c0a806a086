"""Hand-over book

Revision: 0026, after 0025
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "shift_note",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("order_number", sa.String(length=32), nullable=True),
        sa.Column("written_by", sa.String(length=40), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(length=40), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["studio_order.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_shift_note_branch_id"), "shift_note", ["branch_id"], unique=False)
    op.create_index("shift_note_newest", "shift_note", ["branch_id", "written_at", "id"], unique=False)
    op.create_index(
        "shift_note_open",
        "shift_note",
        ["branch_id", "written_at", "id"],
        unique=False,
        postgresql_where=sa.text("taken_at IS NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("shift_note_open", table_name="shift_note", postgresql_where=sa.text("taken_at IS NULL"))
    op.drop_index("shift_note_newest", table_name="shift_note")
    op.drop_index(op.f("ix_shift_note_branch_id"), table_name="shift_note")
    op.drop_table("shift_note")
