"""Days a shoot is booked for

Revision: 0015, after 0014
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "shoot_booking",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("booking_id"),
    )
    op.create_index(op.f("ix_shoot_booking_branch_id"), "shoot_booking", ["branch_id"], unique=False)
    op.create_index(op.f("ix_shoot_booking_order_id"), "shoot_booking", ["order_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("shoot_booking")
