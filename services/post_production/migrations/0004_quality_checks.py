"""Samples of people's work

Revision: 0004, after 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "quality_check",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("work_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("judged_by", sa.String(length=40), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("work_id"),
    )
    op.create_index(op.f("ix_quality_check_branch_id"), "quality_check", ["branch_id"], unique=False)
    op.create_index(op.f("ix_quality_check_order_id"), "quality_check", ["order_id"], unique=False)
    op.create_index("quality_check_staff", "quality_check", ["staff_id", "drawn_at"], unique=False)
    op.create_index("quality_check_state", "quality_check", ["branch_id", "state", "drawn_at", "id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("quality_check")
