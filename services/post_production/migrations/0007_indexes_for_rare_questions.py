"""Indexes for rare questions

Revision: 0007, after 0006
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "work_item_of_rework",
        "work_item",
        ["rework_id"],
        unique=False,
        postgresql_where=sa.text("rework_id IS NOT NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_index("work_item_of_rework", table_name="work_item")
