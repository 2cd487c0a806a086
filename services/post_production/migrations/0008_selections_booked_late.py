"""Selections booked or moved after the day's check

Revision: 0008, after 0007
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("booking_copy", sa.Column("look_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "booking_copy_new",
        "booking_copy",
        ["look_at"],
        unique=False,
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index(
        "booking_copy_new",
        table_name="booking_copy",
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.drop_column("booking_copy", "look_at")
