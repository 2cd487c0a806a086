"""What is laid ready before a selection

Revision: 0005, after 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "selection_preparation",
        sa.Column("branch_id", sa.String(length=12), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("disc_photos", sa.Integer(), nullable=True),
        sa.Column("disc_burnt_by", sa.String(length=40), nullable=True),
        sa.Column("disc_burnt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("order_pulled_by", sa.String(length=40), nullable=True),
        sa.Column("order_pulled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("order_id"),
    )
    op.create_index(op.f("ix_selection_preparation_branch_id"), "selection_preparation", ["branch_id"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("selection_preparation")
