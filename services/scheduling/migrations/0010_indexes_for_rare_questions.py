"""Indexes for rare questions

Revision: 0010, after 0009
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "reshoot_not_agreed",
        "reshoot",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("next_booking_id IS NULL AND overdue_at IS NULL"),
    )
    op.create_index(op.f("ix_reshoot_next_booking_id"), "reshoot", ["next_booking_id"], unique=False)
    op.drop_index(op.f("ix_reshoot_due_at"), table_name="reshoot")
    op.create_index(
        "occupation_of_absence",
        "occupation",
        ["absence_id"],
        unique=False,
        postgresql_where=sa.text("absence_id IS NOT NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("occupation_of_absence", table_name="occupation")
    op.create_index(op.f("ix_reshoot_due_at"), "reshoot", ["due_at"], unique=False)
    op.drop_index(op.f("ix_reshoot_next_booking_id"), table_name="reshoot")
    op.drop_index("reshoot_not_agreed", table_name="reshoot")
