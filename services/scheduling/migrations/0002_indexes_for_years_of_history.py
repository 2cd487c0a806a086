"""Indexes for years of history

Revision: 0002, after 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "occupation_of_branch", "occupation", ["branch_id", "ends_at"], unique=False, postgresql_where=sa.text("active")
    )
    op.create_index(
        "order_without_shoot",
        "order_copy",
        ["branch_id", "booked_at"],
        unique=False,
        postgresql_where=sa.text("shot_on IS NULL AND cancelled_at IS NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("order_without_shoot", table_name="order_copy")
    op.drop_index("occupation_of_branch", table_name="occupation")
